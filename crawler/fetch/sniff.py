"""What a body really is, by its first bytes: only as much as the link verdicts need."""

from __future__ import annotations

import json
import re
from typing import Any

from core.snapshot.decoding import DecodingError, decode_body
from crawler.fetch.answer import Answer
from crawler.verdicts.message import Said, kind_of_line, said_by
from crawler.verdicts.wording import is_gone_title

#: Bytes of a body looked at.
HEAD_BYTES = 4096
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|script|meta|h1|p|div|table|center|style|link)\b",
    re.I | re.S,
)
#: Bytes of a page in which its first visible words are looked for.
MAX_SHOWN = 64 * 1024
_UNSEEN = re.compile(rb"<(script|style|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.I | re.S)
_DOCUMENT = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.I | re.S)
#: Word and Excel save and open html of their own under .doc and .xls: such a file is what it says.
_OFFICE_HTML = re.compile(rb"urn:schemas-microsoft-com:office|xmlns:[owx]\s*=|ProgId|mso-", re.I)
#: Bytes that no text holds (WHATWG MIME Sniffing, "binary data byte"); a few come from careless editors.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MOST_BINARY = 16
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MESSAGE_NAMES = (
    "msg",
    "message",
    "errmsg",
    "errormsg",
    "error",
    "error_msg",
    "info",
    "desc",
    "tip",
    "tips",
    "text",
    "detail",
)
_STATUS_NAMES = ("code", "status", "errcode", "errorcode", "error_code", "statuscode", "resultcode", "ret", "state")
_CONTENT_NAMES = ("data", "rows", "list", "result", "records", "items")
#: Most fields of an object whose status needs no words beside it.
_SPARSE = 2
_BY_STATUS = {
    **dict.fromkeys(("404", "410"), Said.GONE),
    **dict.fromkeys(("401", "403"), Said.CLOSED),
    **dict.fromkeys(("500", "502", "503", "504"), Said.FAILED),
}
_WELL = frozenset({"0", "200", "ok", "success", "true"})
#: Most bytes of a message, and how files of formats that hold no html begin (PDF may begin with other bytes).
_MESSAGE = 1000
_FORMATS = (
    b"%PDF",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
    b"%!PS",
    b"{\\rtf",
)
#: What no text holds, and how pictures begin that hold nothing else of the kind.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PICTURES = (b"GIF8", b"\x89PNG", b"\xff\xd8", b"RIFF", b"BM", b"II*", b"MM", b"P1", b"P2", b"P3", b"#define")
_LOGIN = re.compile(rb"type\s*=\s*[\"']?password", re.I)


def plain_head(answer: Answer, limit: int = HEAD_BYTES) -> bytes | None:
    """The first `limit` bytes with Content-Encoding undone; None when they cannot be read (cut or broken encoding)."""
    encodings = answer.header_list("content-encoding")
    if not encodings:
        return answer.body[:limit]
    try:
        return decode_body(answer.body, encodings, limit)[0]
    except DecodingError:
        return None


def shows_text(answer: Answer) -> bool:
    """Whether anything of a page that a visitor could read has arrived."""
    head = plain_head(answer, MAX_SHOWN) or b""
    return bool(_UNSEEN.sub(b"", head).strip())


def is_html(head: bytes) -> bool:
    """Whether a browser would take it for an html page; html written by Office programs is not counted."""
    return bool(_HTML.match(head)) and not _OFFICE_HTML.search(head)


def is_document(head: bytes) -> bool:
    """Whether it begins as a whole html document does; pieces of html, which some scripts send, do not count."""
    return bool(_DOCUMENT.match(head))


def is_binary(head: bytes) -> bool:
    """Whether it is no text in any charset, whatever the server calls it."""
    return not head.startswith(_UTF16) and len(_BINARY.findall(head)) > _MOST_BINARY


def is_plain_message(head: bytes) -> bool:
    """Whether it is a short text that holds the mark of no file format: what a program says when it has no file."""
    return len(head) <= _MESSAGE and not is_binary(head) and not any(mark in head for mark in _FORMATS)


def is_words(head: bytes) -> bool:
    """Whether it is a short text of words and nothing else, which no picture is."""
    if not is_plain_message(head) or _CONTROL.search(head) or head.lstrip()[:1] in (b"<", b""):
        return False
    return not head.startswith(_PICTURES) and any(char.isalpha() for char in _decoded(head))


def only_says_gone(head: bytes) -> bool:
    """Whether it is a short page of which a visitor reads nothing but that the thing asked for is not there."""
    if len(head) > _MESSAGE or not is_html(head):
        return False
    text = " ".join(_decoded(_UNSEEN.sub(b" ", head)).split())[:_MESSAGE]
    # Programs write forms and letters as tables, in which words of a message may stand.
    message = b"<table" not in head.lower() and kind_of_line(text) in (Said.GONE, Said.FAILED)
    return message or is_gone_title(text)


def is_json_error(head: bytes) -> bool:
    """Whether it is a whole small JSON object, as interfaces answer instead of a file."""
    try:
        return isinstance(json.loads(head), dict)
    except (ValueError, RecursionError):
        return False


def interface_says(head: bytes) -> Said | None:
    """What a whole small JSON object that brings nothing says of the thing asked for, by its own status or message."""
    message = _object_in(head)
    if message is None or any(message.get(name) for name in _CONTENT_NAMES):
        return None
    said = {str(name).lower(): value for name, value in message.items()}
    codes = [str(said[name]).strip().lower() for name in _STATUS_NAMES if name in said]
    texts = [text for name in _MESSAGE_NAMES if isinstance(text := said.get(name), str)]
    # A number alone may be anybody's own.
    sparse = len(said) <= _SPARSE or any(name in said for name in _MESSAGE_NAMES)
    by_code = next((_BY_STATUS[code] for code in codes if code in _BY_STATUS), None) if sparse else None
    by_text = next(filter(None, map(_said_in, texts)), None)
    well = said.get("success") is True or bool(_WELL.intersection(codes))
    return None if well and by_code is None else by_text or by_code


def words_say(head: bytes) -> Said | None:
    """What a whole short text that is no markup says of the thing asked for."""
    if not is_plain_message(head) or b"<" in head:
        return None
    return _said_in(_decoded(head))


def _said_in(text: str) -> Said | None:
    return Said.GONE if is_gone_title(text[:_MESSAGE]) else said_by("", (), text[:_MESSAGE].splitlines())


def _object_in(head: bytes) -> dict[str, Any] | None:
    if len(head) >= HEAD_BYTES or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return None
    try:
        found = json.loads(head.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _decoded(head: bytes) -> str:
    try:
        return head.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return head.decode("gb18030", "replace").strip()


def asks_login(head: bytes) -> bool:
    """Whether it shows a password field."""
    return bool(_LOGIN.search(head))
