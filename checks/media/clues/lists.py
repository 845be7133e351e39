"""Lists that a person brings: search results exported or pasted, as rows of cells or as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.media.clues.clue import Sighting
from checks.media.clues.mentions import addresses, at_address, mentions
from checks.media.clues.references import read_reference
from core.platforms import canonical_platform

#: Headings of columns, as exports of searches call them.
_HEADINGS = {
    "platform": ("平台", "新媒体类型", "平台名称", "渠道"),
    "name": ("名称", "账号名称", "公众号名称", "昵称", "账号", "帐号", "帐号名称", "作者"),
    "number": ("账号id", "id", "微信号", "uid", "sec_uid", "原始id"),
    "address": ("链接", "网址", "主页", "主页url", "主页网址", "url", "地址"),
}
_DEEPEST_HEADER = 20
#: A line of a pasted list that is longer is a sentence, and no name by itself.
_LONGEST_NAME = 30

Row = tuple[int, Sequence[str]]


def from_rows(rows: Sequence[Row], place: str) -> Iterator[Sighting]:
    """Accounts of a table with a heading row; of one without, whatever its cells name."""
    for index, (_, cells) in enumerate(rows[:_DEEPEST_HEADER]):
        columns = _columns(cells)
        if "name" in columns or "address" in columns:
            for number, below in rows[index + 1 :]:
                yield from _from_row(below, columns, f"{place} 第 {number} 行")
            return
    for number, cells in rows:
        yield from from_text("\n".join(cells), f"{place} 第 {number} 行")


def from_text(text: str, place: str) -> Iterator[Sighting]:
    """Accounts that pasted text names; a short line that names none is taken for a name, of an unknown platform."""
    for line in text.splitlines():
        found = [*mentions(line, place), *addresses(line, place)]
        yield from found
        name = line.strip(" \t-·*、，。0123456789.")
        if not found and 1 < len(name) <= _LONGEST_NAME and "://" not in name:
            yield Sighting("", name, place, line.strip())


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        title = "".join(cell.split()).lower()
        for name, titles in _HEADINGS.items():
            if title in titles and name not in found:
                found[name] = index
    return found


def _from_row(cells: Sequence[str], columns: dict[str, int], place: str) -> Iterator[Sighting]:
    values = {name: cells[index].strip() if index < len(cells) else "" for name, index in columns.items()}
    name, address = values.get("name", ""), values.get("address", "")
    platform = canonical_platform(values.get("platform", ""))
    reference = read_reference(address) if address else None
    if name:
        seen = platform or (reference.platform if reference else "")
        yield Sighting(seen, name, place, name, address if reference else "", values.get("number", ""))
    elif address and (sighting := at_address(address, "", place)):
        yield sighting
