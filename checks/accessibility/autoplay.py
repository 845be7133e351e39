"""Sound that plays by itself: WCAG 2.2 SC 1.4.2 (A), failure F23, ACT rules 80f0bf, 4c31df and aaa1bf."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.controls import speaks_of
from checks.accessibility.structure import structure_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: WCAG 2.2 SC 1.4.2: sound of up to three seconds needs no control.
_SHORT = 3.0
_FRAGMENT = re.compile(r"#(?:.*&)?t=(?:npt:)?(\d{1,6}(?:\.\d{1,6})?)?(?:,(\d{1,6}(?:\.\d{1,6})?))?(?:&|$)")
_SOUND = re.compile(r"\.(?:mp3|wav|mid|midi|wma|ogg|m4a|aac)(?:$|[?#])", re.IGNORECASE)
_CONTROL = re.compile(
    r"暂停|静音|停止|声音|音乐|音量|播放|pause|mute|stop|play|sound|music|audio|volume", re.IGNORECASE
)


@rule(
    id="a11y.autoplay", title="声音自动播放，无法关闭", wcag=("1.4.2",), act=("80f0bf", "4c31df", "aaa1bf"), version=2
)
def autoplay(page: Page, params: Params) -> Ruling:
    """是什么：音频或视频在打开页面时自动播放声音，时间超过 3 秒，又没有暂停、静音的按钮。

    为什么重要：自动播放的声音会盖住读屏软件的声音，视力障碍群众听不到页面内容，也找不到关闭的地方。

    如何整改：去掉 autoplay，由使用者自己点击播放；或者加上 controls，或者加上 muted。例如：

        <video src="/video/intro.mp4" controls></video>
        <video src="/video/banner.mp4" autoplay muted></video>
    """
    seen = structure_of(page.dom)
    # A hidden audio element is heard all the same; only what nobody can fill or start is left out.
    players = [node for node in page.dom.css("audio[autoplay], video[autoplay]") if _sounds(node)]
    loud = [node for node in players if not _is_short(node) and "controls" not in node.attributes]
    faults: list[Fault] = []
    doubts: list[Fault] = []
    controlled = bool(loud) and speaks_of(seen, _CONTROL)
    for node in loud:
        # How long a file plays, and whether a video has sound, is not in the page; what repeats does not end.
        sure = node.tag == "audio" and "loop" in node.attributes and not controlled
        (faults if sure else doubts).append(
            Fault(node, "自动播放声音，没有控制按钮" if sure else "自动播放，请听是否有声音、能否关闭")
        )
    old = [node for node in page.dom.css("bgsound[src], embed[src]") if _is_old(node)]
    doubts += [Fault(node, "可能自动播放声音，没有控制按钮") for node in old]
    return Ruling(len(players) + len(old), faults, doubts)


def _is_old(node: LexborNode) -> bool:
    """Whether an older element plays a sound by itself: a browser may not know it, or find no program for it."""
    if node.tag == "bgsound":
        return True
    attributes = node.attributes
    off = any(value(attributes, name).lower() in ("false", "0", "no") for name in ("autostart", "autoplay"))
    sound = value(attributes, "type").lower().startswith("audio/")
    return not off and (sound or _SOUND.search(value(attributes, "src")) is not None)


def _sounds(node: LexborNode) -> bool:
    above = node.parent
    inert = above is not None and above.tag in ("template", "noscript")
    return "muted" not in node.attributes and not inert and bool(_sources(node))


def _sources(node: LexborNode) -> list[str]:
    own = value(node.attributes, "src")
    return [own] if own else [text for part in node.css("source") if (text := value(part.attributes, "src"))]


def _is_short(node: LexborNode) -> bool:
    """Whether every source names a part of at most three seconds (Media Fragments 1.0)."""
    spans = [_FRAGMENT.search(source[-200:]) for source in _sources(node)]
    return "loop" not in node.attributes and all(
        span is not None and span[2] is not None and float(span[2]) - float(span[1] or 0) <= _SHORT for span in spans
    )
