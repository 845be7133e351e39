"""Links of one name that lead to different places: WCAG 2.2 SC 2.4.4 (A), ACT rule fd3a94."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from checks.accessibility.link_name import links_of
from checks.accessibility.names import namer_of
from checks.accessibility.neighbours import node_before
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.visibility import value
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Elements whose text is a link's context (WCAG 2.2, programmatically determined link context).
_CONTEXT = frozenset({"p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "caption"})
_BLOCKS = frozenset({"div", "section", "article", "nav", "header", "footer", "aside", "main", "form", "ul", "body"})
#: Names that say nothing by themselves; heading or list before them may tell what of.
_VAGUE = frozenset(
    {
        "更多",
        "查看更多",
        "更多内容",
        "更多信息",
        "点击这里",
        "点击此处",
        "点这里",
        "这里",
        "此处",
        "点击",
        "点击查看",
        "点击进入",
    }
    | {
        "点击下载",
        "查看",
        "详细",
        "详情",
        "查看详情",
        "查看全文",
        "阅读全文",
        "全文",
        "进入",
        "链接",
        "下载",
        "more",
        "more...",
    }
    | {"read more", "click here", "here", "click", "link", "details", "download", "learn more"}
)
#: Of these even a heading far above says what more there is; of the others only words beside them do.
_OF_A_BLOCK = frozenset({"更多", "查看更多", "更多内容", "更多信息", "more", "more...", "read more", "learn more"})
_BESIDE = frozenset({"p", "li", "td", "th", "dd", "dt"})
_LEAST = 4
_ALONE = "链接只写“点击这里”“详情”一类的字，同一段、同一项里也没有其他说明"
_NO_WORDS = "链接名称只有符号"
_ADDRESS = re.compile(r"https?://\S{12,}")
_TRIM = " 　<>＞》»›→·.…[]【】()（）+＋|"
#: Where a handler leads, as far as it says so itself.
_LEADS = re.compile(
    r"""\blocation(?:\.href)?\s*=\s*['"]([^'"]{1,500})|\b(?:open|assign|replace)\(\s*['"]([^'"]{1,500})"""
)
_INDEX = ("index.html", "index.htm", "index.shtml", "index.jsp", "default.html", "default.htm")
_CLIMB = 30
_MOST_LINKS, _MOST_VAGUE = 5_000, 200
_MOST_FAULTS = 20


@rule(id="a11y.link_purpose", title="链接名称不能说明去向", wcag=("2.4.4",), act=("fd3a94", "5effbb"), version=2)
def link_purpose(page: Page, params: Params) -> Ruling:
    """是什么：同一段落、同一列表项或者同一区块中，几个链接名称相同，去向却不同；或者链接只写“更多”“点击这里”，
    同一段里没有其他说明。去向是否等同、上下文能否说明，源代码不能确定，因此只提请人工核对或作提醒。

    为什么重要：视力障碍群众常常逐个听链接名称决定打开哪一个。名称相同而去向不同，或者只听到一串“更多”，无从选择。

    如何整改：名称写明去向；版面上只能写“更多”的，用 aria-label 补充说明。例如：

        <a href="/tzgg/" aria-label="更多通知公告">更多</a>
        <a href="/1.pdf">工作报告（PDF）</a> <a href="/1.docx">工作报告（Word）</a>
    """
    seen = outline_of(page.dom)
    links = [node for node in links_of(seen)[:_MOST_LINKS] if _address(seen, node)]
    namer = namer_of(seen)
    named = [(node, namer.name(node).text.lower()) for node in links]
    vague: list[LexborNode] = []
    telling: list[tuple[LexborNode, str]] = []
    for node, name in named:
        if name.strip(_TRIM) in _VAGUE:
            vague.append(node)
        else:
            telling.append((node, name))
    doubts = list(_doubts(seen, page.url, telling))
    doubts += [Fault(node, _NO_WORDS) for node, name in named if name and not any(map(str.isalnum, name))]
    # One word for a whole page: that context may tell the rest makes more of them no worse.
    alone = [node for node in vague[:_MOST_VAGUE] if _is_alone(seen, node)]
    doubts += [Fault(node, _ALONE, key="alone") for node in alone[:1]]
    advice = [Fault(vague[0], f"{len(vague)} 个链接只写“更多”“详细”一类的字", key="vague")] if vague else []
    written = [node for node, name in named if _ADDRESS.fullmatch(name)]
    advice += [Fault(node, f"{len(written)} 个链接把网址当作名称", key="address") for node in written[:1]]
    return Ruling(len(links), doubts=doubts[:_MOST_FAULTS], advice=advice)


def _is_alone(seen: Outline, node: LexborNode) -> bool:
    """Whether an unsaying link is all that its paragraph, item or cell says, in no table that may head it."""
    above = node.parent
    for _ in range(_CLIMB):
        if above is None or above.tag in _CONTEXT:
            break
        above = above.parent
    name = namer_of(seen).name(node)
    if (
        above is None
        or above.tag not in _BESIDE
        or name.source != "content"
        or name.text.lower().strip(_TRIM) in _OF_A_BLOCK
    ):
        return False
    headed = above.tag in ("td", "th") or "aria-describedby" in seen.attributes(node)
    return not headed and len(above.text().strip()) - len(node.text().strip()) < _LEAST and _stands_first(above)


def _stands_first(block: LexborNode) -> bool:
    """Whether no words stand right before a paragraph or item that could be what its link is about."""
    before = node_before(block)
    return before is None or (before.is_element_node and is_blank(before.text()))


def _doubts(seen: Outline, base: str, named: list[tuple[LexborNode, str]]) -> Iterator[Fault]:
    by_name: dict[str, list[LexborNode]] = defaultdict(list)
    for node, name in named:
        if name:
            by_name[name].append(node)
    target_of = cache(partial(_target, base))
    for nodes in by_name.values():
        if len(nodes) == 1:
            continue
        met: dict[int, str] = {}
        for node in nodes:
            place, target = _context(node), target_of(_address(seen, node))
            if target and met.setdefault(place, target) != target:
                yield Fault(node, "同一处有名称相同、去向不同的链接")


def _address(seen: Outline, node: LexborNode) -> str:
    """Where a link leads as it says itself; of one made by a role, where its click does. Empty when nothing says it."""
    attributes = seen.attributes(node)
    if "href" in attributes or "role" not in attributes:
        return value(attributes, "href")
    found = _LEADS.search(value(attributes, "onclick"))
    return (found[1] or found[2]).strip() if found else ""


def _context(node: LexborNode) -> int:
    """The element whose text explains the link: paragraph, item, cell, else the block in which it stands."""
    above = node.parent
    block = 0
    for _ in range(_CLIMB):
        if above is None or above.tag in _CONTEXT:
            break
        if not block and above.tag in _BLOCKS:
            block = above.mem_id
        above = above.parent
    return above.mem_id if above is not None and above.tag in _CONTEXT else block


def _target(base: str, href: str) -> str:
    """Where a link leads, written one way for one place; empty for what only a script knows."""
    if href.startswith("#") or href.lower().startswith(("javascript:", "mailto:", "tel:")):
        return ""
    try:
        whole = urljoin(base, href).partition("#")[0]
    except ValueError:
        return ""
    whole = whole.removeprefix("http://").removeprefix("https://").lower()
    for name in _INDEX:
        whole = whole.removesuffix(name)
    return whole.rstrip("/")
