"""Rows of snapshot.sqlite ↔ values. The writer (crawler) and the reader share these, so they cannot drift."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from sqlite3 import Row
from typing import Any

from core.outcome import Source
from core.snapshot.coverage import Gap
from core.snapshot.facts import ArticleFacts, FooterMarks, ListItem, PageFacts
from core.snapshot.link import Link, PlaceLink, Role
from core.snapshot.page_row import DocumentRow, PageHistory, PageKind, PageRow
from core.snapshot.probe import Probe
from core.snapshot.record_ref import RecordRef
from core.snapshot.rendered import Purpose, RenderedRow
from core.snapshot.resource import Hop, Resource, Verdict
from core.snapshot.watch import Watch

#: Most places kept of one link.
MAX_SAMPLES = 20
# json.dumps would make an encoder for each of some ten thousand rows.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def dump(value: Any) -> str:
    """Compact JSON text, keys sorted, Chinese kept."""
    return _ENCODE(value)


def facts_to_json(facts: PageFacts) -> str:
    """All facts but the items, which have their own column."""
    data = _values(facts)
    del data["items"]
    data["publish_day"] = facts.publish_day and facts.publish_day.isoformat()
    data["footer"] = _values(facts.footer)
    data["article"] = {name: _plain(value) for name, value in _values(facts.article).items() if value}
    return dump(data)


def _values(row: PageFacts | FooterMarks | ArticleFacts) -> dict[str, Any]:
    # dataclasses.asdict copies all that is below, which takes longer than to write it.
    return {each.name: getattr(row, each.name) for each in fields(row)}


def items_to_json(items: tuple[ListItem, ...]) -> str:
    """List entries as arrays."""
    return dump([[item.url, item.title, item.day and item.day.isoformat(), item.day_source] for item in items])


def hops_to_json(hops: tuple[Hop, ...]) -> str:
    """Hops as arrays, in the order of Hop's fields."""
    return dump([[h.url, h.method, h.status, h.address, h.at, h.elapsed_ms, h.error] for h in hops])


def samples_to_json(samples: tuple[Source, ...]) -> str:
    """Link sources as arrays, in the order of Source's fields."""
    return dump([[s.page, s.text, s.element, s.position, s.region] for s in samples])


def read_samples(text: str) -> tuple[Source, ...]:
    """Inverse of samples_to_json."""
    return tuple(Source(*sample) for sample in json.loads(text))


def read_page(row: Row) -> PageRow:
    """One row of table page."""
    record = RecordRef(row["warc_file"], row["warc_offset"], row["record_id"])
    return PageRow(
        row["url"],
        PageKind(row["kind"]),
        row["depth"],
        row["status"],
        row["content_type"],
        row["fetched_at"],
        read_facts(row["facts"], row["items"]),
        record,
    )


def read_facts(text: str, items: str) -> PageFacts:
    """Inverse of facts_to_json and items_to_json."""
    data = json.loads(text)
    data["meta"] = {name: tuple(values) for name, values in data["meta"].items()}
    data["footer"] = FooterMarks(**data["footer"])
    data["scripted"] = tuple(data["scripted"])
    data["publish_day"] = _day(data["publish_day"])
    article: dict[str, Any] = data.get("article", {})
    article.update({name: _day(text) for name, text in article.items() if name.endswith("_day")})
    data["article"] = ArticleFacts(**article)
    return PageFacts(items=read_items(items), **data)


def read_rendered(row: Row) -> RenderedRow:
    """One row of table rendered."""
    return RenderedRow(
        row["url"],
        Purpose(row["purpose"]),
        row["at"],
        RecordRef(row["warc_file"], row["warc_offset"], row["record_id"]),
        row["status"],
        row["failure"],
        bool(row["whole"]),
        read_facts(row["facts"], row["items"]) if row["facts"] else None,
        row["shot"],
    )


def read_items(text: str) -> tuple[ListItem, ...]:
    """Inverse of items_to_json."""
    return tuple(ListItem(url, title, _day(day), source) for url, title, day, source in json.loads(text))


def history_to_row(url: str, history: PageHistory) -> tuple[str, str, str, str]:
    """One row of table history."""
    unseen = history.unseen_on.isoformat() if history.unseen_on else ""
    return url, history.first_seen.isoformat(), unseen, dump([day.isoformat() for day in history.days])


def read_history(row: Row) -> PageHistory:
    """Inverse of history_to_row."""
    days = tuple(date.fromisoformat(day) for day in json.loads(row["days"]))
    return PageHistory(date.fromisoformat(row["first_seen"]), _day(row["unseen_on"]), days)


def read_document(row: Row) -> DocumentRow:
    """One row of table document."""
    return DocumentRow(row["source"], row["reader"], row["total"], read_items(row["items"]))


def read_resource(row: Row) -> Resource:
    """One row of table resource."""
    return Resource(
        row["url"],
        Verdict(row["verdict"]),
        bool(row["internal"]),
        row["method"],
        row["status"],
        row["final_url"],
        row["content_type"],
        row["length"],
        row["attempts"],
        row["checked_at"],
        row["detail"],
        tuple(Hop(*hop) for hop in json.loads(row["hops"])),
        _record(row),
    )


def read_link(row: Row, resource: Resource | None) -> Link:
    """One row of table link with its target's resource."""
    return Link(
        row["target"],
        Role(row["role"]),
        row["element"],
        bool(row["internal"]),
        row["count"],
        row["pages"],
        bool(row["on_home"]),
        row["href"],
        read_samples(row["samples"]),
        resource,
    )


def read_place_link(target: str, name: str, rows: Iterable[Row]) -> PlaceLink:
    """The rows of table fragment that name one place, in the order of their samples."""
    samples: list[Source] = []
    pages, on_home = 0, False
    for row in rows:
        pages, on_home = pages + 1, on_home or row["rank"] < 0
        if len(samples) < MAX_SAMPLES:
            samples.append(Source(row["page"], row["text"], row["element"], row["position"], row["region"]))
    return PlaceLink(target, name, pages, on_home, tuple(samples))


def read_probe(row: Row) -> Probe:
    """One row of table probe."""
    return Probe(row["kind"], row["subject"], row["at"], json.loads(row["data"]), _record(row))


def read_gap(row: Row) -> Gap:
    """One row of table coverage."""
    return Gap(row["reason"], row["example"], row["count"], row["detail"])


def read_watch(row: Row) -> Watch:
    """One row of table watch."""
    return Watch(
        row["check_id"],
        row["subject"],
        row["kind"],
        tuple(json.loads(row["identity"])),
        tuple(json.loads(row["pages"])),
        # Snapshots of earlier versions lack these columns.
        "browser" in row.keys() and bool(row["browser"]),  # noqa: SIM118 (a row is no mapping)
        row["seen_on"] if "seen_on" in row.keys() else 0,  # noqa: SIM118
        tuple(json.loads(row["looks"])) if "looks" in row.keys() else (),  # noqa: SIM118
    )


def record_to_row(record: RecordRef | None) -> tuple[str, int, str]:
    """The columns warc_file, warc_offset and record_id."""
    return (record.file, record.offset, record.record_id) if record else ("", -1, "")


def _plain(value: date | str) -> str:
    return value.isoformat() if isinstance(value, date) else value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _record(row: Row) -> RecordRef | None:
    return RecordRef(row["warc_file"], row["warc_offset"], row["record_id"]) if row["warc_file"] else None
