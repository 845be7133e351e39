"""A server's own error page sent with 200: exact titles that servers write, and nothing else there."""

from __future__ import annotations

import re

from crawler.verdicts.sight import look

#: Most bytes of such a page, and most visible characters where no stack trace makes it longer.
MAX_BYTES = 64 * 1024
MAX_TEXT = 600
_TITLED = re.compile(
    r"<title[^>]{0,100}>\s*(?:HTTP Status 5\d\d\b[^<]{0,80}|(?:Error )?5\d\d[\s–:-]{0,5}(?:Internal Server Error"
    r"|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)|500 - 内部服务器错误。?)\s*</title",
    re.I,
)
_FRAMEWORK = re.compile(
    r"<title[^>]{0,100}>\s*(?:系统发生错误|System Error|Whitelabel Error Page)\s*</title"
    r"|<h1>Whitelabel Error Page</h1>|<h1>Server Error in '[^'<]{1,80}' Application",
    re.I,
)
_SIGNED = re.compile(r"ThinkPHP|\(type=Internal Server Error, status=500\)|ASP\.NET Version|Stack Trace:", re.I)
_TRACE = re.compile(r"\bat [\w.$]+\([\w.]+\.java:\d+\)|java\.lang\.\w+Exception")


def is_error_page(body: bytes) -> bool:
    """Whether a page that came with 200 is what a server says when it failed itself. Cheap for all others."""
    if len(body) > MAX_BYTES or not (b"5" in body or b"rror" in body or "错误".encode() in body):
        return False
    text = body.decode("utf-8", "replace")
    if _FRAMEWORK.search(text):
        return bool(_SIGNED.search(text))
    if not _TITLED.search(text):
        return False
    return bool(_TRACE.search(text)) or _visible(body) <= MAX_TEXT


def _visible(body: bytes) -> int:
    sight = look(body)
    return sight.linked + sum(map(len, sight.lines))
