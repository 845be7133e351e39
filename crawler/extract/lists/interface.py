"""What a recogniser of one platform's lists is. Other packages add theirs by entry point (`xunjian.lists`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crawler.extract.documents.interface import Read
from crawler.extract.leads import Lead
from crawler.extract.tree import Tree


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page as recognisers see it: its tree, its source text, its address, and what relative addresses start from."""

    tree: Tree
    text: str
    url: str
    base: str


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Knows how one platform pages its lists and where their data is.

    `marks` are lower-case words without one of which `find` cannot find anything: they are looked for first, because
    most pages are of another platform. Leads to data carry `name` as reader; `read` reads what they answer.
    """

    name: str
    marks: tuple[str, ...]
    find: Callable[[ListPage], Iterable[Lead]]
    read: Read | None = None
