"""Public messages (网民留言) and their answers, as a site's pages show them. Holds no check of its own.

Read from pages of messages (labels such as 留言时间, 回复时间, 答复内容), one or several to a page, and from lists
whose columns are so headed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from checks.interaction.boards import of_board
from checks.interaction.labels import LABELS
from checks.interaction.message import (
    Message,
    answer_in,
    answer_of,
    digest_of,
    first_line,
    goes_on,
    is_whole,
    leads_to_answer,
    may_answer,
    says_state,
    whole_text,
)
from checks.interaction.rows import Row, rows_of
from checks.labelled import text_of
from core.county import ColumnCategory, column_at
from core.snapshot import Page, PageKind, Snapshot

_PLACE = re.compile(r"留言|信箱|来信|信件|咨询|问政|互动|建言|民意|投诉|求助")
#: Most pages of one site that are read for messages.
MAX_PAGES = 3000
#: Fewest characters of a title by which a message without an address is known.
_LEAST_TITLE = 6


def messages(snapshot: Snapshot) -> list[Message]:
    """All messages of the site, by address; what a message's own page says goes before what a list says of it."""
    found: dict[str, Message] = {}
    listed: dict[str, Message] = {}
    for page in islice(_candidates(snapshot), MAX_PAGES):
        own = _of_page(page)
        if own is not None:
            found[page.url] = own
        else:
            for message in _of_list(page):
                if message.digest:
                    found.setdefault(f"{message.url}\n{message.digest}", message)
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


def _of_list(page: Page) -> Iterator[Message]:
    """The messages of a page with several; what a list with headed columns says goes first."""
    rows = list(_of_rows(page))
    yield from rows
    if not any(row.digest for row in rows):
        yield from of_board(page)


def _of_rows(page: Page) -> Iterator[Message]:
    """Messages in a list whose columns are headed by labels."""
    rows = [(row, asked) for row in rows_of(page.dom, page.url, LABELS) if (asked := row.day("asked")) is not None]
    answered = any(answer_in(row.cells.get("answer", "")) for row, _ in rows)
    for row, asked in rows:
        if row.url:
            yield Message(
                row.url, page, asked, row.day("answered"), row.cells.get("unit", "")[:60], row.title,
                status=row.cells.get("status", "")[:60], type=row.cells.get("type", "")[:60], alone=False,
            )  # fmt: skip
        elif len(row.title) >= _LEAST_TITLE:
            yield _told_in_row(page, row, asked, answered=answered)


def _told_in_row(page: Page, row: Row, asked: date, *, answered: bool) -> Message:
    """A message that has no page of its own: all that is known of it stands in its row."""
    shown = row.cells.get("answer")
    # Below 回复 some lists only say whether there is one; and a place that is never filled is no place of an answer.
    stated = shown is not None and says_state(shown)
    elsewhere = leads_to_answer(shown or "")
    answer = None if shown is None or stated or elsewhere or not (shown or answered) else answer_in(shown)
    return Message(
        page.url, page, asked, row.day("answered"), row.cells.get("unit", "")[:60], row.title, answer,
        ((shown or "") if stated else row.cells.get("status", ""))[:60], row.cells.get("type", "")[:60],
        hint=not is_whole(page) or (answer is None and not stated), alone=False,
        digest=digest_of(asked.isoformat(), row.title),
    )  # fmt: skip


def _merged(own: Message, row: Message) -> Message:
    return replace(
        own,
        answered=own.answered or row.answered,
        unit=own.unit or row.unit,
        status=own.status or row.status,
        type=own.type or row.type,
    )
