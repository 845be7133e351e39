"""What may stand in one cell of the register, and what it means. Every reader raises ValueError with what it wants."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import TypeVar

import ada_url

from core.county import NO_APPROVAL, AccountState, ColumnCategory

#: Longest cell of a register, characters: longer ones are slips or attacks.
LONGEST = 2000

_T = TypeVar("_T")

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_SEPARATORS = re.compile(r"[\s,;，；、]+")
_BLANKS = re.compile(r"\s+")
#: 网站标识码: ten characters (国办发〔2017〕47号: 政府网站标识码 10 位), digits for local governments.
_ID_CODE = re.compile(r"[0-9A-Za-z]{10}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

_NONE = frozenset({"无", "没有", "否", "未批准", "未经批准", "没有批准", "无批准文件"})

_YES_NO = {"是": "obey", "否": "ignore", "遵守": "obey", "不遵守": "ignore", "yes": "obey", "no": "ignore"}

_CATEGORIES = {
    **{category.value: category for category in ColumnCategory},
    "新闻动态": ColumnCategory.NEWS,
    "政务动态": ColumnCategory.NEWS,
    "公告公示": ColumnCategory.NOTICES,
    "政策法规": ColumnCategory.POLICIES,
    "解读回应": ColumnCategory.INTERPRETATION,
    "互动交流": ColumnCategory.INTERACTION,
    "办事服务": ColumnCategory.SERVICES,
}

_STATES = {
    **{state.value: state for state in AccountState},
    "正常运行": AccountState.RUNNING,
    "运行": AccountState.RUNNING,
    "已关停": AccountState.CLOSED,
    "已迁移": AccountState.MOVED,
    "已注销": AccountState.CANCELLED,
}


def tidy(text: str) -> str:
    """Trim, and fold every run of blanks (full-width ones and line breaks too) to one space."""
    return _BLANKS.sub(" ", text).strip()


def compact(text: str) -> str:
    """Half-width and without any blanks: for addresses, codes and numbers."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def read_text(text: str) -> str:
    """Any text."""
    if len(text) > LONGEST:
        raise ValueError(f"不超过 {LONGEST} 个字")
    return text


def read_approval(text: str) -> str:
    """The document that approves a site, or that there is none."""
    return NO_APPROVAL if compact(text) in _NONE else read_text(tidy(text))


def read_compact(text: str) -> str:
    """Any text in which blanks and width mean nothing (telephone, account id)."""
    return read_text(compact(text))


def read_id_code(text: str) -> str:
    """A website identification code."""
    code = compact(text)
    if not _ID_CODE.fullmatch(code):
        raise ValueError("10 位网站标识码")
    return code.lower()


def read_email(text: str) -> str:
    """A mail address."""
    address = compact(text)
    if not _EMAIL.fullmatch(read_text(address)):
        raise ValueError("邮箱地址")
    return address


def has_scheme(text: str) -> bool:
    """True when the address says http:// or https:// (or anything ://) itself."""
    return _SCHEME.match(compact(text)) is not None


def read_url(text: str) -> str:
    """A web address, serialised as browsers do, without fragment; http:// is assumed where none is given."""
    address = read_text(compact(text))
    try:
        parsed = ada_url.URL(address if has_scheme(address) else f"http://{address}")
    except ValueError:
        raise ValueError("网址，如 http://www.example.gov.cn/") from None
    if parsed.protocol not in ("http:", "https:") or parsed.username or parsed.password:
        raise ValueError("以 http:// 或 https:// 开头、不含用户名的网址")
    if "." not in parsed.hostname and parsed.hostname != "localhost" and not parsed.hostname.startswith("["):
        raise ValueError("含完整域名的网址")
    parsed.hash = ""
    return str(parsed.href)


def read_scopes(text: str) -> tuple[str, ...]:
    """Hosts or URL prefixes, separated by blanks, commas, semicolons or 、."""
    return tuple(dict.fromkeys(_scope(part) for part in _parts(text)))


def read_hosts(text: str) -> tuple[str, ...]:
    """Domain names, separated as scopes are; of an address its host."""
    return tuple(dict.fromkeys(_name(part) for part in _parts(text)))


def read_networks(text: str) -> tuple[str, ...]:
    """CIDR ranges of intranet addresses. Public ranges are refused: they would switch the address guard off."""
    if text in ("否", "无", "不允许"):
        return ()
    try:
        networks = [ipaddress.ip_network(part, strict=False) for part in _parts(text)]
    except ValueError:
        raise ValueError("内网网段，如 10.0.0.0/8，多个用顿号分隔") from None
    if any(network.is_global for network in networks):
        raise ValueError("内网网段，不能是公网地址")
    return tuple(str(network) for network in networks)


def read_robots(text: str) -> str:
    """是 (obey) or 否 (ignore)."""
    return _choice(_YES_NO, compact(text).lower(), "“是”或“否”")


def read_count(text: str) -> int:
    """A whole number from 1 to 1,000,000."""
    number = compact(text).replace(",", "")
    if not (number.isascii() and number.isdigit() and len(number) <= 7 and 1 <= int(number) <= 1_000_000):
        raise ValueError("1 至 1000000 的整数")
    return int(number)


def read_days(text: str) -> int:
    """A number of days from 0 (the category's own window) to 3,660; a trailing 天 is tolerated."""
    number = compact(text).removesuffix("天")
    if not (number.isascii() and number.isdigit() and len(number) <= 4 and int(number) <= 3660):
        raise ValueError("0 至 3660 的整数（天）")
    return int(number)


def read_delay(text: str) -> float:
    """Seconds from 0 to 60; a trailing 秒 is tolerated."""
    number = compact(text).removesuffix("秒")
    if not re.fullmatch(r"\d{1,2}(\.\d{1,3})?", number, re.ASCII) or float(number) > 60:
        raise ValueError("0 至 60 的秒数")
    return float(number)


def read_category(text: str) -> ColumnCategory:
    """A column category or one of its few synonyms."""
    return _choice(_CATEGORIES, compact(text), "、".join(category.value for category in ColumnCategory) + "之一")


def read_state(text: str) -> AccountState:
    """An account's state or one of its few synonyms."""
    return _choice(_STATES, compact(text), "、".join(state.value for state in AccountState) + "之一")


def _choice(choices: dict[str, _T], text: str, expected: str) -> _T:
    if text not in choices:
        raise ValueError(expected)
    return choices[text]


def _parts(text: str) -> list[str]:
    separated = _SEPARATORS.split(unicodedata.normalize("NFKC", text))
    return [part for part in separated if part]


def _scope(part: str) -> str:
    part = part.removeprefix("*.")
    try:
        url = read_url(part)
    except ValueError:
        raise ValueError("域名或网址前缀，多个用顿号分隔") from None
    return url if has_scheme(part) or "/" in part else str(ada_url.URL(url).host)


def _name(part: str) -> str:
    try:
        host = str(ada_url.URL(read_url(part)).hostname)
    except ValueError:
        raise ValueError("域名，多个用顿号分隔") from None
    if host.startswith("[") or host.rpartition(".")[2].isdigit():
        raise ValueError("域名，不能是 IP 地址")
    return host
