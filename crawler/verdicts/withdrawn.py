"""Articles that are withdrawn and say only that, in the place where their text was."""

from __future__ import annotations

import re

_GONE = (
    r"已(?:经)?(?:被)?(?:作者|管理员|发布者|编辑|发布单位|责任单位)?(?:自行)?"
    r"(?:下线|下架|撤稿|撤下|撤回|撤销发布|撤除|删除|移除|取消发布|停止展示)"
)
_THING = r"(?:此|该|本|这)(?:文|稿|页|篇|文章|稿件|信息|内容|新闻|篇文章|条信息|条新闻|页面)"
_BARE = re.compile(rf"[【\[（(]?(?:{_THING}|文章|稿件|信息|内容)?{_GONE}[了】\]）)。.!！]*")
_ABOUT = re.compile(r"下线|下架|撤稿|撤下|撤回|撤销|删除|移除|停止")
_ITSELF = re.compile(rf"[【\[（(]?(?:{_THING}{_GONE}|已(?:经)?(?:被)?撤稿)[了】\]）)。.!！]*")


def says_withdrawn(lines: tuple[str, ...]) -> bool:
    """Whether an article's own `lines`, its headline first if it bears one, say that it was withdrawn and no more.

    Beside a headline the words must name the article: “已下线” alone may be what is told of the thing in the headline.
    """
    if len(lines) == 1:
        return _BARE.fullmatch(lines[0]) is not None
    return len(lines) == 2 and _ITSELF.fullmatch(lines[1]) is not None and not names_withdrawal(lines[0])


def names_withdrawal(text: str) -> bool:
    """Whether a headline, or a link's text, leads one to expect a page about such a thing."""
    return _ABOUT.search(text) is not None


def may_say(line: str) -> bool:
    """Whether a line could be such words: cheap, and never true of a text."""
    return len(line) <= 24 and _BARE.fullmatch(line) is not None
