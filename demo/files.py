"""Small but valid files for the demo: Word, Excel, PDF, PNG. Made without clock, so that bytes repeat."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date
from xml.sax.saxutils import escape

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_RELATION = (
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
    'core-properties" Target="docProps/core.xml"/>'
)
_MIME = "application/vnd.openxmlformats-officedocument"


def docx(title: str, made: date | None = None) -> bytes:
    """A Word document with one line of text; with `made` it says on which day it was created."""
    body = (
        f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{escape(title)}</w:t></w:r></w:p></w:body></w:document>'
    )
    part = "word/document.xml"
    parts = {part: body} | ({"docProps/core.xml": _core(made)} if made else {})
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    override = f'<Override PartName="/docProps/core.xml" ContentType="{kind}"/>' if made else ""
    return _package(part, f"{_MIME}.wordprocessingml.document.main+xml", parts, override)


def _core(made: date) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}T01:30:00Z</dcterms:created></cp:coreProperties>'
    )


def xlsx(rows: list[list[str]]) -> bytes:
    """A workbook with one sheet of text cells."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>',
    }
    sheet = f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MIME}.spreadsheetml.worksheet+xml"/>'
    return _package("xl/workbook.xml", f"{_MIME}.spreadsheetml.sheet.main+xml", parts, sheet)


#: What a PDF says of itself to screen readers.
_TOLD = b"/Lang (zh-CN) /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R "


def untagged_pdf(title: str) -> bytes:
    """The same without tags and language, as old programs write it."""
    # Of the same length, so that the table of places stays true.
    return pdf(title).replace(_TOLD, b" " * len(_TOLD))


def pdf(title: str) -> bytes:
    """A one-page PDF with tag, title and language; the text is ASCII because no font is embedded."""
    text = f"BT /F1 14 Tf 72 760 Td ({title}) Tj ET".encode("ascii", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + _TOLD + b">>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /StructTreeRoot /K << /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0 >> >>",
        b"<< /Title (%s) >>" % title.encode("ascii", "replace"),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(body))
    )


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour, `width` by `height` pixels."""
    return _png(width, height, 2, bytes(colour) * width * height)


def qr_code(text: str) -> bytes:
    """A picture (PNG) of a QR code."""
    # Only the demo draws such pictures.
    import zxingcpp  # noqa: PLC0415

    drawn = memoryview(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4))  # type: ignore[arg-type]
    height, width = drawn.shape or (0, 0)
    return _png(width, height, 0, bytes(drawn))


def _png(width: int, height: int, colours: int, pixels: bytes) -> bytes:
    """`colours` is PNG's colour type: 0 grey, 2 RGB, of eight bits."""
    across = len(pixels) // height
    lines = b"".join(b"\0" + pixels[at : at + across] for at in range(0, len(pixels), across))
    header = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _package(main: str, main_type: str, parts: dict[str, str], overrides: str = "") -> bytes:
    content_types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/>{overrides}</Types>'
    )
    root = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        f'Target="{main}"/>{_CORE_RELATION if "docProps/core.xml" in parts else ""}</Relationships>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {"[Content_Types].xml": content_types, "_rels/.rels": root, **parts}.items():
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            package.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return buffer.getvalue()
