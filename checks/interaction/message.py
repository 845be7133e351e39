"""One public message and what is read of it from labelled values. Holds no check of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checks.freshness.main_text import main_text
from checks.labelled import Value
from core.snapshot import Page

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
#: Words by which an answer may be shown in a way that was not read.
_HINT = re.compile(r"回\s?复|答\s?复|办\s?结|反\s?馈|办\s?理")
_STATE = re.compile(r"[是否有无√×]|(?:已|未|待)(?:回复|答复|办结|办理|处理|受理)|(?:办理|处理|受理)中|办结")
#: Words that lead to an answer and are none.
_LEADS = re.compile(r"[\[【(（]?(?:点击|查看|展开|显示|阅读|更多|详细|详情).{0,10}")
_MARKS = re.compile(r"[\W_]+")
#: Most characters that go into a message's digest.
_MOST_WORDS = 40
_ANSWERING = re.compile(r"收悉|感谢您的|您(?:所)?(?:反映|咨询|提出|提问|关心)的|现(?:答复|回复)如下")


@dataclass(frozen=True, slots=True)
class Message:
    """One message as shown. `answer` is None where no place for one was seen, empty where that place is empty.

    `open` and `done` are what a status says; `hint`: the page has words of an answer that was not read.
    `alone`: the message has a page of its own. `digest` tells it apart from others that stand at the same address.
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
    digest: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells apart findings about messages of one address."""
        return (self.digest,) if self.digest else ()

    @property
    def done(self) -> bool:
        """Whether the page says, or shows, that the message was answered."""
        return bool(self.answered or self.answer or _DONE.search(self.status))

    @property
    def open(self) -> bool:
        """Whether the page itself says that there is no answer yet."""
        return not self.done and (bool(_OPEN.search(self.status)) or self.answer == "")


def answer_of(values: Iterable[Value]) -> str | None:
    """The answer; None where there is no place for one, empty where it stands empty or says that there is none."""
    shown = [_clean(value.text) for value in values if value.kind == "answer"]
    if not shown:
        return None
    return max(("" if _NO_ANSWER.fullmatch(text) else text for text in shown), key=len)


def answer_in(text: str) -> str:
    """What stands in the place of an answer; empty where it says that there is none."""
    plain = _clean(text)
    return "" if _NO_ANSWER.fullmatch(plain) else plain


def says_state(text: str) -> bool:
    """Whether a text in the place of an answer only says whether there is one: 已回复, 是."""
    return _STATE.fullmatch(text.strip()) is not None


def leads_to_answer(text: str) -> bool:
    """Whether a text in the place of an answer only leads to it: 点击查看."""
    return _LEADS.fullmatch(text) is not None


def digest_of(day: str, words: str) -> str:
    """A name for a message that stays when it moves on its page, and tells nothing of what it says."""
    text = f"{day}\x1f{_MARKS.sub('', words)[:_MOST_WORDS]}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def first_line(values: Iterable[Value], kind: str) -> str:
    """The first line, in short, behind the first filled label of that kind."""
    return next((value.first_line[:60] for value in values if value.kind == kind and value.first_line), "")


def whole_text(values: Iterable[Value], kind: str) -> str:
    """All that stands behind the first filled label of that kind, on one line."""
    return _clean(next((value.text for value in values if value.kind == kind and value.text), ""))


def _clean(text: str) -> str:
    return " ".join(_TRAILER.sub(" ", text).split())


def may_answer(values: list[Value]) -> bool:
    """Whether words behind the time of asking may be an answer that no known label introduces."""
    start = next(value.start for value in values if value.kind == "asked" and value.day)
    behind = [value for value in values if value.start >= start]
    if any(value.kind == "question" and _ANSWERING.search(value.text) for value in behind):
        return True
    read = ("question", "unit", "status", "answered", "type", "other")
    return any(_HINT.search(value.text) for value in behind if value.kind not in read)


def goes_on(values: Iterable[Value]) -> bool:
    """Whether further lines behind a status, a day or a unit speak of an answer."""
    short = (value for value in values if value.kind in ("status", "answered", "unit", "type"))
    rest = (value.text.partition("\n")[2] for value in short)
    return any(_HINT.search(text) or _ANSWERING.search(text) for text in rest)


def is_whole(page: Page) -> bool:
    """Whether all that the page shows stands in its markup."""
    return not page.facts.truncated and not page.facts.scripted and not main_text(page.dom).dynamic
