"""Pages made to keep the search busy come to an end, and what is kept of them is bounded."""

from __future__ import annotations

import pytest

from checks.security.places import Places
from checks.security.scan import MAX_ANCHORS
from checks.security.survey import signs_in, signs_of
from checks.security.wording import reader_of
from core.snapshot import Page, PageFacts, PageKind, PageRow, RecordRef
from core.watchlists import load_watchlists
from tests.support.snapshots import HOME, SITE

LISTS = load_watchlists()
READER, PLACES = reader_of(LISTS), Places(SITE, LISTS)
LINKS = "<a href=//x{0}.example/>新葡京</a>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "新 葡 京,"[:-1] * 60_000,
        "<p>" + "新.葡.京。" * 60_000,
        "<p>新葡京" + "<" * 300_000,
        "<script>document.write('" + "新葡京\\" * 60_000,
        "<script>document.write(String.fromCharCode(" + "1," * 120_000,
        "<script>" + "document.getElementById('" * 20_000 + "新葡京",
        "<style>" + ".a{" * 60_000 + "}" * 60_000 + "</style><p>新葡京",
        "<style>/*" + "a{}/*" * 60_000 + "</style><p>新葡京",
        "<div style='display:none'>" + "".join(LINKS.format(n) for n in range(8_000)),
        "<div style='" + "left:-9999px;" * 20_000 + "'>新葡京",
        "<div>" * 3_000 + LINKS.format(1),
        "<!--" + "<a href=//x.example/>新葡京</a>" * 8_000,
        "<title>" + "新葡京-" * 50_000,
        "<a title='" + "新葡京 " * 50_000 + "' href=//x.example/>一</a>",
    ],
    ids=range(14),
)
def test_hostile_pages_end(html: str) -> None:
    page = Page(
        PageRow(HOME, PageKind.OTHER, 1, 200, "text/html", "", PageFacts(title=html[:300]), RecordRef("w", 0, "x")),
        lambda: html,
    )
    found = signs_of(page, READER, PLACES)
    assert found is None or len(found.links) <= MAX_ANCHORS
    alone = signs_in(html, (), HOME, READER)
    assert alone is None or len(alone.title) <= len(html)
