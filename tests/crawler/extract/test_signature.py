"""The day of signing at the foot of a document, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from core.snapshot.facts import PageFacts
from crawler.extract import extract
from tests.crawler.extract.article_shapes import BODY, TITLE

URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/1234.html"


def facts_of(foot: str, body: str = BODY) -> PageFacts:
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}{foot}</body></html>"
    return extract(html.encode(), "text/html", URL, date(2026, 11, 23)).facts


SIGNED = {
    "two lines": "<p align=right>云岭县人民政府办公室</p><p align=right>2026年11月9日</p>",
    "one line": "<p>云岭县教育局　2026年11月9日</p>",
    "broken line": "<p>云岭县教育局<br>2026 年 11 月 9 日</p>",
    "Chinese numerals": "<p>云岭县人民政府</p><p>二〇二六年十一月九日</p>",
    "full-width digits": "<p>云岭县人民政府</p><p>２０２６年１１月９日</p>",
    "two organs": "<p>云岭县教育局 云岭县财政局</p><p>2026年11月9日</p>",
    "in brackets": "<p>云岭县教育局</p><p>（2026年11月9日）</p>",
    "the same again": "<p>云岭县教育局</p><p>2026年11月9日</p><p>附件</p><p>云岭县教育局</p><p>2026年11月9日</p>",
}
NOT_SIGNED = {
    "a bare day": "<p>2026年11月9日</p>",
    "below a sentence": "<p>会议由县教育局主持召开，各有关单位参加。</p><p>2026年11月9日</p>",
    "in a sentence": "<p>云岭县教育局2026年11月9日印发通知。</p>",
    "in numbers": "<p>云岭县教育局</p><p>2026-11-09</p>",
    "two that differ": "<p>云岭县教育局</p><p>2026年11月9日</p><p>云岭县财政局</p><p>2025年3月5日</p>",
    "impossible": "<p>云岭县教育局</p><p>2026年2月30日</p>",
    "a link": "<p>云岭县教育局</p><p><a href=/2.html>2026年11月9日</a></p>",
}


@pytest.mark.parametrize("name", SIGNED)
def test_signed(name: str) -> None:
    facts = facts_of(SIGNED[name])
    assert facts.article.signed_day == date(2026, 11, 9)
    assert facts.publish_day is None


@pytest.mark.parametrize("name", NOT_SIGNED)
def test_not_signed(name: str) -> None:
    assert facts_of(NOT_SIGNED[name]).article.signed_day is None


def test_a_labelled_day_goes_first() -> None:
    facts = facts_of(SIGNED["two lines"], f"<p>成文日期：2026年11月7日</p>{BODY}")
    assert facts.article.signed_day == date(2026, 11, 7)


def test_nothing_is_signed_above_the_text() -> None:
    assert facts_of("", f"{SIGNED['two lines']}{BODY}").article.signed_day is None
