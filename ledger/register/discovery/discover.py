"""The column tree of a site as one snapshot shows it: from navigation, tags, trails and the lists themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from core.county import ColumnCategory
from core.snapshot import Link, ListItem, Page, PageKind, Role, Snapshot
from ledger.register.discovery.naming import category_of, name_of, names_in
from ledger.register.discovery.proposal import Proposal, Shape
from ledger.register.discovery.shape import newest_of, shape_of
from ledger.register.discovery.tree import level_of, parent_of

_NAVIGATION = frozenset({"nav", "header"})
#: Most columns proposed; a site with more needs its register from its own system.
MAX_COLUMNS = 2000
#: Suggested interval in days of columns that are yearly by their name; everything else is the office's to say.
_YEARLY, _YEARLY_NAMES = 366, ("年报", "年度", "预算", "决算")


@dataclass(slots=True)
class _Candidate:
    """An address that may be a column, with the texts of the links to it."""

    url: str
    texts: list[str] = field(default_factory=list)
    in_navigation: bool = False


def discover(snapshot: Snapshot) -> tuple[Proposal, ...]:
    """Propose the columns of the site, those above before those below, by address. Reads the snapshot only."""
    candidates = _candidates(snapshot)
    pages = {url: page for url in candidates if (page := snapshot.page(url)) is not None and _may_be(page, candidates)}
    pages = _without_further_pages(snapshot, pages, candidates)
    columns = frozenset(pages)
    parents = {url: parent_of(page, columns, snapshot.site.home) for url, page in pages.items()}
    found = [_propose(snapshot, page, candidates[url], parents) for url, page in sorted(pages.items())]
    links = [_foreign(candidate, snapshot) for candidate in candidates.values() if candidate.url not in pages]
    proposals = [proposal for proposal in (*found, *links) if proposal is not None and proposal.name]
    return tuple(sorted(proposals, key=lambda proposal: (proposal.level, proposal.url)))[:MAX_COLUMNS]


def _candidates(snapshot: Snapshot) -> dict[str, _Candidate]:
    """Every address that pages link to in words, by its address after redirects."""
    found: dict[str, _Candidate] = {}
    for link in snapshot.links():
        if link.role is Role.PAGE and link.element in ("a", "area"):
            url = _final(link)
            candidate = found.setdefault(url, _Candidate(url))
            candidate.texts += [sample.text for sample in link.samples if sample.text]
            navigating = (s for s in link.samples if s.region in _NAVIGATION and (link.internal or link.on_home))
            candidate.in_navigation |= any(navigating)
    found.pop(snapshot.site.home, None)
    return found


def _final(link: Link) -> str:
    if link.internal and link.resource is not None and link.resource.final_url:
        return link.resource.final_url
    return link.target


def _may_be(page: Page, candidates: dict[str, _Candidate]) -> bool:
    if page.kind is PageKind.HOME or page.url not in candidates:
        return False
    listed = page.kind is PageKind.COLUMN or bool(page.facts.meta.get("columnname")) or len(page.facts.items) > 2
    return page.kind is not PageKind.ARTICLE and (listed or candidates[page.url].in_navigation)


def _without_further_pages(
    snapshot: Snapshot, pages: dict[str, Page], candidates: dict[str, _Candidate]
) -> dict[str, Page]:
    """Leave out the second and later pages of a list: the list's script or its paging links lead to them."""
    further = {url for page in pages.values() for url in snapshot.further_pages(page.url)}
    titles = Counter(page.facts.title for page in pages.values())

    def turned_to(url: str) -> bool:
        # index_2.html carries the title of index.html, and only “2” and “下一页” lead to it.
        candidate = candidates[url]
        return titles[pages[url].facts.title] > 1 and not candidate.in_navigation and not names_in(candidate.texts)

    return {url: page for url, page in pages.items() if url not in further and not turned_to(url)}


def _propose(snapshot: Snapshot, page: Page, candidate: _Candidate, parents: dict[str, str]) -> Proposal | None:
    items = snapshot.listed(page.url)
    name, source = name_of(page.facts, candidate.texts, snapshot.site.name)
    below = sum(parent == page.url for parent in parents.values())
    shape = shape_of(page, name, items, fed=any(True for _ in snapshot.data_of(page.url)), below=below)
    category, reason = category_of(name, items)
    newest = newest_of(items, snapshot.taken_at.date())
    proposal = Proposal(
        name,
        page.url,
        category,
        shape,
        level_of(page.url, parents),
        parents[page.url],
        _interval(name, category),
        items=len(items),
        why=f"名称取自{source}；{reason}",
    )
    return _with_newest(proposal, newest)


def _with_newest(proposal: Proposal, newest: ListItem | None) -> Proposal:
    return replace(proposal, newest=newest.day, newest_title=newest.title) if newest else proposal


def _interval(name: str, category: ColumnCategory) -> int:
    return _YEARLY if category is ColumnCategory.OTHER and any(word in name for word in _YEARLY_NAMES) else 0


def _foreign(candidate: _Candidate, snapshot: Snapshot) -> Proposal | None:
    """An entry of the navigation that leads to another site."""
    resource = snapshot.resource(candidate.url)
    if not candidate.in_navigation or resource is None or resource.internal:
        return None
    texts = sorted(candidate.texts, key=lambda text: (len(text), text))
    name = next((" ".join(text.split()) for text in texts if 1 < len(text) <= 30), "")
    return Proposal(name, candidate.url, category_of(name, ())[0], Shape.LINK, why="导航中的站外链接")
