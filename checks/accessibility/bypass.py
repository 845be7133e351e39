"""Pages on which repeated blocks cannot be skipped: WCAG 2.2 SC 2.4.1 (A), ACT rule cf77f2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.accessibility.headings import headings_of
from checks.accessibility.structure import Structure, role_of, structure_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_LANDMARKS = ("main", "nav", "header", "footer", "aside", "search")
_ROLES = frozenset({"main", "navigation", "banner", "contentinfo", "complementary", "search", "region", "form"})
#: Links from which on tabbing through them is a burden.
_MANY = 10
#: Links among which one to the main content is looked for.
_FIRST = 10
#: How a link says that it skips something.
_SKIPS = re.compile(r"跳[到过转至]|直达|skip|jump to|main content", re.IGNORECASE)
_LONGEST = 100
_NO_MAIN = "没有用 main 标出正文，开头也没有“跳到正文”的链接"
_LEADS_NOWHERE = "“跳到正文”一类的链接，所指的位置在本页源代码中不存在"


@rule(id="a11y.bypass", title="无法跳过重复内容", wcag=("2.4.1",), act=("cf77f2",), version=2)
def bypass(page: Page, params: Params) -> Ruling:
    """是什么：页面没有标题、没有区域标记（main、nav 等）、开头也没有“跳到正文”的链接。源代码不能确定有无其他办法，
    因此只提请人工核对；有标题而没有 main、也没有这种链接的，仅作建议。

    为什么重要：每个页面开头都是相同的导航。没有办法跳过，使用键盘和读屏软件的群众每打开一页都要从头经过几十个链接。

    如何整改：正文用 main、导航用 nav 标出，文章标题用 h1；页面开头加一个跳到正文的链接。例如：

        <a href="#content">跳到正文</a>
        <main id="content"><h1>关于停水的通知</h1></main>
    """
    seen = structure_of(page.dom)
    bodies = seen.elements("body")
    links = seen.heard("a")
    if not bodies or not links:
        return Ruling(0)
    lost = [
        Fault(node, _LEADS_NOWHERE)
        for node in links[:_FIRST]
        if _is_skip_link(node) and not _arrives(page.dom, seen, node)
    ]
    if lost:
        return Ruling(1, doubts=lost)
    if len(links) >= _MANY and not _has_main(seen) and not _has_skip_link(page.dom, seen, links):
        advice = [Fault(bodies[0], _NO_MAIN)]
    else:
        advice = []
    helped = _has_landmark(seen) or bool(headings_of(page.dom)) or _has_skip_link(page.dom, seen, links)
    if helped:
        return Ruling(1, advice=advice)
    return Ruling(1, doubts=[Fault(bodies[0])]) if len(links) >= _MANY else Ruling(0)


def _has_main(seen: Structure) -> bool:
    by_role = any(role_of(node.attributes) == "main" for node in seen.with_attribute("role"))
    return by_role or bool(seen.elements("main"))


def _has_landmark(seen: Structure) -> bool:
    by_role = any(role_of(node.attributes) in _ROLES for node in seen.with_attribute("role"))
    return by_role or bool(seen.elements(*_LANDMARKS))


def _has_skip_link(dom: LexborHTMLParser, seen: Structure, links: Sequence[LexborNode]) -> bool:
    return any(_arrives(dom, seen, node) for node in links[:_FIRST])


def _is_skip_link(node: LexborNode) -> bool:
    href = value(node.attributes, "href")
    return href.startswith("#") and len(href) > 1 and _SKIPS.search(node.text()[:_LONGEST]) is not None


def _arrives(dom: LexborHTMLParser, seen: Structure, node: LexborNode) -> bool:
    """Whether a link leads to a place in the page that is there."""
    href = value(node.attributes, "href")
    name = unquote(href[1:]) if href.startswith("#") else ""
    return bool(name) and (name in seen.outline.ids or dom.css_first(f'a[name="{_quoted(name)}"]') is not None)


def _quoted(name: str) -> str:
    return name[:100].replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
