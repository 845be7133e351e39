from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from core.clock import beijing_now
from core.county import Site
from core.errors import CrawlError
from core.snapshot import INDEX, WARC, Manifest, Probe, Resource, Sanity, Verdict, open_snapshot
from core.snapshot.warc import read_record
from crawler.fetch import Answer
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
