"""Fragments of addresses as browsers read them: what stands behind `#`, and whether a page has such a place."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import quote, unquote

_NOISE = re.compile(r"[\t\r\n]+")
_EDGES = "".join(chr(code) for code in range(33))
#: WHATWG URL, the fragment percent-encode set.
_ENCODED = re.compile(r"[\x00-\x20\"<>`\x7f-\U0010ffff]+")


def place_of(href: str) -> str:
    """What stands behind the first `#` of an address as written, without a fragment directive (`:~:text=…`)."""
    # What is printable holds no noise, and most addresses are.
    return (href if href.isprintable() else _NOISE.sub("", href)).strip(_EDGES).partition("#")[2].partition(":~:")[0]


def named_in(name: str, names: Collection[str]) -> bool:
    """Whether one of a page's names (ids, and names of `a`) is meant by the fragment `name`.

    As WHATWG HTML 7.4.6.4 looks: first by the fragment as the URL carries it, then percent-decoded; letter case counts.
    """
    carried = _ENCODED.sub(lambda match: quote(match[0], safe="", errors="replace"), name)
    return carried in names or unquote(carried, errors="replace") in names
