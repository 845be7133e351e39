"""Form fields without a name: WCAG 2.2 SC 1.3.1, 3.3.2 and 4.1.2 (A), ACT rule e086e5."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.names import Namer, is_blank
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_ONLY_HINT = "只有框内提示文字（placeholder），建议补充标签"
_NOT_FIELDS = frozenset({"hidden", "submit", "button", "reset", "image"})
#: Input types on which a placeholder is shown, and so gives a name of last resort (HTML-AAM 4.1).
_NO_PLACEHOLDER = frozenset({"checkbox", "radio", "range", "color", "file", "date", "time", "month", "week"})


@rule(id="a11y.form_label", title="表单控件没有标签", wcag=("1.3.1", "3.3.2", "4.1.2"), act=("e086e5",))
def form_label(page: Page, params: Params) -> Ruling:
    """是什么：输入框、下拉框、单选框、复选框等没有与之关联的标签文字。

    为什么重要：视力障碍群众移到输入框时听不到应当填写什么，无法检索信息、提交留言或者办理事项。
    只有框内提示文字（placeholder）的，开始输入后提示即消失，不作问题认定，但会作出提醒。

    如何整改：用 label 的 for 与控件的 id 对应，或者用 aria-label 说明。例如：

        <label for="name">姓名</label><input id="name" type="text">
        <input type="text" name="q" aria-label="站内搜索">
    """
    seen = outline_of(page.dom)
    namer = Namer(seen)
    fields = list(_fields(seen))
    unnamed = [node for node in fields if not namer.has_name(node)]
    bad = [node for node in unnamed if not _has_placeholder(node)]
    hinted = [node for node in unnamed if _has_placeholder(node)]
    return Ruling(len(fields), [Fault(node) for node in bad], advice=[Fault(node, _ONLY_HINT) for node in hinted])


def _fields(seen: Outline) -> Iterator[LexborNode]:
    for node in seen.elements("input", "select", "textarea"):
        kind = value(node.attributes, "type").lower() if node.tag == "input" else ""
        if kind not in _NOT_FIELDS and value(node.attributes, "role").lower() != "button":
            yield node


def _has_placeholder(node: LexborNode) -> bool:
    attributes = node.attributes
    if node.tag == "select" or (node.tag == "input" and value(attributes, "type").lower() in _NO_PLACEHOLDER):
        return False
    given = [attributes.get(name) for name in ("placeholder", "aria-placeholder", ":placeholder", "v-bind:placeholder")]
    return any(not is_blank(text) for text in given)
