"""Why an entrance may be on a site although no link was read as one. Holds no check of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.snapshot import Page

#: Elements that menus are made of, whether or not they are links.
_MENU = "a, area, button, option, li, span, div, dt, dd, td, p, label, h1, h2, h3, h4, h5, h6"
#: Longest text that names a place to turn to, in characters.
_LONGEST_NAME = 14
#: Elements of a link around its text that are looked through.
_NESTED = 4
#: What scripts fill: marked so that they find it, and empty in the source.
_FILLED = "nav, ul[id], div[id], header, footer"


def hidden_entrance(home: Page, name: re.Pattern[str], other: re.Pattern[str]) -> str:
    """What on the home page may hide an entrance of that name; empty when nothing does.

    `name` must occur in a text and `other` must not. A veto hangs on it, so every doubt counts.
    """
    shown = [home.dom, *((home.rendered.dom,) if home.rendered else ())]
    for dom in shown:
        for text in _short_texts(dom):
            if name.search(text) and not other.search(text):
                return f"首页有“{text}”字样，点击后去向不明"
        if any(_names_in(script, name) for script in _scripts(dom)):
            return "首页脚本中有疑似入口的文字"
    if home.facts.scripted or any(_hides_names(dom) for dom in shown):
        return "首页有没有文字的图片链接或由脚本显示的内容"
    return ""


def _short_texts(dom: LexborHTMLParser) -> Iterator[str]:
    """Texts of elements that hold nothing but a short text, without white space."""
    for node in dom.css(_MENU):
        text = "".join(node.text(deep=False).split())
        if 0 < len(text) <= _LONGEST_NAME and not _leads_somewhere(node):
            yield text


def _leads_somewhere(node: LexborNode) -> bool:
    """Whether it is a link with an address, or lies in one: such links were read and are none."""
    place: LexborNode | None = node
    for _step in range(_NESTED):
        if place is None:
            return False
        if place.tag in ("a", "area"):
            href = (place.attributes.get("href") or "").strip().lower()
            return not href.startswith(("#", "javascript:")) and bool(href)
        place = place.parent
    return False


def _names_in(script: str, name: re.Pattern[str]) -> bool:
    """Whether a script holds such a name in words: a number alone (12345) is any number."""
    return any(not found.group().isascii() for found in name.finditer(script))


def _scripts(dom: LexborHTMLParser) -> Iterator[str]:
    for node in dom.css("script:not([src])"):
        yield node.text()


def _hides_names(dom: LexborHTMLParser) -> bool:
    if dom.css_first("iframe[src], frame[src], area[href], [onclick], object, embed") is not None:
        return True
    if dom.css_first("script") is not None and any(map(_is_empty, dom.css(_FILLED))):
        return True
    pictures = dom.css("a[href] img")
    return any(not (node.attributes.get("alt") or node.attributes.get("title")) for node in pictures)


def _is_empty(node: LexborNode) -> bool:
    return next(node.iter(), None) is None and not node.text(strip=True)
