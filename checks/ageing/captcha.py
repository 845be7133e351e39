"""Pictures to be read before a form is sent, with no other way."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.ageing.tried import ANNEX
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_MARK = re.compile(
    r"captcha|kaptcha|(?:verif(?:y|ication)?|valid(?:ate|ation)?|check|auth|rand(?:om)?|security)"
    r"[-_]?(?:code|im(?:g|age)|pic)"
    r"|\byzm|vcode|seccode|验证码",
    re.IGNORECASE,
)
_NAMED = ("src", "id", "class", "alt", "title", "name", "onclick")
_OTHER = re.compile(r"语音|音频|听不清|听验证|朗读|audio|短信|sms|手机验证|扫码|人脸", re.IGNORECASE)
#: Most characters of source looked through for another way.
_MAX_SOURCE = 500_000
_MAYBE = "页面上提到语音、短信等，需人工核对能否代替图形验证码"


@rule(id="ageing.captcha", title="图形验证码没有替代方式", clause=f"{ANNEX} 1.4.3", wcag=("1.1.1",))
def captcha(page: Page, params: Params) -> Ruling:
    """是什么：表单要求输入图片里的验证码，页面上没有语音、短信等其他方式。规范要求图形验证码能放大到 2 倍以上，并且
    有语音等不靠视觉的替代方式。滑块、点选一类由脚本生成的验证不在此列，需人工核对。

    为什么重要：看不清图片的老年人、看不见图片的视力障碍群众无法提交信件、无法登录。

    如何整改：增加语音验证码或者短信验证码，图片可以放大；条件允许的，改用不需要识别图片的验证方式。例如：

        <button type="button" onclick="playCode()">听语音验证码</button>
    """
    found = [node for node in page.dom.css("img, input[type=image]") if _is_captcha(node) and _beside_field(node)]
    if not found:
        return Ruling(0)
    if _OTHER.search(page.html[:_MAX_SOURCE]):
        return Ruling(len(found), (), [Fault(node, _MAYBE) for node in found])
    return Ruling(len(found), [Fault(node) for node in found])


def _is_captcha(node: LexborNode) -> bool:
    return any(_MARK.search((node.attributes.get(name) or "")[:300]) for name in _NAMED)


def _beside_field(node: LexborNode) -> bool:
    """Whether something is to be typed in beside it."""
    up, steps = node.parent, 0
    while up is not None and steps < 4 and up.tag not in ("body", "html"):
        if up.css_first("input:not([type=hidden]):not([type=image]):not([type=submit]):not([type=button])"):
            return True
        up, steps = up.parent, steps + 1
    return False
