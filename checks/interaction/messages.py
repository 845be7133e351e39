"""Public messages (网民留言) and their answers, as a site's pages show them. Holds no check of its own.

Read from pages of messages (labels such as 留言时间, 回复时间, 答复内容), one or several to a page, and from lists
whose columns are so headed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from checks.interaction.boards import of_board
from checks.interaction.labels import LABELS
from checks.interaction.message import Message, answer_of, first_line, goes_on, is_whole, may_answer, whole_text
from checks.interaction.rows import rows_of
from checks.labelled import text_of
from core.county import ColumnCategory, column_at
from core.snapshot import Page, PageKind, Snapshot

_PLACE = re.compile(r"留言|信箱|来信|信件|咨询|问政|互动|建言|民意|投诉|求助")
#: Most pages of one site that are read for messages.
MAX_PAGES = 3000


def messages(snapshot: Snapshot) -> list[Message]:
    """All messages of the site, by address; what a message's own page says goes before what a list says of it."""
    found: dict[str, Message] = {}
    listed: dict[str, Message] = {}
    for page in islice(_candidates(snapshot), MAX_PAGES):
        own = _of_page(page)
        if own is not None:
            found[page.url] = own
        else:
            listed.update((row.url, row) for row in _of_rows(page))
            for message in of_board(page):
                if message.digest:
                    found[f"{message.url}\n{message.digest}"] = message
                else:
                    listed.setdefault(message.url, message)
    for url, row in listed.items():
        page_of = snapshot.page(url)
        own = found.get(page_of.url if page_of else url)
        if own is None:
            found[url] = row
        else:
            found[own.url] = _merged(own, row)
    return [found[url] for url in sorted(found)]


def _candidates(snapshot: Snapshot) -> Iterator[Page]:
    listed = {
        item.url
        for column in snapshot.columns
        if column.category is ColumnCategory.INTERACTION
        for item in snapshot.listed(column.url)
    }
    for page in snapshot.pages():
        if page.kind is PageKind.HOME:
            continue
        column = column_at(page.url, snapshot.columns)
        inside = column is not None and column.category is ColumnCategory.INTERACTION
        if inside or page.url in listed or _PLACE.search(page.facts.title):
            yield page


def _of_page(page: Page) -> Message | None:
    """The one message of a page of its own; None when the page shows none, or several."""
    text = text_of(page.dom)
    values = LABELS.values(text)
    asked = [value for value in values if value.kind == "asked" and value.day]
    if len(asked) != 1 or asked[0].day is None:
        return None
    known = {value.kind for value in values}
    return Message(
        page.url,
        page,
        asked[0].day,
        next((value.day for value in values if value.kind == "answered" and value.day), None),
        first_line(values, "unit"),
        whole_text(values, "question") or page.facts.article.title or page.facts.title,
        answer_of(values),
        first_line(values, "status"),
        first_line(values, "type"),
        hint=not is_whole(page) or ("answer" not in known and (may_answer(values) or goes_on(values))),
    )


def _of_rows(page: Page) -> Iterator[Message]:
    """Messages in a list whose columns are headed by labels."""
    for row in rows_of(page.dom, page.url, LABELS):
        asked = row.day("asked")
        if asked is not None and row.url:
            yield Message(
                row.url, page, asked, row.day("answered"), row.cells.get("unit", "")[:60], row.title,
                status=row.cells.get("status", "")[:60], type=row.cells.get("type", "")[:60], alone=False,
            )  # fmt: skip


def _merged(own: Message, row: Message) -> Message:
    return replace(
        own,
        answered=own.answered or row.answered,
        unit=own.unit or row.unit,
        status=own.status or row.status,
        type=own.type or row.type,
    )
