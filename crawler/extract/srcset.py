"""Image candidates of a srcset attribute, by the steps of WHATWG HTML 4.8.4.3.10 that concern addresses."""

from __future__ import annotations

import re

#: Longest attribute read, in characters, and most candidates taken.
MAX_SRCSET = 20_000
MAX_CANDIDATES = 100

_SEPARATORS = re.compile(r"[\s,]*")
_ADDRESS = re.compile(r"\S+")
#: Descriptors reach to the next comma that stands outside brackets.
_DESCRIPTORS = re.compile(r"(?:\([^)]*\)?|[^,(])*")


def candidates(text: str) -> list[str]:
    """The addresses of all candidates, in order."""
    text = text[:MAX_SRCSET]
    found: list[str] = []
    at = _SEPARATORS.match(text).end()  # type: ignore[union-attr]
    while at < len(text) and len(found) < MAX_CANDIDATES:
        address = _ADDRESS.match(text, at)
        if address is None:
            break
        at = address.end()
        # A comma inside an address belongs to it; one at its end closes the candidate.
        found.append(address[0].rstrip(","))
        if not address[0].endswith(","):
            at = _DESCRIPTORS.match(text, at).end()  # type: ignore[union-attr]
        at = _SEPARATORS.match(text, at).end()  # type: ignore[union-attr]
    return found
