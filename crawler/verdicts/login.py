"""Login pages: where a link means to lead there it is good, elsewhere it is a wall."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.verdicts.sight import Sight

#: Most characters of other text on a page that is only there to log in.
MAX_TEXT = 300
MAX_LINKED = 300
_ADDRESS = re.compile(
    r"(?:^|[/._\-?=&])(?:login|logon|signin|sign-in|log-in|sso|cas|passport|auth|oauth2?|uaa|idp|account|user|register"
    r"|member|admin|webmail|mail|oa)(?:$|[/._\-?=&:0-9])",
    re.I,
)
_SAID = re.compile(r"登[录陆]|身份认证|账号|帐号|用户名|密码|log ?in|sign ?in|password", re.I)
#: Links that say of themselves that a login follows, or name a system for a closed circle.
_MEANT = re.compile(
    r"登[录陆]|注册|login|log\s*in|sign|邮箱|邮件|办公|后台|入口|会员|用户|个人中心|我的|OA|(?:系统|平台|管理)(?:[（(].{0,12}[)）])?\s*$",
    re.I,
)


def shows_login(sight: Sight) -> bool:
    """Whether the page is a password form with hardly anything else."""
    if not 1 <= sight.passwords <= 3 or sight.fields > 8:
        return False
    return len(sight.own) <= MAX_TEXT and sight.linked <= MAX_LINKED


def fills_with_login(sight: Sight, lines: tuple[str, ...]) -> bool:
    """Whether a page within its site's frame, whose own `lines` are given, holds nothing but such a form."""
    if not 1 <= sight.passwords <= 3 or sight.fields > 9:
        return False
    own = " ".join((sight.title, *lines))
    return len(own) <= MAX_TEXT and _SAID.search(own) is not None


def is_login_address(url: str) -> bool:
    """Whether the address itself says that it belongs to a login."""
    parts = urlsplit(url)
    return bool(_ADDRESS.search(parts.path) or _ADDRESS.search((parts.hostname or "").split(".")[0]))


def means_login(texts: Iterable[str]) -> bool:
    """Whether any of the links' texts announces a login or a closed system."""
    return any(_MEANT.search(text) for text in texts)
