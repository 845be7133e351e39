"""Codes as pages show them are read; what is no picture, or a bomb, is not opened far."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from crawler.probes.qr import MAX_CODES, read_codes

TEXT = "http://weixin.qq.com/r/AbCdEf0123456789abcd"


def code(text: str = TEXT, scale: int = 4) -> Image.Image:
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=scale)
    shape = memoryview(drawn).shape  # type: ignore[arg-type]
    assert shape
    return Image.frombytes("L", (shape[1], shape[0]), bytes(memoryview(drawn)))  # type: ignore[arg-type]


def encoded(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def poster(picture: Image.Image) -> Image.Image:
    """A poster 110 pixels wide with a code of 66."""
    sheet = Image.new("RGB", (110, 180), (30, 80, 160))
    sheet.paste(picture.resize((66, 66), Image.Resampling.LANCZOS), (22, 60))
    return sheet


def transparent(picture: Image.Image, ink: tuple[int, int, int, int]) -> Image.Image:
    sheet = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    sheet.paste(ink, (0, 0), ImageOps.invert(picture))
    return sheet


def round_code() -> Image.Image:
    """Rays around a middle, as the codes of mini programs are: no QR code."""
    sheet = Image.new("L", (300, 300), 255)
    pen = ImageDraw.Draw(sheet)
    for ray in range(0, 360, 10):
        turn, reach = math.radians(ray), 90 + ray % 50
        ends = [(150 + far * math.cos(turn), 150 + far * math.sin(turn)) for far in (60, reach)]
        pen.line(ends, fill=0, width=6)
    pen.ellipse((110, 110, 190, 190), fill=0)
    return sheet


def cropped(picture: Image.Image) -> Image.Image:
    return picture.crop(ImageOps.invert(picture).getbbox())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_every_format(kind: str) -> None:
    assert read_codes(encoded(code(), kind)) == (TEXT,)


@pytest.mark.parametrize(
    "made",
    [
        poster,
        ImageOps.invert,
        cropped,
        lambda picture: ImageOps.invert(cropped(picture)),
        lambda picture: transparent(picture, (0, 0, 0, 255)),
        lambda picture: transparent(picture, (255, 255, 255, 255)),
        lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
        lambda picture: picture.rotate(20, fillcolor=255, expand=True),
        lambda picture: picture.convert("1"),
        lambda picture: picture.convert("P"),
    ],
    ids=[
        "poster",
        "inverted",
        "cropped",
        "inverted crop",
        "clear",
        "white on clear",
        "blurred",
        "turned",
        "1 bit",
        "palette",
    ],
)
def test_as_pages_show_them(made: Callable[[Image.Image], Image.Image]) -> None:
    assert read_codes(encoded(made(code()))) == (TEXT,)


def test_a_transparent_webp_and_a_later_frame_of_a_gif() -> None:
    assert read_codes(encoded(transparent(code(), (0, 0, 0, 255)), "WEBP")) == (TEXT,)
    blank = Image.new("L", code().size, 255)
    assert read_codes(encoded(blank, "GIF", save_all=True, append_images=[code()])) == (TEXT,)


def test_many_codes_in_one_picture() -> None:
    one = code(scale=2)
    sheet = Image.new("L", (one.width * 4, one.height * 3), 255)
    for number in range(12):
        sheet.paste(
            code(f"http://weixin.qq.com/r/AbCdEf0123456789ab{number:02}", 2),
            (number % 4 * one.width, number // 4 * one.height),
        )
    assert 0 < len(read_codes(encoded(sheet))) <= MAX_CODES


def bomb() -> bytes:
    """A PNG whose head promises 40,000 times 40,000 pixels."""
    whole = encoded(Image.new("L", (8, 8)))
    head = b"IHDR" + (40_000).to_bytes(4, "big") * 2 + whole[24:29]
    return whole[:12] + head + zlib.crc32(head).to_bytes(4, "big") + whole[33:]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        encoded(code())[:300],
        bomb(),
        encoded(Image.new("L", (40, 40))),
        encoded(round_code()),
    ],
    ids=["empty", "text", "svg", "cut", "bomb", "blank", "round"],
)
def test_what_holds_none(body: bytes) -> None:
    assert read_codes(body) == ()


@given(st.binary(max_size=300))
def test_no_bytes_break_it(body: bytes) -> None:
    assert isinstance(read_codes(b"GIF89a" + body), tuple)
