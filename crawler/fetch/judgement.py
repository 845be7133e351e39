"""What becomes of an address, in a word and a sentence; and what a page's bare message means for it."""

from __future__ import annotations

from core.snapshot.resource import Verdict
from crawler.verdicts.message import Said

#: A verdict, and an English detail.
Judgement = tuple[Verdict, str]
#: Verdicts on a page that is nothing but a message of the system.
BY_MESSAGE = {
    Said.GONE: Verdict.SOFT_404,
    Said.CLOSED: Verdict.LOGIN_WALL,
    Said.REPAIRED: Verdict.UNAVAILABLE,
    Said.FAILED: Verdict.UNAVAILABLE,
}
