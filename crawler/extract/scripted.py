"""Marks of lists whose entries a script brings: with one of them, no entries in the source is no empty column.

The marks are those of the common platforms (measured list: shared standards, lists.md), then general ones.
"""

from __future__ import annotations

import re

from crawler.extract.tree import Element, Tree

#: Most characters of one page searched for marks.
_SEARCHED = 2_000_000

#: Name → pattern in the source text with comments removed.
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("createPageHTML", re.compile(r"createPage(?:HTML)?\s*\(\s*['\"\w]")),
    ("jpage", re.compile(r"<datastore|dataproxy\.jsp|\.jpage\s*\(|jpage\.js|/module/web/jpage/", re.I)),
    ("jpaas", re.compile(r"queryData\s*=\s*[\"'{]|jpaas-publish-server|/api-gateway/jpaas", re.I)),
    ("gkmlpt", re.compile(r"/gkmlpt/|gkmlpt/api", re.I)),
    ("vsb", re.compile(r"_simple_list_gotopage_fun|_vsb_|listNewsAjax|/system/resource/js/(?:ajax|vsbscreen)", re.I)),
    ("epoint", re.compile(r"ShowAjaxNewPage|categorypagingcontent|epointsso|/EWB-FRONT/rest/", re.I)),
    ("igs", re.compile(r"/igs/front/|igs\.front", re.I)),
    ("ucap", re.compile(r"/common/search/[\w-]+|/searchList/[\w-]+|_isAgg=true|_isJson=true|ucap-core", re.I)),
    ("AspNetPager", re.compile(r"AspNetPager|__doPostBack\s*\(\s*['\"][^'\"]*(?:pager|page)", re.I)),
    ("base64 pager", re.compile(r"\batob\s*\(\s*[\"'][A-Za-z0-9+/=]{40,}")),
    (
        "template",
        re.compile(r"\{\{[^{}]{1,200}\}\}|<%=?[^%]{1,200}%>|\bv-for\s*=|\bng-repeat\s*=|\bms-for\s*=|\bwx:for\s*="),
    ),
    (
        "framework",
        re.compile(
            r"<div\s[^>]*\bid\s*=\s*[\"']?(?:app|root|__nuxt|__next)[\"'\s>]|window\.__(?:NUXT|INITIAL_STATE)__"
        ),
    ),
    (
        "template engine",
        re.compile(r"<script[^>]+type\s*=\s*[\"']?text/(?:html|x-template|template|x-handlebars|x-jquery-tmpl)", re.I),
    ),
    ("iframe list", re.compile(r"<iframe[^>]+(?:list|index|news|xxgk)[^>]*>", re.I)),
)
_ASKS = re.compile(
    r"\$\s*\.\s*(?:ajax|get|post|getJSON)\s*\(|jQuery\.(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|\baxios\b|XMLHttpRequest"
    r"|\$http\b|\.load\s*\(\s*[\"'][^\"']+[\"']"
)
_FILLS = re.compile(
    r"\.\s*(?:html|append|prepend|innerHTML|insertAdjacentHTML|render)\s*(?:\(|\+?=)|document\s*\.\s*write(?:ln)?\s*\("
)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_HOLDERS = frozenset({"ul", "ol", "tbody", "dl"})
_HOLDER_NAMES = re.compile(r"list|news|content|data|result|page|con\b", re.I)


def find_feeds(tree: Tree, source: str) -> tuple[str, ...]:
    """Names of the data marks that a page carries, in the order of the table above."""
    text = _COMMENT.sub("", source[:_SEARCHED])
    found = [name for name, pattern in _MARKS if pattern.search(text)]
    if _has_empty_holder(tree) and _has_list_script(text):
        found.append("ajax")
    return tuple(found)


def _has_list_script(text: str) -> bool:
    # An external script may do the asking, so a page's own scripts need only fill something.
    return bool(_ASKS.search(text)) or bool(_FILLS.search(text))


def _has_empty_holder(tree: Tree) -> bool:
    return any(_is_empty_holder(element) for element in tree.elements)


def _is_empty_holder(element: Element) -> bool:
    if element.size or element.hidden or element.region in ("header", "footer", "nav"):
        return False
    if element.tag in _HOLDERS:
        return not any(isinstance(child, Element) and child.tag != "script" for child in element.children)
    named = element.tag in ("div", "section", "table") and bool(_HOLDER_NAMES.search(element.names))
    return named and not any(isinstance(child, Element) and child.tag != "script" for child in element.children)
