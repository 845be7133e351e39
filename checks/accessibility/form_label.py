"""Form fields without a name: WCAG 2.2 SC 1.3.1, 3.3.2 and 4.1.2 (A), ACT rule e086e5."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.aria_words import is_unfilled
from checks.accessibility.names import namer_of
from checks.accessibility.naming import ruling_on_names, with_explicit_role
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import ROLELESS_INPUTS, explicit_role, implicit_role, is_editable
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_ONLY_HINT = "只有框内提示文字（placeholder），建议补充标签"
_LEADS_NOWHERE = "标签的 for 没有对应的控件"
_SEVERAL = "有几个标签指向同一控件，读屏软件可能只读其中一个"
_EDITABLE = "可编辑区域没有角色和名称"
_ROLES = frozenset(
    {"checkbox", "combobox", "listbox", "menuitemcheckbox", "menuitemradio", "radio", "searchbox", "slider"}
    | {"spinbutton", "switch", "textbox"}
)
_NATIVE = ("input", "select", "textarea")


@rule(id="a11y.form_label", title="表单控件没有标签", wcag=("1.3.1", "3.3.2", "4.1.2"), act=("e086e5",), version=3)
def form_label(page: Page, params: Params) -> Ruling:
    """是什么：输入框、下拉框、单选框、复选框等没有与之关联的标签文字；用 role 做成的同类控件也在其内。

    为什么重要：视力障碍群众移到输入框时听不到应当填写什么，无法检索信息、提交留言或者办理事项。
    只有框内提示文字（placeholder）的，开始输入后提示即消失，不作问题认定，但会作出提醒。

    如何整改：用 label 的 for 与控件的 id 对应，或者用 aria-label 说明。例如：

        <label for="name">姓名</label><input id="name" type="text">
        <input type="text" name="q" aria-label="站内搜索">
        <div role="checkbox" aria-checked="false" tabindex="0">我已阅读须知</div>
    """
    seen = outline_of(page.dom)
    namer = namer_of(seen)
    fields = list(_fields(seen))
    ruling = ruling_on_names(seen, fields)
    hinted = [Fault(node, _ONLY_HINT) for node in fields if namer.name(node).source == "placeholder"]
    # Without a role, what an editable element is to assistive technology differs between browsers.
    loose = [node for node in _editable(seen) if namer.name(node).missing]
    doubts = [*ruling.doubts, *(Fault(node, _EDITABLE) for node in loose)]
    doubled = [Fault(node, _SEVERAL) for node in fields if len(seen.labels_for.get(_identity(seen, node), ())) > 1]
    lost = [Fault(node, _LEADS_NOWHERE) for node in seen.elements("label") if _leads_nowhere(seen, node)]
    return Ruling(len(fields) + len(loose), ruling.faults, doubts, [*hinted, *doubled, *lost])


def _identity(seen: Outline, node: LexborNode) -> str:
    # Labels that name nothing stand under the empty one.
    return value(seen.attributes(node), "id") or "\0"


def _leads_nowhere(seen: Outline, label: LexborNode) -> bool:
    identity = value(seen.attributes(label), "for")
    return bool(identity) and not is_unfilled(identity) and seen.target(identity) is None


def _fields(seen: Outline) -> Iterator[LexborNode]:
    for node in seen.elements(*_NATIVE):
        held = explicit_role(seen, node)
        roleless = node.tag == "input" and value(seen.attributes(node), "type").lower() in ROLELESS_INPUTS
        if held in _ROLES or (not held and (roleless or implicit_role(seen, node) in _ROLES)):
            yield node
    for node in with_explicit_role(seen, _ROLES):
        if node.tag not in _NATIVE and not _is_part(seen, node):
            yield node


def _is_part(seen: Outline, node: LexborNode) -> bool:
    """A combobox around its own input, or a listbox that belongs to a combobox: the other one carries the name."""
    held = explicit_role(seen, node)
    if held == "combobox":
        return node.css_first("input,[role=textbox],[role=searchbox]") is not None
    identity = value(seen.attributes(node), "id")
    return held == "listbox" and bool(identity) and identity in _popups(seen)


def _popups(seen: Outline) -> set[str]:
    boxes = with_explicit_role(seen, ("combobox",))
    return {
        word for node in boxes for name in ("aria-controls", "aria-owns")
        for word in value(seen.attributes(node), name).split()
    }  # fmt: skip


def _editable(seen: Outline) -> list[LexborNode]:
    found = [node for node in seen.editable if seen.met(node) and is_editable(seen.attributes(node))]
    return [node for node in found if node.tag not in ("html", "body", *_NATIVE) and not explicit_role(seen, node)]
