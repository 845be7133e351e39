"""Which places (#x) a recorded page has, and when one that is not there may still be there for visitors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from core.snapshot import Page
from core.snapshot.fragments import named_in, place_of

#: Code that may make places, or answers to addresses with `#`; loading another script is none of that.
_MAKES = re.compile(
    r"location\s*\.\s*hash|hashchange|popstate|\.hash\b|innerHTML|outerHTML|insertAdjacent|\.(?:id|name)\s*=(?!=)"
    r"|createElement\s*\(\s*[\"'](?!script)|document\s*\.\s*write(?:ln)?\s*\((?![^;]{0,300}script)"
    r"|\.\s*(?:html|append|prepend|before|after|load|attr|setAttribute)\s*\(|new\s+Vue|createApp|ReactDOM|angular",
    re.I,
)
#: Routes, and where keyboards skip to: such links work on pages whose tabs are made by scripts, too.
_SKIPPED_TO = re.compile(
    r"(?:skip|page|site)?[-_]?(?:main|content|nav|menu|search|header|footer|top)\w*(?:[-_]\w+)?", re.I
)
#: Most characters of a page's own code looked at.
_MAX_CODE = 500_000
_JAVASCRIPT = re.compile(r"|module|(?:text|application)/(?:x-)?(?:java|ecma)script\S*", re.I)


class Places:
    """The places of one page. `linked` is the address that links use for it: other than the page's after a redirect.

    `names` are the places that other pages link to.
    """

    def __init__(self, page: Page, linked: str, names: Iterable[str]) -> None:
        self._page, self._moved, self._linked = page, page.url != linked, tuple(names)

    def has(self, name: str) -> bool:
        """Whether a browser finds the place in the page as it was recorded."""
        return named_in(name, self._names)

    def doubt(self, name: str) -> str:
        """Why a place that is not in the page may be there for visitors (Chinese); empty: it is not there."""
        if self._moved:
            return "该地址会跳转，跳转后的位置以服务器给出的为准"
        if self._page.facts.truncated:
            return "该页面过大或嵌套过深，没有完整读取"
        if self._page.facts.scripted or self._is_shell:
            return "该页面的内容由脚本或框架载入"
        if self._code and (
            re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self._code) or _MAKES.search(self._code)
        ):
            return "该位置可能由页面脚本生成或处理"
        if self._loads_code and not self._uses_places:
            return "该页面载入了外部脚本，位置可能由脚本处理"
        return ""

    def doubt_of_drawing(self, name: str) -> str:
        """The same for a drawing that `use` shows again: scripts bring whole sets of these, whatever else is there."""
        return self.doubt(name) or ("该页面载入了外部脚本，图形可能由脚本载入" if self._loads_code else "")

    @cached_property
    def _names(self) -> frozenset[str]:
        dom = self._page.dom
        ids = (node.attributes.get("id") for node in dom.css("[id]"))
        anchors = (node.attributes.get("name") for node in dom.css("a[name]"))
        return frozenset(name for name in (*ids, *anchors) if name)

    @cached_property
    def _is_shell(self) -> bool:
        dom = self._page.dom
        refreshed = any((node.attributes.get("http-equiv") or "").lower() == "refresh" for node in dom.css("meta"))
        return refreshed or dom.css_first("frameset") is not None

    @cached_property
    def _code(self) -> str:
        """The page's own scripts and templates."""
        dom = self._page.dom
        own = (node.text() for node in dom.css("script") if _is_code(node.attributes))
        templates = (node.html or "" for node in dom.css("template"))
        return "\n".join((*own, *templates))[:_MAX_CODE]

    @cached_property
    def _loads_code(self) -> bool:
        return any("src" in node.attributes and _is_code(node.attributes) for node in self._page.dom.css("script"))

    @cached_property
    def _uses_places(self) -> bool:
        """Whether most links to places, in the page or to it, lead to what is plainly there: its scripts make none."""
        written = (node.attributes.get("href") or "" for node in self._page.dom.css("a[href^='#']"))
        names = {name for name in (*map(place_of, written), *self._linked) if name and not _SKIPPED_TO.fullmatch(name)}
        there = sum(map(self.has, names))
        return there > 0 and 2 * there >= len(names)


def _is_code(attributes: dict[str, str | None]) -> bool:
    return bool(_JAVASCRIPT.fullmatch((attributes.get("type") or "").strip()))
