"""Labelled facts of document headers, however their tables are built; the signing day is never the publish day."""

from __future__ import annotations

import html
from datetime import date

import pytest

from core.snapshot.codec import facts_to_json
from crawler.extract import extract
from tests.crawler.extract.article_shapes import TITLE, Shape, article, record

ROWS = (
    ("索 引 号", "530099/2026-00123"),
    ("发布机构", "云岭县人民政府办公室"),
    ("发文字号", "云政办发〔2026〕11号"),
    ("成文日期", "二〇二六年十一月二日"),
    ("发布日期", "2026-11-10"),
    ("有效性", "有效"),
    ("废止日期", "2028-11-01"),
)
LAYOUTS = {
    "cells": record(*ROWS),
    "cells with colons": record(*((f"{label}：", value) for label, value in ROWS)),
    "list": "<ul>" + "".join(f"<li><b>{label}：</b>{value}</li>" for label, value in ROWS) + "</ul>",
    "definition list": "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in ROWS) + "</dl>",
    "one line": "<p>" + " ".join(f"{label}：{value}" for label, value in ROWS) + "</p>",
    "brackets": "".join(f"<p>【{label}】{value}</p>" for label, value in ROWS),
    "row of labels": "<table><tr>"
    + "".join(f"<th>{label}</th>" for label, _ in ROWS)
    + "</tr><tr>"
    + "".join(f"<td>{value}</td>" for _, value in ROWS)
    + "</tr></table>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_tells_the_same(layout: str) -> None:
    page = Shape(article("<p>来源：云岭县融媒体中心 作者：本刊</p>", before=LAYOUTS[layout]))
    facts = extract(page.html, "", page.url, date(2026, 11, 23)).facts
    found = facts.article
    assert found.index_number == "530099/2026-00123"
    assert (found.publisher, found.document_number) == ("云岭县人民政府办公室", "云政办发〔2026〕11号")
    assert (found.signed_day, found.repealed_day) == (date(2026, 11, 2), date(2028, 11, 1))
    assert (found.validity, found.source, found.title) == ("有效", "云岭县融媒体中心", TITLE)
    assert facts.publish_day in ((date(2026, 11, 10), None) if layout == "row of labels" else (date(2026, 11, 10),))


def test_facts_that_are_not_stated_are_empty_and_cost_nothing_in_the_index() -> None:
    page = Shape(article("<p>文号：</p><p>有效性：</p>"))
    facts = extract(page.html, "", page.url, date(2026, 11, 23)).facts
    assert (facts.article.document_number, facts.article.validity, facts.article.signed_day) == ("", "", None)
    assert '"article":{"title"' in facts_to_json(facts)


def test_the_clock_and_the_clues_are_kept_apart_from_the_day() -> None:
    tag = "<meta name='PubDate' content='2026-09-01 10:00'><meta name='ContentSource' content='县政府办'>"
    page = Shape(article("<p>发布时间：2026-11-10 9:05</p>"), tag)
    facts = extract(page.html, "", "http://www.yunling-demo.gov.cn/202611/t20261111_1.html", date(2026, 11, 23)).facts
    assert (facts.publish_day, facts.article.publish_clock) == (date(2026, 11, 10), "09:05")
    assert (facts.article.tag_day, facts.article.url_day) == (date(2026, 9, 1), date(2026, 11, 11))
    assert facts.article.source == "县政府办"


def number_of(header: str, before: str = "") -> str:
    page = Shape(article(header, before=before))
    return extract(page.html, "", page.url, date(2026, 11, 23)).facts.article.document_number


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "【】", "（）", "()", "［］", "﹝﹞", "〈〉", "<>"])
@pytest.mark.parametrize("layout", ["<p>发文字号: {}</p>", "<table><tr><td>文号</td><td>{}</td></tr></table>"])
def test_a_number_is_read_in_all_its_brackets(layout: str, brackets: str) -> None:
    number = f"云教字{brackets[0]}2026{brackets[1]}22号"
    assert number_of(layout.format(html.escape(number)) + "<p>发布日期: 2026-11-10</p>") == number
    spaced = html.escape(f"云教字 {brackets[0]}2026{brackets[1]} 22 号")
    assert number_of(layout.format(spaced)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("云政发[2026]22号【打印】", "云政发[2026]22号"),
        ("云政发[2026]22", "云政发[2026]22"),
        ("云岭县人民政府令第12号", "云岭县人民政府令第12号"),
        ("2026年第3号", "2026年第3号"),
        ("云教字", ""),
        ("云教字[2026]", ""),
        ("云教字[2026]号", ""),
        ("无", ""),
        ("大 中 小", ""),
    ],
)
def test_a_number_is_read_whole_or_not_at_all(text: str, number: str) -> None:
    assert number_of(f"<p>发文字号：{text}</p>") == number


NUMBER = "云政办发〔2026〕17号"


@pytest.mark.parametrize(
    "header",
    [
        f"<p align=center>{NUMBER}</p>",
        f"<p>发布时间：2026-11-10 来源：县政府办</p><p style='text-align:center'>{NUMBER}</p>",
        "<p align=center><span>云政办发</span><span>〔2026〕</span><span>17号</span></p>",
    ],
)
def test_a_number_alone_below_the_title_needs_no_label(header: str) -> None:
    assert number_of(header) == NUMBER


@pytest.mark.parametrize(
    "header",
    [
        f"<p>（{NUMBER}）</p>",
        f"<p>{NUMBER}文件精神</p>",
        f"<p><a href=1.html>{NUMBER}</a></p>",
        f"<p>{NUMBER}</p><p>云政办发〔2026〕18号</p>",
        f"<p>现将有关事项通知如下。</p><p>{NUMBER}</p>",
        "<p>〔2026〕17号</p>",
    ],
    ids=["in brackets", "with other words", "linked", "two", "below the text", "without organ"],
)
def test_a_number_that_may_be_another_documents_is_not_read(header: str) -> None:
    assert number_of(header) == ""


def test_a_label_goes_before_what_stands_alone() -> None:
    assert number_of(f"<p>{NUMBER}</p>", "<p>发文字号：云政发〔2026〕1号</p>") == "云政发〔2026〕1号"


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("关于做好冬季安全生产工作的通知（云政办发〔2026〕11号）", "云政办发〔2026〕11号"),
        ("关于做好冬季安全生产工作的通知(云政办发[2026]11号)", "云政办发[2026]11号"),
        ("关于废止云政办发〔2016〕11号文件的通知", ""),
        ("冬季安全生产工作方案政策解读（云政办发〔2026〕11号）", ""),
        ("关于转发冬季安全生产工作方案的通知（云政办发〔2026〕11号）", ""),
    ],
)
def test_the_number_behind_a_title(title: str, number: str) -> None:
    body = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>各单位要认真落实。</p></body></html>"
    found = extract(body.encode(), "text/html", "http://www.yunling-demo.gov.cn/1.html", date(2026, 11, 23)).facts
    assert found.article.document_number == number
