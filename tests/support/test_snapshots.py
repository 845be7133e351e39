"""The builder writes what the reader reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.outcome import Source
from core.snapshot import ListItem, PageFacts, Role, Verdict, open_snapshot
from tests.support.snapshots import HOME, SnapshotBuilder


def build(folder: Path) -> Path:
    facts = PageFacts(title="首页", items=(ListItem(HOME + "a.html", "消息", date(2026, 11, 1), "list"),))
    return (
        SnapshotBuilder(folder)
        .page(HOME, "<title>首页</title><p>内容</p>", facts=facts)
        .page(HOME + "a.html", "<title>消息</title><p>正文</p><script>x</script>", depth=1)
        .resource(HOME + "gone.html", Verdict.DEAD, status=404)
        .link(HOME + "gone.html", samples=[Source(HOME, "旧闻", "a")])
        .link("https://other-demo.gov.cn/x.png", Role.IMAGE, "img")
        .probe("dns", "www.yunling-demo.gov.cn", {"A": {"outcome": "found"}})
        .gap("robots", HOME + "private/")
        .watch("link.dead", HOME + "gone.html", pages=[HOME])
        .seal()
    )


def test_round_trip(tmp_path: Path) -> None:
    with open_snapshot(build(tmp_path / "s")) as snapshot:
        assert [page.facts.title for page in snapshot.pages()] == ["首页", "消息"]
        assert snapshot.home is not None and "内容" in snapshot.home.html
        page = snapshot.page(HOME + "a.html")
        assert page is not None and page.facts.text_length == 2
        assert [(link.internal, link.on_home) for link in snapshot.links()] == [(False, True), (True, True)]
        assert [probe.data for probe in snapshot.probes("dns")] == [{"A": {"outcome": "found"}}]
        assert snapshot.complete
        assert [watch.pages for watch in snapshot.watches("link.dead")] == [(HOME,)]


def test_same_calls_same_bytes(tmp_path: Path) -> None:
    one, two = build(tmp_path / "1"), build(tmp_path / "2")
    assert (one / "manifest.json").read_bytes() == (two / "manifest.json").read_bytes()
