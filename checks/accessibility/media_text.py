"""Sound and film without captions or a text beside them: WCAG 2.2 SC 1.2.1 to 1.2.3 and 1.2.5; only asked about."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_TEXTS = frozenset({"", "captions", "subtitles"})
_SILENT = "没有字幕轨道，请看画面上有没有字幕、页面上有没有文字说明"
_UNREAD = "请看页面上有没有录音的文字稿"


@rule(id="a11y.media_text", title="音视频没有字幕或文字稿", wcag=("1.2.1", "1.2.2", "1.2.3"), act=("eac66b", "e7aa44"))
def media_text(page: Page, params: Params) -> Ruling:
    """是什么：视频没有字幕轨道（track），或者页面上有音频。画面上是否已有字幕、页面上是否有文字稿，源代码看不出，因此
    只提请人工核对。

    为什么重要：听力障碍群众听不到录音和视频里的讲话，没有字幕或者文字稿，就不知道讲了什么。

    如何整改：视频加上字幕，音频在旁边附上文字稿。例如：

        <video src="/video/fbh.mp4" controls><track kind="captions" src="/video/fbh.vtt" srclang="zh"></video>
        <audio src="/audio/fx.mp3" controls></audio> <a href="/audio/fx.html">防汛通知文字稿</a>
    """
    seen = outline_of(page.dom)
    films = [node for node in seen.elements("video") if _is_filled(seen, node)]
    sounds = [node for node in seen.elements("audio") if _is_filled(seen, node) and "controls" in seen.attributes(node)]
    doubts = [Fault(node, _SILENT) for node in films if not _has_captions(seen, node)]
    return Ruling(len(films) + len(sounds), doubts=[*doubts, *(Fault(node, _UNREAD) for node in sounds)])


def _is_filled(seen: Outline, node: LexborNode) -> bool:
    return bool(value(seen.attributes(node), "src")) or node.css_first("source") is not None


def _has_captions(seen: Outline, node: LexborNode) -> bool:
    # A track without kind is one of subtitles (HTML 4.8.11.11.1).
    tracks = node.css("track[src]")
    return any(value(seen.attributes(track), "kind").lower() in _TEXTS for track in tracks)
