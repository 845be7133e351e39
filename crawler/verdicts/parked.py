"""Domains that are for sale or parked: words of sale, and the domain's own name or a market's hand, and little else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.hosts import host_of
from crawler.verdicts.sight import Sight

#: Most characters of text that a parking page has; registrars' own pages and articles have more.
MAX_TEXT = 1500
#: Kinds of marks that must agree.
NEEDED = 2

_FOR_SALE = re.compile(
    r"(?:this|the)\s+(?:premium\s+)?domain(?:\s+name)?\s+(?:\S+\s+)?(?:is|may\s+be|could\s+be)\s+(?:available\s+)?(?:for\s+sale|parked)"
    r"|(?:domain|[\w-]+\.[a-z]{2,8})\s+(?:is|may\s+be|could\s+be)\s+(?:available\s+)?for\s+sale|buy\s+this\s+domain|domain\s+(?:is\s+)?parked"
    r"|(?:this|the)\s+domain(?:\s+name)?\s+has\s+expired|parked\s+(?:free|domain)|inquire\s+about\s+this\s+domain"
    r"|(?:该|此|本|这个|您(?:正在|所)?访问的)域名[^,，。;；!！]{0,12}(?:出售|转让|待售|停放|已过期|竞价)"
    r"|域名[^,，。;；!！]{0,6}(?:正在|可以?|诚意|优惠)?(?:出售|转让)中?|(?:出售|转让)(?:该|此|本)域名|购买(?:该|此|本)域名",
    re.I,
)
_MARKETS = re.compile(
    r"(?:^|[/.])(?:parkingcrew\.net|sedoparking\.com|sedo\.com|bodis\.com|parklogic\.com|dan\.com|afternic\.com|hugedomains\.com"
    r"|above\.com|parking-page\.com|cashparking\.com|skenzo\.com|voodoo\.com|uniregistry\.com|undeveloped\.com|domainmarket\.com"
    r"|4\.cn|juming\.com|ename\.com|ename\.net|mi\.aliyun\.com|mi\.com\.cn|cndns\.com/parking|22\.cn|yumi\.com)(?:[/:?]|$)",
    re.I,
)


_PUBLIC = re.compile(r"(?:com|net|org|gov|edu|ac)\.[a-z]{2}")


def is_parked(sight: Sight, asked: str, final: str) -> bool:
    """Whether the page behind `asked`, which redirects led to `final`, is a parking page."""
    if len(sight.own) + sight.linked > MAX_TEXT or _MARKETS.search(host_of(asked)):
        return False
    marks = list(_marks(sight, asked, final))
    return "sale" in marks and len(marks) >= NEEDED


def _marks(sight: Sight, asked: str, final: str) -> Iterator[str]:
    text = " ".join((sight.title, *sight.headings, sight.own))
    if _FOR_SALE.search(text):
        yield "sale"
    if any(_MARKETS.search(source) for source in sight.sources) or _MARKETS.search(host_of(final)):
        yield "market"
    name = host_of(asked).removeprefix("www.")
    said = " ".join((sight.title, *sight.headings)).lower()
    if name and any(own in said for own in (name, _above(name)) if own):
        yield "name"


def _above(name: str) -> str:
    """The domain over a host of three or more labels: parking answers for all hosts of a domain alike."""
    above = name.partition(".")[2]
    return above if "." in above and not _PUBLIC.fullmatch(above) else ""
