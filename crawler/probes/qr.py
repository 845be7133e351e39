"""QR codes in pictures: small posters, inverted, transparent, in whatever format; bounded against hostile files."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO

import zxingcpp
from PIL import Image

#: Formats read; others (SVG, TIFF with its many codecs) are not opened at all.
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
#: Most pixels of a picture, most frames of an animation, most codes of one picture, most characters of a code.
MAX_PIXELS = 12_000_000
MAX_FRAMES = 3
MAX_CODES = 8
MAX_TEXT = 1000
#: Pictures with a longer side below this are looked at again, enlarged; none is looked at larger than that.
_SMALL, _LARGE = 480, 2400
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_BLACK, _WHITE = (0, 0, 0, 255), (255, 255, 255, 255)


def read_codes(body: bytes) -> tuple[str, ...]:
    """The texts of the QR codes in a picture; empty for what is no picture, too large, or holds none. Never raises."""
    found: dict[str, None] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for picture in _pictures(body):
                for code in zxingcpp.read_barcodes(picture, formats=_QR):
                    found.setdefault(str(code.text)[:MAX_TEXT])
                if found:
                    break
    # Whatever a broken picture makes the libraries raise.
    except Exception:
        return tuple(found)[:MAX_CODES]
    return tuple(found)[:MAX_CODES]


def _pictures(body: bytes) -> Iterator[Image.Image]:
    """The ways a picture is looked at, one after another until a code is seen."""
    with Image.open(BytesIO(body), formats=FORMATS) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            return
        for frame in range(min(getattr(opened, "n_frames", 1), MAX_FRAMES)):
            opened.seek(frame)
            colours = opened.convert("RGBA")
            if max(colours.size) > _LARGE:
                colours.thumbnail((_LARGE, _LARGE))
            clear = colours.getchannel("A").getextrema()[0] != 255
            for ground in (_WHITE, _BLACK) if clear else (_WHITE,):
                sheet = Image.new("RGBA", colours.size, ground)
                flat = Image.alpha_composite(sheet, colours).convert("L")
                large = flat.resize((flat.width * 3, flat.height * 3), Image.Resampling.LANCZOS)
                for picture in (flat, large) if max(flat.size) < _SMALL else (flat,):
                    yield from (picture, _bordered(picture, 255), _bordered(picture, 0))


def _bordered(picture: Image.Image, shade: int) -> Image.Image:
    """With a margin: codes that fill their picture lack the quiet zone they need."""
    margin = max(8, max(picture.size) // 16)
    framed = Image.new("L", (picture.width + 2 * margin, picture.height + 2 * margin), shade)
    framed.paste(picture, (margin, margin))
    return framed
