"""What a form shows and does not say: WCAG 2.2 SC 3.3.1, 3.3.2, 1.3.1 (A), techniques H90, ARIA2, ARIA21, H32."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.names import Namer, namer_of
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_FIELDS = ("input", "select", "textarea")
_NO_FIELDS = frozenset({"hidden", "submit", "reset", "button", "image"})
#: How labels say that a field must be filled in.
_STARRED = re.compile(r"[*＊]|[(（]\s*必[填选]\s*[)）]")
#: What tells of an error beside its field.
_TELLS = ("aria-describedby", "aria-errormessage", "title")
_SENDS = "button, input[type=submit], input[type=image], input[type=button], [onclick], [role=button], a"
_UNSAID = "标签用星号、“必填”表示必须填写，控件没有 required 或 aria-required，本页 {} 处"
_UNTOLD = "标为填写有误（aria-invalid），没有指向错误说明"
#: WCAG 2.2 SC 3.3.8, failure F109: who cannot remember or copy by hand pastes.
_REFUSES = re.compile(r"return\s*(?:false|!1)|preventDefault")
_LOCKED = "不允许粘贴"
_UNSENT = "表单里没有提交按钮"
_CLIMB = 64


@rule(
    id="a11y.form_hints", title="表单的要求和错误没有说明", wcag=("1.3.1", "3.3.1", "3.3.2", "3.3.8"), act=("36b590",)
)
def form_hints(page: Page, params: Params) -> Ruling:
    """是什么：控件标为填写有误，却没有与错误说明相关联，或者输入框不允许粘贴，需人工核对；标签上用星号表示必填而控件没有标明，表单里没有提交
    按钮，仅作建议。

    为什么重要：读屏软件读不出必填、读不出错在哪里，视力障碍群众提交不了又不知道原因；没有按钮，不知道怎样提交。

    如何整改：必填的控件写 required；错误说明用 aria-describedby 与控件关联；表单末尾放提交按钮。例如：

        <form><label>联系电话* <input name="tel" required aria-invalid="true" aria-describedby="e1"></label>
        <span id="e1">电话应为 11 位数字</span> <button type="submit">提交</button></form>
    """
    seen = outline_of(page.dom)
    namer = namer_of(seen)
    fields = [node for node in seen.elements(*_FIELDS) if _asks(seen, node)]
    displayed = structure_of(page.dom)
    marked = _starred(displayed) if fields else set()
    starred = [node for node in fields if marked and not _is_required(seen, node) and _is_marked(namer, node, marked)]
    invalid = [node for node in seen.with_aria if value(seen.attributes(node), "aria-invalid").lower() == "true"]
    wrong = [node for node in invalid if node.tag in _FIELDS and seen.met(node) and _asks(seen, node)]
    untold = [node for node in wrong if not any(value(seen.attributes(node), name) for name in _TELLS)]
    locked = [node for node in displayed.with_attribute("onpaste") if _refuses(seen, node)]
    forms = [node for node in seen.elements("form") if _is_unsent(seen, node)]
    advice = [Fault(node, _UNSAID.format(len(starred)), key="required") for node in starred[:1]]
    advice += [Fault(node, _UNSENT, key="submit") for node in forms]
    doubts = [Fault(node, _UNTOLD) for node in untold] + [Fault(node, _LOCKED, key="onpaste") for node in locked]
    return Ruling(len(fields), doubts=doubts, advice=advice)


def _asks(seen: Outline, node: LexborNode) -> bool:
    return node.tag != "input" or value(seen.attributes(node), "type").lower() not in _NO_FIELDS


def _is_required(seen: Outline, node: LexborNode) -> bool:
    attributes = seen.attributes(node)
    return "required" in attributes or value(attributes, "aria-required").lower() == "true"


def _refuses(seen: Outline, node: LexborNode) -> bool:
    return node.tag in ("input", "textarea") and _REFUSES.search(value(seen.attributes(node), "onpaste")) is not None


def _starred(seen: Structure) -> set[int]:
    """mem_id of labels in which something says that the field must be filled in."""
    texts = [piece for piece in seen.pieces if ("*" in piece.text or "＊" in piece.text or "必" in piece.text)]
    labels = [seen.outline.wrapping_label.get(piece.key) for piece in texts if _STARRED.search(piece.text)]
    return {label.mem_id for label in labels if label is not None}


def _is_marked(namer: Namer, node: LexborNode, marked: set[int]) -> bool:
    return any(label.mem_id in marked for label in namer.labels(node))


def _is_unsent(seen: Outline, form: LexborNode) -> bool:
    """Whether a form with a field has nothing in it, and no button elsewhere, that sends it."""
    if form.css_first("input:not([type=hidden]), select, textarea") is None or form.css_first(_SENDS) is not None:
        return False
    name = value(seen.attributes(form), "id")
    elsewhere = any(value(seen.attributes(node), "form") == name for node in seen.elements("button", "input"))
    return not (name and elsewhere) and "onchange" not in (form.html or "")[:20_000]
