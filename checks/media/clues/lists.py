"""Lists that a person brings: search results exported or pasted, as rows of cells or as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.media.clues.clue import Sighting
from checks.media.clues.mentions import addresses, at_address, mentions
from checks.media.clues.references import read_reference
from core.platforms import canonical_platform

_MEDIA = "微信公众号|公众号|微信视频号|视频号|微博|抖音|快手|头条号|今日头条|小红书|哔哩哔哩|b站"
#: Headings of columns, as exports of searches call them; of one that fits several the former counts.
_HEADINGS = {
    "platform": re.compile(
        r"(?:所属|发布)?(?:平台|渠道)(?:名称|类型)?|(?:新)?媒体(?:平台|类型|类别)|账号类型|来源平台"
    ),
    "number": re.compile(r"(?:[账帐]号|用户|原始|公众号|微博|抖音|快手|平台)?id|uid|sec_uid|微信号"),
    "address": re.compile(r".{0,8}(?:链接|网址|url|主页|地址)"),
    "name": re.compile(
        rf"(?:(?:政务)?(?:新)?媒体|[账帐]号|用户|作者|博主|{_MEDIA})?(?:[账帐]号)?(?:名称|昵称|名字|名)"
        rf"|昵称|[账帐]号|作者|博主|官微|{_MEDIA}"
    ),
}
_IN_HEADING = re.compile(_MEDIA)
#: Where a name ends in a line that says more.
_BREAK = re.compile(r"\s{2,}|[\t|｜,;]|\s(?=https?:)")
_DEEPEST_HEADER = 20
#: A line of a pasted list that is longer is a sentence, and no name by itself.
_LONGEST_NAME = 30
#: Characters kept of the line that names an account.
_LONGEST_WORDS = 200

Row = tuple[int, Sequence[str]]


def from_rows(rows: Sequence[Row], place: str) -> Iterator[Sighting]:
    """Accounts of a table with a heading row; of one without, whatever its cells name."""
    for index, (_, cells) in enumerate(rows[:_DEEPEST_HEADER]):
        columns = _columns(cells)
        if "name" in columns or "address" in columns:
            heading = _IN_HEADING.search(cells[columns["name"]].lower()) if "name" in columns else None
            platform = canonical_platform(heading[0]) if heading else ""
            for number, below in rows[index + 1 :]:
                yield from _from_row(below, columns, platform, f"{place} 第 {number} 行")
            return
    for number, cells in rows:
        yield from from_text("\n".join(cells), f"{place} 第 {number} 行")


def from_text(text: str, place: str) -> Iterator[Sighting]:
    """Accounts that pasted text names; a short line that names none begins with a name, of an unknown platform."""
    for line in text.splitlines():
        found = [*mentions(line, place), *addresses(line, place)]
        named = any(seen.name for seen in found)
        name = "" if named else _leading_name(line)
        if name and len(found) == 1:
            yield replace(found[0], name=name, words=line.strip()[:_LONGEST_WORDS])
            continue
        yield from found
        if name and not found:
            yield Sighting("", name, place, line.strip()[:_LONGEST_WORDS])


def _leading_name(line: str) -> str:
    name = _BREAK.split(line.strip(" \t-·*、，。0123456789."), maxsplit=1)[0].strip()
    return name if 1 < len(name) <= _LONGEST_NAME and "://" not in name else ""


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        title = "".join(cell.split()).lower()
        kind = next((kind for kind, pattern in _HEADINGS.items() if pattern.fullmatch(title)), "")
        if kind:
            found.setdefault(kind, index)
    return found


def _from_row(cells: Sequence[str], columns: dict[str, int], platform: str, place: str) -> Iterator[Sighting]:
    """`platform` is the one that the heading of the names tells of, for rows that tell of none."""
    values = {kind: cells[index].strip() if index < len(cells) else "" for kind, index in columns.items()}
    name, address = values.get("name", ""), values.get("address", "")
    reference = read_reference(address) if address else None
    if name:
        seen = canonical_platform(values.get("platform", "")) or (reference.platform if reference else platform)
        yield Sighting(seen, name, place, name, address if reference else "", values.get("number", ""))
    elif address and (sighting := at_address(address, "", place)):
        yield sighting
