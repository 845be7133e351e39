"""Pages that share a sign share a finding; what is watched passes when it is clean; scripts are met in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from checks.security.places import Places, host_of, registrable
from checks.security.scan import Scanner
from core.outcome import Outcome
from core.watchlists import load_watchlists
from tests.checks.security.recording import ARTICLE, CLEAN, recorded
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SITE, SnapshotBuilder, facts_of

HIDDEN, WORDS = "security.hidden_links", "security.words"
SPAM = '<p>云岭</p><div style="display:none"><a href="http://x-demo.example/">新葡京</a><a href="http://y-demo.example/">六合彩</a></div>'
PLACES = Places(SITE, load_watchlists())


def page(number: int) -> str:
    return f"{HOME}zwgk/{number}.html"


def test_a_template_is_one_finding_and_the_home_page_stands_for_it(tmp_path: Path) -> None:
    builder = recorded(tmp_path, {page(number): SPAM for number in range(30)} | {HOME: CLEAN + SPAM})
    found = judge_one(HIDDEN, builder)
    assert (found.subject, found.outcome, found.source_count) == (HOME, Outcome.FAILED, 31)
    assert len(found.sources) == 20
    assert "同样的情况见于 31 个页面" in found.message


def test_watched_pages_stay_named_and_pass_when_clean(tmp_path: Path) -> None:
    builder = recorded(tmp_path, {page(1): SPAM, page(2): SPAM, page(3): "<p>已清理</p>"})
    builder.watch(HIDDEN, page(2), kind="page").watch(HIDDEN, page(3), kind="page").watch(HIDDEN, page(4), kind="page")
    assert [(item.subject, item.outcome) for item in judge(HIDDEN, builder)] == [
        (page(2), Outcome.FAILED),
        (page(3), Outcome.PASSED),
    ]


def test_a_page_that_was_cut_does_not_pass(tmp_path: Path) -> None:
    builder = recorded(tmp_path, {})
    builder.page(page(1), "<p>一", facts=facts_of("<p>一", truncated=True)).watch(HIDDEN, page(1), kind="page")
    assert [item.subject for item in judge(HIDDEN, builder)] == [HOME]


def test_links_that_only_scripts_make(tmp_path: Path) -> None:
    shown = '<p>云岭<a href="http://x-demo.example/">新葡京</a><a href="http://y-demo.example/">六合彩</a></p>'
    builder = recorded(tmp_path, {ARTICLE: "<p>云岭</p><script src='/x.js'></script>"})
    builder.rendered(ARTICLE, shown)
    found = judge_one(HIDDEN, builder)
    assert found.outcome is Outcome.FAILED
    assert "只有脚本运行后才出现" in found.message


def test_own_lists_are_sealed_with_the_snapshot(tmp_path: Path) -> None:
    data = load_watchlists().to_data() | {
        "lists": [{"kind": "x", "title": "甲类", "strong": ["甲乙丙", "丁戊己"], "weak": []}]
    }
    html = "<title>甲乙丙 丁戊己</title><p>新葡京、六合彩、时时彩</p>"
    found = judge_one(WORDS, recorded(tmp_path, {ARTICLE: html}).probe("watchlists", HOME, data))
    assert found.message.startswith("疑似甲类内容")


SCRIPT = HOME + "js/common.js"


def scripted(folder: Path, text: str) -> SnapshotBuilder:
    builder = recorded(folder, {})
    record = builder.exhibit(SCRIPT, text.encode(), "text/javascript")
    return builder.probe("script", SCRIPT, {"record": [record.file, record.offset, record.record_id]})


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (
            HIDDEN,
            "document.write(\"<a href='http://x-demo.example/'>新葡京</a><a href='//y-demo.example/'>六合彩</a>\")",
        ),
        (
            HIDDEN,
            "document.write('<a href=//x-demo.example/>\\u65b0\\u8461\\u4eac</a><a href=//y-demo.example/>时时彩</a>')",
        ),
        (WORDS, "document.title = '新葡京官网-六合彩';"),
        (
            "security.search_visitors",
            "if(/baidu|sogou/.test(document.referrer)){location.replace('http://x-demo.example/')}",
        ),
    ],
)
def test_script_files_that_every_page_shares(tmp_path: Path, check: str, text: str) -> None:
    found = judge_one(check, scripted(tmp_path, text))
    assert (found.subject, found.outcome) == (SCRIPT, Outcome.FAILED)
    assert found.evidence[0].record_id


@pytest.mark.parametrize(
    "text",
    [
        "var bad = '赌博|六合彩|时时彩|新葡京'; if (bad.split('|').some(w => text.includes(w))) alert('敏感词');",
        "jQuery('#tip').html('举报网络赌博');",
        "var r = document.referrer; if (/baidu|sogou/.test(r)) { count(r); } location.href = '/';",
        "function leave() { return confirm('您即将离开'); }",
        "",
    ],
)
@pytest.mark.parametrize("check", [HIDDEN, WORDS, "security.search_visitors"])
def test_harmless_script_files(tmp_path: Path, check: str, text: str) -> None:
    assert judge_one(check, scripted(tmp_path, text)).outcome is Outcome.PASSED


def test_a_watched_script_file_passes_when_it_is_clean(tmp_path: Path) -> None:
    builder = scripted(tmp_path, "var a = 1;").watch(WORDS, SCRIPT, kind="page")
    assert {item.subject: item.outcome for item in judge(WORDS, builder)} == {
        SCRIPT: Outcome.PASSED,
        HOME: Outcome.PASSED,
    }


@pytest.mark.parametrize(
    ("host", "own"),
    [("www.yunling-demo.gov.cn", True), ("jyj.yunling-demo.gov.cn", True), ("yunling-demo.gov.cn.evil.example", False)],
)
def test_own_hosts(host: str, own: bool) -> None:
    assert PLACES.owns(host) is own


def test_strangers() -> None:
    assert not PLACES.stranger("https://hm.baidu.com/h.js")
    assert not PLACES.stranger("http://www.other.gov.cn/")
    assert not PLACES.stranger("/zwgk/")
    assert not PLACES.stranger("javascript:void(0)")
    assert PLACES.stranger("//X.example:8080/") == "x.example"
    assert PLACES.stranger("http://203.0.113.9/x") == "203.0.113.9"
    assert host_of("http://[::1") == ""
    assert [registrable(host) for host in ("a.b.com.cn", "a.b.com", "b.cn", "203.0.113.9")] == [
        "b.com.cn",
        "b.com",
        "b.cn",
        "203.0.113.9",
    ]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "<div style=display:none>",
                "<a href=//x.example>新葡京",
                "</div>",
                "<!--<a href=//y.example>",
                "-->",
                "<script>",
                "document.write('<div hidden>')",
                "</script>",
                "<marquee width=0>",
                "<noscript>",
                "\x00",
                "<style>a{color:",
            ]
        ),
        max_size=40,
    )
)
def test_any_page_is_scanned(parts: list[str]) -> None:
    Scanner(LexborHTMLParser("".join(parts)), PLACES).scan()
