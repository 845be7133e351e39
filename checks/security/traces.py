"""What programs say when they break: traces and database errors, told from texts that only speak of them.

Holds no check of its own.
"""

from __future__ import annotations

import re

#: One frame of a trace in Java, .NET, Python, PHP; two of them are no quotation in passing.
_FRAME = re.compile(
    r"\bat [\w$.<>]{5,120}\((?:[\w$]{1,60}\.java:\d{1,6}|Native Method|Unknown Source)\)"
    r"|\bat (?:System|Microsoft|ASP)\.[\w.`\[\]]{3,120}\("
    r"|File \"[^\"\n]{1,200}\", line \d{1,6}, in \w"
    r"|#\d{1,3} /[^\s(]{3,200}\(\d{1,6}\): "
)
_FRAMES = 2
#: Messages that a program's own error page has, with the place in its source.
_SURE = re.compile(
    r"<b>(?:Fatal error|Warning|Parse error|Notice)</b>:\s.{1,300}? in <b>[^<\n]{2,200}</b> on line <b>\d{1,6}</b>"
    r"|Microsoft (?:OLE DB Provider for|VBScript)[^<\n]{0,60}(?:</font>)?\s*(?:<[^>]{0,40}>\s*){0,3}"
    r"(?:error|错误) ?['‘]?8[0-9a-f]{7}"
    r"|\[(?:SqlException|HttpException|NullReferenceException|OleDbException) \(0x[0-9a-f]{8}\):",
    re.I,
)
#: Words that one of the above begins with, looked for first: nearly all pages have none.
_HINTS = (
    *(".java:", "Native Method", "Unknown Source", "at System.", "at Microsoft.", '", line ', "#0 /"),
    *(" on line <b>", "OLE DB", "VBScript", "Exception (0x"),
)
_LONGEST = 300_000


def trace_in(html: str) -> str:
    """The first words of a trace or database error in a page's source; empty when there is none."""
    if not any(hint in html for hint in _HINTS):
        return ""
    text = html[:_LONGEST]
    sure = _SURE.search(text)
    if sure:
        return sure.group()[:200]
    frames = [found.group() for found, _ in zip(_FRAME.finditer(text), range(_FRAMES), strict=False)]
    return frames[0][:200] if len(frames) == _FRAMES else ""
