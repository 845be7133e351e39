"""What a PDF tells whoever reads it aloud: structure, title, language, text; and when it was made. Run as a program,
for files are hostile: `python -m crawler.files.pdf` reads one file from standard input and writes JSON, within bounds
of its own.
"""

from __future__ import annotations

import io
import json
import logging
import re
import resource
import sys
from datetime import date
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NameObject

#: Memory (bytes) and processor time (seconds) that one file may cost, pages looked at, images and forms in each.
MAX_MEMORY, MAX_SECONDS = 1024 * 1024 * 1024, 10
MAX_PAGES, MAX_OBJECTS = 5, 200
#: Longest text kept of one value, characters.
MAX_VALUE = 200
#: How deep forms within forms are looked into.
_DEPTH = 3
#: A date as ISO 32000-1, 7.9.4 has it; older years are templates' and of clocks that were never set.
_MOMENT, _EARLIEST = re.compile(r"\s*D:(\d{4})(\d\d)(\d\d)"), 2001


def read_pdf(body: bytes) -> dict[str, Any]:
    """Facts of one file: `failure` (English; empty: read), `encrypted`, `pages`, `tagged`, `title`, `lang`, `scanned`,
    `created` and `modified` (ISO days as its maker's clock had them; empty where the file does not say).

    `scanned`: every page looked at holds an image and no font, so no text. What is encrypted is not looked into.
    """
    try:
        reader = PdfReader(io.BytesIO(body), root_object_recovery_limit=1000)
        if reader.is_encrypted:
            return {"failure": "", "encrypted": True}
        return {"failure": "", "encrypted": False, **_facts(reader)}
    # The library meets what no standard foresees; whatever it raises is the file's fault.
    except (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        return {"failure": f"{type(error).__name__}: {error}"[:MAX_VALUE]}


def _facts(reader: PdfReader) -> dict[str, Any]:
    root = reader.root_object
    marks = _dictionary(root.get("/MarkInfo"))
    tree = _dictionary(root.get("/StructTreeRoot"))
    pages = len(reader.pages)
    looked = [reader.pages[number] for number in range(min(pages, MAX_PAGES))]
    return {
        "pages": pages,
        "tagged": bool(marks.get("/Marked")) and bool(tree.get("/K")),
        "title": _title(reader),
        "lang": str(root.get("/Lang") or "").strip()[:MAX_VALUE],
        "scanned": bool(looked) and all(_only_images(page) for page in looked),
        "created": _day(reader, "/CreationDate"),
        "modified": _day(reader, "/ModDate"),
    }


def _title(reader: PdfReader) -> str:
    info = reader.metadata
    title = str(info.title or "") if info else ""
    if not title.strip() and (xmp := reader.xmp_metadata):
        title = next((str(text) for text in xmp.dc_title.values() if text), "") if xmp.dc_title else ""
    return " ".join(title.split())[:MAX_VALUE]


def _day(reader: PdfReader, name: str) -> str:
    """The day of an entry of the document information dictionary (ISO 32000-1, 14.3.3)."""
    info = reader.metadata
    match = _MOMENT.match(str(info.get(name) or "") if info else "")
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return ""
    return day.isoformat() if day and day.year >= _EARLIEST else ""


def _only_images(page: DictionaryObject) -> bool:
    fonts, images = _drawn(_dictionary(page.get("/Resources")), _DEPTH)
    return images and not fonts


def _drawn(resources: DictionaryObject, depth: int) -> tuple[bool, bool]:
    """Whether fonts and images are at hand, in the page or in forms that it draws."""
    fonts, images = bool(_dictionary(resources.get("/Font"))), False
    objects = _dictionary(resources.get("/XObject"))
    for name in list(objects)[:MAX_OBJECTS]:
        drawn = _dictionary(objects.get(name))
        images = images or drawn.get("/Subtype") == NameObject("/Image")
        if drawn.get("/Subtype") == NameObject("/Form") and depth:
            inner = _drawn(_dictionary(drawn.get("/Resources")), depth - 1)
            fonts, images = fonts or inner[0], images or inner[1]
        if fonts:
            break
    return fonts, images


def _dictionary(value: Any) -> DictionaryObject:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def main() -> None:
    """Read one file from standard input and write its facts."""
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    sys.stdout.write(json.dumps(read_pdf(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
