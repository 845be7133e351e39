"""What a site looks like, in short: the state that is kept as a baseline and compared with later ones.

Holds no check of its own. A state is JSON-able: `pages` by address (title, hashes of text blocks, embedded and linked
strangers), `embeds` (all strangers whose scripts and frames the site embeds), `complete` (the whole site was crawled).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checks.security.lists import lists_of
from checks.security.places import Places, host_of, registrable
from checks.security.scan import Scanner
from core.snapshot import GapReason, Page, Probe, Role, Snapshot

#: On so many pages something is part of the site's frame, and not of one article.
FRAME = 5
#: Kind of the probe in which the baseline in force is sealed.
KIND = "baseline"
#: Most text blocks and strangers kept of a page, most strangers of a site.
MAX_BLOCKS = 400
MAX_HOSTS = 300
#: Fewer blocks say nothing of how much of a page is gone; of more, at least this share must be left.
MIN_BLOCKS = 10
_LEFT = 0.3
#: Pairs of characters that titles of all kinds share.
_ANY_TITLE = frozenset({"官网", "网站", "首页", "网址", "登录", "平台", "在线", "公司"})
#: New strangers among a page's links that are more than news.
_NEW_LINKS = 2
_DATED = re.compile(r"\d{1,4}\s?[-./年月:]\s?\d{1,2}")
_SHORTEST = 2
_MAX_NAMED = 5

State = Mapping[str, Any]


#: Checks whose suspicion means that somebody may already be inside: what they saw is no sound state to compare with.
INTRUSION = frozenset(
    f"security.{name}"
    for name in ("hidden_links", "words", "outbound", "foreign_scripts", "cloaking", "search_visitors", "tamper")
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different on one page, in words; `grave` ones are what an intruder does, the others are told only."""

    words: str
    grave: bool


def baseline_of(snapshot: Snapshot) -> tuple[State, Probe] | None:
    """The baseline that was in force at the crawl; None when there was none."""
    for probe in snapshot.probes(KIND):
        return probe.data, probe
    return None


def state_of(snapshot: Snapshot) -> dict[str, Any]:
    """The state of the home page and the registered columns as recorded, and of what the site embeds."""
    places = Places(snapshot.site, lists_of(snapshot))
    addresses = dict.fromkeys((snapshot.site.home, *(column.url for column in snapshot.columns)))
    pages = [page for page in map(snapshot.page, addresses) if page is not None and not page.facts.truncated]
    return {
        "pages": {page.url: _page_state(page, places) for page in pages},
        "embeds": sorted(embeds_of(snapshot, places))[:MAX_HOSTS],
        "complete": snapshot.complete or _nearly_complete(snapshot),
    }


def _nearly_complete(snapshot: Snapshot) -> bool:
    """Whether only a few pages failed to come, fewer than a stranger must stand on to count as part of the frame."""
    gaps = list(snapshot.gaps())
    failed = sum(gap.count for gap in gaps if gap.reason == GapReason.FETCH_ERROR)
    harmless = {GapReason.FETCH_ERROR, GapReason.ROBOTS, GapReason.GUARDED, GapReason.MIRROR}
    return failed < FRAME and all(gap.reason in harmless for gap in gaps)


def embeds_of(snapshot: Snapshot, places: Places) -> set[str]:
    """Strangers of which the site's pages embed scripts or frames."""
    embedding = (link for link in snapshot.links() if link.role in (Role.SCRIPT, Role.FRAME) and not link.internal)
    return {registrable(host) for link in embedding if (host := places.stranger(link.target))}


def _page_state(page: Page, places: Places) -> dict[str, Any]:
    scan = Scanner(page.dom, places).scan()
    titles = {" ".join(item.title.split()) for item in page.facts.items}
    lines = dict.fromkeys(" ".join(line.split()) for line in scan.text.split("\n"))
    blocks = [line for line in lines if len(line) >= _SHORTEST and line not in titles and not _DATED.search(line)]
    sources = (node.attributes.get("src") or "" for node in page.dom.css("script[src], iframe[src], frame[src]"))
    news = [title for title in titles if len(title) > _SHORTEST]
    steady = (anchor for anchor in scan.anchors if anchor.stranger and not any(title in anchor.words for title in news))
    links = (anchor.host for anchor in steady if anchor.element == "a")
    return {
        "title": page.facts.title[:300],
        "blocks": [_digest(line) for line in blocks[:MAX_BLOCKS]],
        "embeds": sorted({registrable(host_of(src)) for src in sources if places.stranger(src)})[:MAX_HOSTS],
        "links": sorted(set(map(registrable, links)))[:MAX_HOSTS],
    }


def differences(before: State, now: State, name: str) -> Iterator[Difference]:
    """What is different on one page, given both its states and the site's name; ordinary news is no difference."""
    if now["title"] and before["title"] and now["title"] != before["title"]:
        replaced = not _alike(f"{before['title']} {name}", now["title"])
        yield Difference(f"标题由“{before['title'][:60]}”变为“{now['title'][:60]}”", replaced)
    embeds = sorted(set(now["embeds"]) - set(before["embeds"]))
    if embeds:
        yield Difference(f"新嵌入其他网站的脚本或框架：{_names(embeds)}", grave=True)
    links = sorted(set(now["links"]) - set(before["links"]))
    if links:
        yield Difference(f"新增指向其他网站的链接：{_names(links)}", len(links) >= _NEW_LINKS)
    kept = set(before["blocks"]) & set(now["blocks"])
    if len(before["blocks"]) >= MIN_BLOCKS and len(kept) < _LEFT * len(before["blocks"]):
        yield Difference(f"原有 {len(before['blocks'])} 处固定文字中只剩 {len(kept)} 处", grave=True)


def _alike(before: str, now: str) -> bool:
    """Whether a title still says something of what the title before, or the site's name, said."""
    old = _pairs(before)
    return not old or bool((old & _pairs(now)) - _ANY_TITLE)


def _pairs(text: str) -> set[str]:
    plain = re.sub(r"[\W_]+", "", text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _names(hosts: list[str]) -> str:
    more = f" 等 {len(hosts)} 个" if len(hosts) > _MAX_NAMED else ""
    return "、".join(hosts[:_MAX_NAMED]) + more
