"""How much of a picture its file holds. Run as a program, for files are hostile: `python -m crawler.files.picture`
reads one file from standard input and writes JSON, within bounds of its own.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from contextlib import suppress
from typing import Any

from PIL import Image, ImageFile

from crawler.files.gif import rows_of_gif
from crawler.files.png import rows_of_png

#: Memory (bytes) and processor time (seconds) that one file may cost; most pixels of one that must be drawn.
MAX_MEMORY, MAX_SECONDS = 1024 * 1024 * 1024, 10
MAX_PIXELS = 40_000_000
#: What is left of a file to see whether the last row moves with the end of the file: one in so many.
_PART = 2
_GREY = b"\x80"


def read_picture(body: bytes) -> dict[str, Any]:
    """Facts of one file: `failure` (English; empty: it was read), `height`, and `missing`, the rows at its end that the
    file does not hold: 0 also where that is not certain.
    """
    try:
        height, held = _rows(body)
    # Whatever a decoder raises for a file is the file's fault.
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, MemoryError) as error:
        return {"failure": f"{type(error).__name__}: {error}"[:200], "height": 0, "missing": 0}
    return {"failure": "", "height": height, "missing": height - held}


def _rows(body: bytes) -> tuple[int, int]:
    if body.startswith(b"GIF"):
        return rows_of_gif(body)
    return rows_of_png(body) if body.startswith(b"\x89PNG") else _rows_of_jpeg(body)


def _rows_of_jpeg(body: bytes) -> tuple[int, int]:
    """Rows of a JPEG file are in doubt all there. Decoders paint what has no coefficients grey (128); then the grey
    must move with the end of the file. Of a progressive one each part tells of all the picture.
    """
    height, blank = _blank_rows(body)
    if not blank:
        return height, height
    _, earlier = _blank_rows(body[: len(body) // _PART])
    return height, height - blank if 0 < blank < earlier else height


def _blank_rows(body: bytes) -> tuple[int, int]:
    """Rows of the picture, and how many of those at its end are grey all over; none of a file that is whole."""
    with Image.open(io.BytesIO(body), formats=("JPEG",)) as picture:
        if picture.width * picture.height > MAX_PIXELS or picture.mode not in ("L", "RGB"):
            raise ValueError("not looked at")
        if "progressive" in picture.info:
            return picture.height, 0
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        with suppress(OSError):
            picture.load()
            return picture.height, 0
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        picture.load()
        data, height = picture.tobytes(), picture.height
    width = len(data) // height
    return height, height - (len(data.rstrip(_GREY)) + width - 1) // width


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    json.dump(read_picture(sys.stdin.buffer.read()), sys.stdout)
