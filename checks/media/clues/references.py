"""What addresses and QR codes of media platforms say: which platform, which account, as far as they say it."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from core.county import Account
from core.platforms import Platform, canonical_platform

#: Longest address looked at, characters.
_LONGEST = 2000
_ID = r"[A-Za-z0-9_-]{2,100}"
_GH = re.compile(r"gh_[0-9a-f]{6,20}", re.IGNORECASE)
#: Platform, hosts (with all below them), and patterns of paths whose first group is the account's id.
_PATHS: tuple[tuple[Platform, tuple[str, ...], tuple[re.Pattern[str], ...]], ...] = (
    (
        Platform.WEIBO,
        ("weibo.com", "weibo.cn"),
        (re.compile(r"/(?:u|p/100505|profile)/?(\d{5,12})/?$"), re.compile(r"/(\d{6,12})/?$")),
    ),
    (Platform.DOUYIN, ("douyin.com", "iesdouyin.com"), (re.compile(rf"/(?:share/)?user/({_ID})"),)),
    (
        Platform.KUAISHOU,
        ("kuaishou.com", "gifshow.com", "chenzhongtech.com"),
        (re.compile(rf"/(?:profile|fw/user)/({_ID})"),),
    ),
    (Platform.BILIBILI, ("bilibili.com",), (re.compile(r"/(?:space/)?(\d{1,18})(?:/|$)"),)),
    (
        Platform.TOUTIAO,
        ("toutiao.com",),
        (re.compile(rf"/c/user/token/({_ID})"), re.compile(r"/(?:c/user|m|user)/?(\d{5,20})")),
    ),
    (Platform.XIAOHONGSHU, ("xiaohongshu.com",), (re.compile(rf"/user/profile/({_ID})"),)),
)
#: Hosts of short links and codes: the platform is certain, the account unknown until somebody opens them.
_SEALED: tuple[tuple[Platform, str, re.Pattern[str]], ...] = (
    (Platform.WECHAT, "weixin.qq.com", re.compile(r"/r/(?:mp/)?[\w-]{6,}")),
    (Platform.WECHAT, "u.wechat.com", re.compile(r"/[\w-]{6,}")),
    (Platform.DOUYIN, "v.douyin.com", re.compile(r"/[\w-]{4,}")),
    (Platform.KUAISHOU, "v.kuaishou.com", re.compile(r"/[\w-]{4,}")),
    (Platform.BILIBILI, "b23.tv", re.compile(r"/[\w-]{4,}")),
    (Platform.XIAOHONGSHU, "xhslink.com", re.compile(r"/[\w/-]{4,}")),
)
#: Pages of platforms that belong to no account: sharing, single posts, searching.
_NOBODY = re.compile(
    r"/(?:share|intent|s/|search|sorry|login|signup|video/|status|detail|article|i\d{10}|w/|ttarticle|hot|explore|discover)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """An account as an address or a code names it.

    `sealed`: `value` is the code itself, which names an account only to those who open it; `named`: `value` is the
    account's name.
    """

    platform: str
    value: str
    sealed: bool = False
    named: bool = False


def read_reference(text: str) -> Reference | None:
    """What an address, or the text of a QR code, says; None when it speaks of no account."""
    if len(text) > _LONGEST:
        return None
    try:
        parts = urlsplit(text.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    return _wechat(host, parts) or _by_path(host, parts) or _weibo_name(host, parts) or _sealed(host, parts)


def references_of(account: Account) -> frozenset[Reference]:
    """Everything a registered account is known by: its id, its home page, its QR code."""
    platform = canonical_platform(account.platform)
    found = {Reference(platform, account.account_id.lower())} if account.account_id else set()
    for text in (account.url, account.qr):
        reference = read_reference(text)
        if reference is not None and not reference.named:
            found.add(reference)
    return frozenset(found)


def comparable(one: Reference, other: Reference) -> bool:
    """Whether two are of one kind, so that their difference means something: a code tells nothing of an id."""
    return (one.sealed, _kind(one.value)) == (other.sealed, _kind(other.value))


def _kind(value: str) -> str:
    if value.startswith(("gh_", "biz:")):
        return value.partition("_")[0].partition(":")[0]
    if value.isdigit():
        return "number"
    # Long ids that Douyin and Kuaishou put into addresses; what owners choose themselves is a word beside them.
    return next((mark for mark in ("ms4w", "3x") if value.startswith(mark)), "word")


def _wechat(host: str, parts: SplitResult) -> Reference | None:
    if not _below(host, "weixin.qq.com"):
        return None
    query = parse_qs(parts.query)
    name = next(iter(query.get("username", ())), "")
    if parts.path.startswith("/s"):
        return None  # an article; pages quote those of others all the time
    biz = next(iter(query.get("__biz", ())), "")
    if _GH.fullmatch(name):
        return Reference(Platform.WECHAT, name.lower())
    return Reference(Platform.WECHAT, f"biz:{_number(biz)}") if _number(biz) else None


def _number(biz: str) -> str:
    """The number inside `__biz`, which is base64; empty when it is none."""
    try:
        decoded = base64.b64decode(biz.replace(" ", "+") + "=" * (-len(biz) % 4), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return ""
    return decoded if decoded.isdigit() else ""


def _by_path(host: str, parts: SplitResult) -> Reference | None:
    for platform, hosts, patterns in _PATHS:
        if not any(_below(host, known) for known in hosts):
            continue
        if platform is Platform.BILIBILI and not host.startswith("space.") and not parts.path.startswith("/space/"):
            return None
        for pattern in patterns:
            if found := pattern.match(parts.path):
                return Reference(platform, found[1].lower())
    return None


def _weibo_name(host: str, parts: SplitResult) -> Reference | None:
    if not (_below(host, "weibo.com") or _below(host, "weibo.cn")) or _NOBODY.match(parts.path):
        return None
    first, _, rest = parts.path.strip("/").partition("/")
    if first == "n" and rest:
        return Reference(Platform.WEIBO, unquote(rest.partition("/")[0]), named=True)
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{3,30}", first) and not rest and host in ("weibo.com", "www.weibo.com"):
        return Reference(Platform.WEIBO, first.lower())
    return None


def _sealed(host: str, parts: SplitResult) -> Reference | None:
    for platform, known, pattern in _SEALED:
        if host == known and pattern.match(parts.path):
            return Reference(platform, f"{host}{parts.path}".rstrip("/"), sealed=True)
    return None


def _below(host: str, known: str) -> bool:
    return host == known or host.endswith(f".{known}")
