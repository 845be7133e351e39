"""The IPv6 page: what each check says, and every record, address and host that was measured."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from checks import load_registry
from core.county import Site
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import open_snapshot
from reports.html import write_html
from reports.ipv6 import _NAMES, six_page
from reports.model import Measured, SixPage
from tests.checks.ipv6.measured import FOUR, OTHER_SIX, SIX, dual, tried
from tests.reports.factory import inspection
from tests.support.snapshots import HOME, SnapshotBuilder

REGISTRY = load_registry(())


def paged(builder: SnapshotBuilder, *observations: Observation) -> SixPage | None:
    with open_snapshot(builder.seal()) as snapshot:
        return six_page(snapshot, observations, REGISTRY)


def seen(page: SixPage | None) -> dict[tuple[str, str], str]:
    assert page is not None
    return {(line.what, line.subject): line.seen for line in page.measured}


def test_every_record_address_and_host_has_its_line(tmp_path: Path) -> None:
    builder = dual(tmp_path)
    connections = [
        {"address": SIX, "port": 443, "ok": True, "error": "", "elapsed_ms": 7},
        {"address": OTHER_SIX, "port": 443, "ok": False, "error": "refused", "elapsed_ms": 1},
    ]
    builder.probe("ipv6.ports", HOME, {"connections": connections})
    tries = [tried(0, SIX, ms=40), tried(1, SIX, 0, "timeout"), tried(0, OTHER_SIX, 502)]
    builder.probe("ipv6.home", HOME, {"attempts": tries, "ipv4": [tried(0, FOUR, ms=30)]})
    page = {"url": HOME + "a.html", "aaaa": "found", "status": 0, "error": "timeout", "ipv4": "opens"}
    good = {"url": HOME + "b.html", "aaaa": "found", "status": 200, "error": "", "ipv4": ""}
    builder.probe("ipv6.inner_links", HOME, {"levels": {"2": [page, good], "3": []}})
    host = {"host": "img.test", "roles": [], "example": "https://img.test/x", "internal": True, "A": "found"}
    builder.probe("ipv6.hosts", HOME, {"hosts": [{**host, "AAAA": "nodata"}, {**host, "host": "ok", "AAAA": "found"}]})
    answers = [
        {"address": address, "outcome": outcome, "authoritative": outcome == "found", "detail": "", "elapsed_ms": 1}
        for address, outcome in ((FOUR, "found"), (SIX, "found"), (OTHER_SIX, "timeout"))
    ]
    families = {"A": {"outcome": "found", "addresses": [FOUR]}, "AAAA": {"outcome": "found", "addresses": [SIX]}}
    mute = {"name": "ns2.test", "A": families["A"], "AAAA": {"outcome": "nodata", "addresses": []}, "answers": []}
    servers = [{"name": "ns1.test", **families, "answers": answers}, mute]
    builder.probe("dns.delegation", "www.yunling-demo.gov.cn", {"zone": "demo.test", "nameservers": servers})
    lines = seen(paged(builder))
    assert lines["域名服务器", "ns1.test（区 demo.test）"] == f"AAAA {SIX}；2 个地址中 1 个能应答"
    assert lines["域名服务器", "ns2.test（区 demo.test）"] == "AAAA 没有该类记录"
    assert lines["域名记录", "www.yunling-demo.gov.cn AAAA"] == f"{SIX}、{OTHER_SIX}"
    assert lines["地址端口", f"{SIX} 端口 443"] == "可以连接，7 毫秒"
    assert lines["地址端口", f"{OTHER_SIX} 端口 443"] == "连接不上：被拒绝"
    assert lines["首页", f"经 {SIX} 打开"] == "2 次中打开 1 次，用时中位数 40 毫秒；超时"
    assert lines["首页", f"经 {OTHER_SIX} 打开"] == "1 次中打开 0 次；HTTP 502"
    assert lines["二级页面", HOME + "a.html"] == "IPv6 打不开：超时，同时 IPv4 能打开"
    assert lines["引用的域名", "img.test（本网站）"] == "AAAA 没有该类记录，例如 https://img.test/x"
    assert not any("b.html" in subject or subject.startswith("ok") for _what, subject in lines)
    assert "可达" in lines["检测点", "本系统 IPv6 出口"]


def test_results_are_the_checks_words(tmp_path: Path) -> None:
    failed = Observation("ipv6.home", HOME, SubjectKind.SITE, Outcome.FAILED, "打不开")
    warned = Observation("ipv6.hosts", HOME, SubjectKind.SITE, Outcome.PASSED, "好", warning="有天窗")
    other = Observation("link.dead", HOME, SubjectKind.LINK, Outcome.FAILED, "x")
    good = Observation("ipv6.aaaa", HOME, SubjectKind.SITE, Outcome.PASSED, "有记录")
    page = paged(dual(tmp_path), good, warned, other, failed)
    assert page is not None
    assert page.results == (
        ("首页 IPv6 访问", "有问题", "打不开"),
        ("首页引用的域名（天窗）", "正常，有提醒", "有天窗"),
        ("域名的 IPv6 地址记录（AAAA）", "正常", "有记录"),
    )
    doubted = replace(failed, rounds=2)
    page = paged(dual(tmp_path / "2"), doubted)
    assert page is not None and page.results[0][1] == "疑似，待复核"


def test_every_check_of_ipv6_has_a_name_that_accuses_nobody() -> None:
    assert {check.id for check in REGISTRY if check.id.startswith("ipv6.")} == set(_NAMES)


def test_a_bare_address_has_no_page(tmp_path: Path) -> None:
    assert paged(SnapshotBuilder(tmp_path, site=Site("k", "n", "http://127.0.0.1/"))) is None


def test_in_the_report_what_was_measured_is_escaped() -> None:
    value = inspection()
    page = SixPage((("检查", "有问题", "<b>坏</b>"),), (Measured("首页", "<i>x</i>", "<script>y</script>"),))
    value = replace(value, sites=(replace(value.sites[0], ipv6=page), *value.sites[1:]))
    stream = io.BytesIO()
    write_html(value, stream)
    tree = LexborHTMLParser(stream.getvalue().decode())
    text = tree.text()
    assert "IPv6 支持情况" in text and "<script>y</script>" in text and "<b>坏</b>" in text
    assert not tree.css("td b, th i")
