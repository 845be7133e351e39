"""Language of pages and parts: the conditions of ACT rules b5c3f8, bf051a, 5b7ae0, ucwvc8, de46e4 and off6ek."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.accessibility.tags import is_known, is_well_formed, primary, scripts
from tests.checks.accessibility.judging import judge, page_of

CHINESE = "云岭县人民政府办公室关于印发工作要点的通知" * 20
ENGLISH = "The government of the county is open to all the people who live in the county and to those who visit it. "
JAPANESE = "この町の人々は毎朝とても早く起きて畑に出かけます。" * 12
DUTCH = "Het bestuur heeft gisteren nieuwe plannen gepresenteerd voor alle inwoners van onze mooie gemeente. "


@pytest.mark.parametrize(
    ("tag", "outcome"),
    [
        ("zh-CN", "passed"),
        ("EN", "passed"),
        ("zh-Hans-CN", "passed"),
        ("yue", "passed"),
        ("qaa", "passed"),
        ("en-US-GB", "passed"),
        ("", "inapplicable"),
        (" ", "inapplicable"),
        ("cn", "failed"),
        ("chinese", "failed"),
        ("zh_CN", "failed"),
        ("zho", "failed"),
        ("eng", "failed"),
        ("i-lux", "failed"),
        ("#1", "failed"),
        ("x-demo", "failed"),
    ],
)
def test_declared_language_is_registered(tag: str, outcome: str) -> None:
    assert judge("a11y.lang_valid", f'<html lang="{tag}"><p>正文').outcome == outcome


def test_badly_formed_rest_of_a_tag_is_advice() -> None:
    found = judge("a11y.lang_valid", '<html lang="zh-CN-CN"><p>正文')
    assert (found.outcome, bool(found.warning)) == ("passed", True)


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ("<html lang=zh xml:lang=zh-CN>", "passed"),
        ("<html lang=zh-CN xml:lang=ZH>", "passed"),
        ("<html lang=zh xml:lang=en>", "failed"),
        ("<html lang=zh>", "inapplicable"),
        ("<html xml:lang=zh>", "inapplicable"),
        ("<html lang=cn xml:lang=en>", "inapplicable"),
        ("<html lang=zh xml:lang=''>", "inapplicable"),
    ],
)
def test_two_declarations_agree(html: str, outcome: str) -> None:
    assert judge("a11y.lang_match", html + "<p>正文").outcome == outcome


@pytest.mark.parametrize(
    ("tag", "body", "outcome"),
    [
        ("zh", CHINESE, "passed"),
        ("ug", CHINESE, "passed"),
        ("sr", "Влада општине је отворена за све грађане. " * 10, "passed"),
        ("en", CHINESE, "failed"),
        ("en-US", CHINESE * 100, "failed"),
        ("en", "欢迎您", "passed"),
        ("en", CHINESE[:60], "failed"),
        ("en", CHINESE[:25], "cantTell"),
        ("en", CHINESE + "English words " * 40, "passed"),
        ("en", CHINESE + "English words " * 12, "failed"),
        ("en", CHINESE[:90] + "English words " * 5, "cantTell"),
        ("en", CHINESE[:56] + "<img src=a alt='town map'>", "failed"),
        ("ja", "为了方便群众办事，县政务服务中心这个月起延长办公时间，请大家互相转告。", "failed"),
        ("ja", "公共施設予約案内、本日午前九時受付開始、詳細電話照会、大阪府立中央図書館", "passed"),
        ("en", f"<div lang=zh-CN>{CHINESE}</div>", "inapplicable"),
        ("en", f"Hello<script>{'var a;' * 99}</script>", "passed"),
        ("en", f"<div hidden>{CHINESE}</div>Hello", "passed"),
        ("en", ENGLISH * 5, "passed"),
        ("zh-CN", ENGLISH * 5, "failed"),
        ("zh-CN", ENGLISH, "cantTell"),
        ("zh-CN", "详情" + ENGLISH, "passed"),
        ("zh-CN", "WSTMart API V2 GB/T 9704 " * 30, "passed"),
        ("zh-CN", JAPANESE, "cantTell"),
        ("ja", JAPANESE, "passed"),
        ("ja", CHINESE, "failed"),
        ("ko", CHINESE, "failed"),
        ("nl", ENGLISH * 5, "failed"),
        ("nl", ENGLISH, "failed"),
        ("nl", ENGLISH[:40], "cantTell"),
        ("en", DUTCH * 2, "cantTell"),
        ("nl", DUTCH, "passed"),
        ("en", "", "inapplicable"),
        ("cn", CHINESE, "inapplicable"),
        ("nl", "<img src=a alt='What the people of the town have been up to'>", "cantTell"),
    ],
)
def test_declared_language_is_that_of_the_text(tag: str, body: str, outcome: str) -> None:
    found = judge("a11y.lang_true", f"<html lang={tag}><body>{body}")
    assert found.outcome == outcome, found.message


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("<p lang=en>Hello", "passed"),
        ("<p lang=fr-CH>Bonjour", "passed"),
        ("<div lang=invalid><p lang=en>Hello</div>", "passed"),
        ("<p lang=english>Hello", "failed"),
        ("<p lang='#!'>Hello", "failed"),
        ("<p lang='  '>Hello", "failed"),
        ("<p lang=english><b aria-hidden=true>Hello</b>", "failed"),
        ("<div lang=english><img src=a alt=Hello></div>", "failed"),
        ("<p lang=''>Hello", "inapplicable"),
        ("<p lang=english></p>", "inapplicable"),
        ("<p lang=english><b style='display:none'>Hello</b>", "inapplicable"),
        ("<div lang=english><img src=a alt=''></div>", "inapplicable"),
        ("<p>Hello", "inapplicable"),
    ],
)
def test_language_of_a_part_is_registered(body: str, outcome: str) -> None:
    assert judge("a11y.lang_part", f"<html lang=zh><body>{body}").outcome == outcome


KOREAN = "군청은 월요일부터 금요일까지 모든 주민에게 열려 있습니다. " * 3


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (f"{CHINESE}<p lang=en>{ENGLISH}", "passed"),
        (f"{CHINESE}<p lang=nl>{DUTCH}", "passed"),
        (f"{CHINESE}<p lang=en>{CHINESE}", "failed"),
        (f"<p lang=fr>{ENGLISH}", "failed"),
        (f"<p lang=en>{DUTCH}", "cantTell"),
        ("<div lang=fr><img src=a alt='What the people of the town have been up to'></div>", "cantTell"),
        (f"{CHINESE}<p>{ENGLISH}", "inapplicable"),
        (f"<p lang=cn>{ENGLISH}", "inapplicable"),
        (f"<p lang=fr hidden>{ENGLISH}<p lang=fr>&nbsp;", "inapplicable"),
    ],
)
def test_declared_language_of_a_part_is_that_of_its_text(body: str, outcome: str) -> None:
    assert judge("a11y.lang_part_true", f"<html lang=zh><body>{body}").outcome == outcome


@pytest.mark.parametrize(
    ("tag", "body", "outcome"),
    [
        ("zh", f"{CHINESE}<p>{ENGLISH * 5}", "cantTell"),
        ("zh", f"{CHINESE}<p>{KOREAN}", "cantTell"),
        ("zh", f"{CHINESE}<p>{ENGLISH}", "cantTell"),
        ("zh", f"{CHINESE}<p>{ENGLISH[:60]}", "passed"),
        ("zh", f"{CHINESE}<p>전화", "passed"),
        ("zh", f"{CHINESE}<p lang=ko>{KOREAN}", "passed"),
        ("zh", f"{CHINESE}<p>{'0123456789 ' * 9}", "passed"),
        ("en", f"<p>{CHINESE}<p>{CHINESE}", "passed"),
        ("en", f"<p>{ENGLISH * 9}<p>{CHINESE}", "cantTell"),
        ("en", f"<p>{ENGLISH * 9}<p>{DUTCH}", "cantTell"),
        ("en", f"<p>{ENGLISH * 9}<p lang=nl>{DUTCH}", "passed"),
        ("ug", f"{CHINESE}<p>{ENGLISH * 5}", "inapplicable"),
    ],
)
def test_change_of_language_is_said(tag: str, body: str, outcome: str) -> None:
    assert judge("a11y.lang_part_unsaid", f"<html lang={tag}><body>{body}").outcome == outcome


def test_in_xml_it_is_xml_lang_that_counts() -> None:
    page = page_of("<html lang=zh xml:lang=cn><p>正文", content_type="application/xhtml+xml")
    assert judge("a11y.lang_valid", page).outcome == "failed"
    assert judge("a11y.lang_match", page).outcome == "inapplicable"


@given(st.text(max_size=120))
def test_any_tag_is_answered(tag: str) -> None:
    assert is_known(tag) in (True, False)
    assert is_well_formed(tag) in (True, False)
    assert isinstance(scripts(tag), frozenset)


_SUBTAGS = st.sampled_from(["CN", "Hans", "US", "419", "x-demo", "rozaj", "u-co-pinyin"])


@given(st.sampled_from(["zh", "en", "yue", "bo"]), st.lists(_SUBTAGS, max_size=3))
def test_what_follows_the_language_changes_nothing(language: str, rest: list[str]) -> None:
    tag = "-".join([language, *rest])
    assert primary(tag) == language
    assert is_known(tag)
