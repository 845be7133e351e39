from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from core.clock import beijing_now
from core.county import Site
from core.errors import CrawlError
from core.snapshot import INDEX, WARC, Manifest, Probe, Resource, Sanity, Verdict, open_snapshot
from core.snapshot.warc import read_member, read_record
from crawler.fetch import Answer
from crawler.fetch.answer import Unchanged
from crawler.record import Recorder, seal
from crawler.record.seal import finish_sealing
from crawler.record.store import count, put_resource

URL = "https://www.yunling-demo.gov.cn/"
ANSWER = Answer(
    URL,
    "GET",
    "2026-11-23T08:00:00+08:00",
    200,
    "OK",
    (
        ("Content-Type", "text/html"),
        ("Transfer-Encoding", "chunked"),
        ("X-Name", "云岭".encode("gbk").decode("utf-8", "surrogateescape")),
    ),
    b"<p>5\r\nhello",
    "127.0.0.1",
    "HTTP/1.1",
)


def resource(name: str) -> Resource:
    return Resource(URL + name, Verdict.OK, True)


def test_an_answer_is_kept_as_received(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "s", "tests")
    with recorder.step():
        ref = recorder.answer(ANSWER)
    recorder.close()
    record = read_record(tmp_path / "s", ref)
    assert (record.kind, record.status, record.target, record.payload) == ("response", 200, URL, ANSWER.body)
    assert record.headers["x-archive-orig-transfer-encoding"] == "chunked"
    assert "云岭".encode("gbk") in gzip.decompress((tmp_path / "s" / WARC).read_bytes())


def test_every_kind_of_record_is_read_by_other_programs_and_its_digests_hold(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "s", "tests")
    posted = replace(ANSWER, method="POST", posted=b"page=2", sent=(("Host", "x"),), http_version="HTTP/1.1")
    with recorder.step():
        ref = recorder.answer(posted)
        recorder.answer(replace(ANSWER, cut=True))
        recorder.probe(Probe("dns", "www.yunling-demo.gov.cn", ANSWER.at, {"A": {}}))
        recorder.shown(URL, ANSWER.at, b"<p>shown", ref)
        recorder.shown(URL, ANSWER.at, b"<p>shown", None)
    member, old = read_member(tmp_path / "s", ref)
    proof = Unchanged(member, old.record_id, URL, old.warc["warc-date"], old.warc["warc-payload-digest"], posted)
    with recorder.step():
        again = recorder.answer(replace(posted, unchanged=proof))
    recorder.close()
    with (tmp_path / "s" / WARC).open("rb") as stream:
        found = [(r.rec_type, r.raw_stream.read()) for r in ArchiveIterator(stream, check_digests="raise")]
    exchange = [("response", ANSWER.body), ("request", b"page=2")]
    cut = [("response", ANSWER.body), ("request", b"")]
    shown = [("conversion", b"<p>shown"), ("resource", b"<p>shown")]
    kinds = [("response", ANSWER.body), ("revisit", b""), ("request", b"page=2")]
    assert [each for each in found if each[0] not in ("warcinfo", "metadata")] == [*exchange, *cut, *shown, *kinds]
    assert read_member(tmp_path / "s", again)[0] == member


def test_an_address_cannot_write_headers_of_its_own(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "s", "tests")
    with recorder.step():
        ref = recorder.verdict(
            Resource("http://x\r\nWARC-Type: response", Verdict.MALFORMED, True, checked_at=ANSWER.at)
        )
    record = read_record(tmp_path / "s", ref)
    assert (record.kind, record.target) == ("metadata", "http://x WARC-Type: response")
    recorder.close()


def test_a_failure_and_a_probe_have_records_too(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "s", "tests")
    failed = Answer(URL, "GET", ANSWER.at, failure=Verdict.TIMEOUT, detail="no answer in 15 s")
    with recorder.step():
        ref = recorder.answer(failed)
        recorder.probe(Probe("dns", "www.yunling-demo.gov.cn", ANSWER.at, {"A": {}}))
    record = read_record(tmp_path / "s", ref)
    assert record.kind == "metadata"
    assert b'"timeout"' in record.payload
    assert count(recorder.db, "probe", "record_id != ''") == 1
    recorder.close()


def test_a_step_that_fails_leaves_nothing(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "s", "tests")
    before = recorder.warc_bytes
    with pytest.raises(RuntimeError), recorder.step():
        recorder.answer(ANSWER)
        put_resource(recorder.db, resource("a"))
        raise RuntimeError
    assert recorder.warc_bytes == before
    assert count(recorder.db, "resource") == 0
    recorder.close()


def test_what_was_written_but_not_committed_is_cut_off(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "s", "tests")
    with recorder.step():
        ref = recorder.answer(ANSWER)
    committed = recorder.warc_bytes
    recorder.close()
    with (tmp_path / "s" / WARC).open("ab") as stream:
        stream.write(b"half a record")
    again = Recorder(tmp_path / "s", "tests")
    assert again.warc_bytes == committed
    with again.step():
        second = again.answer(ANSWER)
    again.close()
    assert [read_record(tmp_path / "s", each).payload for each in (ref, second)] == [ANSWER.body] * 2


def test_lost_records_are_not_passed_over(tmp_path: Path) -> None:
    Recorder(tmp_path / "s", "tests").close()
    (tmp_path / "s" / WARC).write_bytes(b"")
    with pytest.raises(CrawlError, match="缺少已记录的内容"):
        Recorder(tmp_path / "s", "tests")


def manifest() -> Manifest:
    now = beijing_now()
    return Manifest(Site("yunling", "云岭县", URL), (), now, now, Sanity())


def sealed_but(folder: Path) -> Path:
    """A snapshot sealed up to, and without, its last renames."""
    recorder = Recorder(folder / "s.partial", "tests")
    with recorder.step():
        put_resource(recorder.db, resource("a"))
    seal(recorder, manifest(), folder / "s")
    return folder / "s"


def test_a_sealed_snapshot_has_counts_and_no_working_tables(tmp_path: Path) -> None:
    final = sealed_but(tmp_path)
    with open_snapshot(final) as snapshot:
        assert snapshot.manifest.counts["resources"] == 1
        assert snapshot.manifest.counts["bytes"] == (final / WARC).stat().st_size
        assert snapshot.resource(f"{URL}a") is not None
    assert {path.name for path in final.iterdir()} == {WARC, INDEX, "manifest.json"}


def test_a_sealing_cut_off_before_its_renames_is_finished(tmp_path: Path) -> None:
    final, partial = sealed_but(tmp_path), tmp_path / "s.partial"
    final.rename(partial)
    (partial / INDEX).rename(partial / "sealed.sqlite")
    (partial / INDEX).write_bytes(b"the working index")
    assert finish_sealing(partial, final)
    with open_snapshot(final) as snapshot:
        assert snapshot.resource(f"{URL}a") is not None


def test_a_sealing_that_never_began_is_left_alone(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "s.partial", "tests")
    assert not finish_sealing(tmp_path / "s.partial", tmp_path / "s")
    recorder.close()
