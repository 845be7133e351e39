"""Accounts that somebody came across, one line each: where they were seen, and what to make of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from checks.media.clues.folding import folded
from checks.media.clues.references import Reference, read_reference
from checks.media.clues.verdict import Judge, Rank, Verdict

#: Words on links that name nobody.
_NO_NAME = re.compile(
    r"官方|政务|新浪|微信|公众号|微博|抖音|快手|视频号|头条号?|今日|哔哩哔哩|b站|小红书|关注|我们|扫一扫|扫码|二维码"
    r"|账号|平台|客户端|进入|点击"
)
#: Most places kept of one account.
_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Sighting:
    """An account as it was seen once. `place` is a page's address, or a file with its row; `words` what stood there."""

    platform: str
    name: str
    place: str
    words: str = ""
    address: str = ""
    number: str = ""

    @property
    def reference(self) -> Reference | None:
        """What its id or address says of it."""
        if self.number:
            return Reference(self.platform, self.number.lower())
        return read_reference(self.address) if self.address else None


@dataclass(frozen=True, slots=True)
class Clue:
    """One account with all its places and the verdict on it."""

    key: str
    sighting: Sighting
    places: tuple[str, ...]
    verdict: Verdict


def clues_of(sightings: Iterable[Sighting], judge: Judge) -> list[Clue]:
    """One clue for each distinct account, the most likely first; registered ones and those of others come last."""
    found: dict[str, Clue] = {}
    for sighting in sightings:
        key = key_of(sighting)
        if key in found:
            known = found[key]
            places = tuple(dict.fromkeys((*known.places, sighting.place)))[:_MOST_PLACES]
            found[key] = replace(known, places=places)
        else:
            found[key] = Clue(key, sighting, (sighting.place,), _judged(sighting, judge))
    return sorted(found.values(), key=_order)


def key_of(sighting: Sighting) -> str:
    """The same account's key wherever it was seen: by its id, else by platform and name. Twelve hex digits."""
    reference = sighting.reference
    name = sighting.name or (reference.value if reference else "")
    told = reference.value if reference and not reference.named else folded(name)
    return hashlib.sha256(f"{sighting.platform}\x1f{told}".encode()).hexdigest()[:12]


def _judged(sighting: Sighting, judge: Judge) -> Verdict:
    reference = sighting.reference
    name = sighting.name or (reference.value if reference and reference.named else "")
    verdict = judge.judge(sighting.platform, name, [reference] if reference else [])
    if verdict.rank is Rank.OTHER and reference is not None and reference.sealed:
        return Verdict(Rank.LOW, "二维码或短链接不含账号名称，登记表中没有相同的，请打开核对。")
    if verdict.rank is Rank.OTHER and reference is not None and not _says(name):
        return Verdict(Rank.MIDDLE, "网站页面链接到该账号，登记表中没有相同的 ID，链接文字没有写明名称，请打开核对。")
    return verdict


def _says(name: str) -> bool:
    """Whether the words on a link are more than the platform's name or an invitation."""
    return bool(_NO_NAME.sub("", folded(name)))


def _order(clue: Clue) -> tuple[int, str, str, str]:
    rank = clue.verdict.rank
    return -(rank if rank >= 0 else -1), clue.verdict.unit, clue.sighting.platform, clue.key
