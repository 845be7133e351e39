"""Style sheets from files: what they hide is nobody's barrier, and what nobody read of them is a doubt."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.checks.accessibility.judging import judge, page_of

SITE = "https://www.yunling-demo.gov.cn"
HIDES = {f"{SITE}/s.css": ".pop{display:none} #w{display:block}"}
IMAGE = "<div class=pop><img src=a.png></div>"


def outcome(html: str, sheets: Mapping[str, str] = HIDES, check: str = "a11y.image_alt") -> str:
    return judge(check, page_of(html, sheets=sheets)).outcome.value


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("<link rel=stylesheet href=/s.css>", "inapplicable"),
        ("<base href=/x/><link rel='StyleSheet' href=../s.css#a>", "inapplicable"),
        ("<style>@import url('/s.css') screen;</style>", "inapplicable"),
        ("<link rel=stylesheet href=/s.css media=print>", "failed"),
        ("<link rel='alternate stylesheet' href=/s.css>", "failed"),
        ("<link rel=stylesheet href=/s.css media='(max-width:600px)'>", "failed"),
        ("<link rel=stylesheet href=/s.css><style>.pop{display:block}</style>", "failed"),
        ("<style>.pop{display:block}</style><link rel=stylesheet href=/s.css>", "inapplicable"),
        ("<link rel=stylesheet href=/unread.css>", "cantTell"),
        ("<style>@import '/unread.css' layer(x);</style>", "cantTell"),
        ("<link rel=stylesheet href=https://cdn.example/swiper.css>", "failed"),
        ("<link rel=stylesheet href=https://static.yunling-demo.gov.cn/all.css>", "failed"),
        ("<link rel=stylesheet href='http://[bad'>", "failed"),
    ],
)
def test_a_sheet_in_a_file_counts_like_one_in_the_page(link: str, expected: str) -> None:
    assert outcome(link + IMAGE) == expected


def test_a_sheet_that_nobody_read_leaves_alone_what_no_rule_takes_hold_of() -> None:
    assert outcome("<link rel=stylesheet href=/unread.css><main><img src=a.png></main>") == "failed"


def test_sheets_that_import_each_other_end() -> None:
    sheets = {f"{SITE}/{a}.css": f"@import '/{b}.css'; .pop{{display:none}}" for a, b in ("ab", "ba")}
    assert outcome(f"<link rel=stylesheet href=/a.css>{IMAGE}", sheets) == "inapplicable"


def test_what_a_sheet_perhaps_hides_is_asked_about() -> None:
    found = judge(
        "a11y.image_alt", "<style>.m{display:none} li:hover .m{display:block}</style><li><p class=m><img src=a>"
    )
    assert found.outcome == "cantTell"
    assert "样式可能把它隐藏" in found.message


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (".t{display:none}", "failed"),
        ("@media print{.t{display:none}}", "passed"),
        ("@media (max-width:767px){.t{display:none}}", "passed"),
        (".t{text-indent:-9999px;display:block}", "passed"),
        (".t{position:absolute;clip:rect(0 0 0 0)}", "passed"),
    ],
)
def test_words_that_a_sheet_hides_name_nothing(style: str, expected: str) -> None:
    html = f"<style>{style}</style><a href=x><span class=t>公告</span></a>"
    assert outcome(html, check="a11y.link_name") == expected


def test_a_label_that_a_sheet_hides_still_names_its_field() -> None:
    html = "<style>.t{display:none}</style><label for=q class=t>检索</label><input id=q>"
    assert outcome(html, check="a11y.form_label") == "passed"


def test_rules_that_write_words_may_stand_in_files() -> None:
    sheets = {f"{SITE}/s.css": ".go::before{content:'搜索'}"}
    button = "<button class=go></button>"
    assert outcome(f"<link rel=stylesheet href=/s.css>{button}", sheets, "a11y.button_name") == "cantTell"
    assert outcome(button, sheets, "a11y.button_name") == "failed"
