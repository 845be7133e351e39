from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import SnapshotDamaged
from core.snapshot import INDEX, ListItem, PageFacts, PageKind, Probe, RecordRef, Verdict, open_snapshot
from core.snapshot.manifest import NAME, file_digest
from core.snapshot.warc import read_record
from tests.support.snapshots import HOME, SITE, TAKEN_AT, SnapshotBuilder

A, B = HOME + "a.html", HOME + "b.html"


def test_order_and_kinds(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).page(B, kind=PageKind.ARTICLE).page(HOME, kind=PageKind.HOME).page(A)
    with open_snapshot(builder.seal()) as snapshot:
        assert [page.url for page in snapshot.pages()] == [HOME, A, B]
        assert [page.url for page in snapshot.pages(PageKind.ARTICLE)] == [B]
        assert (snapshot.site, snapshot.columns, snapshot.taken_at) == (SITE, (), TAKEN_AT)


def test_page_follows_seen_redirects(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).page(B).resource(A, Verdict.OK, final_url=B)
    builder.resource(HOME + "self", Verdict.OK, final_url=HOME + "self").resource(HOME + "x", final_url=HOME + "y")
    with open_snapshot(builder.seal()) as snapshot:
        found = snapshot.page(A)
        assert found is not None and found.url == B
        assert [snapshot.page(HOME + name) for name in ("self", "x", "never")] == [None] * 3
        assert snapshot.home is None


def test_page_gives_source_dom_and_soup(tmp_path: Path) -> None:
    html = '\ufeff<title>云岭</title><meta name="SiteName" content="云岭县"><p>甲</p>'
    facts = PageFacts(charset_used="utf-8", meta={"sitename": ("云岭县",)})
    with open_snapshot(SnapshotBuilder(tmp_path).page(HOME, html, facts=facts).seal()) as snapshot:
        page = snapshot.home
        assert page is not None
        assert page.html.startswith("<title>")
        paragraph = page.dom.css_first("p")
        assert paragraph is not None and paragraph.text() == "甲"
        assert page.soup.title is not None and page.soup.title.text == "云岭"
        assert (page.meta("SiteName"), page.meta("none")) == (("云岭县",), ())
        (evidence,) = page.evidence("甲" * 600)
        assert (len(evidence.excerpt), evidence.warc) == (500, "crawl.warc.gz")


def test_other_charsets(tmp_path: Path) -> None:
    facts = PageFacts(charset_used="gb18030")
    with open_snapshot(SnapshotBuilder(tmp_path).page(HOME, "云岭", facts=facts).seal()) as snapshot:
        assert snapshot.home is not None and snapshot.home.html == "云岭"


@pytest.mark.parametrize(("reason", "complete"), [("robots", True), ("guarded", True), ("page_cap", False)])
def test_complete(tmp_path: Path, reason: str, complete: bool) -> None:
    with open_snapshot(SnapshotBuilder(tmp_path).gap(reason, A, count=3).seal()) as snapshot:
        assert snapshot.complete is complete
        assert [gap.count for gap in snapshot.gaps()] == [3]


def test_probes_and_watches(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).probe("dns", "b", {}).probe("dns", "a", {"x": [1]}).probe("tls", "a", {})
    builder.watch("c", "s", identity=["i"], pages=[A]).watch("other", "s")
    with open_snapshot(builder.seal()) as snapshot:
        probes: list[Probe] = list(snapshot.probes("dns"))
        assert [(probe.subject, probe.data) for probe in probes] == [("a", {"x": [1]}), ("b", {})]
        (watch,) = snapshot.watches("c")
        assert (watch.identity, watch.pages) == (("i",), (A,))
        assert probes[0].record is not None
        record = read_record(snapshot.folder, probes[0].record)
        assert (record.kind, record.status, record.body()) == ("metadata", 0, b'{"x":[1]}')


def reseal(folder: Path) -> None:
    path = folder / NAME
    data = json.loads(path.read_text("utf-8"))
    data["files"] = {name: file_digest(folder / name) for name in data["files"]}
    path.write_text(json.dumps(data), "utf-8")


def test_index_that_is_no_database(tmp_path: Path) -> None:
    folder = SnapshotBuilder(tmp_path).seal()
    (folder / INDEX).write_bytes(b"no database" * 100)
    reseal(folder)
    with pytest.raises(SnapshotDamaged, match="无法读取"), open_snapshot(folder) as snapshot:
        list(snapshot.pages())


def test_index_that_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = SnapshotBuilder(tmp_path).seal()
    # Digests are compared first; this is the file that vanishes between the two steps.
    monkeypatch.setattr("core.snapshot.reader.verify_files", lambda *_: None)
    (folder / INDEX).unlink()
    with pytest.raises(SnapshotDamaged, match="无法打开"), open_snapshot(folder):
        pass


@pytest.mark.parametrize("change", ["offset", "past", "id", "file", "garbage"])
def test_wrong_record(tmp_path: Path, change: str) -> None:
    folder = SnapshotBuilder(tmp_path).page(HOME, "甲" * 500).page(A, "乙").seal()
    with open_snapshot(folder) as snapshot:
        page = snapshot.page(A)
    assert page is not None
    good = page.row.record
    (folder / "junk").write_bytes(b"WARC/1.0\r\n\xff\xfe" * 9)
    wrong = {
        "offset": RecordRef(good.file, good.offset + 5, good.record_id),
        "past": RecordRef(good.file, 10**6, good.record_id),
        "id": RecordRef(good.file, 0, good.record_id),
        "file": RecordRef("none.warc.gz", 0, good.record_id),
        "garbage": RecordRef("junk", 0, good.record_id),
    }[change]
    with pytest.raises(SnapshotDamaged):
        read_record(folder, wrong)


def test_body_falls_back_to_raw_bytes(tmp_path: Path) -> None:
    folder = SnapshotBuilder(tmp_path).page(HOME, "甲").seal()
    with open_snapshot(folder) as snapshot:
        assert snapshot.home is not None
        record = read_record(folder, snapshot.home.row.record)
    record.headers["content-encoding"] = "gzip"
    assert record.body() == "甲".encode()


def test_a_list_goes_on_in_its_data_and_further_pages(tmp_path: Path) -> None:
    entries = [ListItem(f"{HOME}{name}.html", name) for name in "abcde"]
    builder = SnapshotBuilder(tmp_path / "snapshot")
    builder.page(f"{HOME}list/", facts=PageFacts(items=(entries[0],)))
    builder.page(f"{HOME}list/2.html", facts=PageFacts(items=(entries[3], entries[4])))
    builder.document(f"{HOME}data?page=1", "gkmlpt", (entries[0], entries[1]), page=f"{HOME}list/", total=3)
    builder.document(f"{HOME}data?page=2", "gkmlpt", (entries[2],), page=f"{HOME}data?page=1")
    builder.lead(f"{HOME}list/", f"{HOME}list/2.html").lead(f"{HOME}data?page=2", f"{HOME}data?page=1")
    builder.document(f"{HOME}other", "feed", (ListItem(f"{HOME}z.html", "z"),))
    with open_snapshot(builder.seal()) as snapshot:
        assert snapshot.listed(f"{HOME}list/") == tuple(entries)
        assert [data.total for data in snapshot.data_of(f"{HOME}list/")] == [3, -1]
        assert snapshot.listed(f"{HOME}list/2.html") == (entries[3], entries[4])
        assert snapshot.document(f"{HOME}other") is not None
        assert snapshot.document(f"{HOME}list/") is None
