"""How many rows of its picture a PNG file holds (PNG, third edition, 5 and 7), counted without drawing any."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

#: Most bytes of a picture's rows that are counted.
MAX_DATA = 256 * 1024 * 1024
_PIECE = 1024 * 1024
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Samples of one pixel by type of colour.
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def rows_of_png(body: bytes) -> tuple[int, int]:
    """Rows that the picture has, and rows that the file holds; of an interlaced one, where each part of the file tells
    of all the picture, all are held.

    Raises ValueError for what is no PNG file.
    """
    if body[:8] != _SIGNATURE or body[12:16] != b"IHDR" or len(body) < 33:
        raise ValueError("no PNG file")
    width, height, depth, colour, _, _, interlaced = struct.unpack_from(">IIBBBBB", body, 16)
    if not width or not height or colour not in _SAMPLES:
        raise ValueError("no PNG file")
    row = (width * depth * _SAMPLES[colour] + 7) // 8 + 1
    if interlaced or row * height > MAX_DATA:
        return height, height
    return height, min(height, _length(_data(body), row * height) // row)


def _data(body: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(body):
        length, name = struct.unpack_from(">I4s", body, at)
        if name == b"IDAT":
            yield body[at + 8 : at + 8 + length]
        at += 12 + length


def _length(pieces: Iterator[bytes], most: int) -> int:
    """Bytes that the pieces hold when unpacked: as far as they can be, and no more than `most`."""
    engine, found = zlib.decompressobj(), 0
    try:
        for piece in pieces:
            found += len(engine.decompress(piece, _PIECE))
            while engine.unconsumed_tail and found < most:
                found += len(engine.decompress(engine.unconsumed_tail, _PIECE))
    except zlib.error:
        return found
    return found
