"""Page numbers “— 1 —”: 4 号宋体, right on odd and left on even pages, one character from the edge (GB/T 9704-2012)."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH

from reports.notice.layout import FOLIO_SIZE, SONG_FONT, element
from reports.notice.paragraphs import add_run


def add_page_numbers(section: Any) -> None:
    """Give one section its odd and even footers."""
    section.footer.is_linked_to_previous = False
    section.even_page_footer.is_linked_to_previous = False
    _fill(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT, "w:right")
    _fill(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT, "w:left")


def _fill(paragraph: Any, alignment: Any, edge: str) -> None:
    paragraph.alignment = alignment
    indent = element("w:ind", {f"{edge}Chars": "100", edge: "280"})
    paragraph._p.get_or_add_pPr()._insert_ind(indent)
    add_run(paragraph, "— ", SONG_FONT, FOLIO_SIZE).text = "— "
    run = add_run(paragraph, "", SONG_FONT, FOLIO_SIZE)
    for kind in ("begin", "", "end"):
        run._r.append(element("w:fldChar", {"w:fldCharType": kind}) if kind else _instruction())
    add_run(paragraph, "", SONG_FONT, FOLIO_SIZE).text = " —"


def _instruction() -> Any:
    made = element("w:instrText", {})
    made.text = "PAGE"
    return made
