"""Content-Disposition (RFC 6266, RFC 8187): whether an answer is offered as a file, and under which name."""

from __future__ import annotations

import re
from urllib.parse import unquote

from crawler.fetch.answer import Answer

#: Longest header read, in characters.
_MAX = 4096
_PARAMETER = re.compile(r";\s*(filename\*?)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^;\"]*))", re.I)
_EXTENDED = re.compile(r"[\w!#$%&+\-^`{}~.]+'[^']*'(.*)", re.S)
#: What begins a file of each kind (of zip: its packages too); a name promises one of the kinds beside it.
_KINDS = (
    ("pdf", re.compile(rb".{0,1024}?%PDF-", re.S)),
    ("zip", re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")),
    ("ole", re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("rar", re.compile(rb"Rar!\x1a\x07")),
    ("7z", re.compile(rb"7z\xbc\xaf\x27\x1c")),
    ("image", re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a")),
)
#: Formats that nothing opens when another of these is inside. Encrypted packages of Office are OLE files; old Office
#: programs open packages, html and much else under .doc, .xls and .ppt; viewers know images by their bytes.
_PROMISES = {
    "pdf": {"pdf"},
    "rar": {"rar", "zip", "7z"},
    "7z": {"7z", "zip", "rar"},
    "zip": {"zip", "rar", "7z"},
    **{name: {"zip", "ole"} for name in ("docx", "xlsx", "pptx")},
    "ofd": {"zip"},
}


#: Other formats none of which begins with zeros.
_OTHERS = frozenset({*("doc", "xls", "ppt", "wps", "et", "dps", "rtf"), *("png", "jpg", "jpeg", "gif", "bmp", "webp")})


def is_offered(answer: Answer) -> bool:
    """Whether a browser would save the answer instead of showing it: every disposition type but inline means that."""
    kind = answer.header("content-disposition")[:_MAX].partition(";")[0].strip().lower()
    # "filename=a.doc" without a type is met; browsers show such an answer.
    return bool(kind) and kind != "inline" and "=" not in kind and '"' not in kind


def offered_name(answer: Answer) -> str:
    """The file name an answer gives itself, `filename*` before `filename`; empty when it gives none."""
    header = answer.header("content-disposition")[:_MAX]
    found: dict[str, str] = {}
    for match in _PARAMETER.finditer(header if ";" in header else f";{header}"):
        value = re.sub(r"\\(.)", r"\1", match[2]) if match[2] is not None else match[3].strip()
        found.setdefault(match[1].lower(), value)
    extended = _EXTENDED.fullmatch(found.get("filename*", ""))
    return unquote(extended[1]) if extended else unquote(found.get("filename", ""))


def ending_of(name: str) -> str:
    """The extension of a file name or of an address's path, lower case, without its dot; empty when it has none."""
    return name.partition("?")[0].rpartition("/")[2].rpartition(".")[2].strip().lower() if "." in name else ""


def holds_nothing(ending: str, head: bytes) -> bool:
    """Whether the beginning of a file of a known format is nothing but zeros: its place was made and never filled."""
    return (ending in _PROMISES or ending in _OTHERS) and bool(head) and not head.strip(b"\0")


def contradicts(ending: str, head: bytes) -> str:
    """What a file really is (pdf, zip …) when its extension promises something else; empty when nothing is wrong."""
    promised = _PROMISES.get(ending)
    if promised is None:
        return ""
    found = next((kind for kind, pattern in _KINDS if pattern.match(head)), "")
    return found if found and found not in promised else ""
