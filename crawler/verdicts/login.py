"""Login pages: where a link means to lead there it is good, elsewhere it is a wall."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from crawler.verdicts.sight import Sight
from crawler.verdicts.vocabulary import weight

#: Most characters of other text on a page that is only there to log in.
MAX_TEXT = 300
MAX_LINKED = 300
_ADDRESS = re.compile(
    r"(?:^|[/._\-?=&])(?:login|logon|signin|sign-in|log-in|sso|cas|passport|auth|oauth2?|uaa|idp|account|user|register"
    r"|member|admin|webmail|mail|oa)(?:$|[/._\-?=&:0-9])",
    re.I,
)
_SAID = re.compile(r"登[录陆]|身份认证|账号|帐号|用户名|密码|log ?in|sign ?in|password", re.I)
#: Addresses of the places where one logs in, and of nothing else.
_GATE = re.compile(
    r"(?:^|[/._\-#])(?:(?:to|user|unified|unify|do|web)?log-?[io]n|sign-?in|sso|cas|passport|oauth2?|authorize|qrconnect"
    r"|uaa|idp|tyrz|rzzx)(?:$|[/._?=&:0-9])",
    re.I,
)
#: Names of parameters by which whoever has logged in is sent back.
_BACK = re.compile(r"service|(?:re)?turn|redirect|back|goto|target|next|from|refer|continue|success|url|uri", re.I)
#: What fields say where one logs in by a code that is sent to a telephone, and what a button says there.
_CODE = re.compile(r"验证码|校验码|动态(?:密)?码|动态口令|短信|扫码|二维码|扫一扫", re.I)
_NAME = re.compile(r"手机|电话|账号|帐号|账户|帐户|用户名|身份证|证件号|微信|支付宝|APP", re.I)
_ENTER = re.compile(
    r"(?:立即|马上|确认|用户|会员|账号|帐号|手机(?:号|短信)?|短信|验证码|扫码|微信|快捷|安全|统一|点击|一键)*登\s*[录陆]"
    r"(?:/注册|或注册|注册)?|(?:统一)?(?:身份|实名)认证|log ?in|sign ?in",
    re.I,
)
#: A part of a title that is the name of such a page.
_TITLED = re.compile(
    r"[^，。？?]{0,16}?(?:用户|会员|账号|系统|平台|统一|请|中心|前台|后台|政务)?(?:登\s*[录陆]|(?:统一)?身份认证|单点登录)"
    r"(?:页面?|入口|平台|系统|中心|界面)?|(?:please )?(?:log|sign) ?in(?: page)?|login|统一认证(?:平台|中心)?",
    re.I,
)
_ASKING = re.compile(r"如何|怎么|怎样|关于|说明|指南|流程|问题|问答|手册|公告|通知")
_PARTS = re.compile(r"\s*[|_—–·»>\-]+\s*")
#: Links that lead to something to be done, for which one may well have to log in.
_DOING = re.compile(r"办[理事件]|申报|预约|申请|报名|投诉|举报|信箱|留言|咨询|填报|查询|打印|缴[费存]|报送")
_TELLING = 4
#: Links that say of themselves that a login follows, or name a system for a closed circle.
_MEANT = re.compile(
    r"登[录陆]|注册|login|log\s*in|sign|邮箱|邮件|办公|后台|入口|会员|用户|个人中心|我的|OA|(?:系统|平台|管理)(?:[（(].{0,12}[)）])?\s*$",
    re.I,
)


def shows_login(sight: Sight) -> bool:
    """Whether the page is a form to log in, by a password or otherwise, with hardly anything else."""
    if sight.fields > 8 or len(sight.own) > MAX_TEXT or sight.linked > MAX_LINKED:
        return False
    return 1 <= sight.passwords <= 3 or (not sight.passwords and _lets_in(sight, sight.lines))


def fills_with_login(sight: Sight, lines: tuple[str, ...]) -> bool:
    """Whether a page within its site's frame, whose own `lines` are given, holds nothing but such a form."""
    own = " ".join((sight.title, *lines))
    if sight.passwords > 3 or sight.fields > 9 or len(own) > MAX_TEXT:
        return False
    return _SAID.search(own) is not None if sight.passwords else _lets_in(sight, lines)


def _lets_in(sight: Sight, lines: tuple[str, ...]) -> bool:
    """Whether a page without a field for passwords, whose own `lines` are given, lets visitors in by other ways."""
    said = (*sight.prompts, *sight.headings, *lines)
    if any(map(is_gate, sight.frames)):
        return True
    if not any(_ENTER.fullmatch(text.strip(" 　:：")) for text in said):
        return False
    words = " ".join(said)
    by_code = _CODE.search(words) is not None and _NAME.search(words) is not None
    return by_code or (_CODE.search(words) is not None and is_login_title(sight.title))


def is_login_title(title: str) -> bool:
    """Whether a page bears the name of one where visitors log in, and nothing else."""
    parts = (part.strip() for part in _PARTS.split(title))
    return any(_TITLED.fullmatch(part) and not _ASKING.search(part) for part in parts)


def is_gate(url: str) -> bool:
    """Whether the address names a place where one only logs in; also behind the `#` of an application."""
    parts = urlsplit(url)
    host = (parts.hostname or "").split(".")[0]
    return any(map(_GATE.search, (parts.path, host, parts.fragment.partition("?")[0])))


def sends_to_login(asked: str, final: str) -> bool:
    """Whether the redirect from `asked` to `final` leads to a log-in, which would send visitors back afterwards."""
    if asked.partition("?")[0] == final.partition("?")[0]:
        return False
    return is_gate(final) or (is_login_address(final) and _returns(asked, final))


def _returns(asked: str, final: str) -> bool:
    path = urlsplit(asked).path
    pairs = parse_qsl(urlsplit(final).query)
    return len(path) > 1 and any(_BACK.search(name) and path in value for name, value in pairs)


def is_login_address(url: str) -> bool:
    """Whether the address itself says that it belongs to a login."""
    parts = urlsplit(url)
    return bool(_ADDRESS.search(parts.path) or _ADDRESS.search((parts.hostname or "").split(".")[0]))


def tells_content(text: str) -> bool:
    """Whether a link's text leads one to expect something to read, and nothing for which one logs in."""
    return weight(text) >= _TELLING and not (_MEANT.search(text) or _DOING.search(text))


def means_login(texts: Iterable[str]) -> bool:
    """Whether any of the links' texts announces a login or a closed system."""
    return any(_MEANT.search(text) for text in texts)
