"""Answers that broke off although nothing was missing: the length they announced was wrong, not the page."""

from __future__ import annotations

from dataclasses import replace

from core.snapshot.decoding import DecodingError, decode_body
from core.snapshot.resource import Verdict
from crawler.fetch.answer import Answer

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
#: Bytes at the end of a page in which its closing tag is looked for; counters and comments often follow it.
_TAIL = 4096


def forgive(answer: Answer) -> Answer:
    """Take the failure from a whole page that was called truncated: browsers show it and say nothing."""
    if answer.failure is not Verdict.TRUNCATED or answer.status != 200 or answer.media_type not in _HTML_TYPES:
        return answer
    try:
        body, cut = decode_body(answer.body, answer.header_list("content-encoding"))
    except DecodingError:
        return answer
    if cut or b"</html" not in body[-_TAIL:].lower():
        return answer
    return replace(answer, failure=None, detail="shorter than announced, but the page is whole")
