"""How every link check judges: one observation per target, from the target's links and what became of fetching it.

Holds no check of its own. `NEEDS` and `DEFAULTS` are shared by the checks beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from itertools import groupby
from operator import attrgetter

from checks.interface import Params
from checks.links.road import Road
from checks.links.wording import ANNOUNCED, UNPOSTED, anchor, describe_sources, reason, unheard
from core.outcome import Observation, Outcome, Source, SubjectKind
from core.snapshot import BROKEN, POSTED, TEMPORARY, Link, Resource, Snapshot, Verdict, Watch

#: What link checks read: links with their resources; pages to see whether watched source pages came again; probes for
#: whether a silence may be our own.
NEEDS = frozenset({"links", "pages", "probes"})
#: `temporary_rounds`: separate inspections that must agree before time-outs, 5xx and the like accuse anybody. Our
#: own caution; vendors of the trade count only 404-like answers as certain and all others as suspected.
DEFAULTS: Params = {"temporary_rounds": 2}
#: Most sources kept for one target, as many as one link row samples.
MAX_SOURCES = 20

#: Seconds of an announced outage beyond which it is waited for: an operator may have two inspections made in less than
#: the hours between them that the setting `seen_apart` is shipped with.
LONG = 3600
#: How the crawler's detail says for how long the server wants to be left alone (RFC 9110 section 10.2.3).
_AGAIN_IN = re.compile(r"Retry-After (\d{1,12}) s")
#: `Link.element` of an address that a form sends to by GET.
_FORM = "form"
_FAILED = BROKEN | {Verdict.PARKED}
_PERHAPS_FAILED = TEMPORARY | {Verdict.CLIENT_ERROR}


def judge_links(
    check_id: str, noun: str, snapshot: Snapshot, params: Params, wanted: Callable[[Link], bool]
) -> Iterator[Observation]:
    """Judge every distinct target that has a wanted link, by target; then the watched targets no longer linked.

    `noun` names the thing in messages (链接, 图片 …). Only one target's links are held at a time.
    """
    road = Road(snapshot)
    for _, group in groupby(filter(wanted, snapshot.links()), key=attrgetter("target")):
        links = list(group)
        # One target, one finding: a misspelt one is `link.malformed`'s matter.
        if links[0].resource is None or not is_malformed(links[0].resource):
            yield _judge_target(check_id, noun, links, params, road)
    yield from settle_watches(check_id, snapshot, is_malformed)


def settle_watches(check_id: str, snapshot: Snapshot, elsewhere: Callable[[Resource], bool]) -> Iterator[Observation]:
    """Pass the watched targets that are no longer linked, and those that are now another check's matter.

    `elsewhere` tells from a target's resource whether another check judges it.
    """
    for watch in snapshot.watches(check_id):
        if _no_longer_linked(watch, snapshot):
            yield removed(watch, snapshot)
        elif snapshot.has_link_to(watch.subject):
            resource = snapshot.resource(watch.subject)
            if resource is not None and elsewhere(resource):
                yield handed_over(watch, resource)


def is_malformed(resource: Resource) -> bool:
    """Whether the address itself is wrong, whatever any server says."""
    return resource.verdict is Verdict.MALFORMED


def _judge_target(check_id: str, noun: str, links: list[Link], params: Params, road: Road) -> Observation:
    resource = links[0].resource
    why = _undecided(resource, links, road)
    outcome, rounds = (Outcome.CANT_TELL, 1) if why else outcome_of(resource, int(params["temporary_rounds"]))
    sources = merge_sources(links)
    count = sum(link.count for link in links)
    return Observation(
        check_id,
        links[0].target,
        SubjectKind.LINK,
        outcome,
        _message(noun, outcome, why or reason(resource), links, sources),
        evidence=resource.evidence() if resource else (),
        # Nobody asks where a working link stands, and a large site has fifty thousand of them.
        sources=() if outcome is Outcome.PASSED else sources,
        source_count=count,
        rounds=rounds,
        facets={
            "place": place_of(links),
            "verdict": resource.verdict.value if resource else "",
        },
    )


def _undecided(resource: Resource | None, links: list[Link], road: Road) -> str:
    """Why what became of the address proves nothing; empty: nothing speaks against it."""
    if _only_posted(resource, links):
        return UNPOSTED
    if resource is not None and is_announced(resource):
        return ANNOUNCED
    doubt = road.doubt(resource)
    return unheard(resource, doubt) if resource is not None and doubt else ""


def outcome_of(resource: Resource | None, temporary_rounds: int) -> tuple[Outcome, int]:
    """What became of an address says of the link to it, and in how many inspections it must be seen."""
    if resource is None:
        return Outcome.CANT_TELL, 1
    if resource.verdict is Verdict.OK:
        return Outcome.PASSED, 1
    if resource.verdict in _FAILED:
        return Outcome.FAILED, 1
    if resource.verdict in _PERHAPS_FAILED:
        return Outcome.FAILED, temporary_rounds
    return Outcome.CANT_TELL, 1


def is_announced(resource: Resource) -> bool:
    """Whether the server says itself that it will be away, so long that a second inspection may fall into it."""
    found = _AGAIN_IN.search(resource.detail) if resource.verdict is Verdict.SERVER_ERROR else None
    return found is not None and int(found[1]) > LONG


def _only_posted(resource: Resource | None, links: list[Link]) -> bool:
    """Whether the server answered, with an error, for an address that only forms send to: it may take those.

    A form that sends by GET must at least find its address.
    """
    if resource is None or resource.status < HTTPStatus.BAD_REQUEST:
        return False
    senders = {POSTED} if resource.verdict is Verdict.DEAD else {POSTED, _FORM}
    return all(link.element in senders for link in links)


def place_of(links: list[Link]) -> str:
    """Facet `place`: whether the home page links to the target."""
    return "home" if any(link.on_home for link in links) else "other"


def merge_sources(links: list[Link]) -> tuple[Source, ...]:
    """The places where a target's links stand, each once, at most MAX_SOURCES."""
    merged = dict.fromkeys(sample for link in links for sample in link.samples)
    return tuple(merged)[:MAX_SOURCES]


def _message(noun: str, outcome: Outcome, why: str, links: list[Link], sources: tuple[Source, ...]) -> str:
    named = noun + anchor(sources)
    if outcome is Outcome.PASSED:
        return f"{named}可以打开。"
    where = describe_sources(links, sources)
    if outcome is Outcome.FAILED:
        return f"{named}打不开或有错误：{why}。{where}"
    return f"无法判断{named}能否打开：{why}。{where}"


def _no_longer_linked(watch: Watch, snapshot: Snapshot) -> bool:
    return not snapshot.has_link_to(watch.subject) and seen_again(watch, snapshot)


def seen_again(watch: Watch, snapshot: Snapshot) -> bool:
    """Whether every page that a watched link stood on was looked at again, whole."""
    # Without a known source page nothing was looked at again, and silence closes nothing.
    return bool(watch.pages) and all(_is_seen(url, snapshot, watch.browser) for url in watch.pages)


def _is_seen(url: str, snapshot: Snapshot, by_browser: bool) -> bool:
    page = snapshot.page(url)
    if page is not None and by_browser and not (page.rendered and page.rendered.whole):
        # What only a browser showed nobody else misses.
        return False
    if page is not None:
        # The links of a page that the parser had to cut are not all known.
        return not page.facts.truncated
    if snapshot.document(url) is not None:
        return True
    resource = snapshot.resource(url)
    return resource is not None and resource.verdict is Verdict.DEAD


def removed(watch: Watch, snapshot: Snapshot) -> Observation:
    """The pass of a watched link that its pages no longer hold."""
    page, resource = snapshot.page(watch.pages[0]), snapshot.resource(watch.pages[0])
    evidence = page.evidence() if page else resource.evidence() if resource else ()
    return Observation(
        watch.check,
        watch.subject,
        SubjectKind.LINK,
        Outcome.PASSED,
        f"页面已不再引用该地址（已重新检查原引用页面 {len(watch.pages)} 个），问题随之消除。",
        identity=watch.identity,
        evidence=evidence,
    )


def handed_over(watch: Watch, resource: Resource) -> Observation:
    """The pass of a watched link that is now another check's matter."""
    return Observation(
        watch.check,
        watch.subject,
        SubjectKind.LINK,
        Outcome.PASSED,
        "该地址已改由另一检查项判断（地址书写错误与打不开分别列出），本项问题随之消除。",
        identity=watch.identity,
        evidence=resource.evidence(),
    )
