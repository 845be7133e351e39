"""JSON with constant bytes: keys sorted, fixed separators, UTF-8, one item of a long list per line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, BinaryIO

# Invisible characters are escaped, never dropped: a terminal must not obey them, and a reader must get them back.
_ESCAPED = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def encode(value: Any) -> bytes:
    """One value as compact UTF-8 JSON."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def write_list(stream: BinaryIO, items: Iterable[Any]) -> None:
    """Write a JSON array as items come, one a line; nothing is held."""
    stream.write(b"[")
    mark = b"\n"
    for item in items:
        stream.write(mark + encode(item))
        mark = b",\n"
    stream.write(b"\n]")
