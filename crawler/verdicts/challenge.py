"""Pages that anti-bot gateways and firewalls send instead of content. They tell of us, never of the site."""

from __future__ import annotations

import re

#: What only the challenge itself holds, however large its script.
_SURE = (
    b"__jsl_clearance",
    b"acw_sc__v2",
    b"acw_sc__v3",
    b"$_ts=",
    b"_$jsvmprt",
    b"cf-challenge",
    b"cf_chl_opt",
    b"_guard/auto.js",
)
#: What gateways also put into good pages: a challenge only when nothing else is there.
_USUAL = (
    b"/cdn-cgi/challenge-platform/",
    b"errors.aliyun.com/images/TraceID",
    b"aliyun_waf_aa",
    b"aliyunwaf_",
    b"waf_captcha",
    b"__tst_status",
    b"EO_Bot_Ssid",
    b"yunsuo_session_verify",
    b"C3VK=",
)
_SET = re.compile(rb"document\s*\.\s*cookie\s*=", re.I)
_AGAIN = re.compile(
    rb"location\s*\.\s*reload\s*\(|location(?:\s*\.\s*href)?\s*=\s*(?:window\s*\.\s*|document\s*\.\s*)?location\b"
    rb"|location\s*\.\s*(?:replace|assign)\s*\(\s*(?:window\s*\.\s*|document\s*\.\s*)?location\b|history\s*\.\s*go\s*\(\s*0",
    re.I,
)
_SILENT = re.compile(rb"<(script|style|noscript|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_TAG = re.compile(rb"<[^>]*>?|\s+|&nbsp;")
_TITLE = re.compile(rb"<title[^>]*>(.{0,300}?)</title", re.I | re.S)
#: Titles of firewalls' pages, and sentences of theirs.
_TITLES = re.compile(
    r"WTS-WAF|雷池|长亭|网站防火墙|网站安全狗|云锁|创宇盾|D盾|Web应用防火墙"
    r"|^\s*(?:您的|本次|当前)?(?:访问|请求)?(?:已?被)?(?:拦截|阻断|拒绝)(?:提示)?\s*$"
    r"|^\s*(?:安全|人机|滑块|滑动|拖动|行为|访问)(?:拦截|验证|校验)(?:码|中心|页面?)?\s*$"
    r"|^\s*(?:请(?:先)?(?:输入|完成))?(?:图形|图片|安全)?验证码?\s*$|^\s*访问(?:受限|异常|过于频繁)(?:提示)?\s*$"
    r"|^\s*(?:正在)?(?:检测|检查|验证)(?:您的)?浏览器|^\s*403\W{0,3}forbidden\s*$"
    r"|verify (?:that )?you are (?:a )?human|^\s*(?:one more step|are you (?:a )?(?:human|robot)|robot check)\b"
    r"|ddos[- ](?:protection|guard)"
    r"|just a moment|attention required|access denied|request (?:blocked|rejected)|security (?:check|verification)",
    re.I,
)
_SENTENCES = re.compile(
    r"请开启\s*javascript\s*并刷新|请求(?:带有|包含)不合法参数|对网站造成安全威胁|访问(?:过于|太)频繁"
    r"|请(?:先|您)?(?:完成|进行|通过)(?:以下|下方|下面)?的?(?:安全|人机|滑块|滑动|行为)(?:验证|校验)"
    r"|(?:点击|滑动|拖动|拖拽)[^。，,]{0,12}完成(?:安全|人机|滑块|滑动|行为)?(?:验证|校验)"
    r"|(?:拖动|滑动|拖拽|按住)[^。，,]{0,8}滑块|(?:完成|通过)(?:安全|人机|滑块)?验证(?:后|之后)[^。，,]{0,6}(?:访问|浏览)"
    r"|(?:您的|该|此|本次|当前)?(?:访问|请求|操作)[^。]{0,24}(?:被|已)[^。，,]{0,12}(?:拦截|阻断)"
    r"|输入[^。，,]{0,20}(?:验证码|字符|文字)[^。，,]{0,6}(?:访问|浏览)|请(?:先|您)?完成验证|点击按钮进行验证"
    r"|(?:证明|确认|验证|检测)[您你](?:是不|不|是否)?是(?:不是)?(?:机器人|程序|真人)|IP(?:地址)?[^。，,]{0,10}(?:受限|限制|封禁|屏蔽)|正在(?:检测|检查|验证)(?:您的)?浏览器"
    r"|403\W{0,3}forbidden|complete the (?:security check|captcha)|you are (?:a )?human|you(?: are|['’]re) not a robot"
    r"|your request has been blocked|the requested url was rejected|checking your browser|errorcode=waf"
    r"|you have been blocked|enable javascript and cookies to continue",
    re.I,
)
#: Most visible characters of such a page.
_SHORT = 600
_TINY = 20


def is_challenge(head: bytes, whole: bool) -> bool:
    """Whether the first bytes of a page (`whole`: it has no more) are such a page, whose content no program gets."""
    if any(mark in head for mark in _SURE):
        return True
    told = _is_titled(head)
    if not whole and not told:
        return False
    visible = len(_shown(head))
    if whole and visible <= _SHORT and any(mark in head for mark in _USUAL):
        return True
    if whole and visible <= _TINY and _SET.search(head) and _AGAIN.search(head):
        return True
    # One sentence alone could stand in a notice: the title says it too, or there is nothing else.
    told = told or (whole and visible <= _TINY)
    return told and visible <= _SHORT and _SENTENCES.search(_text(head)) is not None


def _is_titled(head: bytes) -> bool:
    title = _TITLE.search(head)
    return title is not None and _TITLES.search(_text(title[1])) is not None


def _shown(head: bytes) -> str:
    return _text(_TAG.sub(b"", _SILENT.sub(b"", head)))


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # The head may end inside a character.
        return raw.decode("utf-8" if error.start > len(raw) - 4 else "gb18030", "replace")
