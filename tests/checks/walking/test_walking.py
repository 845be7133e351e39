"""Checks of the keyboard walk and the narrow window over every kind of data that the walk can bring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from checks import load_registry
from checks.runner import run_page_checks
from core.outcome import Observation
from core.snapshot import Page, PageFacts, PageKind, PageRow, Probe, RecordRef

URL = "https://www.yunling-demo.gov.cn/zwgk/1.html"
REGISTRY = load_registry([])
ELEMENT = {
    "selector": "#a",
    "html": "<a id=a>一</a>",
    "lineage": [["a", {"id": "a"}], ["body", {}], ["html", {}]],
    "text": "一",
    "note": "",
    "shot": "shots/a.jpg",
}
CLEAN: dict[str, dict[str, Any]] = {
    "keyboard": {"ended": "", "controls": 9, "stops": 8, "skip": {"found": None, "works": "", "why": ""}}
    | dict.fromkeys(("mouse", "unreached", "hidden", "blurred", "moves", "trap", "unseen", "unsure"), ())
    | {"covered": (), "perhaps": (), "windows": (), "late": (), "choices": 2, "changes": ()},
    "reflow": {
        "narrow": {"moved": 0, "texts": 9, "excepted": 0, "beyond": [], "lost": [], "unclear": []},
        "zoomed": {"texts": 9, "cut": [], "over": [], "unsure": []},
    },
}
#: Check → what it is measured by.
CHECKS = {
    item.id: "reflow" if item.id in ("a11y.reflow", "a11y.text_zoom") else "keyboard"
    for item in REGISTRY
    if item.place.startswith("checks.walking.")
}


def judged(check: str, **changes: Any) -> list[Observation]:
    """What a check says of a page of which these data were measured; `part` names the part they belong to."""
    kind, part = CHECKS[check], changes.pop("part", "")
    data = CLEAN[kind] | {"final": URL, "status": 200, "lacking": []}
    data |= {part: data[part] | changes} if part else changes
    return of_data(check, kind, data)


def of_data(check: str, kind: str, data: Mapping[str, Any] | None, html: str = "<p>正文</p>") -> list[Observation]:
    probes = {} if data is None else {kind: Probe(kind, URL, "", data)}
    row = PageRow(URL, PageKind.HOME, 0, 200, "text/html", "", PageFacts(), RecordRef("crawl.warc.gz", 7, "<urn:x>"))
    page = Page(row, lambda: html, measured=probes.get)
    return list(run_page_checks([REGISTRY.get(check)], page, {check: {}}))


SKIP = {"found": ELEMENT, "why": "它指向的位置在页面上不存在"}
FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("a11y.keyboard_reach", {"mouse": [ELEMENT]}),
    ("a11y.keyboard_reach", {"ended": "blocked", "unreached": [ELEMENT]}),
    ("a11y.focus_visible", {"unseen": [ELEMENT]}),
    ("a11y.focus_trap", {"ended": "trap", "trap": [ELEMENT]}),
    ("a11y.focus_trap", {"ended": "bounds", "trap": [ELEMENT]}),
    ("a11y.focus_hidden", {"hidden": [ELEMENT]}),
    ("a11y.on_focus", {"blurred": [ELEMENT]}),
    ("a11y.on_focus", {"moves": [ELEMENT]}),
    ("a11y.on_focus", {"windows": [ELEMENT | {"sure": True}]}),
    ("a11y.on_change", {"changes": [ELEMENT]}),
    ("a11y.skip_link", {"skip": SKIP | {"works": "no"}}),
    ("a11y.reflow", {"part": "narrow", "beyond": [ELEMENT]}),
    ("a11y.reflow", {"part": "narrow", "lost": [ELEMENT]}),
    ("a11y.text_zoom", {"part": "zoomed", "cut": [ELEMENT]}),
    ("a11y.text_zoom", {"part": "zoomed", "over": [ELEMENT]}),
]
DOUBTS: list[tuple[str, dict[str, Any]]] = [
    ("a11y.keyboard_reach", {"unreached": [ELEMENT]}),
    ("a11y.keyboard_reach", {"perhaps": [ELEMENT]}),
    ("a11y.focus_hidden", {"covered": [ELEMENT]}),
    ("a11y.keyboard_reach", {"ended": "blocked", "perhaps": [ELEMENT]}),
    ("a11y.focus_trap", {"late": [ELEMENT]}),
    ("a11y.focus_trap", {"ended": "bounds", "late": [ELEMENT]}),
    ("a11y.on_focus", {"windows": [ELEMENT | {"sure": False}]}),
    ("a11y.focus_visible", {"unsure": [ELEMENT]}),
    ("a11y.skip_link", {"skip": SKIP | {"works": "unsure"}}),
    ("a11y.reflow", {"part": "narrow", "unclear": [ELEMENT]}),
    ("a11y.text_zoom", {"part": "zoomed", "unsure": [ELEMENT]}),
]


@pytest.mark.parametrize(("check", "changes"), FAULTS)
def test_a_fault_is_told_with_the_element_and_its_picture(check: str, changes: dict[str, Any]) -> None:
    (found,) = judged(check, **changes)
    assert found.outcome == "failed"
    assert [(item.excerpt, item.shot) for item in found.evidence] == [("<a id=a>一</a>", "shots/a.jpg")]


@pytest.mark.parametrize(("check", "changes"), DOUBTS)
def test_what_was_not_told_for_certain_is_left_to_a_person(check: str, changes: dict[str, Any]) -> None:
    assert [found.outcome for found in judged(check, **changes)] == ["cantTell"]


@pytest.mark.parametrize("check", sorted(set(CHECKS) - {"a11y.skip_link"}))
def test_a_clean_page_passes(check: str) -> None:
    assert [found.outcome for found in judged(check)] == ["passed"]


def test_a_page_without_a_skip_link_is_no_fault_of_the_link() -> None:
    assert [found.outcome for found in judged("a11y.skip_link")] == ["inapplicable"]
    assert [found.outcome for found in judged("a11y.skip_link", skip=SKIP | {"works": "yes"})] == ["passed"]


GIVES = "<a id=a href=/ onfocus='this.blur()'>一</a>"


@pytest.mark.parametrize(
    ("html", "source", "browser"),
    [
        (GIVES, "failed", "passed"),
        ("<a id=a href=/ onfocus='let it = this; it.blur()'>一</a>", "passed", "failed"),
        ("<a id=a href=/>一</a>" + GIVES.replace("id=a", "id=b"), "failed", "failed"),
    ],
    ids=["the same", "only the browser's", "another element"],
)
def test_focus_given_away_is_told_once(html: str, source: str, browser: str) -> None:
    data = CLEAN["keyboard"] | {"final": URL, "status": 200, "lacking": [], "blurred": [ELEMENT]}
    outcomes = [of_data(f"a11y.{name}", "keyboard", data, html)[0].outcome for name in ("focus_moves", "on_focus")]
    assert outcomes == [source, browser]


ASKED = [
    ("mouse_only", "<b id=a onclick='show()'>展开</b>", {"mouse": [ELEMENT]}, "keyboard_reach"),
    ("focus_moves", "<input id=a aria-label=甲 onfocus='window.open(1)'>", {"moves": [ELEMENT]}, "on_focus"),
    ("focus_moves", "<select id=a onchange='location.href=1'><option>甲</select>", {"changes": [ELEMENT]}, "on_change"),
    ("bypass", "<a id=a href='#main'>跳到正文</a><main>正文", {"skip": SKIP | {"works": "no"}}, "skip_link"),
]


@pytest.mark.parametrize(("rule", "html", "found", "walk"), ASKED)
def test_what_the_walk_found_out_is_told_there_alone(rule: str, html: str, found: dict[str, Any], walk: str) -> None:
    data = CLEAN["keyboard"] | {"final": URL, "status": 200, "lacking": []}
    assert of_data(f"a11y.{rule}", "keyboard", data, html)[0].outcome == "cantTell"
    told = [of_data(f"a11y.{name}", "keyboard", data | found, html)[0].outcome for name in (rule, walk)]
    assert told == ["passed", "failed"]
    other = html.replace("id=a", "id=b")
    assert of_data(f"a11y.{rule}", "keyboard", data | found, other)[0].outcome == "cantTell"


LOOKS = [row for row in FAULTS if row[0] not in ("a11y.focus_trap", "a11y.on_focus", "a11y.skip_link")]


@pytest.mark.parametrize(("check", "changes"), LOOKS)
@pytest.mark.parametrize(
    "lacking", [["https://cdn.test/a.css", "stylesheet"], ["https://www.yunling-demo.gov.cn/a.js", "script"]]
)
def test_without_its_styles_and_scripts_a_page_is_not_accused(
    check: str, changes: dict[str, Any], lacking: list[str]
) -> None:
    kind = CHECKS[check]
    (found,) = judged(check, **changes)
    part = changes.get("part", "")
    told = {name: value for name, value in changes.items() if name != "part"}
    data = CLEAN[kind] | ({part: CLEAN[kind][part] | told} if part else told)
    (found,) = of_data(check, kind, data | {"final": URL, "status": 200, "lacking": [lacking]})
    assert found.outcome == "cantTell"


def test_a_walk_of_an_earlier_version_says_nothing_of_what_it_did_not_try() -> None:
    data = {
        name: told for name, told in CLEAN["keyboard"].items() if name not in ("covered", "perhaps", "windows", "late")
    }
    data = {name: told for name, told in data.items() if name not in ("choices", "changes")}
    data |= {"final": URL, "status": 200, "lacking": []}
    assert of_data("a11y.on_change", "keyboard", data) == []
    for check in sorted(check for check in set(CHECKS) - {"a11y.on_change"} if CHECKS[check] == "keyboard"):
        assert {found.outcome.value for found in of_data(check, "keyboard", data)} <= {"passed", "inapplicable"}


@pytest.mark.parametrize("check", sorted(CHECKS))
@pytest.mark.parametrize(
    "data",
    [
        None,
        {"failure": "time: not finished within 30 s"},
        {"final": "https://www.yunling-demo.gov.cn/login", "status": 200, "lacking": []},
        {"final": URL, "status": 404, "lacking": []},
    ],
)
def test_a_page_that_was_not_walked_is_neither_accused_nor_passed(check: str, data: dict[str, Any] | None) -> None:
    assert of_data(check, CHECKS[check], data) == []
