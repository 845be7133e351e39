"""ARIA attributes with values that mean nothing: WCAG 2.2 SC 4.1.2 (A), ACT rules 6a7281 and in6db8."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.aria import facts
from checks.accessibility.aria_words import aria_attributes
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import role_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_INTEGER = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,3})?", re.ASCII)
#: References that a reader needs at once; others often name what a script makes only when it is wanted.
_READ_AT_ONCE = ("aria-labelledby", "aria-describedby")
#: References to what is there as soon as another attribute is true.
_SHOWN_WHEN = {"aria-controls": "aria-expanded", "aria-errormessage": "aria-invalid"}
_NOWHERE = "指向的 id 在页面源代码中不存在"


@rule(id="a11y.aria_value", title="aria 属性的值无效", wcag=("4.1.2",), act=("6a7281", "in6db8"), version=2)
def aria_value(page: Page, params: Params) -> Ruling:
    """是什么：aria 属性的值不在标准（WAI-ARIA 1.2）规定的范围内，例如 aria-expanded 写成“open”；或者指向的元素不存在。

    为什么重要：值无效时浏览器按默认值处理，读屏软件读出的状态可能与页面不符，视力障碍群众会被误导。

    如何整改：按属性的要求填写：开关类写 true 或 false，数量类写数字，引用类写本页已有元素的 id。例如：

        <button aria-expanded="false">展开</button>
        <div role="spinbutton" aria-label="份数" aria-valuenow="2">2</div>
        <p id="tip">六位数字</p><input aria-label="验证码" aria-describedby="tip">
    """
    seen = outline_of(page.dom)
    looked_at = 0
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node in seen.with_aria:
        for name, given in aria_attributes(seen, node):
            kind = facts().values.get(name)
            if not given or kind is None or node.tag == "math":
                continue
            looked_at += 1
            if not _is_valid(kind, given):
                # Any word is taken for "true" there (ARIA 1.2), so perhaps nothing is lost.
                where = doubts if name == "aria-current" else faults
                where.append(Fault(node, f"“{name}”的值“{given[:30]}”无效", key=name))
            elif kind in ("id", "ids") and not _finds(seen, given):
                _lost(seen, node, name, faults, doubts)
            elif name == "aria-errormessage" and len(given.split()) > 1:
                doubts.append(Fault(node, "aria-errormessage 只应指向一个元素", key=name))
    return Ruling(looked_at, faults, doubts)


def _is_valid(kind: str, given: str) -> bool:
    known, text = facts(), given.lower()
    if kind in known.words:
        return text in known.words[kind]
    if kind in known.word_lists:
        return known.word_lists[kind].issuperset(text.split())
    if kind == "integer":
        return _INTEGER.fullmatch(text) is not None
    if kind == "number":
        return _NUMBER.fullmatch(text) is not None
    return kind != "id" or len(given.split()) == 1


def _finds(seen: Outline, given: str) -> bool:
    return any(seen.target(word) is not None for word in given.split()[:50])


def _lost(seen: Outline, node: LexborNode, name: str, faults: list[Fault], doubts: list[Fault]) -> None:
    if not seen.met(node):
        return
    role, attributes = role_of(seen, node), seen.attributes(node)
    # Required there (ARIA 1.2), so what it names must be there too; a combobox needs it only while it is open.
    open_box = role == "combobox" and value(attributes, "aria-expanded").lower() == "true"
    if name == "aria-controls" and (role == "scrollbar" or open_box):
        faults.append(Fault(node, f"“{name}”{_NOWHERE}", key=name))
    elif name in _READ_AT_ONCE or value(attributes, _SHOWN_WHEN.get(name, "")).lower() == "true":
        doubts.append(Fault(node, f"“{name}”{_NOWHERE}", key=name))
