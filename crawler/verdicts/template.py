"""Not-found pages that say so in no words we know: the very page that a site shows for addresses that cannot exist."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.extract.parsed import parse
from crawler.extract.tree import Element
from crawler.verdicts.challenge import is_challenge
from crawler.verdicts.sight import MAX_BYTES, comparable, see

#: Most characters that are no links on a page that may be such a template; menus are links.
MAX_OWN = 1500
#: Most characters in lines that only one of two pages has, and most by which their links may differ beside a fifth.
MAX_DIFFERENCE = 24
MAX_LINKED = 30
_MAX_SOURCE = 4096
#: Pages that may look alike for every address and yet tell of no single one of them: waiting, walls, and empty lists.
_OTHERWISE = re.compile(
    r"维护|升级|建设中|敬请期待|登[录陆]|验证|频繁|繁忙|稍[后候]再?|加载|拦截"
    r"|暂无|无(?:相关)?(?:数据|记录|内容)|没有(?:符合|相关|更多)"
    r"|[共计约]\s*0\s*[条个项篇]|javascript|loading|maintenance"
    r"|log ?in|sign ?in|captcha|verif|no (?:data|records?|results?)",
    re.I,
)
_ID_KEY = re.compile(r"id$|^(?:no|num|code|key|sn|a|art|article|news|info)$", re.I)
_ID_VALUE = re.compile(r"\d{1,20}|[0-9a-f\-]{16,40}", re.I)
_HEX_NAME = re.compile(r"[0-9a-f\-]{16,40}", re.I)
_DIGITS = re.compile(r"\d+")
#: Inline scripts that only count down or lead away, which no page's content comes from.
_FILLS = re.compile(
    r"innerhtml|innertext|textcontent|\.html\(|\.text\(|append|write|createelement|insert|ajax|fetch|xmlhttp|import"
    r"|\$\.|eval|render|mount",
    re.I,
)
_MEDIA = frozenset({"img", "video", "audio", "source", "embed", "object", "iframe", "frame", "input", "canvas", "svg"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a page stays when its address, numbers and times are left out.

    `shown` are its pictures, frames and fields, `links` counts its links and `linked` their characters, `still`: no
    script can fill it, `source`: of a page that shows no text, its source as it is.
    """

    title: str
    lines: frozenset[str]
    shown: frozenset[str]
    links: int
    linked: int
    still: bool
    source: str = ""


def shape_of(body: bytes, content_type: str) -> Shape | None:
    """The shape of a page; None for one that must be left alone whatever other addresses bring."""
    if len(body) > MAX_BYTES or is_challenge(body, whole=True):
        return None
    parsed = parse(body, content_type)
    elements = parsed.tree.elements
    still = not any(fills(element) for element in elements if element.tag == "script")
    shown = frozenset(_named(element) for element in elements if element.tag in _MEDIA)
    sight = see(parsed)
    own = " ".join((sight.title, *sight.headings, *sight.lines))
    if len(own) > MAX_OWN or sight.passwords or _OTHERWISE.search(own):
        return None
    lines = frozenset(map(comparable, sight.lines)) - {""}
    links = sum(element.tag == "a" for element in elements)
    source = "" if sight.lines else parsed.decoded.text[:_MAX_SOURCE]
    return Shape(comparable(sight.title), lines, shown, links, sight.linked, still, source)


def difference(one: Shape, other: Shape) -> int:
    """Characters in lines that only one of two pages has, the larger side of both; more than MAX_DIFFERENCE if another
    template stands there."""
    if (one.title, one.shown, one.links, one.still) != (other.title, other.shown, other.links, other.still):
        return MAX_DIFFERENCE + 1
    if one.source != other.source or abs(one.linked - other.linked) > MAX_LINKED + max(one.linked, other.linked) // 5:
        return MAX_DIFFERENCE + 1
    return max(sum(map(len, lines)) for lines in (one.lines - other.lines, other.lines - one.lines))


def family_of(url: str) -> str:
    """What addresses share that one program of a server answers: all but numbers and, without any, the last name."""
    parts = urlsplit(url)
    folder, name, end = _split(parts.path)
    kept = name
    if not parts.query:
        kept = "*" if _HEX_NAME.fullmatch(name) or not _DIGITS.search(name) else _DIGITS.sub("0", name)
    query = sorted((key, "0" if _is_id(key, value) else value) for key, value in _query(parts.query))
    return f"{parts.netloc}{_DIGITS.sub('0', folder)}/{kept}{end}?{urlencode(query)}"


def neighbourhood_of(url: str) -> str:
    """Where a family's proof must stand that real pages are another thing: the same folder and ending, or program."""
    parts = urlsplit(url)
    folder, name, end = _split(parts.path)
    return f"{parts.netloc}{_DIGITS.sub('0', folder)}/{name + end + '?' if parts.query else '*' + end}"


def impossible_pair(url: str) -> tuple[str, ...]:
    """Two addresses of the same family that cannot exist, the same at every run; none when its query names no entry."""
    parts, family = urlsplit(url), family_of(url)
    query = _query(parts.query)
    if parts.query:
        if not any(_is_id(key, value) for key, value in query):
            return ()
        asked = (
            [(key, _like(value, family, number) if _is_id(key, value) else value) for key, value in query]
            for number in "12"
        )
        return tuple(parts._replace(query=urlencode(values), fragment="").geturl() for values in asked)
    folder, name, end = _split(parts.path)
    names = (_like(name, family, number) for number in "12")
    return tuple(parts._replace(path=f"{folder}/{one}{end}", fragment="").geturl() for one in names)


def tells(text: str, said: str) -> bool:
    """Whether a page's own words `said` hold what a link to it announces: half of its pairs of letters or more."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1) if not text[at : at + 2].isspace()}
    return bool(pairs) and 2 * sum(pair in said for pair in pairs) >= len(pairs)


def _split(path: str) -> tuple[str, str, str]:
    """Folder, name and ending of a path; a folder's own name is its last one."""
    slash = "/" if path.endswith("/") else ""
    folder, _, last = path.rstrip("/").rpartition("/")
    found = re.search(r"\.\w{1,5}$", last)
    end = found[0] if found else ""
    return folder, last.removesuffix(end), end + slash


def _like(name: str, family: str, number: str) -> str:
    digest = hashlib.sha256(f"{family}{number}".encode()).hexdigest()
    if _HEX_NAME.fullmatch(name) and not name.isdigit():
        return digest[:32]
    runs = list(_DIGITS.finditer(name))
    if not runs:
        return f"xunjian-{digest[:12]}"
    return f"{name[: runs[-1].start()]}9{int(digest[:12], 16) % 10**8:08}{name[runs[-1].end() :]}"


def _query(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True)


def _is_id(key: str, value: str) -> bool:
    return bool(_ID_KEY.search(key) and _ID_VALUE.fullmatch(value))


def fills(script: Element) -> bool:
    """Whether a script may bring a page's content."""
    inner = "".join(child for child in script.children if isinstance(child, str))
    return bool(script.attrs.get("src") or _FILLS.search(inner))


def _named(element: Element) -> str:
    """A picture, frame or field by its address, which a server may vary behind the question mark."""
    source = element.attrs.get("src") or element.attrs.get("data") or element.attrs.get("type", "")
    return f"{element.tag} {source[:300].partition('?')[0]}"
