"""Pages without a usable language: WCAG 2.2 SC 3.1.1 (A), ACT rules b5c3f8 (present), bf051a (valid), ucwvc8 (true)."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from checks.accessibility.names import is_blank, shows_anything
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.reading import Reader
from checks.accessibility.visibility import Attributes, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_TAG = re.compile(r"([a-z]{2,3})(?:-[a-z0-9]{1,8})*", re.IGNORECASE)
#: Chinese and the languages of China's own nationalities, which share pages with Chinese.
_WITH_CHINESE = frozenset(
    {"zh", "zho", "chi", "cmn", "yue", "wuu", "hak", "nan", "gan", "hsn", "cdo", "cjy", "lzh"}
    | {"za", "zha", "bo", "bod", "ug", "uig", "mn", "mon", "ii", "iii"}
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u058f\u0600-\u06ff\u3040-\u30ff\uac00-\ud7af]")
#: Characters of visible text sampled, and how much of it must be Chinese before a declaration is called untrue.
_SAMPLE = 20_000
_LEAST_HAN = 200
_HAN_SHARE = 0.9


@rule(id="a11y.lang", title="页面未正确声明语言", wcag=("3.1.1",), act=("b5c3f8", "bf051a", "ucwvc8"))
def lang(page: Page, params: Params) -> Ruling:
    """是什么：页面的 html 标签没有用 lang 声明语言，或者声明的语言代码无效、与实际文字不符。

    为什么重要：读屏软件按声明的语言选择发音。没有声明或者声明成英文，中文可能读不出来或者读音错误。

    如何整改：在 html 标签上声明语言，中文网页写 zh-CN。注意不是 cn、chinese，也不用下划线。例如：

        <html lang="zh-CN">
    """
    seen = outline_of(page.dom)
    roots = seen.elements("html")
    attributes: Attributes = roots[0].attributes if roots else {}
    problem = _problem(_declared(attributes, page.row.content_type), attributes, seen)
    # Redirect stubs and shells: nobody meets their language in the source.
    if problem and not shows_anything(seen):
        return Ruling(0)
    return Ruling(len(roots), [Fault(roots[0], problem)] if problem else [])


def _declared(attributes: Attributes, content_type: str) -> str:
    # In a page served as XML it is xml:lang that counts; in text/html it has no effect.
    xml = value(attributes, "xml:lang") if "xml" in content_type else ""
    return xml or value(attributes, "lang")


def _problem(declared: str, attributes: Attributes, seen: Outline) -> str:
    if is_blank(declared):
        if any(name in attributes for name in (":lang", "v-bind:lang", "ng-attr-lang")):
            return ""
        only_xml = "（仅有 xml:lang，在 html 页面中不起作用）" if value(attributes, "xml:lang") else ""
        return f"html 标签没有声明语言（lang）{only_xml}"
    found = _TAG.fullmatch(declared)
    if found is None or not _is_known(found[1].lower()):
        return f"声明的语言代码“{declared[:40]}”无效，中文网页应为 zh-CN"
    if found[1].lower() not in _WITH_CHINESE and _is_chinese(seen):
        return f"文字绝大部分为中文，声明的语言却是“{declared[:40]}”，中文网页应为 zh-CN"
    return ""


def _is_known(primary: str) -> bool:
    # Three-letter codes number in the thousands; only their form is looked at.
    return len(primary) == 3 or primary in _two_letter_languages()


@cache
def _two_letter_languages() -> frozenset[str]:
    """ISO 639-1 codes as CLDR names them, and the withdrawn ones that IANA still registers."""
    named = (str(code) for code in Locale("en").languages)
    return frozenset(code for code in named if len(code) == 2) | {"bh", "in", "iw", "ji", "jw", "mo", "no", "sh", "tl"}


def _is_chinese(seen: Outline) -> bool:
    """Whether the visible text is overwhelmingly Chinese and no inner element declares that it is."""
    body = next(iter(seen.elements("body")), None)
    if body is None or body.css_first('[lang^="zh" i]') is not None or value(body.attributes, "lang"):
        return False
    han = other = 0
    for piece in Reader(seen).shown(body):
        han, other = han + len(_HAN.findall(piece)), other + len(_OTHER_LETTER.findall(piece))
        if han + other > _SAMPLE:
            break
    return han >= _LEAST_HAN and han >= _HAN_SHARE * (han + other)
