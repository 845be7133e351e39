"""Paragraphs of an official letter: title, addressee, three levels of headings, body, signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from reports.notice.layout import (
    BODY_FONT,
    BODY_SIZE,
    HEI_FONT,
    KAI_FONT,
    TITLE_FONT,
    TITLE_SIZE,
    element,
    insert_property,
    set_font,
)
from reports.plain import plain

#: Width of one body character, twentieths of a point (16 pt less 0.25 pt).
_CHARACTER = 315
#: Longest paragraph taken from data, characters.
_LONGEST = 3000


def add_title(document: Any, *lines: str) -> Any:
    """2 号小标宋, centred, broken where the words allow it. Returns the paragraph."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    leave_grid(paragraph)
    _outline(paragraph, 0)
    for number, line in enumerate(lines):
        run = add_run(paragraph, line, TITLE_FONT, TITLE_SIZE)
        if number < len(lines) - 1:
            run.add_break()
    return paragraph


def add_addressee(document: Any, text: str) -> None:
    """主送机关: flush left, ending in a full-width colon."""
    add_run(document.add_paragraph(), text)


def add_heading(document: Any, text: str) -> None:
    """First level, “一、”, 黑体."""
    _outline(_indented(document, text, HEI_FONT), 1)


def add_subheading(document: Any, text: str) -> None:
    """Second level, “（一）”, 楷体."""
    _outline(_indented(document, text, KAI_FONT), 2)


def add_body(document: Any, text: str, lead: str = "") -> None:
    """Body text, first line indented by two characters; `lead` is a bold judgement before it."""
    paragraph = _indented(document, "", BODY_FONT)
    if lead:
        run = add_run(paragraph, lead)
        run.bold = True
    add_run(paragraph, text)


def add_enclosures(document: Any, names: Sequence[str]) -> None:
    """附件说明: one empty line below the body, indented by two characters, no full stop; several are numbered."""
    document.add_paragraph()
    lead = "附件："
    if len(names) == 1:
        add_body(document, lead + names[0])
        return
    for number, name in enumerate(names, start=1):
        # The second begins below the first one's number.
        paragraph = document.add_paragraph()
        set_indent(paragraph, first=2 if number == 1 else 2 + len(lead))
        add_run(paragraph, f"{lead if number == 1 else ''}{number}.{name}")


def add_signature(document: Any, office: str, day: str) -> None:
    """发文机关署名 and 成文日期: the date four characters from the right, the office centred above it."""
    for _ in range(2):
        _keep(document.add_paragraph())
    office_indent = max(1.0, 4 + (width(day) - width(office)) / 2)
    for text, indent in ((office, office_indent), (day, 4.0)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        set_indent(paragraph, right=indent)
        add_run(paragraph, text)
        if text is office:
            _keep(paragraph)


def add_run(paragraph: Any, text: str, font: str = BODY_FONT, size: Any = BODY_SIZE) -> Any:
    """One run of printable text in one font for all scripts."""
    run = paragraph.add_run(plain(text, _LONGEST))
    set_font(run._r.get_or_add_rPr(), font, size)
    return run


def set_indent(paragraph: Any, *, first: float = 0, right: float = 0) -> None:
    """Indents in characters, with the same length in twips for programs that know no characters."""
    values = {}
    for name, characters in (("firstLine", first), ("right", right)):
        if characters:
            values[f"w:{name}Chars"] = str(round(characters * 100))
            values[f"w:{name}"] = str(round(characters * _CHARACTER))
    properties = paragraph._p.get_or_add_pPr()
    properties._insert_ind(element("w:ind", values))


def break_anywhere(paragraph: Any) -> None:
    """Let long addresses break inside a word instead of stretching the line before them."""
    paragraph._p.get_or_add_pPr().insert_element_before(
        element("w:wordWrap", {"w:val": "0"}), "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def leave_grid(paragraph: Any) -> None:
    """Take a paragraph off the line grid: text that is not body size would take two lines of it."""
    paragraph._p.get_or_add_pPr().insert_element_before(
        element("w:snapToGrid", {"w:val": "0"}), "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def tighten(run: Any) -> None:
    """Take back the body's character spacing: a table cell has no grid to fill."""
    insert_property(run._r.get_or_add_rPr(), element("w:spacing", {"w:val": "0"}))


def width(text: str) -> float:
    """Width in body characters: digits and Latin letters take half of one."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _indented(document: Any, text: str, font: str) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    break_anywhere(paragraph)
    set_indent(paragraph, first=2)
    if text:
        add_run(paragraph, text, font)
    return paragraph


def _outline(paragraph: Any, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:outlineLvl")):
        properties.remove(old)
    properties.insert_element_before(element("w:outlineLvl", {"w:val": str(level)}), "w:rPr", "w:sectPr")
    _keep(paragraph)


def _keep(paragraph: Any) -> None:
    paragraph.paragraph_format.keep_with_next = True
