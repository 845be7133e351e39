"""Where a site's own links lead by their names: parts of the platform, reports, areas. Holds no check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checks.freshness.entries import read_entries
from checks.freshness.main_text import main_text
from core.county import Site
from core.snapshot import BROKEN, Link, Page, Role, Snapshot, Verdict

#: Longest text of a link that names a part of a site; anything longer is a headline.
_LONGEST = 24
_PAGES = frozenset({Role.PAGE, Role.FRAME, Role.ATTACHMENT})
#: Words that make a page's own text long enough to be content.
_CONTENT = 80
_BLANK = 30
_GOVERNMENT = re.compile(r"(?:人民|[县市区旗州省])政府(?:门户)?(?:网站|网)?(?:办公室|办公厅|信息中心)?$")
#: Names that a portal may have besides: 中国·云岭, 云岭县门户网站, 云岭县. Services have portals of their own.
_PORTAL = re.compile(r"政府|门户|^中国|政务(?!服务)|^[一-龥]{2,12}[县市区旗州盟省]$|^$")


@dataclass(frozen=True, slots=True)
class Named:
    """What links of one name lead to: recorded pages, files, other hosts' addresses, and what does not open."""

    pages: tuple[Page, ...] = ()
    files: tuple[Link, ...] = ()
    elsewhere: tuple[Link, ...] = ()
    broken: tuple[Link, ...] = ()
    unknown: tuple[Link, ...] = ()

    @property
    def found(self) -> bool:
        """Whether any link carries the name."""
        return bool(self.pages or self.files or self.elsewhere or self.broken or self.unknown)


@dataclass
class Entries:
    """All short-named links of a site, read once: name without white space → links."""

    snapshot: Snapshot
    links: dict[str, list[Link]] = field(default_factory=dict)

    def named(self, pattern: re.Pattern[str]) -> Named:
        """Where links lead whose name is matched, most used targets first."""
        return self._of([name for name in self.links if pattern.search(name)])

    def named_wholly(self, pattern: re.Pattern[str]) -> Named:
        """The same for names that are matched as a whole: a headline that speaks of an area is no column of it."""
        return self._of([name for name in self.links if pattern.fullmatch(name)])

    def _of(self, names: list[str]) -> Named:
        found = {link.target: link for name in names for link in self.links[name]}
        return _sort(self.snapshot, sorted(found.values(), key=lambda link: (-link.pages, link.target)))


def read_entries_of(snapshot: Snapshot) -> Entries:
    """Collect the site's links by the names that visitors see."""
    found = Entries(snapshot)
    for link in snapshot.links():
        if link.role in _PAGES:
            for name in {squeezed(place.text) for place in link.samples}:
                if 0 < len(name) <= _LONGEST:
                    found.links.setdefault(name, []).append(link)
    return found


def squeezed(text: str) -> str:
    """Text without white space: badges and menus break names into lines."""
    return "".join(text.split())


def is_government(site: Site) -> bool:
    """Whether a site is a government's own portal; departments may publish in the portal instead.

    A government's office may keep other sites too (an archive's, one for visitors): they need not repeat the portal.
    """
    name = site.name.strip()
    return bool(_GOVERNMENT.search(name) or (_GOVERNMENT.search(site.unit.strip()) and _PORTAL.search(name)))


def is_filled(page: Page, snapshot: Snapshot) -> bool | None:
    """Whether a part's page holds anything: True, False when it plainly holds nothing, None when nobody can tell."""
    entries = read_entries(page, snapshot)
    if entries.items:
        return True
    text = main_text(page.dom)
    if text.length >= _CONTENT or text.links >= 1:
        return True
    if (page.facts.scripted and not entries.said_none) or page.facts.truncated:
        return None
    if text.media or (text.dynamic and not entries.said_none):
        return None
    return False if text.placeholder or text.length <= _BLANK or entries.said_none else None


def _sort(snapshot: Snapshot, links: Iterable[Link]) -> Named:
    pages: dict[str, Page] = {}
    groups: dict[str, list[Link]] = {"files": [], "elsewhere": [], "broken": [], "unknown": []}
    for link in links:
        page = snapshot.page(link.target) if link.internal else None
        if page is not None:
            pages.setdefault(page.url, page)
        else:
            groups[_group(link)].append(link)
    return Named(tuple(pages.values()), **{name: tuple(found) for name, found in groups.items()})


def _group(link: Link) -> str:
    if not link.internal:
        return "elsewhere"
    if link.resource is not None and link.resource.verdict in BROKEN:
        return "broken"
    opened = link.resource is not None and link.resource.verdict is Verdict.OK
    return "files" if opened and link.role is Role.ATTACHMENT else "unknown"


def pages_said(snapshot: Snapshot, pattern: re.Pattern[str]) -> Iterator[Page]:
    """Recorded pages whose own title is matched, by address."""
    for page in snapshot.pages():
        if pattern.search(squeezed(page.facts.article.title or page.facts.title)):
            yield page
