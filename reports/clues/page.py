"""线索表.html: the same clues to read, escaped, under a strict policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from jinja2 import Environment, StrictUndefined

from checks.media.clues.clue import Clue
from ledger.clues import JudgedClue
from reports.addresses import safe_href
from reports.clues.columns import APART, APART_NOTE, CLUES, COLUMNS, LEFT_OUT, clue_rows
from reports.plain import plain

_TEMPLATE = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ county | plain }}未登记政务新媒体线索表</title></head>
<body><main>
<h1>{{ county | plain }}未登记政务新媒体线索表</h1>
<p>以下只是供人工核查的线索，不是结论，不得据此通报。共 {{ lists[0].rows | length }} 条，可能性高的在前。</p>
{% for list in lists %}<h2>{{ list.title }}</h2>
{% if list.note %}<p>{{ list.note }}</p>
{% endif %}<table border="1">
<caption>{{ list.caption }}</caption>
<thead><tr>{% for column in columns %}<th scope="col">{{ column.name }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in list.rows %}
<tr>{% for cell in row %}<td>{% set link = cell | string | href %}{% if link %}<a href="{{ link }}"
 rel="noopener noreferrer"><bdi>{{ cell | plain }}</bdi></a>{% else %}<bdi>{{ cell | plain }}</bdi>{% endif %}</td>
{%- endfor %}</tr>{% endfor %}
</tbody></table>
{% endfor %}</main></body></html>
"""


def write_clue_page(clues: Sequence[Clue], judged: Mapping[str, JudgedClue], county: str, stream: BinaryIO) -> None:
    """Write the page; only http(s) addresses become links."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"plain": lambda text: plain(str(text), 1000), "href": safe_href}
    lists = (
        {"title": CLUES, "note": "", "caption": "线索、理由和来源", "rows": list(clue_rows(clues, judged))},
        {
            "title": APART,
            "note": APART_NOTE,
            "caption": "未列为线索的账号和理由",
            "rows": list(clue_rows(clues, judged, LEFT_OUT)),
        },
    )
    page = environment.from_string(_TEMPLATE).render(lists=lists, columns=COLUMNS, county=county)
    stream.write(page.encode("utf-8", "replace"))
