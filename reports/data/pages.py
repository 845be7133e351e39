"""What `xunjian page --format json` writes: every rule's word on single pages, with the elements it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from checks import Check, Fault
from checks.ageing.tried import Effect, effect_of, is_wanted
from checks.places import Places, selector_of
from checks.runner import Examined
from core.elements import SeenElement
from core.outcome import Outcome
from core.snapshot import PageFacts
from reports.data.encoding import encode, write_list

if TYPE_CHECKING:
    from crawler.render import Scanned

SCHEMA = "xunjian/page/1"
#: Most elements of one rule and page written out, and most characters of one's source.
MAX_ELEMENTS, MAX_EXCERPT = 500, 500
#: What a rule says of a page when it says several things: the first of these.
_GRAVEST = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE, Outcome.UNTESTED)
#: What an entry that does this is.
_EFFECTS = {Effect.WORKS: Outcome.PASSED, Effect.NOTHING: Outcome.FAILED, Effect.UNSURE: Outcome.CANT_TELL}


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page as asked for: the address it was fetched from, why it could not be judged, what was said of it.

    `facts` are what was read in it, None when it was not recorded; `scanned` what a browser showed, None when none was
    asked.
    """

    asked: str
    url: str
    failure: str
    examined: tuple[Examined, ...]
    facts: PageFacts | None = None
    scanned: Scanned | None = None


def write_pages(
    stream: BinaryIO, checks: Iterable[Check], pages: Iterable[PageResult], engine: Mapping[str, str]
) -> None:
    """Write the document page by page. `engine` are versions of browser and axe-core, empty without one."""
    stream.write(b'{"checks":')
    write_list(stream, map(_check, checks))
    stream.write(b',\n"engine":' + encode(dict(engine)) + b',\n"pages":')
    write_list(stream, map(_page, pages))
    stream.write(b',\n"schema":' + encode(SCHEMA) + b"}\n")


def rendered_rules(scanned: Scanned) -> list[dict[str, Any]]:
    """axe-core's word, rule by rule, over all widths; the gravest counts. Nothing is certain after a failed canary."""
    told: dict[str, dict[str, Any]] = {}
    for view in scanned.views:
        for outcome, rule in _told(view):
            known = told.setdefault(rule["id"], {"id": rule["id"], "outcome": outcome, "elements": []})
            if _GRAVEST.index(outcome) < _GRAVEST.index(known["outcome"]):
                known["outcome"] = outcome
            known |= {name: rule[name] for name in ("help", "criteria", "act", "best") if name in rule}
            for node in rule.get("nodes", ()):
                sure = outcome is Outcome.FAILED and not node.get("moved")
                known["elements"].append(_node(node, view["width"], "fault" if sure else "doubt"))
    return [_settled(rule, scanned) for _, rule in sorted(told.items())]


def entries_of(scanned: Scanned) -> list[dict[str, Any]]:
    """Entries to ageing-friendly or accessible modes that say so, and what using each did."""
    entries = scanned.measures.get("ageing", {}).get("entries", ())
    return [_entry(entry) for entry in entries if "tried" in entry and is_wanted(entry)]


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    effect, note = effect_of(entry)
    named = {name: entry[name] for name in ("label", "selector")}
    return {**named, "excerpt": entry["html"][:MAX_EXCERPT], "outcome": _EFFECTS[effect], "note": note}


def read_facts(facts: PageFacts) -> dict[str, Any]:
    """What the checks go by of what the page says itself; days as ISO dates, empty: not found."""
    article = facts.article
    newest = max((item.day for item in facts.items if item.day), default=None)
    return {
        "title": article.title or facts.title,
        "published": _day(facts.visible_day),
        "signed": _day(article.signed_day),
        "source": article.source,
        "publisher": article.publisher,
        "document_number": article.document_number,
        "entries": len(facts.items),
        "newest_entry": _day(newest),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _told(view: Mapping[str, Any]) -> Iterator[tuple[Outcome, dict[str, Any]]]:
    yield from ((Outcome.FAILED, rule) for rule in view["violations"])
    yield from ((Outcome.CANT_TELL, rule) for rule in view["incomplete"])
    yield from ((Outcome.PASSED, rule) for rule in view["passes"])
    yield from ((Outcome.INAPPLICABLE, {"id": name}) for name in view["inapplicable"])
    yield from ((Outcome.UNTESTED, {"id": name}) for name in view["errors"])


def _settled(rule: dict[str, Any], scanned: Scanned) -> dict[str, Any]:
    only_moved = rule["outcome"] is Outcome.FAILED and all(item["level"] != "fault" for item in rule["elements"])
    said = rule["outcome"] in (Outcome.FAILED, Outcome.PASSED)
    if only_moved or (scanned.missed and said):
        rule["outcome"] = Outcome.CANT_TELL
    return rule


def _node(node: Mapping[str, Any], width: int, level: str) -> dict[str, Any]:
    return {
        "level": level,
        "selector": node["selector"],
        "excerpt": node["html"][:MAX_EXCERPT],
        "note": "；".join(node["notes"]),
        "width": width,
    }


def _check(item: Check) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "clause": item.clause,
        "version": item.version,
        "wcag": item.wcag,
        "act": item.act,
    }


def _page(page: PageResult) -> dict[str, Any]:
    places = Places()
    return {
        "asked": page.asked,
        "url": page.url,
        "failure": page.failure,
        "read": read_facts(page.facts) if page.facts else None,
        "results": [_result(found, places) for found in page.examined],
        "rendered": _rendered(page.scanned) if page.scanned else None,
    }


def _result(found: Examined, places: Places) -> dict[str, Any]:
    seen, ruling = found.observation, found.ruling
    levels = (("fault", ruling.faults), ("doubt", ruling.doubts), ("advice", ruling.advice)) if ruling else ()
    named = [_element(level, fault, places) for level, faults in levels for fault in faults[:MAX_ELEMENTS]]
    return {
        "check": seen.check,
        "outcome": seen.outcome,
        "message": seen.message,
        "warning": seen.warning,
        "looked_at": ruling.looked_at if ruling else None,
        "elements": named,
    }


def _element(level: str, fault: Fault, places: Places) -> dict[str, Any]:
    node = fault.node
    source = " ".join((fault.shows or node.html or "").split())
    return {
        "level": level,
        "selector": node.selector if isinstance(node, SeenElement) else selector_of(node),
        "excerpt": source[:MAX_EXCERPT],
        "note": fault.note,
        "key": fault.key,
        "place": places.of(node),
    }


def _rendered(scanned: Scanned) -> dict[str, Any]:
    return {
        "failure": scanned.failure,
        "status": scanned.status,
        "settled": scanned.settled,
        "missed": scanned.missed,
        "rules": rendered_rules(scanned),
        "measures": scanned.measures,
        "entries": entries_of(scanned),
    }
