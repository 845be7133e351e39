"""Addresses in which a template engine should have put a value, and whether any script could yet do so."""

from __future__ import annotations

import re

from crawler.extract.links_script import is_javascript
from crawler.extract.tree import Element, Tree

#: Marks of template engines and of script templates; without a value between them they may be braces of data.
_UNFILLED = re.compile(r"\{\{|\}\}|\$\{|<%|%>|\{[#%]|#\{")
_NO_VALUE = frozenset(("undefined", "null", "NaN"))
#: One whole place for a value, as no address needs it: {{ url }}, ${id}, <%= id %>, {% url %}, #{id}. Data in a query
#: may well hold }} alone.
_HOLE = re.compile(
    r"\{\{[^{}]{1,200}\}\}|\$\{[^{}:,]{1,200}\}|<%[^%]{1,200}%>|\{%[^%]{1,200}%\}|(?:(?<=[/=])|^)#\{[\w.$\[\]]{1,100}\}"
    r"|(?:%7B){2}(?:(?!%7[BD])[^/?&#]){1,200}(?:%7D){2}"
    r"|(?:^|[/=])(?:\[|%5B)object(?: |%20)Object(?:\]|%5D)(?=$|[/?&#])",
    re.I,
)
#: Attributes whose value a browser opens as it stands.
_OPENED = ("href", "src", "action", "data", "poster", "xlink:href")
#: Attributes by which frameworks know their own elements.
_FRAMEWORKS = ("v-", "ng-", "data-ng-", "x-", ":", "@", "*ng", "data-bind", "ms-", "wx:", "th:", "(", "[")
_FILLED_ELEMENTS = frozenset({"app", "root", "__nuxt", "__next"})
#: What a script says that fills templates or sets addresses; a counter only brings a script of its own.
_FILLS = re.compile(
    r"\{\{|\$\{|<%|template|\bVue\b|angular|react|createapp|handlebars|mustache|juicer|laytpl|\bdoT\b|avalon|knockout|\bko\."
    r"|innerhtml|outerhtml|insertadjacent|document\s*\.\s*write|(?<!location)\.\s*href\s*=|setattribute"
    r"|\.\s*src\s*=(?!\s*[\"'](?:https?:)?//)|\.\s*(?:html|append|prepend|before|after|load|attr|prop|replace|replacewith"
    r"|tmpl|render|mount)\s*\(|\bimport\b",
    re.I,
)
#: Scripts by whose name one knows that they fill no template by themselves: libraries, counters, official marks.
_INERT = re.compile(
    r"(?:^|/)(?:jquery(?![\w.\-]*(?:tmpl|templ|render|view))|bootstrap|swiper|(?:jquery\.)?superslide|slick|html5shiv|respond"
    r"|modernizr)[\w.\-]*\.js(?:$|\?)|//(?:hm\.baidu\.com|\w+\.cnzz\.com|(?:dcs|bszs)\.conac\.cn|zfwzgl\.www\.gov\.cn"
    r"|www\.googletagmanager\.com|www\.google-analytics\.com)/",
    re.I,
)
_STORED = re.compile(r"(?:^|[\s_\-])(?:tpl|tmpl|template|mustache|clone)(?:$|[\s_\-])")


def is_unfilled(href: str) -> bool:
    """Whether an address seems to wait for a value that some script or server puts in."""
    # Searches of a short text cost less than one pattern, and every link comes by.
    if "{" in href or "}" in href or "%" in href or "[" in href:
        return _UNFILLED.search(href) is not None or _HOLE.search(href) is not None
    return href.strip() in _NO_VALUE


class Holes:
    """The addresses of one page that wait for a value: nobody puts one in where no script could."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._filled: bool | None = None

    def remains(self, element: Element, href: str) -> bool:
        """Whether visitors meet the address as it is written: no script of the page could fill it or take it away."""
        if all(element.attrs.get(name) != href for name in _OPENED) or _is_stored(element):
            return False
        if self._filled is None:
            self._filled = _is_filled(self._tree)
        return not self._filled


def why(href: str) -> str:
    """What is wrong with an address that holds a place for a value (Chinese); empty where only a word stands for it."""
    return f"地址中的模板变量没有替换成实际内容：{href.strip()[:200]}" if _HOLE.search(href) else ""


def _is_stored(element: Element) -> bool:
    """Whether it is, or stands in, a piece of the page that nobody sees and scripts copy from."""
    return element.hidden or any(_STORED.search(one.names) for one in (element, *element.ancestors()))


def _is_filled(tree: Tree) -> bool:
    if tree.truncated or tree.tagged("template"):
        return True
    if any(name.startswith(_FRAMEWORKS) for element in tree.elements for name in element.attrs):
        return True
    if any(element.attrs.get("id") in _FILLED_ELEMENTS for element in tree.bearing(("id",))):
        return True
    return any(map(_fills, tree.tagged("script")))


def _fills(script: Element) -> bool:
    kind = script.attrs.get("type", "")
    if "src" in script.attrs and is_javascript(kind):
        return not _INERT.search(script.attrs["src"])
    if not is_javascript(kind):
        return "json" not in kind.lower()
    return any(isinstance(child, str) and _FILLS.search(child) for child in script.children)
