"""List entries of many layouts, and what is none."""

from datetime import date

import pytest

from core.snapshot import ListItem
from crawler.extract import extract
from crawler.extract.navigation import is_list_of_entries
from crawler.extract.tree import Element

SEEN = date(2026, 11, 23)
URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/"
FIRST, SECOND = "关于开展冬季安全生产大检查的通知", "云岭县2026年秋季学期招生公告"


def items(body: str, seen_on: date = SEEN) -> list[tuple[str, date | None]]:
    page = f"<html><head><title>通知公告</title></head><body>{body}</body></html>"
    return [(i.title, i.day) for i in extract(page.encode(), "text/html", URL, seen_on).facts.items]


def both(template: str) -> str:
    rows = (("a1.html", FIRST, "20", "11"), ("a2.html", SECOND, "05", "09"))
    return "".join(template.format(u=u, t=t, d=d, m=m, y=2026) for u, t, d, m in rows)


LAYOUTS = {
    "li span": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>",
    "date first": "<ul>{}</ul>|<li><span>[{y}/{m}/{d}]</span><a href={u}>{t}</a></li>",
    "table": "<table>{}</table>|<tr><td>·</td><td><a href={u}>{t}</a></td><td>{y}.{m}.{d}</td></tr>",
    "chinese": "<div class=list>{}</div>|<div><a href={u}>{t}</a><em>{y}年{m}月{d}日</em></div>",
    "day box": "<div>{}</div>|<div class=it><div><b>{d}</b><i>{y}-{m}</i></div><p><a href={u}>{t}</a></p></div>",
    "year box": "<ul>{}</ul>|<li><span>{y}</span><span>{m}-{d}</span><a href={u}>{t}</a></li>",
    "box after": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{m}-{d}</span><span>{y}</span></li>",
    "day over month": "<ul>{}</ul>|<li><p>{d}</p><p>{y}.{m}</p><a href={u}>{t}</a></li>",
    "in link": "<ul>{}</ul>|<li><a href={u}>{t} [{y}-{m}-{d}]</a></li>",
    "card": "<div>{}</div>|<a href={u}><h3>{t}</h3><p>摘要文字</p><span>{y}-{m}-{d}</span></a>",
    "year-less": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>({m}-{d})</span></li>",
    "year-less chinese": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{m}月{d}日</span></li>",
    "flat": "<div>{}</div>|<a href={u}>{t}</a> <span>{y}-{m}-{d}</span><br>",
    "flat date first": "<div>{}</div>|<span>{y}-{m}-{d}</span> <a href={u}>{t}</a><br>",
    "column link": "<ul>{}</ul>|<li><a href=/jyj/>[县教育局]</a><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>",
    "dl": "<dl>{}</dl>|<dt><a href={u}>{t}</a></dt><dd>{y}-{m}-{d}</dd>",
    "labelled": "<ul>{}</ul>|<li><a href={u}>{t}</a><p>来源：县政府办 发布日期：{y}-{m}-{d} 浏览：12</p></li>",
    "url": "<ul class=list>{}</ul>|<li><a href=/art/{y}/{m}/{d}/art_1_22.html>{t}</a></li>",
    "trs url": "<ul class=list>{}</ul>|<li><a href=./t{y}{m}{d}_123.html>{t}</a></li>",
    "clock": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d} 10:20:00</span></li>",
    "split": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}</span>-<span>{m}</span>-<span>{d}</span></li>",
    "title attribute": "<ul>{}</ul>|<li><a href={u} title='{t}'>关于开展…</a><span>{y}-{m}-{d}</span></li>",
    "summary": "<ul>{}</ul>|<li><a href={u}>{t}</a><p>2026年1月3日，县长调研。</p><span>{y}-{m}-{d}</span></li>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    outer, row = LAYOUTS[layout].split("|", 1)
    found = items(outer.format(both(row)))
    assert [day for _, day in found] == [date(2026, 11, 20), date(2026, 9, 5)]
    if layout != "title attribute":
        assert [title for title, _ in found] == [FIRST, SECOND]


def test_a_year_less_day_is_the_newest_that_is_not_in_the_future() -> None:
    body = f"<ul><li><a href=a.html>{FIRST}</a> 12-30</li><li><a href=b.html>{SECOND}</a> 01-04</li></ul>"
    assert [day for _, day in items(body, date(2027, 1, 5))] == [date(2026, 12, 30), date(2027, 1, 4)]


def test_an_address_gives_an_old_year_less_day_its_year() -> None:
    body = f"<ul><li><a href=t20161107_1.htm>{FIRST}</a> 11-07</li></ul>"
    assert items(body) == [(FIRST, date(2016, 11, 7))]


def test_the_column_headed_publish_date_counts() -> None:
    body = (
        "<table><tr><th>名称</th><th>成文日期</th><th>发布日期</th></tr>"
        f"<tr><td><a href=a.html>{FIRST}</a></td><td>2026-11-22</td><td>2026-11-10</td></tr></table>"
    )
    assert items(body) == [(FIRST, date(2026, 11, 10))]


def test_future_days_are_kept_as_they_are() -> None:
    assert items(f"<ul><li><a href=a.html>{FIRST}</a>2027-03-01</li></ul>") == [(FIRST, date(2027, 3, 1))]


def test_undated_entries_of_a_list_are_entries() -> None:
    body = f"<div class=main><ul><li><a href=a1.html>{FIRST}</a></li><li><a href=a2.html>{SECOND}</a></li></ul></div>"
    assert items(body) == [(FIRST, None), (SECOND, None)]


NOTHING = {
    "navigation": "<ul><li><a href=/zwgk/>政务公开</a></li><li><a href=/hdjl/>互动交流</a></li></ul>",
    "today": "<div>今天是2026年11月23日 星期一 <a href=/weather.html>云岭县天气预报</a></div>",
    "footer": f"<footer><ul><li><a href=a1.html>{FIRST}</a>2026-11-20</li></ul></footer>",
    "side bar": f"<div>{'正文' * 200}</div><div class=sidebar><li><a href=a1.html>{FIRST}</a>2026-11-20</li></div>",
    "nav tag": f"<nav><li><a href=a1.html>{FIRST}</a>2026-11-20</li></nav>",
    "pager": "<ul><li><a href=index_2.html>下一页</a></li><li><a href=index_9.html>尾页</a></li></ul>",
    "script links": f"<ul><li><a href='javascript:go(1)'>{FIRST}</a>2026-11-20</li></ul>",
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_no_entry(name: str) -> None:
    assert items(NOTHING[name]) == []


def test_links_that_stand_together_are_judged_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked link by link, a list of thousands would be read thousands of times."""
    asked: list[int] = []

    def counting(items: list[ListItem], group: Element) -> bool:
        asked.append(len(items))
        return is_list_of_entries(items, group)

    monkeypatch.setattr("crawler.extract.items.is_list_of_entries", counting)
    links = "".join(f'<a href="/x/{number}.html">条目{number}</a>' for number in range(300))
    html = f"<html><body><div>{links}</div></body></html>"
    extract(html.encode(), "text/html; charset=utf-8", "http://www.yunling-demo.gov.cn/", date(2026, 11, 23))
    assert sum(asked) <= 2 * 300
