"""Every way to write a day in every kind of row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from crawler.extract import extract

SEEN = date(2026, 11, 23)
URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/"
ENTRIES = (
    ("云岭县农业农村局关于公布家庭农场名录的通告", date(2026, 11, 19)),
    ("云岭县召开秸秆禁烧工作推进会", date(2026, 11, 4)),
    ("云岭县交通运输局关于部分路段封闭施工的公告", date(2026, 10, 8)),
    ("云岭县2026年第三季度环境空气质量状况", date(2026, 8, 7)),
    ("关于征集地方志书稿件的启事", date(2025, 12, 19)),
)
DIGITS = "〇一二三四五六七八九"


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    begin = (DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return begin + (DIGITS[ones] if ones or not tens else "")


def _in_chinese(day: date) -> str:
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_numeral(day.month)}月{_numeral(day.day)}日"


#: strftime patterns, with a minus sign for numbers without zeros; English names do not depend on the locale here.
DAYS: dict[str, str | Callable[[date], str]] = {
    "iso": "%Y-%m-%d",
    "unpadded": "%Y-%-m-%-d",
    "strokes": "%Y/%m/%d",
    "dotted": "%Y.%m.%d",
    "Chinese": "%Y年%-m月%-d日",
    "Chinese padded": "%Y年%m月%d日",
    "in brackets": "[%Y-%m-%d]",
    "in parentheses": "(%Y-%m-%d)",
    "wide parentheses": "（%Y年%-m月%-d日）",
    "wide brackets": "【%Y-%m-%d】",
    "clock": "%Y-%m-%d 09:15",
    "clock with seconds": "%Y-%m-%d 09:15:22",
    "fraction": "%Y-%m-%d 09:15:22.0",
    "forenoon": "%Y/%-m/%-d 上午 9:15:22",
    "weekday": "%Y-%m-%d 星期四",
    "weekday in parentheses": "%Y年%-m月%-d日（星期四）",
    "label": "发布时间：%Y-%m-%d",
    "short label": "日期：%Y-%m-%d",
    "label of time": "时间: %Y年%-m月%-d日",
    "spaced label": "发 布 日 期 ： %Y-%m-%d",
    "source before": "来源：县融媒体中心 %Y-%m-%d",
    "source and views": "来源：县融媒体中心 时间：%Y-%m-%d 浏览：123次",
    "views behind": "%Y-%m-%d 点击数：123",
    "unit behind": "%Y-%m-%d | 县政府办",
    "month and day": "%m-%d",
    "month and day in brackets": "[%m-%d]",
    "month and day unpadded": "%-m/%-d",
    "month and day in Chinese": "%-m月%-d日",
    "month and day dotted": "%m.%d",
    "month and day in parentheses": "(%m-%d)",
    "short year": "%y-%m-%d",
    "digits only": "%Y%m%d",
    "iso with zone": "%Y-%m-%dT09:15:22+08:00",
    "Chinese numerals": _in_chinese,
    "English": "%B %-d, %Y",
    "English short": "%b %-d, %Y",
    "English day first": "%-d %b %Y",
    "boxes 1": "<b>%d</b><i>%Y-%m</i>",
    "boxes 2": "<b>%m-%d</b><i>%Y</i>",
    "boxes 3": "<i>%Y</i><b>%m-%d</b>",
    "boxes 4": "<b>%d</b><i>%-m月</i>",
    "boxes 5": "<i>%Y年%m月</i><b>%d</b>",
    "boxes 6": "<i>%Y</i>-<i>%m</i>-<i>%d</i>",
    "boxes 7": "<b>%d</b><i>%Y年%m月</i>",
    "boxes 8": "<b>%-d</b>/<i>%-m月</i>",
    "boxes 9": "<b>%d</b><i>%m</i><i>%Y</i>",
    "boxes 10": "<p>%m/%d</p><p>%Y</p>",
    "boxes 11": "<p>%b</p><p>%-d</p><p>%Y</p>",
    "boxes 12": "<span>%Y.%m</span><strong>%d</strong>",
}
#: Without a year the last entry would be of another one.
YEARLESS = frozenset(
    {
        "month and day",
        "month and day in brackets",
        "month and day unpadded",
        "month and day in Chinese",
        "month and day dotted",
        "month and day in parentheses",
        "boxes 4",
        "boxes 8",
    }
)
ROWS = {
    "item": (
        "<ul>{}</ul>",
        "<li><a href='{href}'>{title}</a><span>{day}</span></li>",
    ),
    "item, day first": (
        "<ul>{}</ul>",
        "<li><span>{day}</span><a href='{href}'>{title}</a></li>",
    ),
    "item of boxes": (
        "<ul>{}</ul>",
        "<li><div class='d'>{day}</div><div class='c'><a href='{href}'>{title}</a></div></li>",
    ),
    "item all link": (
        "<ul>{}</ul>",
        "<li><a href='{href}'><div class='d'>{day}</div><div><h3>{title}</h3><p>摘要：抓好落实。</p></div></a></li>",
    ),
    "item all link in line": (
        "<ul>{}</ul>",
        "<li><a href='{href}'><span class='t'>{title}</span><span class='d'>{day}</span></a></li>",
    ),
    "item, bare day": (
        "<ul>{}</ul>",
        "<li><a href='{href}'>{title}</a>&nbsp;{day}</li>",
    ),
    "row": (
        "<table>{}</table>",
        "<tr><td>·</td><td><a href='{href}'>{title}</a></td><td>{day}</td></tr>",
    ),
    "row, day first": (
        "<table>{}</table>",
        "<tr><td>{day}</td><td><a href='{href}'>{title}</a></td></tr>",
    ),
    "row under headings": (
        "<table><tr><th>序号</th><th>标题</th><th>发布日期</th></tr>{}</table>",
        "<tr><td>{number}</td><td><a href='{href}'>{title}</a></td><td>{day}</td></tr>",
    ),
    "rows in turn": (
        "<table>{}</table>",
        "<tr><td><a href='{href}'>{title}</a></td></tr><tr><td>{day}</td></tr>",
    ),
    "table each": (
        "<div>{}</div>",
        "<table><tr><td><a href='{href}'>{title}</a></td><td>{day}</td></tr></table>",
    ),
    "table of two rows each": (
        "<div>{}</div>",
        "<table><tr><td colspan=2><a href='{href}'>{title}</a></td></tr><tr><td>&nbsp;</td><td>{day}</td></tr></table>",
    ),
    "box": (
        "<div class='l'>{}</div>",
        "<div class='r'><a href='{href}'>{title}</a><em>{day}</em></div>",
    ),
    "box without class": (
        "<div>{}</div>",
        "<div><a href='{href}'>{title}</a><em>{day}</em></div>",
    ),
    "card": (
        "<div class='l'>{}</div>",
        "<div class='card'><h4><a href='{href}'>{title}</a></h4><p>摘要：抓好落实。</p><div>{day}</div></div>",
    ),
    "definition list each": (
        "<div>{}</div>",
        "<dl><dt><a href='{href}'>{title}</a></dt><dd>{day}</dd></dl>",
    ),
    "definition list each, day first": (
        "<div>{}</div>",
        "<dl><dt>{day}</dt><dd><a href='{href}'>{title}</a></dd></dl>",
    ),
    "definition list": (
        "<dl>{}</dl>",
        "<dt><a href='{href}'>{title}</a></dt><dd>{day}</dd>",
    ),
    "definition list, day first": (
        "<dl>{}</dl>",
        "<dt>{day}</dt><dd><a href='{href}'>{title}</a></dd>",
    ),
    "paragraph": (
        "<div>{}</div>",
        "<p><a href='{href}'>{title}</a><span>{day}</span></p>",
    ),
    "paragraphs in turn": (
        "<div>{}</div>",
        "<p><a href='{href}'>{title}</a></p><p>{day}</p>",
    ),
    "headings in turn": (
        "<div>{}</div>",
        "<h3><a href='{href}'>{title}</a></h3><p>摘要：抓好落实。</p><p>{day}</p>",
    ),
    "list as row": (
        "<div>{}</div>",
        "<ul><li>{number}</li><li><a href='{href}'>{title}</a></li><li>{day}</li></ul>",
    ),
    "picture": (
        "<ul>{}</ul>",
        "<li><a href='{href}'><img src='{number}.jpg'></a><h3><a href='{href}'>{title}</a></h3><span>{day}</span></li>",
    ),
    "unit before": (
        "<ul>{}</ul>",
        "<li><a href='/bm/{number}/'>[县农业农村局]</a><a href='{href}'>{title}</a><span>{day}</span></li>",
    ),
    "tag behind": (
        "<div>{}</div>",
        "<div class='it'><a href='{href}'>{title}</a><a href='/tag/{number}'>#惠农</a><span>{day}</span></div>",
    ),
    "box that opens": (
        "<div>{}</div>",
        "<div class='it' onclick=\"location.href='{href}'\"><span>{title}</span><span>{day}</span></div>",
    ),
    "article": (
        "<section>{}</section>",
        "<article><header><a href='{href}'>{title}</a></header><footer>{day}</footer></article>",
    ),
    "facts below": (
        "<ul>{}</ul>",
        "<li><p><a href='{href}'>{title}</a></p><p><span>县政府办</span><span>{day}</span></p></li>",
    ),
    "lines": (
        "<div>{}</div>",
        "<a href='{href}'>{title}</a> <span>{day}</span><br>",
    ),
}


def _written(form: str | Callable[[date], str], day: date) -> str:
    return day.strftime(form) if isinstance(form, str) else form(day)


@pytest.mark.parametrize("row", ROWS)
def test_every_day_is_read(row: str) -> None:
    around, template = ROWS[row]
    for name, form in DAYS.items():
        entries = ENTRIES[:-1] if name in YEARLESS else ENTRIES
        rows = (
            template.format(href=f"k/{330 - n}.html", title=title, number=n + 1, day=_written(form, day))
            for n, (title, day) in enumerate(entries)
        )
        body = around.format("".join(rows))
        page = f"<html><head><title>通知公告</title></head><body>{body}</body></html>"
        items = extract(page.encode(), "text/html", URL, SEEN).facts.items
        assert [(item.title, item.day) for item in items] == list(entries), name
