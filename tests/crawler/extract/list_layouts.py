"""Made list pages: the same entries in every layout that public bodies' sites are known to use."""

# One layout is one line, however long.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Row:
    """One entry."""

    href: str
    title: str
    day: date

    @property
    def names(self) -> dict[str, str]:
        """Everything a template may show."""
        d = self.day
        month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[d.month - 1]
        return {
            "u": self.href, "t": self.title, "cut": self.title if len(self.title) < 9 else self.title[:8] + "...",
            "y": f"{d.year}", "m": f"{d.month:02}", "d": f"{d.day:02}", "m1": f"{d.month}", "d1": f"{d.day}", "mon": month,
        }  # fmt: skip


#: The first is pinned: older than what follows.
ROWS = (
    Row("content_100.html", "云岭县人民政府关于公布行政规范性文件清理结果的公告", date(2026, 3, 12)),
    Row("content_131.html", "关于开展冬季安全生产大检查的通知", date(2026, 11, 20)),
    Row("content_130.html", "2026年第四季度空气质量监测情况公示", date(2026, 11, 18)),
    Row("content_127.html", "云岭县城乡居民基本医疗保险参保缴费公告", date(2026, 11, 5)),
    Row("content_119.html", "县自然资源局关于国有建设用地使用权挂牌出让的公告", date(2026, 10, 9)),
    Row("content_108.html", "招聘公告", date(2026, 9, 1)),
)
#: Outer and inner template, parted by |.
TEMPLATES = {
    "li span": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>",
    "li span before": "<ul>{}</ul>|<li><span>{y}-{m}-{d}</span><a href={u}>{t}</a></li>",
    "li bracketed": "<ul>{}</ul>|<li><a href={u}>{t}</a>[{y}-{m}-{d}]</li>",
    "li full-width brackets": "<ul>{}</ul>|<li>·<a href={u}>{t}</a><i>【{y}-{m}-{d}】</i></li>",
    "li round brackets": "<ul>{}</ul>|<li><a href={u}>{t}</a>（{y}年{m1}月{d1}日）</li>",
    "li dots": "<ul>{}</ul>|<li><a href={u}>{t}</a><b>{y}.{m}.{d}</b></li>",
    "li slashes": "<ul>{}</ul>|<li><a href={u}>{t}</a><b>{y}/{m1}/{d1}</b></li>",
    "li clock": "<ul>{}</ul>|<li><a href={u}>{t}</a><b>{y}-{m}-{d} 10:20:31</b></li>",
    "li no year": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{m}-{d}</span></li>",
    "li no year bracketed": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>[{m}-{d}]</span></li>",
    "li no year words": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{m1}月{d1}日</span></li>",
    "li no year slash": "<ul>{}</ul>|<li><span>{m}/{d}</span><a href={u}>{t}</a></li>",
    "li english month": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{mon} {d1}, {y}</span></li>",
    "li cut": "<ul>{}</ul>|<li><a href={u} title='{t}'>{cut}</a><span>{y}-{m}-{d}</span></li>",
    "li category": "<ul>{}</ul>|<li><a href=../>[通知公告]</a><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>",
    "li unit behind": "<ul>{}</ul>|<li><a href={u}>{t}</a><a href=/jyj/>县教育局</a><span>{y}-{m}-{d}</span></li>",
    "li wrapped": "<ul>{}</ul>|<li><a href={u}><p>{t}</p><span>{y}-{m}-{d}</span></a></li>",
    "li wrapped, date first": "<ul>{}</ul>|<li><a href={u}><em>{y}-{m}-{d}</em><h4>{t}</h4></a></li>",
    "li wrapped, boxes": "<ul>{}</ul>|<li><a href={u}><div><b>{d}</b><i>{y}-{m}</i></div><h3>{t}</h3></a></li>",
    "li boxes": "<ul>{}</ul>|<li><div class=date><span>{d}</span><em>{y}-{m}</em></div><a href={u}>{t}</a></li>",
    "li boxes, year below": "<ul>{}</ul>|<li><div><p>{m}-{d}</p><p>{y}</p></div><div><a href={u}>{t}</a></div></li>",
    "li boxes, year above": "<ul>{}</ul>|<li><div><p>{y}</p><p>{m}-{d}</p></div><div><a href={u}>{t}</a></div></li>",
    "li boxes, words": "<ul>{}</ul>|<li><div><p>{d}日</p><p>{y}年{m}月</p></div><div><a href={u}>{t}</a></div></li>",
    "li boxes, slash": "<ul>{}</ul>|<li><div><b>{d}</b>/<i>{y}.{m}</i></div><div><a href={u}>{t}</a></div></li>",
    "li three boxes": "<ul>{}</ul>|<li><i>{y}</i><i>{m}</i><i>{d}</i><a href={u}>{t}</a></li>",
    "li split numerals": "<ul>{}</ul>|<li><a href={u}>{t}</a><s>{y}</s>-<s>{m}</s>-<s>{d}</s></li>",
    "li labelled": "<ul>{}</ul>|<li><a href={u}>{t}</a><p>来源：县政府办　发布时间：{y}-{m}-{d}　浏览：12</p></li>",
    "li summary": "<ul>{}</ul>|<li><h3><a href={u}>{t}</a></h3><p>2025年1月3日，县长到乡镇调研。</p><i>{y}-{m}-{d}</i></li>",
    "li numbered": "<ol>{}</ol>|<li><em>1</em><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>",
    "li new mark": "<ul>{}</ul>|<li><a href={u}>{t}</a><img src=new.gif alt=new><span>{y}-{m}-{d}</span></li>",
    "li pinned mark": "<ul>{}</ul>|<li><span>置顶</span><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>",
    "li two links": "<ul>{}</ul>|<li><a href={u}><img src=p.jpg></a><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>",
    "li more link": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span><a href={u}>[详细]</a></li>",
    "li with rules": "<ul>{}<li class=line></li></ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>",
    "li unclosed": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span>",
    "table": "<table>{}</table>|<tr><td>·</td><td><a href={u}>{t}</a></td><td>{y}-{m}-{d}</td></tr>",
    "table date first": "<table>{}</table>|<tr><td>{y}-{m}-{d}</td><td><a href={u}>{t}</a></td></tr>",
    "table in table": "<table><tr><td><table>{}</table></td></tr></table>"
    "|<tr><td><a href={u}>{t}</a></td><td align=right>[{y}-{m}-{d}]</td></tr>",
    "table headed": "<table><tr><th>序号<th>标题<th>成文日期<th>发布日期</tr>{}</table>"
    "|<tr><td>1</td><td><a href={u}>{t}</a></td><td>2026-11-22</td><td>{y}-{m}-{d}</td></tr>",
    "table with number": "<table><tr><th>文号<th>名称<th>发布日期</tr>{}</table>"
    "|<tr><td>云政发〔2026〕3号</td><td><a href={u}>{t}</a></td><td>{y}-{m}-{d}</td></tr>",
    "table a row": "{}|<table width=100%><tr><td><a href={u}>{t}</a></td><td>{y}-{m}-{d}</td></tr></table>",
    "dl": "<dl>{}</dl>|<dt><a href={u}>{t}</a></dt><dd>{y}-{m}-{d}</dd>",
    "dl date first": "<dl>{}</dl>|<dt>{y}-{m}-{d}</dt><dd><a href={u}>{t}</a></dd>",
    "dd": "<dl>{}</dl>|<dd><span>{y}-{m}-{d}</span><a href={u}>{t}</a></dd>",
    "dl each": "{}|<dl><dt>{y}-{m}-{d}</dt><dd><a href={u}>{t}</a></dd></dl>",
    "div rows": "<div class=list>{}</div>|<div class=row><a href={u}>{t}</a><span>{y}-{m}-{d}</span></div>",
    "div soup": "<div><div>{}</div></div>"
    "|<div><div><div><div><a href={u}>{t}</a></div></div><div><div><div>{y}-{m}-{d}</div></div></div></div></div>",
    "div cells": "<div class=tb>{}</div>|<div class=c1><a href={u}>{t}</a></div><div class=c2>{y}-{m}-{d}</div>",
    "div cells, date first": "<div class=tb>{}</div>|<div class=c2>{y}-{m}-{d}</div><div class=c1><a href={u}>{t}</a></div>",
    "articles": "<section>{}</section>|<article><h2><a href={u}>{t}</a></h2><time>{y}-{m}-{d}</time></article>",
    "cards": "<div class=cards>{}</div>"
    "|<div class=card><a href={u}><img src=p.jpg></a><h3><a href={u}>{t}</a></h3><span>{y}-{m}-{d}</span></div>",
    "cards, one link": "<div>{}</div>|<a class=card href={u}><img src=p.jpg><h3>{t}</h3><p>摘要文字</p><i>{y}-{m}-{d}</i></a>",
    "media": "<div>{}</div>"
    "|<div class=m><div class=l><b>{d}</b><i>{y}-{m}</i></div><div class=r><h4><a href={u}>{t}</a></h4><p>摘要</p></div></div>",
    "p": "<div>{}</div>|<p><a href={u}>{t}</a> {y}-{m}-{d}</p>",
    "p date first": "<div>{}</div>|<p>{y}-{m}-{d} <a href={u}>{t}</a></p>",
    "p spaces": "<div>{}</div>|<p>　　<a href={u}>{t}</a>&nbsp;&nbsp;&nbsp;&nbsp;({y}-{m}-{d})</p>",
    "br": "<div>{}</div>|<a href={u}>{t}</a> {y}-{m}-{d}<br>",
    "br date first": "<div>{}</div>|{y}-{m}-{d} <a href={u}>{t}</a><br>",
    "br no year": "<div>{}</div>|<a href={u}>{t}</a> ({m}-{d})<br>",
    "flat spans": "<div>{}</div>|<a href={u}>{t}</a><span>{y}-{m}-{d}</span>",
    "flat spans, date first": "<div>{}</div>|<span>{y}-{m}-{d}</span><a href={u}>{t}</a>",
    "in the link": "<ul>{}</ul>|<li><a href={u}>{t} {y}-{m}-{d}</a></li>",
    "in the link, bracketed": "<ul>{}</ul>|<li><a href={u}>{t}[{y}-{m}-{d}]</a></li>",
    "in the link, no year, bracketed": "<ul>{}</ul>|<li><a href={u}>{t}({m}-{d})</a></li>",
    "glued to the unit": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>县教育局{y}-{m}-{d}</span></li>",
    "unit and stroke": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>县教育局/{y}-{m}-{d}</span></li>",
    "month first with half of the day": "<table>{}</table>|<tr><td><a href={u}>{t}</a></td><td>{m1}/{d1}/{y} 10:22:33 AM</td></tr>",
    "month first with clock": "<table>{}</table>|<tr><td><a href={u}>{t}</a></td><td>{m1}/{d1}/{y} 10:22:33</td></tr>",
    "title in lines of an attribute": "<ul>{}</ul>|<li><a href={u} title='标题：{t}&#10;发布时间：{y}-{m}-{d}&#10;点击数：8'>{cut}</a></li>",
    "in the link, no year, bracketed first": "<ul>{}</ul>|<li><a href={u}>（{m}月{d}日）{t}</a></li>",
    "in the link, no year, apart": "<ul>{}</ul>|<li><a href={u}>{t}&nbsp;&nbsp;&nbsp;{m}-{d}</a></li>",
    "in the link, first, with a stroke": "<ul>{}</ul>|<li><a href={u}>{y}-{m}-{d} | {t}</a></li>",
    "day first without year": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{d}/{m}</span></li>",
    "terms with days in summaries": "<dl>{}</dl>|<dt>{m}/{d}</dt><dd><a href={u}>{t}</a><p>摘要2024-01-01起施行</p></dd>",
    "time in words": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}年{m}月{d}日10时30分</span></li>",
    "year with an apostrophe": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>'26/{m}/{d}</span></li>",
    "unit and dash": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>县水务局-{y}-{m}-{d}</span></li>",
    "name behind": "<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d}（张某某）</span></li>",
    "data of any name": "<ul>{}</ul>|<li data-content={y}-{m}-{d}><a href={u}>{t}</a></li>",
    "in the link, first": "<ul>{}</ul>|<li><a href={u}>[{y}-{m}-{d}] {t}</a></li>",
    "in the link, span": "<ul>{}</ul>|<li><a href={u}><span>{t}</span><span>{y}-{m}-{d}</span></a></li>",
    "in the link, no year": "<ul>{}</ul>|<li><a href={u}>{t}<span>{m}-{d}</span></a></li>",
    "time attribute": "<ul>{}</ul>|<li><a href={u}>{t}</a><time datetime={y}-{m}-{d}T10:00>{m1}月{d1}日</time></li>",
    "font tags": "<td>{}</td>|<font><a href={u}><font color=#333>{t}</font></a></font><font>[{y}-{m}-{d}]</font><br>",
    "titled date": "<ul>{}</ul>|<li><a href={u} title='标题：{t}&#10;发布时间：{y}-{m}-{d}'>{t}</a><span>{m}-{d}</span></li>",
    "weekday":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}年{m}月{d}日 星期五</span></li>",
    "fabuyu":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>发布于 {y}-{m}-{d}</span></li>",
    "riqi":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>日期：{y}-{m}-{d}</span></li>",
    "shijian short":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>发布时间：{m}-{d}</span></li>",
    "pipe":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d} | 县政府办</span></li>",
    "pipe2":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>县政府办 | {y}-{m}-{d}</span></li>",
    "unit date":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>县政府办 {y}-{m}-{d}</span></li>",
    "hits":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span><span>阅读 1234</span></li>",
    "hits2":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d} 点击：123</span></li>",
    "mon box":"<ul>{}</ul>|<li><b>{d}</b><i>{mon}</i><i>{y}</i><a href={u}>{t}</a></li>",
    "day over month":"<ul>{}</ul>|<li><b>{d}</b><i>{m1}月</i><a href={u}>{t}</a></li>",
    "day br month":"<ul>{}</ul>|<li><div>{d}<br>{y}-{m}</div><a href={u}>{t}</a></li>",
    "month over day":"<ul>{}</ul>|<li><i>{m1}月</i><b>{d}</b><a href={u}>{t}</a></li>",
    "ym d":"<ul>{}</ul>|<li><i>{y}年{m1}月</i><b>{d}</b><a href={u}>{t}</a></li>",
    "onclick a":"<ul>{}</ul>|<li><a href='javascript:;' onclick=\"window.open('{u}')\">{t}</a><span>{y}-{m}-{d}</span></li>",
    "onclick href":"<ul>{}</ul>|<li><a href=\"javascript:window.open('{u}')\">{t}</a><span>{y}-{m}-{d}</span></li>",
    "onclick li":"<ul>{}</ul>|<li onclick=\"location.href='{u}'\"><p>{t}</p><span>{y}-{m}-{d}</span></li>",
    "more card":"<div>{}</div>|<div class=card><h3>{t}</h3><p>摘要文字在此处</p><span>{y}-{m}-{d}</span><a href={u}>查看详情</a></div>",
    "range":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span><span>征集时间：2026-11-01至2026-12-01</span></li>",
    "end":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span><span>截止日期：2026-11-22</span></li>",
    "compact":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}{m}{d}</span></li>",
    "pdf":"<ul>{}</ul>|<li><a href={u}>{t}</a><a href=/f/a.pdf>下载</a><span>{y}-{m}-{d}</span></li>",
    "wen hao":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>云政发〔2026〕3号</span><span>{y}-{m}-{d}</span></li>",
    "index no":"<table><tr><th>索引号</th><th>标题</th><th>公开日期</th></tr>{}</table>|<tr><td>000014349/2026-00012</td><td><a href={u}>{t}</a></td><td>{y}-{m}-{d}</td></tr>",
    "xxgk tips":"<ul>{}</ul>|<li><a href={u}>{t}</a><b>{y}-{m}-{d}</b><div class=tip><p>索引号：00001/2026-01</p><p>成文日期：2026年11月22日</p><p>发布日期：{y}年{m}月{d}日</p></div></li>",
    "th rows":"<table>{}</table>|<tr><th><a href={u}>{t}</a></th><td>{y}-{m}-{d}</td></tr>",
    "label a":"<div>{}</div>|<label><a href={u}>{t}</a></label><label>{y}-{m}-{d}</label>",
    "center":"<center>{}</center>|<p align=left><img src=dot.gif>&nbsp;<a href={u}>{t}</a>&nbsp;<font color=gray>({y}-{m}-{d})</font></p>",
    "tilde":"<ul>{}</ul>|<li><a href={u}>{t}</a>........{y}-{m}-{d}</li>",
    "dashes":"<ul>{}</ul>|<li><a href={u}>{t}</a> —— {y}-{m}-{d}</li>",
    "span a":"<div>{}</div>|<span><a href={u}>{t}</a></span><span>{y}-{m}-{d}</span><div class=line></div>",
    "fullwidth":"<ul>{}</ul>|<li><a href={u}>{t}</a>{y}－{m}－{d}</li>",
    "2 digit y":"<ul>{}</ul>|<li><a href={u}>{t}</a>[26-{m}-{d}]</li>",
    "today words":"<ul>{}</ul>|<li><a href={u}>{t}</a><span>{y}.{m1}.{d1}</span></li>",
    "h5":"<div>{}</div>|<h5><a href={u}>{t}</a><small>{y}-{m}-{d}</small></h5>",
    "figure":"<div>{}</div>|<figure><a href={u}><img src=x.jpg></a><figcaption><a href={u}>{t}</a></figcaption><time>{y}-{m}-{d}</time></figure>",
    "img alt a":"<div>{}</div>|<div class=i><a href={u} title='{t}'><img src=x.jpg alt='{t}'></a><p>{y}-{m}-{d}</p></div>",
    "custom tags":"<list>{}</list>|<item><a href={u}>{t}</a><date>{y}-{m}-{d}</date></item>",
    "input row":"<table>{}</table>|<tr><td><input type=checkbox></td><td><a href={u} target=_blank>{t}</a></td><td>县财政局</td><td>{y}-{m}-{d} 00:00:00.0</td></tr>",
    "data attr":"<ul>{}</ul>|<li data-date={y}-{m}-{d}><a href={u}>{t}</a></li>",
    "time empty":"<ul>{}</ul>|<li><a href={u}>{t}</a><time datetime={y}-{m}-{d}></time></li>",
    "ago":"<ul>{}</ul>|<li><a href={u}>{t}</a><span title='{y}-{m}-{d} 10:00'>3天前</span></li>",
    "comment date":"<ul>{}</ul>|<li><a href={u}>{t}</a><!--{y}-{m}-{d}--><script>document.write('{y}-{m}-{d}')</script></li>",
}  # fmt: skip


def _templated(template: str) -> Callable[[tuple[Row, ...]], str]:
    outer, inner = template.split("|", 1)
    return lambda rows: outer.format("\n".join(inner.format(**row.names) for row in rows))


def _by_year(rows: tuple[Row, ...]) -> str:
    parts = []
    for year, group in groupby(rows, key=lambda row: row.day.year):
        entries = "".join("<li><a href={u}>{t}</a><span>{m}-{d}</span></li>".format(**row.names) for row in group)
        parts.append(f"<h3>{year}年</h3><ul>{entries}</ul>")
    return "".join(parts)


def _by_month(rows: tuple[Row, ...]) -> str:
    parts = []
    for (year, month), group in groupby(rows, key=lambda row: (row.day.year, row.day.month)):
        entries = "".join("<li><i>{d}</i><a href={u}>{t}</a></li>".format(**row.names) for row in group)
        parts.append(f"<dl><dt>{year}年{month}月</dt><dd><ul>{entries}</ul></dd></dl>")
    return "".join(parts)


def _by_day(rows: tuple[Row, ...]) -> str:
    return "".join("<h4>{y}-{m}-{d}</h4><ul><li><a href={u}>{t}</a></li></ul>".format(**row.names) for row in rows)


def _two_columns(rows: tuple[Row, ...]) -> str:
    row = "<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>"
    half = len(rows) // 2
    columns = ("".join(row.format(**r.names) for r in part) for part in (rows[:half], rows[half:]))
    return "<table><tr>" + "".join(f"<td><ul>{column}</ul></td>" for column in columns) + "</tr></table>"


def _nested(rows: tuple[Row, ...]) -> str:
    row = "<li><a href={u}>{t}</a><span>{y}-{m}-{d}</span></li>"
    groups = (rows[:3], rows[3:])
    return (
        "<ul>"
        + "".join(f"<li>第{n}组<ul>{''.join(row.format(**r.names) for r in g)}</ul></li>" for n, g in enumerate(groups))
        + "</ul>"
    )


def _parallel(rows: tuple[Row, ...]) -> str:
    """Titles in one column, dates in the other."""
    titles = "".join("<p><a href={u}>{t}</a></p>".format(**row.names) for row in rows)
    days = "".join("<p>{y}-{m}-{d}</p>".format(**row.names) for row in rows)
    return f"<table><tr><td>{titles}</td><td>{days}</td></tr></table>"


LAYOUTS: dict[str, Callable[[tuple[Row, ...]], str]] = {
    **{name: _templated(template) for name, template in TEMPLATES.items()},
    "by year": _by_year,
    "by month": _by_month,
    "by day": _by_day,
    "two columns": _two_columns,
    "nested": _nested,
    "parallel": _parallel,
}

_NAV = "".join(
    f"<li><a href=/{n}/>{name}</a></li>"
    for n, name in enumerate(("首页", "政务公开", "政务服务", "互动交流", "走进云岭"))
)
_SIDE = "".join(
    f"<li><a href=/hot/t20261122_{n}.html>热点新闻要闻第{n}条标题文字</a><span>2026-11-22</span></li>" for n in range(4)
)
FRAMES = {
    "bare": "<body>{}</body>",
    "classes": f"<body><div class=header>云岭县人民政府 今天是2026年11月23日 星期一</div><div class=nav><ul>{_NAV}</ul></div>"
    "<div class=main><div class=crumb>当前位置：<a href=/>首页</a> &gt; <a href=/zwgk/>政务公开</a> &gt; 通知公告</div>"
    "<div class=con>{}</div><div class=page><a href=index_1.html>下一页</a>共12页</div></div>"
    "<div class=footer>主办：云岭县人民政府办公室 更新时间：2026-11-23 <a href=/map/>网站地图</a></div></body>",
    "tables": f"<body><table><tr><td>2026年11月23日 星期一</td></tr><tr>{_NAV.replace('li>', 'td>')}</tr></table>"
    "<table width=1000><tr><td width=200 valign=top><b>信息公开</b><br><a href=/zcwj/>政策文件</a><br><a href=/rsxx/>人事信息</a></td>"
    "<td valign=top>{}</td></tr></table><table><tr><td>版权所有 云岭县人民政府 2026-11-23</td></tr></table></body>",
    "side bar": f"<body><header>云岭县人民政府</header><div class=left-nav><ul>{_NAV}</ul></div><div class=right>{{}}</div>"
    f"<div class=sidebar><h3>热点</h3><ul>{_SIDE}</ul></div><footer>2026-11-23</footer></body>",
    "headed side bar": f"<body><div class=w><div class=a1><h2>通知公告</h2>{{}}</div>"
    f"<div class=a2><h3>热点新闻</h3><ul>{_SIDE}</ul></div></div></body>",
}  # fmt: skip
