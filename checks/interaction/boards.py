"""Messages of pages on which several stand (留言板). Holds no check of its own.

Only what labels tell is taken for the place of an answer, and only what a block says of itself for its lack.
"""

from __future__ import annotations

import re
from dataclasses import replace

from checks.interaction.blocks import REPLY, Block, blocks_of
from checks.interaction.labels import LABELS
from checks.interaction.message import (
    Message,
    answer_of,
    digest_of,
    first_line,
    goes_on,
    is_whole,
    leads_to_answer,
    may_answer,
    whole_text,
)
from checks.interaction.rows import absolute
from checks.labelled import Value
from core.snapshot import Page

_NO_TITLE = re.compile(r"网友|匿名|用户|昵称|游客|来自|IP|\d+楼")
_MARKS = re.compile(r"[\W_]+")
_BARE = frozenset({"回复", "答复"})
#: Fewest characters of a title, so that nobody's name is taken for one.
_LEAST_TITLE = 6


def of_board(page: Page) -> list[Message]:
    """All messages of a page with several, each with its own address where it has one, else with its digest."""
    found: dict[tuple[str, str], Message] = {}
    whole = is_whole(page)
    for blocks in blocks_of(page.dom, LABELS):
        if not any(_told(block) for block in blocks):
            continue
        answered = any(_answer(block) for block in blocks)
        for block in blocks:
            message = _read(block, page, whole=whole, answered=answered)
            if message is not None:
                known = found.setdefault((message.url, message.digest), message)
                if known.done != message.done:
                    found[known.url, known.digest] = _doubtful(known)
    return list(found.values())


def _read(block: Block, page: Page, *, whole: bool, answered: bool) -> Message | None:
    """One block; None when it shows no day of asking or no words by which to know it again."""
    asked = next((value for value in block.values if value.kind == "asked"), None)
    title = _title(block)
    question = whole_text(block.values, "question") or title or _behind(asked)
    if asked is None or asked.day is None or not _MARKS.sub("", question):
        return None
    linked, url = _own_address(block, title, page.url)
    message = Message(
        url or page.url,
        page,
        asked.day,
        next((value.day for value in block.values if value.kind == "answered" and value.day), None),
        first_line(block.values, "unit"),
        question,
        _answer(block),
        first_line(block.values, "status"),
        first_line(block.values, "type"),
        hint=not whole or block.writes or not _told(block) or _led(block) or _unlabelled(block),
        alone=False,
        digest="" if url else digest_of(asked.day.isoformat(), title or question),
    )
    if _torn(block.values):
        return _doubtful(message)
    return _shortened(message, block, linked=linked, answered=answered)


def _shortened(message: Message, block: Block, *, linked: bool, answered: bool) -> Message:
    """What a list shows of a message that is shown in full elsewhere is not judged; nor is a place filled by nobody."""
    if linked and message.answer:
        return replace(message, hint=True)
    said = any(value.kind == "answer" and value.text for value in block.values)
    if message.answer == "" and not said and (linked or not answered or not block.sealed):
        return replace(message, answer=None, hint=True)
    return message


def _told(block: Block) -> bool:
    return any(value.kind in REPLY for value in block.values)


def _answer(block: Block) -> str | None:
    """The answer; a bare 回复 with nothing behind is a button, and 查看回复 leads to an answer."""
    shown = [
        value
        for value in block.values
        if value.kind == "answer" and not (value.label in _BARE and not value.text) and not leads_to_answer(value.text)
    ]
    return answer_of(shown)


def _led(block: Block) -> bool:
    return any(value.kind == "answer" and leads_to_answer(value.text) for value in block.values)


def _unlabelled(block: Block) -> bool:
    if any(value.kind == "answer" for value in block.values):
        return False
    return may_answer(block.values) or goes_on(block.values)


def _torn(values: list[Value]) -> bool:
    """Whether one block tells of several answers: it may hold more than one message."""
    texts = {value.text for value in values if value.kind == "answer" and value.text}
    days = {value.day for value in values if value.kind == "answered" and value.day}
    states = {value.first_line for value in values if value.kind == "status" and value.text}
    return max(len(texts), len(days), len(states)) > 1


def _doubtful(message: Message) -> Message:
    return replace(message, answered=None, answer=None, status="", unit="", hint=True)


def _title(block: Block) -> str:
    named = next((value.first_line for value in block.values if value.label.endswith(("标题", "主题"))), "")
    lines = (line.strip() for line in block.head.split("\n"))
    fitting = (one for one in lines if len(_MARKS.sub("", one)) >= _LEAST_TITLE and not _NO_TITLE.match(one))
    return named or next(fitting, "")


def _behind(asked: Value | None) -> str:
    """What stands behind the time of asking, up to the next label."""
    return asked.text.partition("\n")[2].strip() if asked else ""


def _own_address(block: Block, title: str, base: str) -> tuple[bool, str]:
    """Whether the title is a link, and the address it leads to when that is another page."""
    for link in block.links:
        text = " ".join(link.text().split())
        if title and text and (text in title or title in text):
            url = absolute(base, link.attributes.get("href") or "")
            return True, "" if url == base else url
    return False, ""
