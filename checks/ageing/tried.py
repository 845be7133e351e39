"""Reads the "ageing" probe: what the entries on the home page do. Holds no check of its own.

The clauses are those of the annex on websites; numbers of the annex on apps (contrast, line height, target size) are
never held against a website.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot

Told = Mapping[str, Any]
NEEDS = frozenset({"pages", "probes", "walk"})
#: The document that every check here cites.
ANNEX = "工信厅信管函〔2021〕67号 附件1《互联网网站适老化通用设计规范》"
#: Inspections that must agree: a toolbar from its maker's host fails to come now and then.
ROUNDS = 2
#: How much larger text must be to count as enlarged.
ENLARGED = 1.1
#: What a state is compared by when the page does not rest by itself, and what besides when it does.
_LASTING = ("size", "colours", "cursor", "senses", "kept", "height", "layers")
_RESTING = ("mark", "layout", "changes")
_UNBUILT = re.compile(r"建设中|开发中|敬请期待|暂未(?:开通|开放)|即将上线|正在升级|功能未")
_NAMES = {
    "zoom": "放大",
    "cursor": "大鼠标",
    "reading": "语音朗读",
    "contrast": "配色",
    "guide": "辅助线",
    "subtitle": "大字幕",
    "leave": "退出",
}


class Effect(StrEnum):
    """What an entry does."""

    WORKS = "works"
    NOTHING = "nothing"
    UNSURE = "unsure"


def mode_of(snapshot: Snapshot) -> Probe | None:
    """The probe of the home page; None when there is none, or the page did not open."""
    for probe in snapshot.probes("ageing"):
        if "failure" not in probe.data and 200 <= int(probe.data["status"]) < 300 and probe.data["state"]["texts"]:
            return probe
    return None


def is_wanted(entry: Told) -> bool:
    """Whether it is an entry: it says so and nothing else, or it works as one."""
    return int(entry["strength"]) == 2 or effect_of(entry)[0] is Effect.WORKS


def effect_of(entry: Told) -> tuple[Effect, str]:
    """What using an entry did, and in words (Chinese)."""
    tried = entry["tried"]
    if not tried["found"]:
        return Effect.UNSURE, "再次打开首页时没有找到这个入口"
    if "failure" in tried:
        return Effect.UNSURE, "使用时浏览器没有得到结果"
    gained = gained_by(tried)
    if tried["enlarged"] or gained:
        return Effect.WORKS, changes_in_words(tried)
    if tried["lacking"]:
        return Effect.UNSURE, f"它要用的 {'、'.join(tried['lacking'][:3])} 没有打开"
    if tried["moved"]:
        return _led_away(tried)
    return _stayed(tried)


def gained_by(tried: Told) -> list[str]:
    """Kinds of controls that are there after the entry was used and were not before."""
    return [name for name in tried["after"]["senses"] if name not in tried["before"]["senses"] and name != "leave"]


def changes_in_words(tried: Told) -> str:
    """What the mode changes (Chinese)."""
    before, after = tried["before"]["size"], tried["after"]["size"]
    words = [f"正文字号由 {before:g} 像素变为 {after:g} 像素"] if tried["enlarged"] else []
    gained = gained_by(tried)
    words += [f"出现{'、'.join(_NAMES[name] for name in gained)}"] if gained else []
    idle = [_NAMES[name] for name, works in tried["works"].items() if not works]
    words += [f"{'、'.join(idle)}点了没有测到变化"] if idle else []
    return "，".join(words)


def _led_away(tried: Told) -> tuple[Effect, str]:
    status = int(tried["status"])
    if status in (404, 410):
        return Effect.NOTHING, f"打开的页面不存在（{status}）"
    return Effect.UNSURE, "打开了另一个页面，没有测到字号变大，也没有放大、朗读等控件"


def _stayed(tried: Told) -> tuple[Effect, str]:
    before, after, first = tried["before"], tried["after"], tried["first"]
    if not tried["noisy"] and any(_UNBUILT.search(text) for text in tried["dialogs"]):
        return Effect.NOTHING, "只弹出“建设中”一类提示"
    if tried["dialogs"]:
        return Effect.UNSURE, "弹出了对话框"
    rests = first["changes"] == before["changes"]
    same = all(before[name] == after[name] for name in (*_LASTING, *(_RESTING if rests else ())))
    if same and not after["fresh"]:
        return Effect.NOTHING, "点击后字号、颜色、鼠标、控件和页面内容都没有变化"
    return Effect.UNSURE, "点击后页面有变化，但没有测到字号变大，也没有放大、朗读等控件"


def kind_of(entry: Told) -> str:
    """Whom an entry is for: it tells apart the findings of one site."""
    return "accessible" if "无障碍" in entry["label"] else "elderly"


def evidence_of(probe: Probe, entries: Iterable[Told]) -> tuple[Evidence, ...]:
    """Where entries are and what the page looked like with the mode on."""
    shots, found = probe.data["shots"], []
    for entry in entries:
        for what in ("entry", "mode"):
            shot = str(shots.get(f"{what}:{entry['selector']}", ""))
            if shot or what == "entry":
                found.append(seen(probe, str(entry["html"]), shot))
    return tuple(found) or (seen(probe),)


def seen(probe: Probe, excerpt: str = "", shot: str = "") -> Evidence:
    """The probe's record as evidence, with an excerpt of the page's source and a picture."""
    if probe.record is None:
        return Evidence(probe.subject, excerpt=excerpt[:500], shot=shot)
    return probe.record.evidence(probe.subject, excerpt, shot)


def told(
    check: str,
    snapshot: Snapshot,
    outcome: Outcome,
    message: str,
    identity: tuple[str, ...] = (),
    evidence: tuple[Evidence, ...] = (),
) -> Observation:
    """An observation about the site's home page."""
    home = snapshot.site.home
    return Observation(
        check,
        home,
        SubjectKind.SITE,
        outcome,
        message,
        identity,
        evidence or (Evidence(home),),
        rounds=ROUNDS if outcome is Outcome.FAILED else 1,
    )


def unopened(check: str, snapshot: Snapshot) -> Observation:
    """Said when the home page was not tried, or did not open."""
    return told(check, snapshot, Outcome.CANT_TELL, "无法判断：首页没有在浏览器里正常打开。")
