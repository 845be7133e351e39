"""Rows that a picture's file holds nothing for, counted; nothing is said where that is not certain."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from crawler.files.gif import rows_of_gif
from crawler.files.picture import read_picture
from crawler.files.png import rows_of_png

SIZE = (160, 120)


def drawn(mode: str, end: str = "") -> Image.Image:
    """A picture of many spots, whose last third may be of one colour."""
    chance, picture = Random(1), Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    for _ in range(200):
        x, y = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
        pen.ellipse((x, y, x + 12, y + 12), fill=(chance.randrange(256), chance.randrange(256), chance.randrange(256)))
    if end:
        pen.rectangle((0, 80, 160, 120), fill=end)
    return picture.convert(mode)


def file(form: str, mode: str = "RGB", end: str = "", **how: object) -> bytes:
    made = io.BytesIO()
    drawn(mode, end).save(made, form, **how)
    return made.getvalue()


PLAIN = {
    "png": file("PNG"),
    "png palette": file("PNG", "P"),
    "png grey": file("PNG", "L"),
    "png one bit": file("PNG", "1"),
    "jpeg": file("JPEG"),
    "jpeg grey": file("JPEG", "L"),
    "gif": file("GIF", "P", interlace=0),
}
WHOLE_BY_PART = {"jpeg progressive": file("JPEG", progressive=True), "gif interlaced": file("GIF", "P", interlace=1)}


@pytest.mark.parametrize("body", PLAIN.values(), ids=PLAIN)
@pytest.mark.parametrize("part", [0.3, 0.5, 0.8])
def test_a_cut_picture_lacks_about_as_many_rows_as_bytes(body: bytes, part: float) -> None:
    facts = read_picture(body[: int(len(body) * part)])
    assert (facts["failure"], facts["height"]) == ("", SIZE[1])
    assert abs(facts["missing"] / SIZE[1] - (1 - part)) < 0.25
    assert facts["missing"] >= SIZE[1] // 20


@pytest.mark.parametrize("body", [*PLAIN.values(), *WHOLE_BY_PART.values()])
@pytest.mark.parametrize("cut", [0, 1, 2])
def test_a_picture_that_lacks_hardly_a_byte_lacks_nothing(body: bytes, cut: int) -> None:
    assert read_picture(body[: len(body) - cut])["missing"] <= 1
    assert read_picture(body + b"tail" * 500)["missing"] == 0


@pytest.mark.parametrize("end", ["black", "white", "#808080"])
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_an_end_of_one_colour_is_no_missing_one(form: str, end: str) -> None:
    body = file(form, end=end)
    assert read_picture(body)["missing"] == 0
    assert (form, end) == ("JPEG", "#808080") or read_picture(body[:-2])["missing"] <= 1


@pytest.mark.parametrize("body", WHOLE_BY_PART.values(), ids=WHOLE_BY_PART)
def test_of_some_pictures_every_part_shows_all(body: bytes) -> None:
    assert read_picture(body[: len(body) // 2])["missing"] == 0


@pytest.mark.parametrize(
    "body", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"<html>", PLAIN["png"][:30]]
)
def test_what_is_no_picture_is_told_so(body: bytes) -> None:
    facts = read_picture(body)
    assert (facts["missing"], bool(facts["failure"])) == (0, True)


@given(st.integers(8, 2000), st.binary(min_size=1, max_size=40))
def test_any_bytes_are_counted(at: int, new: bytes) -> None:
    for count, name in ((rows_of_gif, "gif"), (rows_of_png, "png")):
        body = PLAIN[name][:at] + new + PLAIN[name][at + len(new) :]
        try:
            height, held = count(body)
        except ValueError:
            continue
        assert 0 <= held <= height


def test_as_a_program() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "crawler.files.picture"], input=PLAIN["png"], capture_output=True, check=True
    )
    assert json.loads(told.stdout) == {"failure": "", "height": SIZE[1], "missing": 0}
