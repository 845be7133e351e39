"""Links that say nothing: WCAG 2.2 SC 2.4.4 and 4.1.2 (A), ACT rule c487ae."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from selectolax.lexbor import LexborNode

from checks.accessibility.naming import ruling_on_names, with_explicit_role
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import explicit_role, implicit_role
from checks.accessibility.told_within import told_at_pictures
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Ruling
from core.snapshot import Page

_ROLES = ("link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref")
_MAP_LEVELS = 8


@rule(id="a11y.link_name", title="链接没有名称", wcag=("2.4.4", "4.1.2"), act=("c487ae",), version=4)
def link_name(page: Page, params: Params) -> Ruling:
    """是什么：链接里没有文字，图片也没有替代文字，读屏软件读不出链接的名称；图片热区（area）没有 alt 的也在其内。
    链接里只有一张缺少替代文字的图片的，在“图片缺少替代文字”中列出。

    为什么重要：视力障碍群众靠听链接名称决定是否打开。没有名称的链接只会被读作“链接”或一串网址。

    如何整改：在链接内写明文字；图片链接写好图片的 alt；只有背景图标的链接用 aria-label 说明去向；
    已不使用的空链接请删除。例如：

        <a href="/zwgk/">政务公开</a>
        <a href="/"><img src="logo.png" alt="返回首页"></a>
        <a href="/search/" class="icon-search" aria-label="搜索"></a>
        <area shape="rect" coords="0,0,80,40" href="/hudong/" alt="互动交流">
    """
    return judged(outline_of(page.dom))


@lru_cache(maxsize=1)
def judged(seen: Outline) -> Ruling:
    """The rule's word on a page that has this outline; kept, since a rule about headings asks."""
    return told_at_pictures(seen, ruling_on_names(seen, links_of(seen)))


@lru_cache(maxsize=1)
def links_of(seen: Outline) -> Sequence[LexborNode]:
    """Elements that assistive technology meets as links; kept, since two rules ask."""
    return tuple(_links(seen))


def _links(seen: Outline) -> Iterator[LexborNode]:
    # Another role (button, tab, menuitem …) makes it no link for assistive technology.
    natives = [*seen.elements("a"), *_areas(seen), *seen.foreign_by_tag.get("a", ())]
    for node in natives:
        if implicit_role(seen, node) == "link" and explicit_role(seen, node) in ("", *_ROLES):
            yield node
    for node in with_explicit_role(seen, _ROLES):
        if implicit_role(seen, node) != "link":
            yield node


def _areas(seen: Outline) -> Iterator[LexborNode]:
    # A map that no image uses is not on the page.
    images = seen.elements("img", "object")
    used = {value(seen.attributes(node), "usemap").removeprefix("#") for node in images} - {""}
    for node in seen.elements("area"):
        if _map_name(seen, node) in used:
            yield node


def _map_name(seen: Outline, area: LexborNode) -> str:
    node = area.parent
    for _ in range(_MAP_LEVELS):
        if node is None:
            break
        if node.tag == "map":
            return value(seen.attributes(node), "name") or value(seen.attributes(node), "id")
        node = node.parent
    return ""
