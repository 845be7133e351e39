"""What all static accessibility rules together cost a page, parsing apart.

    PYTHONPATH=. .venv/bin/python docs/benchmarks/a11y_cost.py [FOLDER]

Writes its result into docs/benchmarks.md. Looks at generated pages of about 65 KB, the size of a median page, and, when
a folder is given, at the html files in it. CPU milliseconds (process_time), the best of three rounds for each page, so
that what else runs on the machine counts as little as possible. The pages are of the kinds that county sites have: a
home page with many lists, a list, an article pasted from a word processor, tables, a form.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import cast

from written import machine, write_result

from checks import Check, load_registry
from checks.accessibility.outline import outline_of
from checks.accessibility.structure import structure_of
from checks.interface import RuleFunction, Scope
from core.snapshot import Page, PageFacts, PageKind, PageRow, RecordRef
from crawler.extract.charset import decode

SIZE = 65_000
ROUNDS = 3
_TITLE = "云岭县人民政府办公室关于印发全县重点工作任务分工方案的通知"
_SENTENCE = "各乡镇、各部门要结合实际抓好落实，并于每季度末将进展情况书面报送县人民政府办公室。"
_STYLE = "<style>" + "".join(f".c{n}{{margin:{n}px;padding:0 {n}px;color:#333}}" for n in range(150)) + "</style>"
_WORD = 'class="MsoNormal" style="line-height:28pt;text-indent:2em;font-family:仿宋;font-size:16pt"'


def filled(part: str) -> str:
    """The part repeated until a page has the wanted size."""
    return part * max(1, (SIZE - 9_000) // len(part.encode()))


def bodies() -> Iterator[tuple[str, str]]:
    """Name and main part of each kind of page."""
    item = f'<li><a href="/zwgk/1.html" target="_blank" title="{_TITLE}">{_TITLE}</a><span>2026-11-02</span></li>'
    block = f'<div class="box"><h3>通知公告</h3><a class="more" href="/lm/">更多</a><ul>{item * 6}</ul></div>'
    row = "<tr><td>税收收入</td><td>300</td><td>12.5</td><td>5.1%</td></tr>"
    table = f'<table border="1"><tr><th>项目</th><th>金额</th><th>占比</th><th>增长</th></tr>{row * 12}</table>'
    field = (
        '<p><label>姓名 <input name="f"></label> <select name="s" aria-label="性别"><option>女</option></select></p>'
    )
    yield "home page", f"<h1>云岭县人民政府</h1>{filled(block)}"
    yield "list", f"<h1>通知公告</h1><ul>{filled(item)}</ul>"
    yield "article", f"<h1>{_TITLE}</h1>{filled(f'<p {_WORD}><span>{_SENTENCE}</span><o:p></o:p></p>')}"
    yield "tables", f"<h1>{_TITLE}</h1>{filled(table)}"
    yield "form", f'<h1>信件办理</h1><form action="/send">{filled(field)}</form>'


def whole(main: str) -> str:
    """A page of the site around its main part."""
    nav = "".join(f'<li><a href="/c{n}/" title="栏目{n}">栏目{n}</a></li>' for n in range(30))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{_TITLE}</title>{_STYLE}'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>'
        f'<div class="nav"><ul>{nav}</ul></div><div class="main">{main}</div>'
        '<div class="footer"><p>主办：云岭县人民政府办公室</p></div></body></html>'
    )


def cost(rules: list[Check], html: str) -> float:
    """CPU milliseconds of all rules over one page that is parsed already: the best of some rounds."""
    row = PageRow(
        "https://www.yunling-demo.gov.cn/1.html",
        PageKind.OTHER,
        1,
        200,
        "text/html",
        "",
        PageFacts(),
        RecordRef("", 0, ""),
    )
    best = float("inf")
    for _ in range(ROUNDS):
        page = Page(row, lambda: html)
        page.dom.css_first("body")
        outline_of.cache_clear()
        structure_of.cache_clear()
        begun = process_time()
        for item in rules:
            cast(RuleFunction, item.function)(page, item.defaults)
        best = min(best, process_time() - begun)
    return best * 1_000


def line(name: str, costs: list[float], size: float) -> str:
    """One row of the table: pages, their median size, median and 95th percentile of their costs."""
    ordered = sorted(costs)
    middle, high = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"| {name} | {len(costs)} | {size:,.0f} | {middle:.1f} | {high:.1f} |"


def main() -> None:
    """Measure and write."""
    rules = [
        item
        for item in load_registry(())
        if item.scope is Scope.RULE and "dom" in item.needs and item.id.startswith("a11y.")
    ]
    pages = [(name, whole(body)) for name, body in bodies()]
    begun = machine()
    rows = [(name, cost(rules, html), len(html.encode()) / 1_000) for name, html in pages]
    result = [
        f"{len(rules)} rules. {begun}.",
        "",
        "| pages | number | KB | CPU ms median | CPU ms 95 % |",
        "|---|---|---|---|---|",
        *(line(f"generated: {name}", [spent], size) for name, spent, size in rows),
        line("generated, all", [spent for _, spent, _ in rows], rows[0][2]),
    ]
    if len(sys.argv) > 1:
        real = [decode(path.read_bytes()).text for path in sorted(Path(sys.argv[1]).rglob("*.html"))]
        sizes = sorted(len(html.encode()) / 1_000 for html in real)
        result.append(
            line("real pages (not part of the project)", [cost(rules, html) for html in real], sizes[len(sizes) // 2])
        )
    write_result("a11y", result)


if __name__ == "__main__":
    main()
