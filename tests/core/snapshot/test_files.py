"""Texts of the files that pages name: read whole, not come, or not read."""

from __future__ import annotations

from pathlib import Path

from core.snapshot import Verdict, open_snapshot
from core.snapshot.dom import PageDom
from tests.support.snapshots import HOME, SnapshotBuilder

SHEET, SCRIPT = HOME + "site.css", HOME + "site.js"


def test_a_page_knows_the_sheets_and_scripts_that_were_read(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).page(HOME, "<p>甲").document(SHEET, "css")
    builder.resource(SHEET, content_type="text/css", status=200, body="/* 样式 */".encode("gb18030"))
    builder.resource(HOME + "linked.css", content_type="text/css", status=200, body=b"p{}")
    builder.resource(HOME + "lost.css", Verdict.DEAD).resource(HOME + "lost.js", Verdict.DEAD)
    kept = builder.exhibit(SCRIPT, b"f()", "text/javascript")
    builder.probe("script", SCRIPT, {"record": [kept.file, kept.offset, kept.record_id]})
    with open_snapshot(builder.seal()) as snapshot:
        assert snapshot.home is not None
        dom = snapshot.home.dom
        assert isinstance(dom, PageDom)
        assert dom.url == HOME
        assert [dom.sheet(SHEET), dom.sheet(SHEET)] == ["/* 样式 */"] * 2
        assert [dom.sheet(HOME + name) for name in ("lost.css", "linked.css", "never.css")] == ["", None, None]
        assert [dom.script(HOME + name) for name in ("site.js", "lost.js", "never.js")] == ["f()", "", None]


def test_a_document_by_itself_knows_no_files() -> None:
    assert (PageDom("<p>").sheet(SHEET), PageDom("<p>").script(SCRIPT)) == (None, None)
