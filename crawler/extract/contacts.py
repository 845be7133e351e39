"""Links that write a mail or dial: whether what follows mailto: or tel: can be an address or a number at all."""

from __future__ import annotations

import re
from urllib.parse import unquote

_CONTACT = re.compile(r"\s*(mailto|tel):(.*)", re.I | re.S)
#: Longest value looked at, in characters.
_MAX = 2000
#: What a template or a script still has to fill in, or what percent-decoding could not read.
_UNFILLED = re.compile(r"[{}\[\]<>$%]|^(?:undefined|null)$", re.I)
_MAILBOX = re.compile(r"[^\s@]@[^\s@]")
_NO_NUMBER = re.compile(r"https?:|[a-z][\w.\-]*@[\w\-]+\.[\w.\-]+$", re.I)


def contact_slip(href: str) -> str:
    """Why a mailto: or tel: link can reach nobody (Chinese), or empty: it can, it is another link, or one cannot tell.

    By syntax only, and leniently: RFC 6068 allows several recipients and none at all beside headers; numbers are
    written with extensions in words (RFC 3966 would not have it, telephones do).
    """
    match = _CONTACT.match(href[:_MAX]) if ":" in href[:_MAX] else None
    if match is None:
        return ""
    text = unquote(match[2]).strip()
    if _UNFILLED.search(text):
        return ""
    reason = _mail(text) if match[1].lower() == "mailto" else _phone(text)
    return f"{reason}：{href.strip()[:100]}" if reason else ""


def _mail(text: str) -> str:
    if not text:
        return "邮箱链接没有写地址"
    if text.startswith("?") or _MAILBOX.search(text):
        return ""
    return "邮箱链接中不是邮箱地址"


def _phone(text: str) -> str:
    if not text:
        return "电话链接没有写号码"
    dialled = any(letter.isdecimal() or letter in "*#" for letter in text)
    return "" if dialled and not _NO_NUMBER.match(text) else "电话链接中不是电话号码"
