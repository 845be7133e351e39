"""Words beside a picture that invite to scan or to follow: “扫码关注……” stands under, over or beside its code."""

from __future__ import annotations

import re

from crawler.extract.tree import Element, fold, words

INVITES = re.compile(r"扫码|扫一扫|扫描|识别|二维码|关注|公众号|视频号")
#: Longest text, in characters, that is a caption and no paragraph; levels looked through for it.
_LONGEST, _LEVELS = 60, 4


def invitation(picture: Element) -> str:
    """The caption nearest to the picture that invites; empty: there is none."""
    inner, around = picture, picture.parent
    for _ in range(_LEVELS):
        if around is None:
            return ""
        if around.size > _LONGEST:
            return next(filter(INVITES.search, (_beside(around, inner, step) for step in (1, -1))), "")
        if around.size and INVITES.search(text := words(around)):
            return text
        inner, around = around, around.parent
    return ""


def _beside(around: Element, inner: Element, step: int) -> str:
    """The words next to one of its children, behind (1) or before it (-1)."""
    place = inner.index + step
    while 0 <= place < len(around.children):
        near = around.children[place]
        if isinstance(near, Element) and near.size > _LONGEST:
            return ""
        text = fold(near) if isinstance(near, str) else words(near)
        if text:
            return text if len(text) <= _LONGEST else ""
        place += step
    return ""
