"""Addresses as a browser reads them (WHATWG URL), and which of them belong to a site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from ada_url import URL

from core.county import Site
from core.errors import AddressError
from core.snapshot.link import MENDED

#: Longest address kept, in characters; common servers refuse longer request lines.
MAX_URL = 4096

_NOISE = re.compile(r"[\t\r\n]+")
_EDGES = "".join(chr(code) for code in range(33))
#: An address up to the last slash of its path.
_IN_FOLDER = re.compile(r"https?://[^/?#\\\s]++/(?:[^/?#\\\s]*+/)*+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
#: Slips that leave an address no browser can open, although some of them parse.
_SLIPS = (
    (re.compile(r"https?:[/\\]*https?(?:[:：]|[/\\]{2})", re.I), "协议头重复"),
    (re.compile(r"(?:https?|mailto|tel)\s*：", re.I), "协议头后用了全角冒号"),
    (re.compile(r"https?:[／＼]", re.I), "协议头后用了全角斜杠"),
    (re.compile(r"(?:https?|mailto|tel)\s+:|https?:\s+[/\\]|https?:[/\\]+\s", re.I), "主机名或协议名前后有空格"),
    (re.compile(r"file:", re.I), "指向本地文件"),
    (re.compile(r"[a-z]:[\\/]", re.I), "指向本地磁盘路径"),
    (re.compile(r"https?:[/\\]*(?:$|[?#])", re.I), "没有主机名"),
    (
        re.compile(r"(?!https?:[/\\]{2})(?:h{1,3}t{1,4}p{1,3}s{0,2}|ttps?|htps?|hptts?)[:;；：]?[/\\]{2}", re.I),
        "协议头拼写错误",
    ),
    (re.compile(r"(?:localhost|[\w\-]+(?:\.[\w\-]+)+):\d+(?:[/?#]|$)", re.I), "缺少 http:// 协议头"),
    # Browsers would take the first folder for a host; with a dot in it they are often right.
    (re.compile(r"https?:[/\\]{3,}[^./\\?#]*(?:$|[/\\?#])", re.I), "没有主机名"),
    (re.compile(r"\\\\[^./\\?#]+(?:$|[/\\?#])"), "指向局域网共享路径"),
)
#: Without one of these there is no slip: plain relative addresses, which most are.
_SUSPICIOUS = re.compile(r"[:;：；／＼\\]|//")
#: What stands in a host's place, when the parser refuses it.
_AUTHORITY = re.compile(r"(?:https?:)?[/\\]{2,}([^/\\?#]*)", re.I)


def is_skipped(href: str) -> bool:
    """Whether a raw attribute value leads to no address: empty, a fragment, or another scheme (mailto, tel, data …)."""
    text = _tidied(href)
    if not text or text[0] == "#":
        return True
    scheme = _SCHEME.match(text) if ":" in text else None
    if not scheme or scheme[1].lower() in ("http", "https", "file"):
        return False
    return not any(pattern.match(text) for pattern, _ in _SLIPS)


def normalise(href: str, base: str) -> str:
    """Return the address a browser would ask for: WHATWG-serialised, http or https, without fragment.

    Raises AddressError with the reason in Chinese for what no browser could open.
    """
    text = _tidied(href)
    # All but a query or a fragment alone starts from the folder: so the addresses of a navigation bar are read once.
    return _resolved(text, base if text[:1] in ("", "?", "#") else _folder(base))


def _tidied(href: str) -> str:
    # What is printable holds none of these, and most addresses are.
    return (href if href.isprintable() else _NOISE.sub("", href)).strip(_EDGES)


@lru_cache(maxsize=1024)
def _folder(base: str) -> str:
    """The folder of an address, where it is plainly one; else the address itself."""
    found = _IN_FOLDER.match(base)
    return found[0] if found else base


@lru_cache(maxsize=16_384)
def _resolved(text: str, base: str) -> str:
    _refuse_slips(text)
    try:
        url = URL(text, base=base)
    except ValueError as error:
        raise AddressError(f"{_why(text)}：{text[:200]}") from error
    if url.protocol not in ("http:", "https:"):
        raise AddressError(f"不是网页地址（{url.protocol[:20]}）：{text[:200]}")
    address = str(url.href).split("#", 1)[0]
    if len(address) > MAX_URL:
        raise AddressError(f"地址超过 {MAX_URL} 个字符")
    return address


def repaired(href: str) -> str:
    """What browsers silently put right in an address as written (Chinese), or empty: it is written as it should be.

    Such an address opens; but the URL standard calls it invalid, and programs that are no browsers may not open it.
    """
    text = href.strip(_EDGES)
    address = text.partition("#")[0]
    if "\\" in address.partition("?")[0]:
        return f"地址中用了反斜杠，{MENDED}更正，其他软件不一定能打开：{text[:200]}"
    if _NOISE.search(address):
        return f"地址中间有换行或制表符，{MENDED}去掉，其他软件不一定能打开：{_NOISE.sub(' ', text)[:200]}"
    if " " in address:
        return f"地址中有空格，{MENDED}更正，其他软件不一定能打开：{text[:200]}"
    return ""


def _why(text: str) -> str:
    """What is wrong with an address that the parser refused."""
    authority = _AUTHORITY.match(text)
    host = authority[1] if authority else ""
    if re.search(r"\s", host):
        return "主机名中有空格"
    if re.search(r"[：，；（）｜]", host):
        return "主机名中有全角标点"
    return "端口号无效" if re.search(r":\d+$", host) else "地址格式错误"


def _refuse_slips(text: str) -> None:
    if len(text) > MAX_URL:
        raise AddressError(f"地址超过 {MAX_URL} 个字符")
    if not _SUSPICIOUS.search(text):
        return
    for pattern, reason in _SLIPS:
        if pattern.match(text):
            raise AddressError(f"{reason}：{text[:200]}")


def is_internal(url: str, site: Site) -> bool:
    """Whether a normalised address is the site's own: its host, or one of its scopes (host or URL prefix).

    http and https on their default ports are the same place; another port is another service.
    """
    place = _place(url)
    return place is not None and any(_covers(rule, place) for rule in _rules(site))


def is_own_host(host: str, port: int, site: Site) -> bool:
    """Whether what is served there can be part of the site's pages: its host, or that of one of its scopes."""
    written = "" if port in (80, 443) else str(port)
    return any(rule[0] == host.lower() and rule[1] in (None, written) for rule in _rules(site))


#: Host, port ("" for 80 and 443; None in a rule: any) and path with query.
_Place = tuple[str, str | None, str]


@lru_cache(maxsize=256)
def _rules(site: Site) -> tuple[_Place, ...]:
    home = _place(site.home)
    rules: list[_Place] = [(home[0], home[1], "/")] if home else []
    for scope in site.places:
        if "://" in scope:
            place = _place(scope)
        else:
            place = _place(f"http://{scope}")
            # A bare host means that host on whatever port.
            place = (place[0], place[1] or None, "/") if place else None
        if place:
            rules.append(place)
    return tuple(rules)


def _place(url: str) -> _Place | None:
    try:
        parts = urlsplit(str(URL(url).href))
    except ValueError:
        return None
    host, port = parts.hostname or "", parts.netloc.rpartition("@")[2].rpartition("]")[2].partition(":")[2]
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return (host, "" if port in ("80", "443") else port, path or "/")


def _covers(rule: _Place, place: _Place) -> bool:
    if rule[0] != place[0] or rule[1] not in (None, place[1]):
        return False
    prefix, path = rule[2], place[2]
    return path.startswith(prefix) and (prefix.endswith("/") or path[len(prefix) : len(prefix) + 1] in ("", "/", "?"))
