"""Public messages (网民留言) and their answers, as a site's pages show them. Holds no check of its own.

Read from pages of messages (labels such as 留言时间, 回复时间, 答复内容) and from lists whose columns are so headed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from checks.freshness.main_text import main_text
from checks.interaction.labels import LABELS
from checks.interaction.rows import rows_of
from checks.labelled import Value, text_of
from core.county import ColumnCategory, column_at
from core.snapshot import Page, PageKind, Snapshot

_DONE = re.compile(r"已(?:经)?(?:回复|答复|办结|办复|反馈|处理)|办结|(?:回复|答复)完毕")
_OPEN = re.compile(
    r"未(?:回复|答复|办结|处理|办理)|待(?:回复|答复|处理|办理|受理)|(?:处理|办理|受理|答复|回复)中|已受理|暂未|尚未"
)
_NO_ANSWER = re.compile(
    r"(?:暂无|尚无|没有|还没有|暂未|尚未|等待)(?:任何)?(?:回复|答复|处理|办理)(?:内容|信息|结果)?|未回复|待回复|无"
)
#: What templates print behind an answer; no part of it.
_TRAILER = re.compile(
    r"[【\[]?\s*(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|返回(?:列表|顶部|上一页)?|上一[篇条封页]|下一[篇条封页]|分享到?)\s*[】\]]?"
)
_PLACE = re.compile(r"留言|信箱|来信|信件|咨询|问政|互动|建言|民意|投诉|求助")
#: Words by which an answer may be shown in a way that was not read.
_HINT = re.compile(r"回\s?复|答\s?复|办\s?结|反\s?馈|办\s?理")
_ANSWERING = re.compile(r"收悉|感谢您的|您(?:所)?(?:反映|咨询|提出|提问|关心)的|现(?:答复|回复)如下")
#: Most pages of one site that are read for messages.
MAX_PAGES = 3000


@dataclass(frozen=True, slots=True)
class Message:
    """One message as shown. `answer` is None where no place for one was seen, empty where that place is empty.

    `open` and `done` are what a status says; `hint`: the page has words of an answer that was not read.
    `alone`: the message has a page of its own.
    """

    url: str
    page: Page
    asked: date
    answered: date | None = None
    unit: str = ""
    question: str = ""
    answer: str | None = None
    status: str = ""
    type: str = ""
    hint: bool = False
    alone: bool = True

    @property
    def done(self) -> bool:
        """Whether the page says, or shows, that the message was answered."""
        return bool(self.answered or self.answer or _DONE.search(self.status))

    @property
    def open(self) -> bool:
        """Whether the page itself says that there is no answer yet."""
        return not self.done and (bool(_OPEN.search(self.status)) or self.answer == "")


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
    whole = not page.facts.truncated and not page.facts.scripted and not main_text(page.dom).dynamic
    known = {value.kind for value in values}
    return Message(
        page.url,
        page,
        asked[0].day,
        next((value.day for value in values if value.kind == "answered" and value.day), None),
        _first(values, "unit"),
        _clean(_whole(values, "question")) or page.facts.article.title or page.facts.title,
        _answer(values),
        _first(values, "status"),
        _first(values, "type"),
        hint=not whole or ("answer" not in known and _may_answer(values)),
    )


def _may_answer(values: list[Value]) -> bool:
    """Whether words behind the time of asking may be an answer that no known label introduces."""
    start = next(value.start for value in values if value.kind == "asked" and value.day)
    behind = [value for value in values if value.start >= start]
    if any(value.kind == "question" and _ANSWERING.search(value.text) for value in behind):
        return True
    read = ("question", "unit", "status", "answered", "type", "other")
    return any(_HINT.search(value.text) for value in behind if value.kind not in read)


def _answer(values: Iterable[Value]) -> str | None:
    shown = [_clean(value.text) for value in values if value.kind == "answer"]
    if not shown:
        return None
    return max(("" if _NO_ANSWER.fullmatch(text) else text for text in shown), key=len)


def _first(values: Iterable[Value], kind: str) -> str:
    return next((value.first_line[:60] for value in values if value.kind == kind and value.first_line), "")


def _whole(values: Iterable[Value], kind: str) -> str:
    return next((value.text for value in values if value.kind == kind and value.text), "")


def _clean(text: str) -> str:
    return " ".join(_TRAILER.sub(" ", text).split())


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
