"""Why no browser draws an SVG file: it is no well-formed XML (XML 1.0), or its root has no namespace (SVG 2, 5.1)."""

from __future__ import annotations

import re
from xml.parsers import expat

#: Largest file looked at, in bytes.
MAX_BODY = 256 * 1024
_ROOT = re.compile(rb"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*+<svg\b([^>]*)>", re.S | re.I)
#: What no XML parser of any browser lets pass; what only ours may not know (charsets, entities) is not among them.
_FATAL = frozenset(
    (
        expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH],
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
        expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE],
        expat.errors.codes[expat.errors.XML_ERROR_SYNTAX],
    )
)
_TOKEN = expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]


def is_svg(body: bytes) -> bool:
    """Whether a file begins as a drawing does, without any definitions of its own before it."""
    return _ROOT.match(body.removeprefix(b"\xef\xbb\xbf")) is not None


def fault_of_svg(body: bytes) -> str:
    """What keeps browsers from drawing a whole file (English), or empty: nothing, or it cannot be said."""
    root = _ROOT.match(body.removeprefix(b"\xef\xbb\xbf"))
    if root is None or len(body) > MAX_BODY or b"<!" in body[: root.end()].replace(b"<!--", b""):
        return ""
    parser = expat.ParserCreate()
    try:
        parser.Parse(body, True)
    except ValueError:
        return ""  # a charset that this parser does not know
    except expat.ExpatError as error:
        # Browsers put a character of their own in the place of bytes that are none.
        fatal = error.code in _FATAL or (error.code == _TOKEN and _is_utf8(body))
        return f"no well-formed XML: {expat.ErrorString(error.code)} in line {error.lineno}" if fatal else ""
    return "" if b"xmlns" in root[1] else "its root element is in no namespace"


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
