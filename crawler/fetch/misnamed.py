"""Files that nobody can open under the name they are saved by: what came is a page, a message, or nothing but zeros."""

from __future__ import annotations

from core.snapshot.link import Role
from core.snapshot.resource import Verdict
from crawler.fetch.answer import Answer
from crawler.fetch.disposition import contradicts, ending_of, holds_nothing, is_offered, offered_name
from crawler.fetch.judgement import BY_MESSAGE, Judgement
from crawler.fetch.sniff import (
    HEAD_BYTES,
    asks_login,
    interface_says,
    is_document,
    is_html,
    is_json_error,
    is_plain_message,
    only_says_gone,
    words_say,
)
from crawler.verdicts.message import Said

#: Endings of files that no program opens when html is inside.
NEVER_HTML = (".pdf", ".ofd", ".zip", ".rar", ".7z", ".docx", ".xlsx", ".pptx")
#: Programs export tables as html under these names, and they open; html without a table is none.
_TABLES = frozenset({"xls", "et"})
#: Files that may well hold a few words, or markup.
_TEXTS = frozenset(
    {"txt", "csv", "json", "xml", "htm", "html", "mht", "mhtml", "log", "md", "ics", "srt", "vtt", "svg"}
)
#: How programs call a file of which they know nothing.
_NAMELESS = frozenset({"null", "undefined"})
#: Roles whose target may be saved instead of shown.
_SAVED = frozenset({Role.ATTACHMENT, Role.PAGE, Role.FRAME})

#: The detail of a file that was never written.
ZEROS = "nothing but zero bytes"


def misnamed(answer: Answer, role: Role, head: bytes) -> Judgement | None:
    """What is wrong with a file that nobody can open under the name it is saved by; None: nothing speaks against it."""
    offered = is_offered(answer)
    if not (offered or role is Role.ATTACHMENT) or role not in _SAVED or answer.status not in (200, 206):
        return None
    name, ending = _called(answer)
    found = contradicts(ending, head)
    if found:
        return Verdict.WRONG_TYPE, f"the file is called .{ending} and is {found}"
    whole = len(head) < HEAD_BYTES and not answer.cut
    said = _message_in(head, name) if whole and ending not in _TEXTS else None
    if said is not None or not offered:
        return said
    return _page_in(ending, head, whole)


def unfilled(answer: Answer, role: Role, head: bytes) -> Judgement | None:
    """What is wrong with a file whose place was made on the server and never filled; None: something is in it."""
    empty = role in _SAVED | {Role.IMAGE} and holds_nothing(_called(answer)[1], head)
    return (Verdict.WRONG_TYPE, ZEROS) if empty else None


def _called(answer: Answer) -> tuple[str, str]:
    """The name that an answer gives its file, if any, and the ending by which it will be opened."""
    name = offered_name(answer) if is_offered(answer) else ""
    return name, ending_of(name) or ending_of(answer.url)


def _page_in(ending: str, head: bytes, whole: bool) -> Judgement | None:
    """What is wrong with html in a file that is offered under a name; None: that may well be."""
    if not (is_html(head) and is_document(head)):
        return None
    if f".{ending}" not in NEVER_HTML and not (ending in _TABLES and whole and b"<table" not in head.lower()):
        return None
    if asks_login(head):
        return Verdict.LOGIN_WALL, "a login page instead of the file"
    return Verdict.WRONG_TYPE, f"html page sent as a file called .{ending}"


def _message_in(head: bytes, name: str) -> Judgement | None:
    """What a program says in the place of a file that it offers as `name`; None: nothing told apart from one."""
    said = Said.GONE if only_says_gone(head) else interface_says(head) or words_say(head)
    if said in (Said.GONE, Said.FAILED):
        return Verdict.WRONG_TYPE, "a message instead of the file"
    if said is not None:
        return BY_MESSAGE[said], "a message instead of the file"
    # A program wrote the name of nothing, and no file of any format.
    nameless = name.partition(".")[0].strip().lower() in _NAMELESS
    if nameless and (is_html(head) or is_json_error(head) or is_plain_message(head)):
        return Verdict.WRONG_TYPE, f"text offered as a file called {name[:40]!r}"
    return None
