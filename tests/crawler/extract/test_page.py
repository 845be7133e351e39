"""Whole pages: facts together, and hostile input."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import Extracted, extract

URL = "http://www.yunling-demo.gov.cn/"


def read(page: str) -> Extracted:
    return extract(page.encode("utf-8", "replace"), "text/html", URL, date(2026, 11, 23))


def test_facts() -> None:
    facts = read(
        "<html lang=zh-CN><head><meta charset=utf-8><meta http-equiv=x content=y><title> 云岭\n县 </title>"
        "<meta name=SiteName content=云岭县人民政府><meta property=og:title content=甲><meta name=Keywords content=a>"
        "<meta name=keywords content=b></head><body><p>正文 <script>x</script></p><p hidden>藏</p>"
    ).facts
    assert (facts.title, facts.lang, facts.charset_declared, facts.charset_used) == (
        "云岭 县",
        "zh-CN",
        "utf-8",
        "utf-8",
    )
    assert facts.meta == {"sitename": ("云岭县人民政府",), "og:title": ("甲",), "keywords": ("a", "b")}
    assert (facts.text_length, facts.truncated) == (2, False)


def test_the_digest_ignores_layout_and_scripts() -> None:
    digests = {
        read(f"<p>{a}云岭{b}</p>").facts.text_digest for a, b in [("", ""), (" \n", ""), ("", "<script>1</script>")]
    }
    assert len(digests) == 1
    assert read("<p>他岭</p>").facts.text_digest not in digests


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 1_000_000,
        "<b><div>" * 200_000,
        "<div><table></div></table>" * 100_000,
        "<p " + "a=1 " * 100_000 + ">",
        "<font><p>x" * 50_000,
        "<a href=x>云岭县通知" * 30_000,
        "<li><a href=x>云岭县通知公告</a>2026-11-01" * 10_000,
        "<!--" * 100_000,
        "x" * 10_000_000,
        "<" * 1_000_000,
        "2026-11-" * 100_000,
        "来源" * 200_000,
        "<div class=list></div>" * 2_000 + "<script></script>" * 2_000,
        "<iframe srcdoc='<a>'></iframe>" * 30_000,
        "<a href='#x'>x</a>" * 50_000,
    ],
    ids=lambda page: page[:20],
)
def test_hostile_pages_end(page: str) -> None:
    assert isinstance(read(page), Extracted)


def test_a_deep_page_is_said_to_be_cut() -> None:
    assert read("<div>" * 600 + "深").facts.truncated
    assert not read("<div>" * 100 + "浅" + "</div>" * 100).facts.truncated
    assert not read("<ul>" + "<li>项" * 20_000).facts.truncated


@given(st.binary(max_size=400))
def test_any_bytes(body: bytes) -> None:
    extract(body, "", URL, date(2026, 11, 23))


TOKENS = st.sampled_from(
    [
        *(
            "<a href='",
            "'>",
            "</a>",
            "<li>",
            "</li>",
            "<ul>",
            "<table><tr><td>",
            "2026-11-23",
            "11-23",
            "发布日期：",
            "云岭",
        ),
        *(
            "<script>",
            "</script>",
            "http://",
            "{{",
            "<base href=",
            "<meta name=",
            " content=",
            "<title>",
            "\x00",
            "&#xD800;",
        ),
        *(
            "<noscript>",
            "<template>",
            "onclick=\"location='",
            "<svg>",
            "<!--",
            "来源：",
            "关于开展工作的通知",
            "(",
            "2月30日",
        ),
    ]
)


@settings(max_examples=200)
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_any_html(page: str) -> None:
    first = read(page)
    assert first == read(page)
