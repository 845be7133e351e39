"""Whether asking an address that a script asks is reading a list, and nothing that counts, signs in or changes."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Words of addresses that count visits, check who is there, change something, or bring what is no list.
_NEVER = frozenset(
    (
        *(
            "count",
            "counter",
            "counts",
            "hit",
            "hits",
            "click",
            "clicks",
            "visit",
            "visits",
            "visitor",
            "stat",
            "stats",
        ),
        *("login", "logout", "user", "users", "token", "captcha", "code", "verify", "save", "add", "insert", "del"),
        *("delete", "remove", "submit", "vote", "like", "upload", "send", "set", "weather", "tianqi", "log", "logs"),
        *("track", "header", "footer", "nav", "menu", "top", "bottom", "lang", "config", "js", "css", "update", "edit"),
        *("pv", "uv", "online", "ip", "like", "share", "register", "download", "statistics", "tongji"),
    )
)
#: The same, written together with other words.
_GLUED = re.compile(
    r"(?:^|[/_.?=&\-])(?:save|insert|delete|remove|submit|upload|login|logout|update|vote|addcount|addhit|addclick)"
    r"|counter|clickcount|hitcount|viewcount|readcount|captcha|checkcode|verifycode|weather|tianqi|visitor|\.js\b|\.css\b",
    re.I,
)
#: What is posted with a form that somebody fills in: by address and by the names of its fields.
_FORMS = re.compile(
    r"save|insert|delete|remove|submit|upload|login|update|vote|message|comment|feedback|liuyan|reply|survey|apply|regist"
    r"|order|pay|score|evaluat|subscribe|opinion|appeal|collect|favor|approve|import|reset|cancel|confirm|send|edit",
    re.I,
)
_FILLED_IN = re.compile(
    r"pass(?:word|wd)|captcha|verif|phone|mobile|tel\b|idcard|sfz|e?mail\b|content|token|csrf|file|sms|address\b", re.I
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LISTS = re.compile(
    r"list|data|json|query|search|page|article|news|column|content|info|doc|catalog|notice|channel|select|find|get|xxgk"
    r"|gongkai|tzgg|record|rows|\bapi\b",
    re.I,
)


def reads_list(address: str) -> bool:
    """Whether an address sounds like a list's data and like nothing else."""
    words = {word.lower() for word in _WORDS.findall(address[:2000])}
    return _LISTS.search(address) is not None and not words & _NEVER and not _GLUED.search(address)


def may_post(address: str, fields: Iterable[str], paged: bool) -> bool:
    """Whether posting these fields only asks for a page of a list.

    `paged`: one of them says which page or how many entries, which no form that people fill in does.
    """
    return paged and not _FORMS.search(address) and not any(_FILLED_IN.search(name) for name in fields)
