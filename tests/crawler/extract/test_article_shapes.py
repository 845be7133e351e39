"""Made shapes of government articles: the publish day of each, and none where none is stated."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import extract
from tests.crawler.extract.article_shapes import (
    BODY,
    COMMENTS,
    NEIGHBOURS,
    RELATED,
    SIDE,
    SIGNATURE,
    SIZES,
    TITLE,
    Shape,
    article,
    record,
)

SEEN = date(2026, 11, 23)
DAY = date(2026, 11, 10)
TAG = "<meta name='PubDate' content='2026-09-01 10:00'>"

_LABELS = (
    "发布日期",
    "发布时间",
    "公开日期",
    "上载日期",
    "发文时间",
    "公布时间",
    "发稿时间",
    "信息时间",
    "录入时间",
    "添加时间",
)
_VALUES = (
    "2026-11-10",
    "2026年11月10日",
    "2026/11/10",
    "2026.11.10",
    "2026-11-10 10:30",
    "2026年11月10日 10:30:05",
    "2026-11-10T10:30:00",
    "二〇二六年十一月十日",
    "二○二六年十一月十日",
    "二零二六年十一月十日",
    "20261110",
    "2026 年 11 月 10 日",
    "2026－11－10",
    "[2026-11-10]",
    "2026-11-10 星期二",
)
_OTHER = record(
    ("成文日期", "2026年11月2日"), ("生效日期", "2026-12-01"), ("索 引 号", "530099/2026-00123"), ("有效性", "有效")
)

DATED = {
    **{f"label {label}": article(f"<div>{label}：2026-11-10</div>") for label in _LABELS},
    **{f"value {value}": article(f"<div>发布日期：{value}</div>") for value in _VALUES},
    "spaced": article("<p>发　布　日　期：2026-11-10</p>"),
    "nbsp": article("<p>发布日期&nbsp;:&nbsp;2026-11-10</p>"),
    "brackets": article("<p>【发布日期】2026-11-10</p>"),
    "value alone": article("<div class='info'>2026-11-10</div>"),
    "in square brackets": article("<div class='info'>[2026-11-10]</div>"),
    "clock alone": article("<div>2026年11月10日 10:30</div>"),
    "time label": article("<div>时间：2026-11-10 来源：县政府办 浏览次数：12</div>"),
    "date label": article("<div>日期：2026-11-10</div>"),
    "span soup": article("<div><span>发布</span><span>时间</span><b>：</b><i><span>2026-11-10</span></i></div>"),
    "sibling spans": article(
        "<ul><li><span>发布日期</span><em>2026-11-10</em></li><li><span>来源</span><em>县政府办</em></li></ul>"
    ),
    "font bar": article("<div>发布时间：2026-11-10 10:30 来源：县政府办 【字体：大 中 小】 打印 关闭</div>"),
    "bar of links": article("<div>2026-11-10 来源：县政府办</div>" + SIZES),
    "table of the record": article(
        "", before=record(("索引号", "530099/2026-1"), ("成文日期", "2026-11-02"), ("发布日期", "2026-11-10"))
    ),
    "signed first": article(
        "", before=record(("成文日期", "2026-11-02"), ("公开日期", "2026-11-10"), ("废止日期", "2028-11-01"))
    ),
    "dl": article("", before="<dl><dt>成文日期：</dt><dd>2026-11-02</dd><dt>发布日期：</dt><dd>2026-11-10</dd></dl>"),
    "before the title": article("", before="<p>2026-11-10 10:30 来源：县政府办</p>"),
    "below the text": article("", after="<p>信息来源：县政府办 发布时间：2026-11-10 浏览次数：<span id=c></span></p>"),
    "signed and below": article("", after=SIGNATURE + "<p>发布日期：2026-11-10</p>"),
    "signed and above": article("<p>发布日期：2026-11-10</p>", after=SIGNATURE),
    "side bar": article("<p>2026-11-10 来源：县政府办</p>", before=SIDE),
    "related": article("<p>2026-11-10 来源：县政府办</p>", after=RELATED + NEIGHBOURS),
    "comments": article("<p>发布时间：2026-11-10</p>", after=COMMENTS),
    "updated too": article("<p>更新时间：2026-11-20 发布时间：2026-11-10</p>"),
    "updated behind": article("<p>发布时间：2026-11-10 更新时间：2026-11-20 10:00</p>"),
    "served too": article("<p>服务器时间：2026-11-23 08:00:00</p><p>发布时间：2026-11-10</p>"),
    "made too": article(
        "<p>发布时间：2026-11-10</p>", after="<!-- Maketime: 2026-11-23 --><p>页面生成时间：2026-11-23 01:02</p>"
    ),
    "title of class": article("<div>2026-11-10</div>", title=f"<div class='bt'>{TITLE}</div>"),
    "title broken": article(
        "<div>发布时间：2026-11-10</div>", title="<h1>云岭县人民政府办公室<br>关于印发冬季安全生产工作方案的通知</h1>"
    ),
    "weixin": article(
        "<div class='rich_media_meta_list'><em>云岭发布</em> <em id='publish_time'>2026-11-10 10:30</em></div>"
    ),
    "video": f"<h1>{TITLE}</h1><div>发布时间：2026-11-10</div><video src='/a.mp4'></video>",
    "pdf": f"<h1>{TITLE}</h1><div>发布时间：2026-11-10</div><iframe src='/pdf/viewer.html?file=/a.pdf'></iframe>",
    "english": article("<div>Published: November 10, 2026</div>"),
    "english day first": article("<div>Posted on: 10 Nov 2026</div>"),
    "event in text": article("<p>发布时间：2026-11-10</p><p>活动时间：2026年11月28日上午9:00，地点：县文化馆。</p>"),
    "old page": f"<table><tr><td align=center><b>{TITLE}</b></td></tr>"
    f"<tr><td>2026-11-10 &nbsp; 来源：云岭日报</td></tr></table>{BODY}",
    "published after range": article("<p>公示期：2026-11-12至2026-11-18</p><p>发布日期：2026-11-10</p>"),
    "label above its value in a table": article(
        "<table><tr><td>发布机构</td><td>成文日期</td><td>发布时间</td></tr>"
        "<tr><td>县医保局</td><td>2026-11-02</td><td>2026-11-10</td></tr></table>"
    ),
    "full-width digits": article("<p>发布时间：２０２６年１１月１０日</p>"),
    "box of the day first": article("<div><b>10</b><span>2026-11</span></div>"),
    "box of the month first": article("<div><p>2026年11月</p><p>10日</p></div>"),
    "written by script": article("<p>发布时间：<script>document.write('2026-11-10')</script></p>"),
    "with a tag that differs": article("<p>发布日期：2026-11-10</p>"),
}

UNDATED = {
    "nothing": article(""),
    "signature only": article("", after=SIGNATURE),
    "signature of a short notice": f"<h1>{TITLE}</h1><p>特此通知</p><p>云岭县人民政府办公室</p><p>2026年11月9日</p>",
    "signature in words": article("", after="<p>二〇二六年十一月九日</p>"),
    "signature in one line": article("", after="<p>云岭县人民政府 2026年11月9日</p>"),
    "record without it": article("", before=_OTHER),
    "signed label in words": article("<p>成文日期：二〇二六年十一月九日</p>"),
    "created": article("", before=record(("索引号", "53"), ("发布机构", "县政府办"), ("生成日期", "2026-11-09"))),
    "side bar": article("", before=SIDE),
    "related": article("", after=RELATED),
    "comments": article("", after=COMMENTS),
    "one comment": article("", after="<div class='comments'><p>网友甲</p><p>2026-11-21 08:11:12</p></div>"),
    "comments by heading": article("", after="<div><h3>网友评论</h3><p>2026-11-21 08:11:12</p></div>"),
    "server time": article("<p>服务器时间：2026-11-23 08:00:00</p>"),
    "page made": article("", after="<p>页面生成时间：2026-11-23 08:00:00</p>"),
    "updated only": article("<p>更新时间：2026-11-10</p>"),
    "last changed only": article("<p>最后修改时间：2026-11-10 10:20</p>"),
    "reader's day in a banner": article("", before="<div id='header'><i>2026年11月23日 农历十月十五</i></div>"),
    "reader's day and clock above": article("", before="<div class='rq'>2026年11月23日 08:30</div>"),
    "end of a notice period": f"<h1>{TITLE}</h1><table><tr><th>公示截止期</th><td>2027-03-01</td></tr></table>{BODY}",
    "an attachment's day": article("", after="<p>附件：公告.doc（上传日期：2026-11-20）</p>"),
    "event right below": f"<h1>{TITLE}</h1><p>时间：2026年11月28日 9:30</p><p>地点：县文化馆</p>{BODY}",
    "impossible": article("<p>发布时间：2026-02-30</p>"),
    "impossible month": article("<p>发布时间：2026-13-01 10:00</p>"),
    "range": article("<p>公示时间：2026-11-12至2026-11-18</p>"),
    "open range": article("<p>公开时间：2026年11月12日至2026年11月18日</p>"),
    "event": article("", after="<p>时间：2026年11月28日（星期六）上午9:00</p><p>地点：县文化馆</p>"),
    "event at once": article("<p>时间：2026年11月28日上午9:00</p><p>地点：县文化馆</p>"),
    "event numbered": article("<p>一、时间：2026年11月28日</p><p>二、地点：县会议中心</p>"),
    "event by name": article("<p>活动时间：2026-11-28 09:00</p>"),
    "report label": article("<p>填报日期：2026-11-08</p>"),
    "tender": article("<p>开标时间：2026-11-28 09:30</p><p>报名截止时间：2026-11-26 17:00</p>"),
    "answered": article("<p>回复时间：2026-11-10 09:30</p>"),
    "footer": article("", after="<div class='footer'>发布时间：2026-11-10</div>"),
    "hidden": article("<div style='display:none'>发布时间：2026-11-10</div>"),
    "in a comment": article("<!-- 发布时间：2026-11-10 -->"),
    "passed": article("<p>（2026年11月9日县人民代表大会常务委员会第三次会议通过）</p>"),
    "month only": article("<p>（2026年11月）</p>"),
    "copyright": article("", after="<p>Copyright 2026-11-10 云岭县人民政府</p>"),
    "weixin": article("<div><em>云岭发布</em> <em id='publish_time'></em></div><script>var ct='1794277800';</script>"),
    "video": f"<h1>{TITLE}</h1><video src='/a.mp4'></video>",
    "number like a date": article("<p>文号：云政办发〔2026〕11号</p><p>索引号：530099-2026-11-10-001</p>"),
}


@pytest.mark.parametrize("name", DATED)
def test_the_publish_day(name: str) -> None:
    found = extract(Shape(DATED[name]).html, "text/html", Shape("").url, SEEN).facts
    assert found.publish_day == DAY
    assert found.publish_source in ("label", "header", "body")


@pytest.mark.parametrize("name", DATED)
def test_a_tag_does_not_replace_the_visible_day(name: str) -> None:
    shape = Shape(DATED[name], TAG)
    assert extract(shape.html, "text/html", shape.url, SEEN).facts.publish_day == DAY


@pytest.mark.parametrize("name", DATED)
def test_a_page_in_gbk_is_read_alike(name: str) -> None:
    text = Shape(DATED[name]).text
    assert extract(text.encode("gb18030"), "text/html", Shape("").url, SEEN).facts.publish_day == DAY


@pytest.mark.parametrize("name", UNDATED)
@pytest.mark.parametrize("url", [Shape("").url, "http://www.yunling-demo.gov.cn/zwgk/202609/t20260901_123.html"])
def test_no_day_is_invented(name: str, url: str) -> None:
    found = extract(Shape(UNDATED[name]).html, "text/html", url, SEEN).facts
    assert (found.publish_day, found.publish_source) == (None, "")


@pytest.mark.parametrize("name", UNDATED)
def test_a_tag_alone_is_named_as_such(name: str) -> None:
    shape = Shape(UNDATED[name], TAG)
    found = extract(shape.html, "text/html", shape.url, SEEN).facts
    assert (found.publish_day, found.publish_source) == (date(2026, 9, 1), "meta")


def test_a_day_to_come_is_said_as_shown() -> None:
    found = extract(Shape(article("<p>发布时间：2027-01-05</p>")).html, "", Shape("").url, SEEN).facts
    assert found.publish_day == date(2027, 1, 5)


def test_a_record_is_dated_by_its_creation_only_when_its_address_agrees() -> None:
    page = Shape(UNDATED["created"], TAG).html
    agreeing = extract(page, "", "http://www.yunling-demo.gov.cn/tjj/202611/5d07fbb2e.html", SEEN).facts
    assert (agreeing.publish_day, agreeing.publish_source) == (date(2026, 11, 9), "created")
    other = extract(page, "", "http://www.yunling-demo.gov.cn/tjj/202610/5d07fbb2e.html", SEEN).facts
    assert other.publish_source == "meta"
