from __future__ import annotations

from dataclasses import replace

from core.outcome import Source
from reports.links import HEADINGS, LinkTally, copyable, place_rows, tally_links
from reports.model import Problem
from tests.reports.factory import SCHOOLS, problem

GONE = "https://www.yunling-demo.gov.cn/gone/{}.html"


def elsewhere(number: int, *sources: Source) -> Problem:
    found = problem(number, subject=GONE.format(number))
    return replace(found, observation=replace(found.observation, facets={"place": "other"}, sources=sources))


def test_targets_are_counted_by_unit_kind_and_place() -> None:
    stale = problem(4, check="fresh.column", subject="https://www.yunling-demo.gov.cn/news/")
    problems = (problem(1), elsewhere(2), elsewhere(3), stale, problem(5, SCHOOLS))
    assert tally_links(problems) == (
        LinkTally("云岭县人民政府办公室", "站内错链断链", 1, 2),
        LinkTally("县教育体育局", "站内错链断链", 1, 0),
    )
    assert tally_links(problems)[0].total == 3


def test_each_known_place_has_a_row_and_a_target_without_one_too() -> None:
    rows = list(place_rows((problem(1), elsewhere(2))))
    assert [row[3:7] for row in rows] == [
        *[(GONE.format(1), "首页", 42, f"https://www.yunling-demo.gov.cn/list/{n}.html") for n in range(3)],
        (GONE.format(2), "其他页面", 42, ""),
    ]


def test_hostile_text_neither_shifts_columns_nor_becomes_a_formula() -> None:
    text = copyable([elsewhere(2, Source("https://a/", "=cmd|' /C calc'!A0\tx\ny", "a", 1, ""))])
    head, line = text.split("\n")
    assert tuple(head.split("\t")) == HEADINGS
    cells = line.split("\t")
    assert len(cells) == len(HEADINGS)
    assert not cells[-1].startswith("=")
