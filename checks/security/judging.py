"""When the words of a page are enough to suspect it. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.security.places import registrable
from checks.security.survey import Judged, Signs
from checks.security.wording import NOTHING, Hits

#: Distinct words that must agree before a title with its tags, a text, or a script is suspected. Our own caution.
_IN_HEAD, _IN_TEXT, _IN_SCRIPT = 3, 3, 2


@dataclass(frozen=True, slots=True)
class Reason:
    """Where words stand and which; `sure` False: they are too few to suspect anything."""

    where: str
    hits: Hits
    sure: bool


def reasons_of(signs: Signs) -> Iterator[Reason]:
    """Where words stand, which, and whether they are enough. Doubt is told only where there is something to look at."""
    head = signs.title_hits + signs.meta_hits
    if not signs.head_fights and signs.title_hits.strong:
        several = len(signs.title_hits.strong) > 1 or _count(head) >= _IN_HEAD
        if several or _count(head) > 1:
            yield Reason("标题", head, several)
    elif not signs.head_fights and len(signs.meta_hits.strong) > 1:
        yield Reason("关键词或描述标签", signs.meta_hits, len(signs.meta_hits.strong) >= _IN_HEAD)
    if len(signs.text_hits.strong) > 1:
        yield Reason("正文", signs.text_hits, len(signs.text_hits.strong) >= _IN_TEXT)
    if len(signs.unseen_hits.strong) > 1:
        yield Reason("看不见的文字", signs.unseen_hits, len(signs.unseen_hits.strong) >= _IN_TEXT)
    if len(signs.script_hits.strong) >= _IN_SCRIPT:
        yield Reason("页面内的脚本", signs.script_hits, True)
    bad = bad_links(signs)
    if bad:
        hits = sum((link.hits for link in bad), NOTHING)
        places = {registrable(link.anchor.host) for link in bad}
        yield Reason("站外链接", hits, len(hits.strong) > 1 and (len(bad) > 1 or len(places) > 1))


def bad_links(signs: Signs) -> list[Judged]:
    """Links to strangers that visitors see; hidden ones are another check's."""
    seen = [link for link in signs.links if link.anchor.means is None and not link.injected]
    return [link for link in seen if link.hits.strong and link.bad]


def _count(hits: Hits) -> int:
    return len(hits.strong) + len(hits.weak)
