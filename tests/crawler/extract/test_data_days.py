"""The publish day in a page's own data: by the name of its field, and only this article's."""

from __future__ import annotations

import json
from datetime import date

import pytest

from core.snapshot.facts import PageFacts
from crawler.extract import extract
from tests.crawler.extract.article_shapes import BODY, SITE, TITLE

SEEN, DAY = date(2026, 11, 23), date(2026, 11, 10)
URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/1234.html"


def facts_of(body: str, head: str = "") -> PageFacts:
    html = f"<html><head><title>{TITLE}-{SITE}</title>{head}</head><body><h1>{TITLE}</h1>{body}{BODY}</body></html>"
    return extract(html.encode(), "text/html", URL, SEEN).facts


def linked(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(fields, ensure_ascii=False)}</script>"


def script(text: str) -> str:
    return f"<script>{text}</script>"


KNOWN = {
    "linked data": linked(**{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2026-11-10T09:00:00+08:00"}),
    "linked data in a graph": linked(**{"@graph": [{"@type": ["Article"], "datePublished": "2026-11-10"}]}),
    "linked data of a search engine": linked(**{"@id": URL, "title": TITLE, "pubDate": "2026-11-10T09:00:00"}),
    "a written tag": script('document.write(\'<meta name="PubDate" content="2026-11-10 09:00">\')'),
    "a hidden field": "<input type=hidden name=publishTime value='2026-11-10 09:00:00'>",
    "a hidden field by id": "<input type=hidden id=pub_date value=2026-11-10>",
    "an attribute behind the label": "<p>发布时间：<span data-time='2026-11-10 09:00:00'></span></p>",
    "an attribute beside the label's box": "<p><b>发布时间：</b><span data-value='2026-11-10'></span></p>",
    "microdata": "<meta itemprop=datePublished content=2026-11-10>",
    "an object with the title": script(f"var detail={{title:'{TITLE}',pubTime:'2026-11-10 09:00',source:''}}"),
    "an object among others": script(
        f"var hot=[{{title:'县里召开第一次会议',publishDate:'2026-10-01'}}];"
        f"var me={{title:'{TITLE}',publishDate:'2026-11-10'}}"
    ),
    "a state": f'<script type=application/json>{{"page":{{"title":"{TITLE}","publishTime":1794272400000}}}}</script>',
    "a variable": script("var publishTime = '2026-11-10 09:00:00';"),
}
UNKNOWN = {
    "another article": script("var hot=[{title:'县里召开第一次会议',publishDate:'2026-10-01'}]"),
    "another article as linked data": linked(
        **{"@type": "NewsArticle", "headline": "县里召开第一次会议", "datePublished": "2026-10-01"}
    ),
    "no article": linked(**{"@type": "WebSite", "datePublished": "2016-10-01"}),
    "other fields": script(f"var me={{title:'{TITLE}',createTime:'2026-11-01',updateTime:'2026-11-12'}}"),
    "two variables": script("var pubDate='2026-11-10',publishTime='2026-11-11'"),
    "a hidden field of another kind": "<input type=hidden name=createTime value='2026-11-10'>",
    "a field to fill in": "<input name=publishTime value='2026-11-10'>",
    "two hidden fields": "<input type=hidden name=pubTime value=2026-11-10>"
    "<input type=hidden name=publishDate value=2026-11-09>",
    "an attribute of another label": "<p>更新时间：<span data-time='2026-11-10'></span></p>",
    "an attribute without a label": "<span data-time='2026-11-10'></span>",
    "a day to come": script("var publishTime='2027-11-10'"),
    "a comment's words": script("// 发布时间 '2026-11-10'"),
    "broken linked data": '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-11</script>',
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_day_of_the_pages_own_data_is_known_but_not_shown(name: str) -> None:
    facts = facts_of(KNOWN[name])
    assert (facts.publish_day, facts.publish_source, facts.visible_day) == (DAY, "data", None)


@pytest.mark.parametrize("name", UNKNOWN)
def test_no_day_is_invented(name: str) -> None:
    assert facts_of(UNKNOWN[name]).publish_day is None


@pytest.mark.parametrize("name", KNOWN)
def test_what_visitors_see_goes_before_data(name: str) -> None:
    facts = facts_of("<p>发布日期：2026-11-08</p>" + KNOWN[name])
    assert (facts.publish_day, facts.publish_source) == (date(2026, 11, 8), "label")


def test_a_page_full_of_such_places_is_read_no_longer_than_any_other() -> None:
    places = "<i data-time='2026-11-10'></i>" * 50_000
    assert facts_of(f"<div>{places}</div>").publish_day is None


def test_the_day_of_one_of_very_many_objects_is_not_looked_for() -> None:
    objects = ",".join(f"{{title:'县里召开第{n}次会议',publishDate:'2026-10-01'}}" for n in range(5000))
    assert facts_of(script(f"var all=[{objects}]")).publish_day is None
