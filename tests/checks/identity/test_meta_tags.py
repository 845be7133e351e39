"""Page tags: required by kind of page, placeholders, wrong values."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.identity.tag_values import date_problem, domain_problem, is_placeholder
from core.outcome import Observation, Outcome
from core.snapshot import PageKind
from tests.checks.accessibility.judging import examples, judge, page_of
from tests.support.judging import judge as judge_snapshot
from tests.support.judging import judge_one
from tests.support.snapshots import SnapshotBuilder, facts_of

CHECK = "identity.meta_tags"


def judge_file(path: Path) -> Observation:
    return judge(CHECK, page_of(path.read_text("utf-8"), kind=PageKind(path.stem.split("-")[1])))


@pytest.mark.parametrize("path", examples("identity", "good"), ids=lambda path: path.stem)
def test_good_page_passes(path: Path) -> None:
    assert judge_file(path).outcome == "passed"


@pytest.mark.parametrize("path", examples("identity", "bad"), ids=lambda path: path.stem)
def test_bad_page_fails(path: Path) -> None:
    found = judge_file(path)
    assert (found.outcome, found.identity) == ("failed", ())


def test_message_lists_what_is_missing_and_what_is_wrong() -> None:
    (home,) = [path for path in examples("identity", "bad") if path.stem.endswith("home")]
    message = judge_file(home).message
    assert message.startswith("网页标签不规范，本页 3 处：SiteName 缺失或为空；SiteDomain “")
    assert "不带协议" in message
    assert "不是 10 位数字" in message


def test_other_pages_are_not_judged() -> None:
    assert judge(CHECK, page_of("<p>")).outcome == "inapplicable"


def test_cut_page_is_not_accused() -> None:
    assert judge(CHECK, page_of("<p>", kind=PageKind.HOME, truncated=True)).outcome == "cantTell"


def test_a_home_page_that_only_leads_on_is_not_accused() -> None:
    page = page_of("<script>location.href = '/zwgk/'</script><p>进入首页</p>", kind=PageKind.HOME)
    assert judge(CHECK, page).outcome == "cantTell"


def test_one_right_value_among_several_is_enough() -> None:
    html = (
        "<meta name=sitename content=''><meta name=SITENAME content=云岭县>"
        "<meta name=sitedomain content='http://www.yunling-demo.gov.cn'>"
        "<meta name=sitedomain content=www.yunling-demo.gov.cn><meta name=siteidcode content=BM12345678>"
    )
    assert judge(CHECK, page_of(html, kind=PageKind.HOME)).outcome == "passed"


BARE = "<p>云岭县人民政府门户网站，提供政务公开、办事服务、互动交流，欢迎各位访问，欢迎提出意见和建议。</p>" * 2


def test_tags_that_scripts_write_are_not_called_missing() -> None:
    script = "<script>var m = document.createElement('meta'); m.name = 'SiteName'; head.append(m)</script>"
    assert judge(CHECK, page_of(script + BARE, kind=PageKind.HOME)).outcome == "cantTell"
    comment = "<!-- <meta name=SiteName content=''> --><script>var a = 1</script>"
    assert judge(CHECK, page_of(comment + BARE, kind=PageKind.HOME)).outcome == "failed"


OWN = "https://www.yunling-demo.gov.cn/js/tags.js"
WRITES = "document.head.insertAdjacentHTML('beforeend', '<meta name=sitename content=' + name + '>')"


@pytest.mark.parametrize(
    ("src", "read", "outcome"),
    [
        ("/js/tags.js", {}, "cantTell"),
        ("/js/tags.js", {OWN: WRITES}, "cantTell"),
        ("/js/tags.js?v=3", {f"{OWN}?v=3": "var a = 1"}, "failed"),
        ("tags.js#x", {OWN: ""}, "failed"),
        ("https://www.yunling.gov.cn/tags.js", {}, "cantTell"),
        ("https://zfwzgl.www.gov.cn/exposure/jiucuo.js", {}, "failed"),
        ("https://count.example/hm.js", {}, "failed"),
        ("http://[bad/", {}, "failed"),
    ],
)
def test_tags_that_a_script_file_may_write_are_not_called_missing(src: str, read: dict[str, str], outcome: str) -> None:
    html = f"<base href=/js/><script src='{src}'></script>{BARE}"
    assert judge(CHECK, page_of(html, kind=PageKind.HOME, scripts=read)).outcome == outcome


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        ("<meta name=SiteName content=云岭县人民政府>", Outcome.CANT_TELL),
        ("<meta name=SiteName content='{{name}}'>", Outcome.FAILED),
        ("<meta name=viewport content=w>", Outcome.FAILED),
    ],
)
def test_tags_that_a_browser_shows(tmp_path: Path, shown: str, outcome: Outcome) -> None:
    builder = SnapshotBuilder(tmp_path).page(HOME, BARE, kind=PageKind.HOME)
    meta = page_of(shown).facts.meta
    found = judge_snapshot(CHECK, builder.rendered(HOME, shown + BARE, facts=facts_of(BARE, meta=meta)))
    assert [item.identity for item in found] == [("head", name) for name in ("SiteDomain", "SiteIDCode", "SiteName")]
    assert {item.outcome for item in found} == {outcome}


def test_one_missing_tag_of_a_template_is_one_finding(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path)
    tags = dict.fromkeys(("columnname", "columndescription", "columnkeywords", "columntype"), ("云岭县",))
    own = {"sitename": ("云岭县",), "sitedomain": ("yunling-demo.gov.cn",), "siteidcode": ("5300990001",)}
    for number in range(30):
        facts = facts_of(BARE, meta={**tags, **own, "articletitle": ("题",), "contentsource": ("县府办",)})
        builder.page(f"{HOME}{number}.html", BARE, kind=PageKind.ARTICLE, facts=facts)
    found = judge_one(CHECK, builder)
    assert (found.identity, found.source_count, len(found.sources)) == (("head", "PubDate"), 30, 20)
    assert found.message == "网页标签不规范：PubDate 缺失或为空。位于 head，共30个页面。"
    assert "SiteName=云岭县" in found.evidence[0].excerpt


@pytest.mark.parametrize(
    "text",
    [
        *("", " 　", "null", "Undefined", "{SiteName}", "${site.name}", "{{ title }}", "#{x}", "[#SiteName]"),
        *("[!--title--]", "<%=title%>", "<#if x>", "$Title$", "%NAME%", "@name@"),
    ],
)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["云岭县", "[公告]关于停水", "none of these", "50%", "（空）", "{一}与{二}的说明"])
def test_real_values(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", ["2026-11-20 09:30", "2026-11-20 09:30:59"])
def test_right_dates(text: str) -> None:
    assert date_problem(text) == ""


@pytest.mark.parametrize("text", ["2026-11-20", "2026/11/20 09:30", "2026-13-20 09:30", "2026-11-20 9:30"])
def test_wrong_dates(text: str) -> None:
    assert date_problem(text)


HOME = "https://www.yunling-demo.gov.cn/"


@pytest.mark.parametrize(
    ("text", "url", "kind", "right"),
    [
        ("WWW.Yunling-Demo.gov.cn", HOME, PageKind.HOME, True),
        ("yunling-demo.gov.cn", HOME, PageKind.HOME, True),
        ("www.yunling-demo.gov.cn:8080", HOME, PageKind.HOME, True),
        ("云岭.政务", "http://xn--9kqv75a.xn--zfr164b/", PageKind.HOME, True),
        ("www.yunling-demo.gov.cn", "http://127.0.0.5:8000/", PageKind.HOME, True),
        ("www.yunling-demo.gov.cn", "http://localhost/", PageKind.HOME, True),
        ("www.yunling-demo.gov.cn", "https://xxgk.yunling-demo.gov.cn/1.html", PageKind.ARTICLE, True),
        ("xxgk.yunling-demo.gov.cn", HOME, PageKind.HOME, False),
        ("www.linxian-demo.gov.cn", HOME + "1.html", PageKind.ARTICLE, False),
        ("www.a-demo.cn", "http://x.b-demo.cn/", PageKind.ARTICLE, False),
        ("//www.yunling-demo.gov.cn", HOME, PageKind.HOME, False),
        ("www.yunling-demo.gov.cn/index.html", HOME, PageKind.HOME, False),
        ("云岭县 人民政府", HOME, PageKind.HOME, False),
    ],
)
def test_site_domain(text: str, url: str, kind: PageKind, right: bool) -> None:
    assert (domain_problem(text, page_of("", url=url, kind=kind)) == "") is right


@given(st.text(max_size=40), st.sampled_from(list(PageKind)))
def test_any_value_gets_a_verdict(text: str, kind: PageKind) -> None:
    page = page_of("", kind=kind)
    names = ("sitedomain", "siteidcode", "pubdate")
    page.facts.meta.update(dict.fromkeys(names, (text,)))  # type: ignore[attr-defined]
    assert judge(CHECK, page).message
