"""Pages that show nothing of their own and only send their visitors on: by script, by refresh, with a message box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

from crawler.extract.charset import decode
from crawler.verdicts.vocabulary import foreign, weight

#: Most bytes of such a page, most characters of all its scripts, and most weight of "you are being sent on".
MAX_PAGE = 16 * 1024
_MAX_SCRIPT = 3000
_MAX_SHOWN, _MAX_LETTERS = 60, 400
#: Longest wait that still is no page to read, in seconds.
_MAX_WAIT = 10
_TRACES = (b"location", b"refresh", b"alert", b"history", b"open(", b"frame", b"close(", b".msg(")
#: Scripts, and what only some visitors get or nobody sees.
_APART = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b([^>]{0,500})>(.*?)(?:</script\s*>|\Z)"
    r"|<(noscript|template|style|title|textarea)\b.*?(?:</\3\s*>|\Z)",
    re.I | re.S,
)
_ONLOAD = re.compile(r"<body\b[^>]{0,500}?\bonload\s*=\s*(?:\"([^\"]{1,1000})\"|'([^']{1,1000})')", re.I)
_TAG = re.compile(r"<[^>]*(?:>|\Z)")
#: Whatever else a page may show.
_SHOWING = re.compile(r"<(?:img|video|audio|object|embed|canvas|svg|form|input|textarea|table)\b", re.I)
_FRAMED = re.compile(r"<i?frame\b[^>]{0,500}?\bsrc\s*=\s*[\"']?([^\"'<>\s]{1,500})", re.I)
_META = re.compile(r"<meta\b[^>]{0,800}>", re.I)
_IS_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh", re.I)
_CONTENT = re.compile(r"content\s*=\s*(?:\"([^\"]{0,800})\"|'([^']{0,800})'|([^\s>]{1,800}))", re.I)
_REFRESH = re.compile(r"\s*(\d{1,4})(?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'<>]{1,500})", re.I)
_REMARK = re.compile(r"/\*.*?(?:\*/|\Z)|(?<![:\"'\w])//[^\n]*|<!\[CDATA\[|\]\]>|<!--|-->", re.S)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.){0,600}\"|'(?:[^'\\\n]|\\.){0,600}'|`[^`]{0,600}`")
#: A script that does something only now and then says nothing of the page.
_SOMETIMES = re.compile(
    r"\b(?:if|switch|for|while|try|catch|case|match|test|indexOf|userAgent|onclick|addEventListener)\b|\?|&&|\|\|"
)
_PLACE = r"(?:(?:window|document|self|top|parent|this)\s*\.\s*){0,3}\blocation"
_SENT = re.compile(
    rf"(?:{_PLACE}(?:\s*\.\s*(?:href|pathname))?\s*=(?!=)\s*|{_PLACE}\s*\.\s*(?:replace|assign)\s*\(\s*"
    rf"|\bopen\s*\(\s*)"
    r"(?:\\?[\"'`]([^\"'`<>\\]{1,500})\\?[\"'`]|([\w$]{1,40})\b(?!\s*[.(+]))",
)
_NAMED = r"\b{}\s*=\s*[\"'`]([^\"'`<>]{{1,500}})[\"'`]"
_TOLD = re.compile(r"\b(?:alert|confirm|msg|toast|tips?)\s*\(\s*(?:\"([^\"<>]{1,200})\"|'([^'<>]{1,200})')", re.I)
_BACK = re.compile(r"\bhistory\s*\.\s*(?:back|go)\s*\(\s*(?:-\s*\d)?\s*\)|(?:window|self|top)\s*\.\s*close\s*\(\s*\)")


@dataclass(frozen=True, slots=True)
class Jump:
    """What such a page does: where it sends its visitors (an address, or empty), and what its message box `told` them.

    `framed`: it shows another page in its place; `back`: it sends them where they came from.
    """

    aim: str = ""
    told: str = ""
    framed: bool = False
    back: bool = False


def jump_of(body: bytes, url: str, refresh: str = "") -> Jump | None:
    """How the page at `url` sends everybody on; None: it does not, or shows something. `refresh`: the header."""
    lower = body[:MAX_PAGE].lower()
    if len(body) > MAX_PAGE or not (refresh or any(trace in lower for trace in _TRACES)):
        return None
    text = decode(body).text
    scripts, rest = "\n".join(_scripts(text)), _APART.sub(" ", text)
    shown = unescape(_TAG.sub(" ", rest)).strip()
    if len(shown) > _MAX_LETTERS or len(scripts) > _MAX_SCRIPT or _SHOWING.search(rest):
        return None
    if weight(shown) > _MAX_SHOWN or foreign(shown):
        return None
    framed = _FRAMED.findall(rest)
    if framed:
        return Jump(_joined(url, framed[0]), framed=True) if len(framed) == 1 and not shown else None
    always = not _SOMETIMES.search(_STRING.sub(" ", scripts))
    aim = _refreshed(refresh) or _of_meta(rest) or (_sent(scripts) if always else "")
    told = _TOLD.search(scripts) if always and not shown else None
    message = (told[1] or told[2]) if told else ""
    back = always and not (aim or message or shown) and _BACK.search(scripts) is not None
    return Jump(_joined(url, aim), message, back=back) if aim or message or back else None


def refreshed_to(body: bytes, url: str, refresh: str = "") -> str:
    """Where a refresh sends everybody within seconds, whatever the page at `url` shows till then; empty: nowhere else.

    `refresh` is the header of that name, which comes before one in the page.
    """
    aim = _refreshed(refresh)
    if not aim and b"refresh" in body[:MAX_PAGE].lower():
        aim = _of_meta(_APART.sub(" ", decode(body).text[:MAX_PAGE]))
    there = _joined(url, aim)
    return there if there.partition("#")[0].partition("?")[0] != url.partition("?")[0] else ""


def may_send(body: bytes, url: str) -> str:
    """Where the scripts of a page that shows nothing send some of its visitors, if only now and then; or empty."""
    if len(body) > MAX_PAGE or b"location" not in body:
        return ""
    text = decode(body).text
    rest = _APART.sub(" ", text)
    if unescape(_TAG.sub(" ", rest)).strip() or _SHOWING.search(rest) or _FRAMED.search(rest):
        return ""
    return _joined(url, _sent("\n".join(_scripts(text))[:_MAX_SCRIPT]))


def _scripts(text: str) -> Iterator[str]:
    for match in _APART.finditer(text):
        if match[2] and "json" not in match[1].lower():
            yield _REMARK.sub(" ", match[2])
    for match in _ONLOAD.finditer(text):
        yield unescape(match[1] or match[2])


def _refreshed(value: str) -> str:
    match = _REFRESH.match(value)
    return unescape(match[2]).strip() if match and int(match[1]) <= _MAX_WAIT else ""


def _of_meta(text: str) -> str:
    for tag in _META.findall(text):
        content = _CONTENT.search(tag) if _IS_REFRESH.search(tag) else None
        if content:
            return _refreshed(unescape(content[1] or content[2] or content[3] or ""))
    return ""


def _sent(scripts: str) -> str:
    match = _SENT.search(scripts)
    if match is None or match[1]:
        return match[1].strip() if match else ""
    named = re.search(_NAMED.format(re.escape(match[2])), scripts)
    return named[1].strip() if named else ""


def _joined(url: str, aim: str) -> str:
    if not aim:
        return ""
    try:
        return urljoin(url, aim)
    except ValueError:
        return ""
