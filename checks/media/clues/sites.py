"""Accounts that a site's own pages link to, show a QR code of, or name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.media.clues.clue import Sighting
from checks.media.clues.mentions import at_address, mentions
from core.snapshot import Snapshot


def from_site(snapshot: Snapshot) -> Iterator[Sighting]:
    """Links to platforms' accounts, QR codes in pictures, then accounts named in the words of pages."""
    for link in snapshot.links():
        if link.internal:
            continue
        source = link.samples[0] if link.samples else None
        words = source.text if source else ""
        if sighting := at_address(link.target, words, source.page if source else snapshot.site.home):
            yield sighting
    yield from _codes(snapshot)
    for page in snapshot.pages():
        text = page.dom.body.text(separator="\n") if page.dom.body else ""
        if any(word in text for word in ("公众号", "微博", "抖音", "视频号", "快手", "头条", "哔哩", "小红书")):
            yield from mentions(text, page.url)


def _codes(snapshot: Snapshot) -> Iterator[Sighting]:
    for probe in snapshot.probes("account_clue"):
        for clue in probe.data["clues"]:
            words = clue["excerpt"]
            sighting = at_address(clue["url"], words, f"{probe.subject} 二维码 {clue['image']}")
            if sighting is not None:
                # A caption says more than the name: 扫码关注云岭发布微信公众号.
                named = next((seen.name for seen in mentions(words, "")), "") if sighting.name == words else ""
                yield replace(sighting, name=named) if named else sighting
