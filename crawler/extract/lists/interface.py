"""What a recogniser of one platform's lists is. Other packages add theirs by entry point (`xunjian.lists`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from crawler.extract.documents.interface import Read
from crawler.extract.leads import Lead
from crawler.extract.lists.scripts import scripts_of
from crawler.extract.tree import Tree


@dataclass(frozen=True)
class ListPage:
    """A page as recognisers see it: its tree, its source text, its address, and what relative addresses start from."""

    tree: Tree
    text: str
    url: str
    base: str

    @cached_property
    def scripts(self) -> str:
        """All inline scripts, then the code of links and handlers: most recognisers look there, once for all."""
        return scripts_of(self.tree)

    @cached_property
    def lower(self) -> str:
        """The source text in lower case."""
        return self.text.lower()

    @cached_property
    def marked(self) -> str:
        """Where marks are looked for: the scripts and the attributes of script elements, lower case."""
        elements = self.tree.tagged("script")
        attributes = (f"{name}={value}" for element in elements for name, value in element.attrs.items())
        return "\n".join((self.scripts, *attributes)).lower()


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Knows how one platform pages its lists and where their data is.

    `marks` are lower-case words without one of which `find` cannot find anything. They are looked for first, in the
    page's scripts and in the attributes of script elements, because most pages are of another platform; without marks
    `find` is always asked. Leads to data carry `name` as reader; `read` reads what they answer. `part` gives the
    address of the data that a fragment of the page's address names (`#1234`), from the address of the whole page's.
    """

    name: str
    marks: tuple[str, ...]
    find: Callable[[ListPage], Iterable[Lead]]
    read: Read | None = None
    part: Callable[[str, str], str] | None = None
