"""service.guide over example pages, and the adapters that read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from checks.service.guides import load_adapters
from checks.service.platforms import labelled_page
from core.county import Column, ColumnCategory
from core.outcome import Observation, Outcome
from core.snapshot import PageKind, open_snapshot
from tests.support.judging import judge
from tests.support.snapshots import HOME, SITE, SnapshotBuilder, facts_of

PAGES = Path(__file__).parent / "pages"
COLUMNS = (Column("yunling", "办事服务", HOME + "bsfw/", ColumnCategory.SERVICES),)
URL = HOME + "bsfw/1.html"


def named(folder: str) -> list[Path]:
    return sorted((PAGES / folder).glob("*.html"))


def run(folder: Path, html: str, url: str = URL) -> list[Observation]:
    builder = SnapshotBuilder(folder, columns=COLUMNS, site=replace(SITE, platforms=("https://zwfw.demo.gov.cn/yl/",)))
    return judge("service.guide", builder.page(url, html, kind=PageKind.ARTICLE, facts=facts_of(html)))


@pytest.mark.parametrize("path", named("good"), ids=lambda path: path.stem)
def test_good(tmp_path: Path, path: Path) -> None:
    (found,) = run(tmp_path, path.read_text("utf-8"))
    assert found.outcome is Outcome.PASSED, found.message


@pytest.mark.parametrize(
    ("name", "missing", "grade"),
    [
        ("four_missing", "设定依据、申请条件、办理地点、办理时间、办理流程", "缺4类及以上"),
        ("one_empty", "设定依据", "缺不足4类"),
    ],
)
def test_bad(tmp_path: Path, name: str, missing: str, grade: str) -> None:
    (found,) = run(tmp_path, (PAGES / "bad" / f"{name}.html").read_text("utf-8"))
    assert found.outcome is Outcome.FAILED
    assert f"：{missing}。" in found.message
    assert found.facets == {"grade": grade}
    assert found.evidence


@pytest.mark.parametrize("path", named("unsure"), ids=lambda path: path.stem)
def test_unsure(tmp_path: Path, path: Path) -> None:
    (found,) = run(tmp_path, path.read_text("utf-8"))
    assert found.outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("path", named("none"), ids=lambda path: path.stem)
def test_no_guide(tmp_path: Path, path: Path) -> None:
    assert run(tmp_path, path.read_text("utf-8")) == []


def test_guides_on_the_declared_platform(tmp_path: Path) -> None:
    html = (PAGES / "bad" / "one_empty.html").read_text("utf-8").replace("服务指南", "在线办理")
    (found,) = run(tmp_path, html, "https://zwfw.demo.gov.cn/yl/item?id=7")
    assert found.outcome is Outcome.FAILED


class Point:
    """An entry point that loads what it is given."""

    def __init__(self, name: str, load: Callable[[], object]) -> None:
        self.name, self.value, self.load = name, "somewhere:ADAPTER", load


def _broken() -> object:
    raise ImportError("no such module")


def test_adapters_of_other_packages_come_first_and_broken_ones_cost_only_themselves(tmp_path: Path) -> None:
    other = replace(labelled_page.ADAPTER, name="county platform")
    points: list[EntryPoint] = [Point("b", lambda: other), Point("a", _broken), Point("c", lambda: 3)]  # type: ignore[list-item]
    assert load_adapters(points) == (other, labelled_page.ADAPTER)


def test_the_adapter_reads_no_home_page(tmp_path: Path) -> None:
    html = (PAGES / "good" / "table.html").read_text("utf-8")
    folder = SnapshotBuilder(tmp_path).page(HOME, html, kind=PageKind.HOME, facts=facts_of(html)).seal()
    with open_snapshot(folder) as snapshot:
        assert snapshot.home is not None
        assert labelled_page.ADAPTER.read(snapshot.home) is None
