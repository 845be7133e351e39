"""Autocomplete tokens that browsers do not know: WCAG 2.2 SC 1.3.5 (AA), ACT rule 73f2c2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from checks.accessibility.aria_words import is_unfilled
from checks.accessibility.names import namer_of
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import explicit_role, tabindex
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: HTML standard, section 4.10.18.7.1: what a field may ask for, and what may be asked for by way of contact.
_FIELDS = frozenset(
    [
        "name",
        "honorific-prefix",
        "given-name",
        "additional-name",
        "family-name",
        "honorific-suffix",
        "nickname",
        "username",
        "new-password",
        "current-password",
        "one-time-code",
        "organization-title",
        "organization",
        "street-address",
        "address-line1",
        "address-line2",
        "address-line3",
        "address-level4",
        "address-level3",
        "address-level2",
        "address-level1",
        "country",
        "country-name",
        "postal-code",
        "cc-name",
        "cc-given-name",
        "cc-additional-name",
        "cc-family-name",
        "cc-number",
        "cc-exp",
        "cc-exp-month",
        "cc-exp-year",
        "cc-csc",
        "cc-type",
        "transaction-currency",
        "transaction-amount",
        "language",
        "bday",
        "bday-day",
        "bday-month",
        "bday-year",
        "sex",
        "url",
        "photo",
    ]
)
_CONTACTS = frozenset(
    [
        "tel",
        "tel-country-code",
        "tel-national",
        "tel-area-code",
        "tel-local",
        "tel-local-prefix",
        "tel-local-suffix",
        "tel-extension",
        "email",
        "impp",
    ]
)
_KINDS = frozenset({"home", "work", "mobile", "fax", "pager"})
#: "": the field's own role.
_WIDGETS = frozenset({"", "checkbox", "combobox", "listbox", "radio", "searchbox", "slider", "spinbutton", "textbox"})
_WHERE = frozenset({"shipping", "billing"})
#: Words that nobody writes to switch the filling off.
_MEANT = _FIELDS | _CONTACTS | _KINDS | _WHERE
_SWITCHES = frozenset({"on", "off"})
_NO_TEXT = frozenset({"hidden", "button", "submit", "reset", "image"})
#: Words that mean what a field asks for, by another name than the standard's, and those that switch something off.
_NEARLY = re.compile(
    r"phone|mobile|e-?mail|addr|(?:first|last|full|user|real|family|given)[-_]?name|birth|zip|post|passw"
)
_OFF = re.compile(r"^no|[-_]no|no$|off|fill|false|fake|dummy|ignore|disable|new-")
_ALONE = "后面还应写 tel、email 一类的名称"
#: Names of fields for which the standard has a purpose.
_PERSONAL = re.compile(
    r"(?:您的|本人|联系人)?(?:真实)?(?:姓名|手机号?码?|移动电话|联系电话|电话号?码?|电子?邮[箱件](?:地址)?|邮政编码|邮编|联系地址"
    r"|通[信讯]地址)|(?:your )?(?:full )?name|e-?mail(?: address)?|(?:mobile |tele)?phone(?: number)?",
    re.IGNORECASE,
)
_UNSAID = "填写个人信息的输入框没有写 autocomplete，本页 {} 处"
_UNKNOWN = "不是标准中的自动填充名称；如用于填写个人信息，需改正"


@rule(id="a11y.autocomplete", title="自动填充（autocomplete）的值无效", wcag=("1.3.5",), act=("73f2c2",), version=2)
def autocomplete(page: Page, params: Params) -> Ruling:
    """是什么：输入框的 autocomplete 属性中，自动填充名称写错，或者几个名称的次序不对，浏览器无法识别。
    填写姓名、电话等个人信息而没有写 autocomplete 的，仅作建议。

    为什么重要：认知障碍、肢体障碍群众靠浏览器自动填写姓名、电话、地址；名称写错，只能自己逐字输入，容易填错。

    如何整改：按 HTML 标准填写：姓名 name，手机 tel，邮箱 email，通信地址 street-address；不需要自动填写的写 off。例如：

        <label>姓名<input name="xm" autocomplete="name"></label>
        <label>单位电话<input name="dh" autocomplete="work tel"></label>
    """
    seen = outline_of(page.dom)
    fields = list(_fields(seen))
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node, words in fields:
        if not _is_valid(words):
            # Words that mean nothing at all are often written to switch the browser's filling off.
            meant = any(word in _MEANT or word.startswith("section-") or _is_nearly(word) for word in words)
            wrong = _ALONE if words[-1] in _KINDS | _WHERE else "的写法或次序不对"
            note = f"“{' '.join(words)[:40]}”"
            (faults if meant else doubts).append(Fault(node, note + (wrong if meant else _UNKNOWN)))
    # What a field asks for is told by its name alone, and whether of oneself by nothing: only advice.
    silent = [node for node in seen.elements("input") if _asks_of_oneself(seen, node)]
    advice = [Fault(node, _UNSAID.format(len(silent)), key="unsaid") for node in silent[:1]]
    return Ruling(len(fields) + len(silent), faults, doubts, advice)


def _asks_of_oneself(seen: Outline, node: LexborNode) -> bool:
    attributes = seen.attributes(node)
    if "autocomplete" in attributes or value(attributes, "type").lower() not in ("", "text", "tel", "email"):
        return False
    return _PERSONAL.fullmatch(namer_of(seen).name(node).text.strip(" :：*＊")) is not None


def _is_nearly(word: str) -> bool:
    return _NEARLY.search(word) is not None and not _OFF.search(word)


def _fields(seen: Outline) -> Iterator[tuple[LexborNode, list[str]]]:
    for node in seen.elements("input", "select", "textarea"):
        attributes = seen.attributes(node)
        words = value(attributes, "autocomplete").lower().split()
        if not words or (len(words) == 1 and words[0] in _SWITCHES) or is_unfilled(" ".join(words)):
            continue
        idle = node.mem_id in seen.disabled or value(attributes, "aria-disabled").lower() == "true"
        skipped = node.tag == "input" and value(attributes, "type").lower() in _NO_TEXT
        # Beyond the Tab key and no widget either: nobody fills it in.
        static = (tabindex(attributes) or 0) < 0 and explicit_role(seen, node) not in _WIDGETS
        if not idle and not skipped and not static:
            yield node, words


def _is_valid(words: Sequence[str]) -> bool:
    rest = list(words)
    if rest[0].startswith("section-"):
        rest.pop(0)
    if rest and rest[0] in _WHERE:
        rest.pop(0)
    if rest and rest[-1] == "webauthn":
        rest.pop()
    if len(rest) == 2 and rest[0] in _KINDS:
        return rest[1] in _CONTACTS
    return len(rest) == 1 and (rest[0] in _FIELDS or rest[0] in _CONTACTS)
