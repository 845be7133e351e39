"""Every page of a snapshot looked at once for what security checks ask of it; pages without any sign cost little.

Holds no check of its own. What was found of the last snapshot is kept, for its checks come one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from checks.security.lists import lists_of
from checks.security.places import Places, host_of, registrable
from checks.security.scan import Anchor, Scan, Scanner, scan_script, unescaped
from checks.security.wording import NOTHING, Hits, Reader, reader_of
from core.outcome import Evidence
from core.snapshot import Page, Probe, RecordRef, RenderedPage, Snapshot
from core.snapshot.nesting import bounded

#: Tags whose contents name what a page is about, and which visitors do not see.
_META = ("keywords", "description", "columnkeywords", "columndescription")
#: A link's text is looked at as one phrase up to this length.
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>()\\]{3,300}", re.I)
#: What a script's escaped characters begin with.
_ESCAPED = ("\\u", "%u", "\\x", "fromCharCode")
#: Most links kept of one page.
MAX_LINKS = 100
#: Search engines as scripts look for them, and how many of them a script must know.
_ENGINES = re.compile(r"baidu|sogou|so\.com|360\.cn|haosou|soso|shenma|sm\.cn|google|bing|yisou|toutiao")
_MANY_ENGINES = 2
LEADS = re.compile(
    r"location(?:\.href)?\s{0,9}=\s{0,9}[\"']([^\"'\s]{3,300})[\"']|location\.(?:replace|assign)\s?\(\s{0,9}[\"']([^\"'\s]{3,300})[\"']"
)
#: More strangers than this in one hidden part, each another's, are no accident.
_MANY_STRANGERS = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A link to a stranger with the words found in it; `injected`: only a browser shows it."""

    anchor: Anchor
    hits: Hits
    injected: bool = False

    @property
    def bad(self) -> bool:
        """Whether its words are those of such pages."""
        return bool(self.hits.strong)


@dataclass(frozen=True, slots=True)
class Signs:
    """What one page showed. `text_hits` are words that visitors read, `unseen_hits` hidden ones, both but for those
    beside which the text fights such things; `head_fights`: title or tags do. `crowds` are hidden parts full of
    strangers, `leads_searchers` the host to which a script leads those who come from search engines.
    """

    url: str
    title: str
    evidence: tuple[Evidence, ...]
    title_hits: Hits = NOTHING
    meta_hits: Hits = NOTHING
    head_fights: bool = False
    text_hits: Hits = NOTHING
    unseen_hits: Hits = NOTHING
    script_hits: Hits = NOTHING
    leads_searchers: str = ""
    links: tuple[Judged, ...] = ()
    crowds: tuple[tuple[Anchor, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """`signs` by address; `seen` are all pages looked at, `cut` those that could not be parsed whole."""

    signs: tuple[Signs, ...]
    seen: frozenset[str]
    cut: frozenset[str]


_LAST: dict[object, Survey] = {}


def survey(snapshot: Snapshot) -> Survey:
    """The signs of all pages."""
    key = tuple(sorted(snapshot.manifest.files.items()))
    if key not in _LAST:
        found = _survey(snapshot)
        _LAST.clear()
        _LAST[key] = found
    return _LAST[key]


def _survey(snapshot: Snapshot) -> Survey:
    lists = lists_of(snapshot)
    reader, places = reader_of(lists), Places(snapshot.site, lists)
    signs, seen, cut = [], set(), set()
    for page in snapshot.pages():
        seen.add(page.url)
        if page.facts.truncated:
            cut.add(page.url)
        found = signs_of(page, reader, places)
        if found is not None:
            signs.append(found)
    for probe in snapshot.probes("script"):
        seen.add(probe.subject)
        found = _signs_of_script(snapshot, probe, reader, places)
        if found is not None:
            signs.append(found)
    return Survey(tuple(signs), frozenset(seen), frozenset(cut))


def _signs_of_script(snapshot: Snapshot, probe: Probe, reader: Reader, places: Places) -> Signs | None:
    """The signs of a script file of the site, by its own address."""
    record = RecordRef(*probe.data["record"])
    text = snapshot.recorded(record, "text/javascript")
    words = reader.candidates(text + unescaped(text))
    if not words and "referrer" not in text:
        return None
    scan = scan_script(text, places)
    found = Signs(
        probe.subject,
        "",
        (record.evidence(probe.subject),),
        script_hits=reader.hits_of(scan.said, words),
        leads_searchers=_leads_searchers(scan.scripts, places),
        links=tuple(link for link in (_judged(anchor, reader, False) for anchor in scan.anchors) if link.hits)[
            :MAX_LINKS
        ],
    )
    return found if found.script_hits or found.leads_searchers or found.links else None


def signs_of(page: Page, reader: Reader, places: Places) -> Signs | None:
    """The signs of one page; None when its source holds neither strangers enough nor words."""
    source = page.html + (page.rendered.html if page.rendered else "")
    source += unescaped(source) if any(mark in source for mark in _ESCAPED) else ""
    words = reader.candidates(source)
    strangers = _strangers(source, places)
    sends = bool(strangers) and "referrer" in source and "location" in source
    if not (words or sends) and len(strangers) < _MANY_STRANGERS:
        return None
    scan = Scanner(page.dom, places).scan()
    shown = _injected(page.rendered, places, page.html) if page.rendered else ()
    links = tuple(_judged(anchor, reader, injected) for anchor, injected in _all(scan, shown))
    meta = " ".join(content for name in _META for content in page.meta(name))
    title_hits = _title_hits(page.facts.title, reader)
    title_fights = reader.fights(page.facts.title)
    found = Signs(
        page.url,
        page.facts.title,
        page.evidence(),
        title_hits,
        reader.hits_of(meta, words),
        title_fights or reader.fights(meta),
        NOTHING if title_fights else reader.lone_hits(scan.text, words),
        NOTHING if title_fights else reader.lone_hits(scan.unseen, words),
        reader.hits_of(scan.said, words),
        _leads_searchers(scan.scripts, places),
        tuple(link for link in links if link.hits)[:MAX_LINKS],
        tuple(_crowds(scan)),
    )
    words_found = (found.title_hits, found.meta_hits, found.text_hits, found.unseen_hits, found.script_hits)
    return found if found.links or found.crowds or found.leads_searchers or any(words_found) else None


def signs_in(html: str, evidence: tuple[Evidence, ...], url: str, reader: Reader) -> Signs | None:
    """What the title, tags and text of any html say; None when they hold no such words."""
    words = reader.candidates(html)
    if not words:
        return None
    dom = LexborHTMLParser(bounded(html)[0])
    node = dom.css_first("title")
    title = " ".join(node.text().split()) if node else ""
    contents = (
        tag.attributes.get("content") or "" for tag in dom.css('meta[name="keywords" i], meta[name="description" i]')
    )
    meta, text = " ".join(contents), Scanner(dom).scan().text
    fights = reader.fights(title)
    found = Signs(
        url,
        title,
        evidence,
        _title_hits(title, reader),
        reader.hits_of(meta, words),
        fights or reader.fights(meta),
        NOTHING if fights else reader.lone_hits(text, words),
    )
    return found if any((found.title_hits, found.meta_hits, found.text_hits)) else None


def _leads_searchers(script: str, places: Places) -> str:
    """The stranger to whom a script leads those who come from search engines; empty: it does no such thing."""
    if "referrer" not in script or len(set(_ENGINES.findall(script.lower()))) < _MANY_ENGINES:
        return ""
    targets = (match[1] or match[2] for match in LEADS.finditer(script))
    return next((host for target in targets if (host := places.stranger(target))), "")


def _title_hits(title: str, reader: Reader) -> Hits:
    hits = reader.hits(title, phrase=True)
    return hits if reader.dense(title, hits) else NOTHING


def _strangers(source: str, places: Places) -> set[str]:
    hosts = set(map(host_of, set(_ADDRESS.findall(source))))
    return {registrable(host) for host in hosts if host and not places.knows(host)}


def _all(scan: Scan, shown: Iterable[Anchor]) -> Iterator[tuple[Anchor, bool]]:
    yield from ((anchor, False) for anchor in scan.anchors)
    yield from ((anchor, True) for anchor in shown)


def _injected(rendered: RenderedPage, places: Places, source: str) -> tuple[Anchor, ...]:
    """Links to strangers that a browser shows and of whose host the source says nothing."""
    anchors = Scanner(rendered.dom, places).scan().anchors
    return tuple(anchor for anchor in anchors if anchor.stranger and anchor.host not in source.lower())


def _judged(anchor: Anchor, reader: Reader, injected: bool) -> Judged:
    # A headline about such things fights them; a host's name is a name.
    if reader.fights(anchor.words):
        return Judged(anchor, NOTHING, injected)
    said, name = reader.hits(anchor.words, phrase=True), reader.hits(re.sub(r"[.\-_]", " ", anchor.host))
    return Judged(anchor, (said if reader.dense(anchor.words, said) else NOTHING) + name, injected)


def _crowds(scan: Scan) -> Iterator[tuple[Anchor, ...]]:
    """Hidden parts in which nearly every link leads to another stranger, hidden as no menu is."""
    blocks: dict[int, list[Anchor]] = {}
    for anchor in scan.anchors:
        if anchor.hard and anchor.stranger and anchor.element == "a" and anchor.words:
            blocks.setdefault(anchor.block, []).append(anchor)
    for block, anchors in blocks.items():
        strangers = {registrable(anchor.host) for anchor in anchors}
        if len(strangers) >= _MANY_STRANGERS and len(anchors) >= 0.8 * scan.links.get(block, 0):
            yield tuple(anchors)
