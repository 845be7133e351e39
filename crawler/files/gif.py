"""How many rows of its first picture a GIF file holds, counted by its codes (GIF89a, appendix F)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

#: Most bytes of a picture's data read.
MAX_DATA = 2 * 1024 * 1024
_MAX_BITS = 12


def rows_of_gif(body: bytes) -> tuple[int, int]:
    """Rows that the first picture has, and rows of it that the file holds; of an interlaced one, where each part of the
    file tells of all the picture, all are held.

    Raises ValueError for what is no GIF file, or holds no picture.
    """
    if body[:3] != b"GIF" or len(body) < 13:
        raise ValueError("no GIF file")
    at = 13 + _table(body[10])
    while body[at : at + 1] == b"!":
        at = _behind(body, at + 2)
    if body[at : at + 1] != b"," or len(body) < at + 11:
        raise ValueError("no picture in it")
    width, height, flags = struct.unpack_from("<HHB", body, at + 5)
    start = at + 10 + _table(flags)
    if not width or not height or not 2 <= body[start : start + 1][0] <= 8:
        raise ValueError("no picture in it")
    if flags & 0x40:
        return height, height
    data = b"".join(_blocks(body, start + 1))
    return height, height if len(data) > MAX_DATA else min(height, _pixels(data, body[start], width * height) // width)


def _table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(body: bytes, at: int) -> Iterator[bytes]:
    while at < len(body) and body[at]:
        yield body[at + 1 : at + 1 + body[at]]
        at += 1 + body[at]


def _behind(body: bytes, at: int) -> int:
    while at < len(body) and body[at]:
        at += 1 + body[at]
    return at + 1


def _pixels(data: bytes, smallest: int, most: int) -> int:
    """How many pixels the codes stand for; each new code stands for one more than the code before."""
    clear, lengths, bits, last, count = 1 << smallest, [1] * ((1 << smallest) + 2), smallest + 1, 0, 0
    hold = held = 0
    for byte in data:
        hold |= byte << held
        held += 8
        while held >= bits:
            code, hold, held = hold & ((1 << bits) - 1), hold >> bits, held - bits
            if code == clear:
                del lengths[clear + 2 :]
                bits, last = smallest + 1, 0
                continue
            if code == clear + 1 or count >= most or code > len(lengths):
                return count
            known = code < len(lengths)
            if last and len(lengths) < 1 << _MAX_BITS:
                lengths.append(last + 1)
            if not known and code >= len(lengths):
                return count
            last = lengths[code]
            count += last
            if len(lengths) == 1 << bits and bits < _MAX_BITS:
                bits += 1
    return count
