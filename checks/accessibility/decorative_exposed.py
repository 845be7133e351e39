"""Decoration that is exposed all the same: WCAG 2.2 SC 1.1.1, 4.1.2 (A), ACT rule 46ca7f."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import PRESENTATIONAL, exposed_by, tokens
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_PICTURES = frozenset({"img", "area", "canvas", "object", "embed", "audio", "video"})
_TITLED = "alt 为空，又写了 title，浏览器的处理不一致"


@rule(id="a11y.decorative_exposed", title="标为装饰的元素仍会被读出", wcag=("1.1.1", "4.1.2"), act=("46ca7f",))
def decorative_exposed(page: Page, params: Params) -> Ruling:
    """是什么：图片写了空的 alt，或者元素写了 role="none"、role="presentation"，表示只作装饰；却又写了 aria-label
    等说明，或者可以获得焦点，浏览器仍会把它读出来。

    图片等非文字内容认定为问题；文字和控件需人工核对。

    为什么重要：两种写法互相矛盾，读屏软件有的读、有的不读，视力障碍群众听到的内容因软件而异。

    如何整改：只作装饰的，去掉 aria-label、tabindex；有内容的，写好 alt，去掉 role="none"。例如：

        <img src="line.png" alt="">
        <img src="hall.jpg" alt="县政务服务中心办事大厅">
    """
    seen = outline_of(page.dom)
    looked_at = 0
    faults: list[Fault] = []
    doubts: list[Fault] = []
    unroled = [node for node in seen.elements("img") if "role" not in seen.attributes(node)]
    for node in (*unroled, *seen.with_role):
        if not seen.met(node) or not _is_declared(seen, node):
            continue
        looked_at += 1
        why = _exposed(seen, node)
        if why:
            # Of text and controls nothing is lost by it; only what is no text fails the criterion (ACT 46ca7f).
            picture = node.tag in _PICTURES or node.mem_id in seen.foreign
            (faults if picture else doubts).append(Fault(node, f"标为装饰，但{why}"))
        elif node.tag == "img" and "role" not in seen.attributes(node) and value(seen.attributes(node), "title"):
            doubts.append(Fault(node, _TITLED))
    return Ruling(looked_at, faults, doubts)


def _is_declared(seen: Outline, node: LexborNode) -> bool:
    """An img with an empty alt and no role, or an element whose first known role is presentational."""
    attributes = seen.attributes(node)
    if "role" in attributes:
        known = [word for word in tokens(attributes) if word in facts().roles]
        # A frame takes no focus itself.
        return bool(known) and known[0] in PRESENTATIONAL and node.tag != "iframe"
    return node.tag == "img" and "alt" in attributes and not attributes["alt"]


def _exposed(seen: Outline, node: LexborNode) -> str:
    why = exposed_by(seen, node)
    return "可以获得焦点" if why == "focus" else why and f"写了“{why}”"
