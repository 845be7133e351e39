"""The home page's response headers and cookies: what protects visitors, and what tells strangers too much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.interface import Params, check
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_HEADERS, _COOKIES = "security.headers", "security.cookies"
#: A name with a number behind it: nginx/1.14.0, PHP/5.4, ASP.NET version headers.
_VERSION = re.compile(r"[A-Za-z][\w.\-]*/\d[\w.]*|^\d+\.\d+[\d.]*$")
_TELLING = ("server", "x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-generator")
#: Names of cookies that stand for a login or a session, as the common platforms call them.
_SESSION = re.compile(r"sess|^sid$|token|auth|passport|login|jwt|^asp\.net_|^phpsess|jsessionid", re.I)

_Fields = Sequence[tuple[str, str]]


@check(
    id=_HEADERS,
    title="响应头缺少防护或泄露版本",
    clause="本地配置（参照 OWASP Secure Headers，国内逐条要求未取得）",
    needs={"pages"},
)
def headers(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """响应头缺少防护或泄露版本：首页的响应头没有防嵌套、防类型猜测的设置，或者写出了服务器软件的版本号。

    是什么：看首页的响应头。没有 X-Content-Type-Options: nosniff；没有 X-Frame-Options 也没有在
    Content-Security-Policy 中限制嵌套（frame-ancestors）；Server、X-Powered-By 等写出版本号的，作黄色提醒，不列为问题。

    为什么重要：没有防护，别的网站可以把本网站嵌入自己的页面冒充；写出版本号，便于攻击者按版本查找漏洞。

    如何整改：由托管单位在网站服务器或前端防护设备上统一增加响应头，关闭版本号显示。
    """
    home = snapshot.home
    if home is None:
        yield _unseen(_HEADERS, snapshot, "响应头")
        return
    fields = snapshot.header_fields(home)
    lacking, telling = _lacking(fields), _telling(fields)
    warning = "；".join(part for part in (lacking, telling) if part)
    message = "首页的响应头没有发现需要提醒的情况。" if not warning else f"首页的响应头：{warning}。"
    yield _observe(_HEADERS, snapshot, message, home.evidence(_excerpt(fields)), f"{warning}。" if warning else "")


@check(
    id=_COOKIES,
    title="会话 Cookie 缺少保护标志",
    clause="本地配置（参照 RFC 6265bis，国内逐条要求未取得）",
    needs={"pages"},
)
def cookies(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """会话 Cookie 缺少保护标志：首页设置的会话 Cookie 没有 HttpOnly，https 下没有 Secure。

    是什么：看打开首页时服务器设置的 Cookie，只看名称像会话、登录的（如 JSESSIONID、PHPSESSID），只记名称和标志，不记
    内容。没有 HttpOnly 的，或者 https 页面没有 Secure 的，作黄色提醒，不列为问题。

    为什么重要：缺少标志，页面一旦被插入恶意脚本，登录状态就可能被盗用。

    如何整改：由开发单位在应用服务器的会话配置中打开 HttpOnly、Secure，并设置 SameSite。
    """
    home = snapshot.home
    if home is None:
        yield _unseen(_COOKIES, snapshot, "Cookie")
        return
    secure = home.url.startswith("https:")
    set_here = [value for name, value in snapshot.header_fields(home) if name == "set-cookie"]
    weak = [words for line in set_here for words in _weakness(line, secure)]
    message = f"首页的会话 Cookie：{'；'.join(weak)}。" if weak else "首页没有设置缺少保护标志的会话 Cookie。"
    yield _observe(_COOKIES, snapshot, message, home.evidence(), message if weak else "")


def _lacking(fields: _Fields) -> str:
    values = {name: value.lower() for name, value in fields}
    lacking = []
    if "nosniff" not in values.get("x-content-type-options", ""):
        lacking.append("X-Content-Type-Options")
    if "x-frame-options" not in values and "frame-ancestors" not in values.get("content-security-policy", ""):
        lacking.append("X-Frame-Options")
    return f"没有设置 {'、'.join(lacking)}" if lacking else ""


def _telling(fields: _Fields) -> str:
    told = [f"{name}: {value[:60]}" for name, value in fields if name in _TELLING and _VERSION.search(value)]
    return f"写出了版本号（{'；'.join(told)}）" if told else ""


def _excerpt(fields: _Fields) -> str:
    """The head without cookies: their values are nobody's business."""
    return "\n".join(f"{name}: {value}" for name, value in fields if name != "set-cookie")


def _weakness(line: str, secure: bool) -> Iterator[str]:
    first, *rest = line.split(";")
    name = first.partition("=")[0].strip()
    if not _SESSION.search(name):
        return
    flags = {part.partition("=")[0].strip().lower() for part in rest}
    lacking = [flag for flag in ("HttpOnly", "Secure") if flag.lower() not in flags and (secure or flag != "Secure")]
    if lacking:
        yield f"{name[:60]} 没有 {'、'.join(lacking)}"


def _unseen(check_id: str, snapshot: Snapshot, what: str) -> Observation:
    home = snapshot.site.home
    message = f"无法判断{what}：本次没有采集到首页。"
    return Observation(check_id, home, SubjectKind.SITE, Outcome.CANT_TELL, message, evidence=(Evidence(home),))


def _observe(
    check_id: str, snapshot: Snapshot, message: str, evidence: tuple[Evidence, ...], warning: str
) -> Observation:
    home = snapshot.site.home
    return Observation(check_id, home, SubjectKind.SITE, Outcome.PASSED, message, evidence=evidence, warning=warning)
