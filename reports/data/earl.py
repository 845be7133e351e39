"""earl.jsonld: what was observed of accessibility, in the W3C's Evaluation and Report Language (EARL 1.0 Schema)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from core.outcome import Observation, Source
from core.snapshot import RENDERED
from reports.data.encoding import encode, write_list
from reports.model import CheckHelp, Inspection, SiteReport

#: Vocabularies: EARL 1.0, Dublin Core terms, the W3C's pointers (draft of 2009), XML Schema datatypes.
CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ASSERTOR = "urn:x-xunjian:assertor"
_ACT = "https://www.w3.org/WAI/standards-guidelines/act/rules/"


def write_earl(inspection: Inspection, stream: BinaryIO) -> None:
    """Write the document, one node a line. The same inspection gives the same bytes."""
    stream.write(b'{"@context":' + encode(CONTEXT) + b',\n"@graph":')
    write_list(stream, _nodes(inspection))
    stream.write(b"}\n")


def _nodes(inspection: Inspection) -> Iterator[dict[str, Any]]:
    yield _assertor(inspection)
    used = {item.check for site in inspection.sites for item in site.accessibility}
    yield from (_criterion(item) for item in inspection.checks if item.id in used)
    for site in inspection.sites:
        if site.accessibility:
            yield _subject(site)
            yield from (_assertion(item, site) for item in site.accessibility)


def _assertor(inspection: Inspection) -> dict[str, Any]:
    return {
        "@id": _ASSERTOR,
        "@type": ["earl:Assertor", "earl:Software"],
        "dct:title": "巡检 Xunjian",
        "dct:hasVersion": inspection.versions.get("xunjian", ""),
    }


def _criterion(item: CheckHelp) -> dict[str, Any]:
    return {
        "@id": _test(item.id),
        "@type": ["earl:TestCriterion", "earl:TestCase"],
        "dct:identifier": item.id,
        "dct:title": item.title,
        "dct:description": item.help,
        "dct:hasVersion": str(item.version),
        "dct:references": [
            *(f"WCAG 2.2 SC {number}" for number in item.wcag),
            *({"@id": _ACT + name + "/"} for name in item.act),
        ],
    }


def _subject(site: SiteReport) -> dict[str, Any]:
    return {"@id": site.site.home, "@type": "earl:TestSubject", "dct:title": site.site.name}


def _assertion(item: Observation, site: SiteReport) -> dict[str, Any]:
    return {
        "@id": f"urn:x-xunjian:assertion:{site.site.key}:{item.fingerprint}:{item.outcome}",
        "@type": "earl:Assertion",
        "earl:assertedBy": {"@id": _ASSERTOR},
        "earl:mode": {"@id": "earl:automatic"},
        "earl:subject": {"@id": item.subject},
        "earl:test": {"@id": _test(item.check)},
        "earl:result": {
            "@type": "earl:TestResult",
            "dct:date": {"@type": "xsd:dateTime", "@value": site.taken_at.isoformat()},
            "dct:description": item.message,
            "earl:outcome": {"@id": f"earl:{item.outcome}"},
            "earl:pointer": [_pointer(source) for source in item.sources],
        },
    }


def _pointer(source: Source) -> dict[str, Any]:
    """The element on one page that shows it."""
    return {
        "@type": "ptr:CSSSelectorPointer",
        "ptr:expression": source.element.removeprefix(RENDERED),
        "ptr:reference": {"@id": source.page},
    }


def _test(check: str) -> str:
    return f"urn:x-xunjian:check:{check}"
