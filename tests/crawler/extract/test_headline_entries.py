"""A headline above a list is an entry of it; a page's header is not."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import extract

SEEN = date(2026, 11, 23)
TITLE = "云岭县地名普查项目招标公告"
LINK = f"<a href='/d/99.html'>{TITLE}</a>"
SUMMARY = "本次普查涉及全县各乡镇的地名信息采集、核实与建档，现面向社会公开招标。" * 4
ROWS = "".join(
    f"<li><a href='/d/{n}.html'>云岭县第{n}次工作会议召开</a><span>2026-11-0{n}</span></li>" for n in range(1, 6)
)
HEADLINES = {
    "heading and date": f"<h3>{LINK}</h3><p>2026-11-18</p>",
    "box": f"<div><h2>{LINK}</h2><span>2026-11-18</span></div>",
    "box named as a top": f"<div class='top'><h2>{LINK}</h2><p>2026-11-18</p></div>",
    "heading in the link": f"<div class='top'><a href='/d/99.html'><h3>{TITLE}</h3></a><p>发布：2026-11-18</p></div>",
    "with a summary": f"<div class='first'><h2>{LINK}</h2><p>{SUMMARY}</p><span>2026-11-18</span></div>",
    "named, with a summary": f"<div class='head-news'><h3>{LINK}</h3><p>{SUMMARY}<a href='/d/99.html'>[详细]</a></p>"
    "<p>2026-11-18</p></div>",
}


def newest(before: str) -> tuple[int, str, date | None]:
    body = f"<body><div class='nav'><a href='/'>首页</a></div><div class='box'>{before}<ul>{ROWS}</ul></div></body>"
    page = f"<html><head><title>招标采购_云岭县</title></head>{body}</html>".encode()
    items = extract(page, "text/html", "http://www.yunling-demo.gov.cn/zbcg/", SEEN).facts.items
    item = max(items, key=lambda item: item.day or date.min)
    return len(items), item.title, item.day


@pytest.mark.parametrize("name", HEADLINES)
def test_a_headline_is_the_newest_entry(name: str) -> None:
    assert newest(HEADLINES[name]) == (6, TITLE, date(2026, 11, 18))


@pytest.mark.parametrize(
    "header",
    [
        "<div class='top'><h2><a href='/'>云岭县人民政府门户网站</a></h2><p>2026年11月23日</p></div>",
        "<div class='top'><h2><a href='../index.html'>云岭县人民政府门户网站</a></h2><p>2026年11月23日</p></div>",
        "<div class='top'><h2><a href='http://www.yunling-demo.gov.cn'>云岭县人民政府网站</a></h2>2026-11-23</div>",
        f"<div class='top'><h2>{LINK}</h2></div>",
        f"<div class='top'>{LINK}<p>2026年11月23日 星期一</p></div>",
        f"<div><a href='/d/99.html'>{TITLE}</a><p>{SUMMARY}</p><span>2026-11-18</span></div>",
    ],
    ids=["root", "index", "host", "no date", "no heading", "a text without heading"],
)
def test_what_may_be_a_header_or_a_text_is_no_entry(header: str) -> None:
    assert newest(header)[0] == 5
