"""What stands behind pages that show nothing and only send their visitors on: nothing, a circle, a domain for sale."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from core.snapshot import Role, Verdict
from crawler.fetch import Answer, follow, judge
from crawler.fetch.sniff import plain_head
from crawler.verdicts.jump import MAX_PAGE, jump_of
from crawler.verdicts.parked import is_parked
from crawler.verdicts.sight import Sight, look
from crawler.verdicts.siteless import is_siteless

if TYPE_CHECKING:
    from crawler.fetch.judgement import Judgement
    from crawler.spider.visit import Visit

#: Most pages followed that only send visitors on.
_MAX_CIRCLE = 3


async def end_of(visit: Visit, start: set[str], aim: str) -> Judgement | None:
    """What is wrong with the place to which pages of the site lead in the end; None: nothing is known of it.

    `start` are the addresses of the page that sends its visitors to `aim`.
    """
    seen = set(start)
    for _ in range(_MAX_CIRCLE):
        if aim in seen and seen > start:
            return Verdict.REDIRECT_LOOP, f"pages that send their visitors round in a circle, by {aim[:200]}"
        # A page that only loads itself again may wait for something.
        if aim in seen or not visit.inside(aim) or visit.over or not await visit.robots.allows(aim):
            break
        seen.add(aim)
        chain = await follow(visit.fetcher, aim, max_body=MAX_PAGE)
        if judge(chain, Role.PAGE)[0] is Verdict.DEAD:
            return Verdict.SOFT_404, f"sends its visitors to {aim[:200]}, which does not exist"
        known = chain.failure is None and chain.last.status == HTTPStatus.OK and not chain.last.header("set-cookie")
        jump = jump_of(chain.last.body, chain.last.url, chain.last.header("refresh")) if known else None
        if jump is None or not jump.aim or jump.framed:
            break
        aim = jump.aim
    return None


async def deserted_behind(visit: Visit, asked: str, aim: str) -> str:
    """What the place to which the page of a foreign host only leads says of that host (English); empty: nothing."""
    if visit.over:
        return ""
    chain = await follow(visit.fetcher, aim, max_body=MAX_PAGE)
    if chain.failure is not None or chain.last.status != HTTPStatus.OK:
        return ""
    sight = _seen(chain.last)
    # A seller shows the same page for all his domains, under the name of the one that all of them lead to.
    return deserted(asked, chain.last.url, sight) or deserted(aim, chain.last.url, sight)


def deserted(asked: str, final: str, sight: Sight) -> str:
    """What stands on a host in the place of a site (English): the page at `final`, to which `asked` led; or empty."""
    if is_parked(sight, asked, final):
        return f"parking page titled {sight.title[:80]!r}"
    return f"no site stands there: {f'{sight.title} {sight.own}'[:80]!r}" if is_siteless(sight) else ""


def _seen(answer: Answer) -> Sight:
    return look(plain_head(answer, MAX_PAGE) or b"", answer.header("content-type"))
