"""Names of fields and buttons that do not tell what they are for: WCAG 2.2 SC 2.4.6 (AA), ACT rule cc0f0a."""

from __future__ import annotations

from collections import Counter, defaultdict

from selectolax.lexbor import LexborNode

from checks.accessibility.names import namer_of
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import role_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_FIELDS = ("input", "select", "textarea")
#: Types of input that ask for nothing, and those of which several answer one question.
_NO_FIELDS = frozenset({"hidden", "submit", "reset", "button", "image", "radio", "checkbox"})
_BUTTONS = frozenset({"submit", "reset", "button", "image"})
_VAGUE = frozenset(
    {
        "输入",
        "请输入",
        "请填写",
        "请输入内容",
        "输入框",
        "文本",
        "文本框",
        "选择",
        "请选择",
        "下拉框",
        "标签",
        "字段",
        "填写",
        "必填",
    }
    | {
        "input",
        "text",
        "field",
        "label",
        "textfield",
        "text field",
        "enter",
        "enter text",
        "select",
        "textbox",
        "type here",
    }
)
_VAGUE_BUTTONS = frozenset({"按钮", "点击", "点我", "请点击", "button", "btn", "click", "click me", "push", "press"})
_TRIM = " :：*＊·…."
_SAME = "同一表单中有 {} 个控件都叫“{}”，分不清填哪一个"
_CLIMB = 64
_MOST_FAULTS = 5


@rule(id="a11y.label_meaning", title="控件名称没有说明用途", wcag=("2.4.6", "3.3.2"), act=("cc0f0a",))
def label_meaning(page: Page, params: Params) -> Ruling:
    """是什么：输入框的标签只有“请输入”“文本框”一类的字，按钮只写“按钮”“点击”，需人工核对；同一表单里几个输入框名称
    相同，仅作建议。

    为什么重要：视力障碍群众移到输入框时只听到“请输入”，不知道该填什么；几个输入框都叫“电话”，分不清是谁的电话。

    如何整改：标签写明要填的内容，按钮写明点了之后做什么；成组的用 fieldset 和 legend 说明。例如：

        <label>联系人姓名 <input name="contact"></label>
        <button type="submit">提交留言</button>
    """
    seen = outline_of(page.dom)
    namer = namer_of(seen)
    fields = [node for node in seen.elements(*_FIELDS) if _asks(seen, node)]
    named = [(node, _bare(namer.name(node).text)) for node in fields]
    buttons = [(node, _bare(namer.name(node).text)) for node in _buttons(seen)]
    doubts = [Fault(node, f"名称为“{name}”") for node, name in named if name in _VAGUE]
    doubts += [Fault(node, f"按钮名称为“{name}”") for node, name in buttons if name in _VAGUE_BUTTONS]
    return Ruling(len(named) + len(buttons), doubts=doubts[:_MOST_FAULTS], advice=_doubled(seen, named))


def _doubled(seen: Outline, named: list[tuple[LexborNode, str]]) -> list[Fault]:
    """Fields of one form with one name; in groups and tables something else tells them apart."""
    alike: dict[tuple[int, str], list[LexborNode]] = defaultdict(list)
    counts = Counter(name for _, name in named)
    for node, name in named:
        place = _form_of(node) if name and counts[name] > 1 and name not in _VAGUE else 0
        if place:
            alike[place, name].append(node)
    several = [(nodes, name) for (_, name), nodes in alike.items() if len(nodes) > 1]
    return [Fault(nodes[1], _SAME.format(len(nodes), name[:20])) for nodes, name in several[:_MOST_FAULTS]]


def _form_of(node: LexborNode) -> int:
    above = node.parent
    for _ in range(_CLIMB):
        if above is None or above.tag in ("fieldset", "td", "th", "li"):
            return 0
        if above.tag == "form":
            return above.mem_id
        above = above.parent
    return 0


def _asks(seen: Outline, node: LexborNode) -> bool:
    return node.tag != "input" or value(seen.attributes(node), "type").lower() not in _NO_FIELDS


def _buttons(seen: Outline) -> list[LexborNode]:
    inputs = [node for node in seen.elements("input") if value(seen.attributes(node), "type").lower() in _BUTTONS]
    return [node for node in (*seen.elements("button"), *inputs) if role_of(seen, node) == "button"]


def _bare(name: str) -> str:
    return name.strip(_TRIM).lower()
