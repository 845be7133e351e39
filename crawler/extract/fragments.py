"""Links to a place within a page (#x): which name one at all, and which places of its own a page lacks.

WHATWG HTML 7.4.6.4 "find a potential indicated element": an element by its id, or an `a` by its name. What SVG's `use`
draws again it finds by its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from core.snapshot.fragments import named_in, place_of
from crawler.extract.tree import Element, Tree

#: Elements that lead to a place, or draw what stands there.
DRAWN = "use"
PLACED = frozenset({"a", "area", DRAWN})
#: Longest name of a place, in characters.
MAX_NAME = 200
#: Written where no place is meant, because some script answers the click.
_NO_PLACE = re.compile(
    r"[\W_]*|none|this|self|nogo\w*|nolink|no|void\w*|null|undefined|javascript\w*|link|url|blank", re.I
)
#: What applications keep there: routes, states, text to be searched for, numbers of pages in a document.
_STATE = re.compile(r"[/!?:]|.*[/=&{}<>|]|.*javascript:", re.I | re.S)
_DRIVEN_ROLES = frozenset({"button", "tab", "menuitem", "option", "switch"})
#: Class names by which scripts know what they open, switch or close.
_DRIVEN_CLASS = re.compile(
    r"tab|toggle|modal|pop|dialog|dropdown|collapse|accordion|slid|swiper|carousel|prev|next|close|share|btn|button|js-",
    re.I,
)
_OWNED = ("on", "data-", "aria-", "@", ":", "v-", "ng-", "x-")


def place_in(href: str) -> str:
    """The name of the place that an address as written leads to; empty: none, the top, or nothing a page could lack."""
    name = place_of(href)
    return name if 0 < len(name) <= MAX_NAME and _is_place(name) else ""


# Pages refer to the same of their places again and again.
@lru_cache(maxsize=4096)
def _is_place(name: str) -> bool:
    # The top of the page always exists, whatever has this id.
    return not (_STATE.match(name) or _NO_PLACE.fullmatch(name) or name.lower() == "top")


def lacking(tree: Tree, links: Iterable[tuple[Element, str]]) -> Iterator[Element]:
    """Of links to places in the page itself (with their names) those whose place is not there.

    Links that a script plainly answers are left out. Pages without such links cost nothing.
    """
    wanted = list(links)
    if not wanted:
        return
    ids = {element.attrs["id"] for element in tree.bearing(("id",)) if "id" in element.attrs}
    names = ids | {element.attrs["name"] for element in tree.tagged("a") if "name" in element.attrs}
    for element, name in wanted:
        if element.tag == DRAWN:
            if not (named_in(name, ids) or element.hidden):
                yield element
        elif not named_in(name, names) and not is_driven(element):
            yield element


def is_driven(element: Element) -> bool:
    """Whether a script plainly answers a click on the element."""
    attrs = element.attrs
    if attrs.get("role", "").lower() in _DRIVEN_ROLES or any(name.startswith(_OWNED) for name in attrs):
        return True
    around = [element, *(up for up, _ in zip(element.ancestors(), range(3), strict=False))]
    return any(_DRIVEN_CLASS.search(up.attrs.get("class", "")) for up in around)
