"""When an attachment was made and last changed, by what the file says of itself: where it was read whole, else in the
bytes that were recorded. Holds no check.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.outcome import Evidence
from core.snapshot import Link, Probe, RecordRef, Snapshot
from core.snapshot.warc import read_record

#: The part of an Office file that tells its dates (ECMA-376 part 2, 11), and how it and a PDF (ISO 32000-1, 14.3.3) do.
_CORE = b"docProps/core.xml"
_PDF = re.compile(rb"/CreationDate\s{0,4}\(D:(\d{4})(\d{2})(\d{2})")
_XML = re.compile(rb"<dcterms:created[^<>]{0,200}>\s{0,20}(\d{4})-(\d{2})-(\d{2})T")
#: A zip file's local header (APPNOTE 4.3.7): its length before the name, and where the method and the lengths stand.
_HEADER, _METHOD, _SIZES = 30, 8, 18
_DEFLATED, _STORED = 8, 0
#: Most bytes of the part that are unpacked: real ones have about one thousand.
_MOST = 65_536


@dataclass(frozen=True, slots=True)
class FileDates:
    """The days that one file tells of itself, and the record of the bytes that say so."""

    created: date | None = None
    modified: date | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it tells any."""
        return self.created is not None or self.modified is not None


def probes_of(snapshot: Snapshot) -> Mapping[str, Probe]:
    """The files that were read whole, by address."""
    return {probe.subject: probe for kind in ("pdf", "office") for probe in snapshot.probes(kind)}


def dates_of(link: Link, probes: Mapping[str, Probe], snapshot: Snapshot) -> FileDates:
    """What the file behind a link tells of itself."""
    probe = probes.get(link.target)
    if probe is not None and not probe.data.get("failure"):
        created, modified = (_iso(probe.data.get(name)) for name in ("created", "modified"))
        told = f"created={created or ''} modified={modified or ''}"
        return FileDates(created, modified, (RecordRef(*probe.data["record"]).evidence(link.target, told),))
    resource = link.resource
    if resource is None or resource.record is None:
        return FileDates()
    return FileDates(made_on(read_record(snapshot.folder, resource.record).body()), None, resource.evidence())


def _iso(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def made_on(body: bytes) -> date | None:
    """The day a docx, xlsx, pptx or PDF file says it was created; None when it does not, or not where we can see it.

    Office writes UTC and PDF the maker's own time: a day of difference means nothing.
    """
    if body.startswith(b"%PDF-"):
        days = {day for found in _PDF.finditer(body) if (day := _day(found))}
        # Of several, the first state of a file that was saved again.
        return min(days, default=None)
    if body.startswith(b"PK\x03\x04"):
        found = _XML.search(_core_of(body))
        return _day(found) if found else None
    return None


def _day(found: re.Match[bytes]) -> date | None:
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    # Templates made in 1980 or 2000, and clocks that were never set.
    return day if day.year > 2000 else None


def _core_of(body: bytes) -> bytes:
    """The part that tells the dates, unpacked as far as it was recorded; empty when it was not."""
    # Parts that are stored unpacked name it too: only behind a header is it the part itself.
    places = (found.start() - _HEADER for found in re.finditer(re.escape(_CORE), body))
    start = next((place for place in places if place >= 0 and body[place : place + 4] == b"PK\x03\x04"), -1)
    if start < 0:
        return b""
    header = body[start : start + _HEADER]
    method = int.from_bytes(header[_METHOD : _METHOD + 2], "little")
    packed = int.from_bytes(header[_SIZES : _SIZES + 4], "little") or _MOST
    extra = int.from_bytes(header[28:30], "little")
    place = start + _HEADER + len(_CORE) + extra
    data = body[place : place + min(packed, _MOST)]
    if method == _STORED:
        return data
    if method != _DEFLATED:
        return b""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, _MOST)
    except zlib.error:
        return b""
