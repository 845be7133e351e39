"""What kind of answer the walk has before it."""

from __future__ import annotations

from enum import StrEnum

from core.snapshot import TEMPORARY, Role, Verdict
from crawler.fetch import Answer, Chain, is_redirect, judge
from crawler.fetch.disposition import is_offered
from crawler.fetch.sniff import HEAD_BYTES, is_binary, is_html

#: Statuses by which a server says "not now": request timeout, too early, too many requests.
_NOT_NOW = frozenset({408, 425, 429})
_PASSING = TEMPORARY | {Verdict.DNS_FAILED}
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


class Nature(StrEnum):
    """What the walk does with an answer."""

    PAGE = "page"  # html: record it and its links
    FILE = "file"  # opens, but is no html: record that it opens
    REDIRECT = "redirect"
    BAD = "bad"  # may be better in a moment: try again
    REFUSED = "refused"  # programs like ours are kept out
    UNSURE = "unsure"  # the link phase will judge it


def nature_of(answer: Answer, body: bytes, role: Role = Role.PAGE) -> Nature:
    """Sort an answer to what was asked for as `role`; `body` is decoded. What is not plainly good is not recorded by
    the walk, so not judged by it.
    """
    if is_redirect(answer):
        return Nature.REDIRECT
    verdict, _ = judge(Chain((answer.hop(),), answer, answer.failure, answer.detail), role)
    if verdict in _PASSING or answer.status in _NOT_NOW:
        return Nature.BAD
    if verdict is Verdict.BLOCKED:
        return Nature.REFUSED
    if verdict is not Verdict.OK or not 200 <= answer.status < 300 or not body:
        return Nature.UNSURE
    head = body[:HEAD_BYTES]
    html = answer.media_type in _HTML_TYPES or (not answer.media_type and is_html(head))
    # What a browser saves instead of showing it is no page, whatever is inside.
    return Nature.PAGE if html and not is_binary(head) and not is_offered(answer) else Nature.FILE


def is_page(answer: Answer) -> bool:
    """Whether an answer calls itself html, and is to be shown."""
    return answer.media_type in _HTML_TYPES and not is_offered(answer)
