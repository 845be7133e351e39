"""The visible publish day, and pages that have none."""

from datetime import date

import pytest

from core.snapshot.facts import PageFacts
from crawler.extract import extract

DAY = date(2026, 11, 20)
TITLE = "云岭县召开冬季安全生产工作会议"
TEXT = "<p>" + "会议强调要压实责任，抓好落实。" * 30 + "</p>"


def facts(body: str, head: str = "") -> PageFacts:
    page = f"<html><head><title>{TITLE}_云岭县人民政府</title>{head}</head><body>{body}</body></html>"
    return extract(page.encode(), "", "http://www.yunling-demo.gov.cn/a/1.html", date(2026, 11, 23)).facts


SHAPES = {
    "label": f"<h1>{TITLE}</h1><div>发布日期：2026-11-20 来源：县政府办</div>{TEXT}",
    "spaced label": f"<h1>{TITLE}</h1><div>发　布　日　期：2026年11月20日</div>{TEXT}",
    "table": f"<table><tr><td>公开日期</td><td>2026-11-20</td></tr></table><h1>{TITLE}</h1>{TEXT}",
    "both labels": f"<li>成文日期：2026-11-02</li><li>发布日期：2026-11-20</li><h1>{TITLE}</h1>{TEXT}",
    "split label": f"<h1>{TITLE}</h1><p><span>发布时间</span>：<em>2026-11-20 09:30</em></p>{TEXT}",
    "plain header": f"<h1>{TITLE}</h1><p>2026-11-20 09:30 &nbsp; 来源：云岭日报</p>{TEXT}",
    "date alone": f"<div class=title>{TITLE}</div><div>2026-11-20</div>{TEXT}",
    "linked source": f"<h1>{TITLE}</h1><div>2026-11-20 来源：<a href=/x/>云岭融媒体中心</a></div>{TEXT}",
    "time label": f"<h1>{TITLE}</h1><div>作者：本站 时间：2026年11月20日 浏览：8</div>{TEXT}",
    "after body": f"<h1>{TITLE}</h1><p>2026年11月2日上午，会议召开。</p>{TEXT}<p>发布日期：2026-11-20</p>",
    "side bar too": f"<h1>{TITLE}</h1><p>发布时间：2026-11-20</p>{TEXT}<div class=sidebar>发布时间：2026-11-22</div>",
    "related list": f"<h1>{TITLE}</h1><p>2026-11-20 10:00</p>{TEXT}<li><a href=2.html>{TITLE}续</a>2026-11-22</li>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape: str) -> None:
    found = facts(SHAPES[shape])
    assert found.publish_day == DAY
    assert found.publish_source in ("label", "header")


UNDATED = {
    "no date": f"<h1>{TITLE}</h1>{TEXT}",
    "other labels": f"<h1>{TITLE}</h1><p>成文日期：2026-11-20</p><p>生效日期：2026-11-20</p>{TEXT}",
    "update": f"<h1>{TITLE}</h1><p>更新时间：2026-11-20</p>{TEXT}",
    "side bar": f"<h1>{TITLE}</h1>{TEXT}<div class=sidebar><p>发布时间：2026-11-20</p></div>",
    "list": f"<h1>{TITLE}</h1>{TEXT}<ul><li><a href=2.html>{TITLE}续</a><span>2026-11-20 10:00</span></li></ul>",
    "today": f"<div>今天是2026年11月20日 星期五</div><h1>{TITLE}</h1>{TEXT}",
    "event": f"<h1>{TITLE}</h1><p>2026年11月20日，县政府召开会议。</p>{TEXT}",
    "deadline": f"<h1>{TITLE}</h1><p>截止时间：2026-11-20 17:00</p>{TEXT}",
    "passed": f"<h1>{TITLE}</h1><p>（2026年11月20日县人大常委会通过）</p>{TEXT}",
    "by script": f"<h1>{TITLE}</h1><p>发布时间：<script>show('2026-11-20')</script></p>{TEXT}",
    "footer": f"<h1>{TITLE}</h1>{TEXT}<footer>发布时间：2026-11-20</footer>",
    "no such day": f"<h1>{TITLE}</h1><p>发布时间：2026-02-31</p>{TEXT}",
}


@pytest.mark.parametrize("shape", UNDATED)
def test_no_day_is_invented(shape: str) -> None:
    assert facts(UNDATED[shape]).publish_day is None


def test_the_visible_day_wins_over_the_tag_which_is_the_last_resort() -> None:
    tag = '<meta name="PubDate" content="2026-10-01 08:00">'
    assert facts(SHAPES["label"], tag).publish_day == DAY
    only = facts(UNDATED["no date"], tag)
    assert (only.publish_day, only.publish_source) == (date(2026, 10, 1), "meta")


def test_a_list_page_has_no_publish_day() -> None:
    rows = "".join(f"<li><a href={n}.html>{TITLE}第{n}次</a><span>2026-11-{n:02}</span></li>" for n in range(1, 9))
    assert facts(f"<h2>通知公告</h2><ul>{rows}</ul>").publish_day is None
