"""Page, grid and fonts of an official letter.

Source of the numbers: GB/T 9704-2012 (天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 每面 22 行、每行 28 字, 正文 3 号仿宋,
标题 2 号小标宋, 页码 4 号). Line and character spacing follow: 225 mm / 22 = 28.99 pt; 156 mm / 28 = 15.79 pt.
"""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, Twips

BODY_FONT = "仿宋_GB2312"
TITLE_FONT = "方正小标宋简体"
HEI_FONT = "黑体"
KAI_FONT = "楷体_GB2312"
SONG_FONT = "宋体"

BODY_SIZE = Pt(16)
TITLE_SIZE = Pt(22)
FOLIO_SIZE = Pt(14)
TABLE_SIZE = Pt(10.5)

#: 28.95 pt: 22 such lines fill the 225 mm of the type area.
LINE = Twips(579)
#: −0.25 pt: 28 characters of 16 pt fill its 156 mm.
_SPACING = Twips(-5)


def set_page(section: Any) -> None:
    """A4 upright with the standard's margins; page numbers lie 7 mm below the type area."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    _set_grid(section)


def set_landscape(section: Any) -> None:
    """A4 lying, for the wide table: the type area of the upright page, turned by a quarter."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(22), Mm(22)
    section.header_distance, section.footer_distance = Mm(12), Mm(15)
    _set_grid(section)


def _set_grid(section: Any) -> None:
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    # Type "lines": with "linesAndChars" LibreOffice lays the characters out wrongly.
    grid = element("w:docGrid", {"w:type": "lines", "w:linePitch": str(int(LINE / Twips(1)))})
    properties.append(grid)


def set_defaults(document: Any) -> None:
    """Make every paragraph body text unless it says otherwise, in Chinese, with odd and even pages apart."""
    normal = document.styles["Normal"]
    set_font(normal.element.get_or_add_rPr(), BODY_FONT, BODY_SIZE)
    spacing = element("w:spacing", {"w:val": str(int(_SPACING / Twips(1)))})
    insert_property(normal.element.get_or_add_rPr(), spacing)
    insert_property(normal.element.get_or_add_rPr(), element("w:lang", {"w:val": "zh-CN", "w:eastAsia": "zh-CN"}))
    paragraph = normal.paragraph_format
    paragraph.space_before = paragraph.space_after = Pt(0)
    paragraph.line_spacing_rule, paragraph.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    paragraph.widow_control = False  # a widow rule would leave pages with 21 lines
    for tag in ("w:autoSpaceDE", "w:autoSpaceDN"):
        # Blanks that programs put between Chinese and digits would break the 28 characters of a line.
        normal.element.get_or_add_pPr().insert_element_before(element(tag, {"w:val": "0"}), "w:ind", "w:jc", "w:rPr")
    document.settings.odd_and_even_pages_header_footer = True


def set_font(properties: Any, name: str, size: Length) -> None:
    """Name one font for all scripts (w:eastAsia too), so that digits and quotation marks match the text."""
    for tag in ("w:rFonts", "w:sz", "w:szCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    names = {f"w:{script}": name for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    # The hint makes Word draw “” and — full width: they exist in Latin fonts as well.
    insert_property(properties, element("w:rFonts", {**names, "w:hint": "eastAsia"}))
    half_points = str(int(size.pt * 2))
    insert_property(properties, element("w:sz", {"w:val": half_points}))
    insert_property(properties, element("w:szCs", {"w:val": half_points}))


# CT_RPr is a sequence: Word calls a file damaged when its children stand in another order.
_ORDER = ("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:color", "w:spacing", "w:sz", "w:szCs", "w:lang")


def insert_property(properties: Any, child: Any) -> None:
    """Put one child of w:rPr where the schema wants it."""
    ranks = {qn(tag): rank for rank, tag in enumerate(_ORDER)}
    rank = ranks[child.tag]
    for index, sibling in enumerate(properties):
        if ranks.get(sibling.tag, len(ranks)) > rank:
            properties.insert(index, child)
            return
    properties.append(child)


def element(tag: str, attributes: dict[str, str]) -> Any:
    """One OOXML element with namespaced attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made
