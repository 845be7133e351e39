"""Untrusted text made fit to print: what a page says may hold control characters, bidi overrides or megabytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

#: Longest text shown in one place, characters. Evidence stays whole in the snapshot.
LONGEST = 2000

# Invisible in print: C0 and C1 controls, zero-width and bidi characters, byte-order mark. A bidi override would let a
# page turn an address round in our own letter. Lone surrogates and noncharacters are not allowed in XML.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_UNPRINTABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS = re.compile(r"[\s\x85\u2028\u2029]+")


def plain(text: str, longest: int = LONGEST) -> str:
    """Return `text` on one line, printable, at most `longest` characters; a cut is shown by an ellipsis."""
    cut = text[: longest * 4]  # bounds the work on a huge value
    shown = _BLANKS.sub(" ", _UNPRINTABLE.sub("\ufffd", _INVISIBLE.sub("", cut))).strip()
    if len(shown) > longest or (len(cut) < len(text) and len(shown) == longest):
        return shown[: longest - 1] + "…"
    return shown + "…" if len(cut) < len(text) else shown


def sentence(text: str, longest: int = LONGEST) -> str:
    """Return `text` printable and ending in one full stop."""
    return plain(text, longest).rstrip("。；;，. ") + "。"


def called(names: Sequence[str], most: int = 20) -> str:
    """“甲（微博）”“乙（抖音）”等 30 个账号; a single one without the count."""
    shown = "".join(f"“{plain(name, 120)}”" for name in names[:most])
    return shown if len(names) == 1 else f"{shown}{'等' if len(names) > most else ''}{len(names)}个账号"


def joined(parts: Iterable[str], mark: str = "、", longest: int = 300) -> str:
    """Distinct non-empty parts in their own order, with `mark` between them."""
    return mark.join(dict.fromkeys(shown for shown in (plain(part, longest) for part in parts) if shown))
