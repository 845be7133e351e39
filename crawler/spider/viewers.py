"""Pages under a file's name that hold no file and yet are what a link promises: viewers, players, previews, downloads
that a script begins. A browser that follows a link goes by the type of the answer, not by the name (RFC 9110, 8.3).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from core.snapshot import RENDERED, Resource, Verdict
from crawler.fetch import Answer
from crawler.fetch.prober import MAX_PAGE
from crawler.fetch.sniff import plain_head
from crawler.spider.sentence import link_texts
from crawler.verdicts.error_page import is_error_page
from crawler.verdicts.jump import jump_of
from crawler.verdicts.login import is_login_address
from crawler.verdicts.message import said_by
from crawler.verdicts.not_found import is_error_address, is_fault_address, is_home, is_suspect
from crawler.verdicts.sight import Sight, look
from crawler.verdicts.template import tells
from crawler.verdicts.vocabulary import weight

if TYPE_CHECKING:
    from crawler.spider.visit import Visit

#: Elements that a click follows; what a page embeds must be the file itself.
_CLICKED = frozenset({"a", "area", f"{RENDERED}a", f"{RENDERED}area"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
#: Elements that show a file, by the file's address.
_SHOWS = re.compile(
    rb"<(?:embed|object|iframe|video|audio|source|img)\b[^>]{0,500}?\b(?:src|data)\s*=\s*[\"']?[^\"'>\s]{1,500}?"
    rb"\.(?:pdf|ofd|docx?|xlsx?|pptx?|wps|mp4|mp3|flv|m3u8|webm|ogg|wav|m4a|mov)\b",
    re.I,
)
#: What of a link's text is not the name of the thing.
_AROUND = re.compile(r"附件|下载|点击|查看|在线预览|预览|[:：\d]+|\.\w{2,5}\s*$")
#: Least weight of a name, and most characters of other text on a page that only shows a file.
_NAMED, _BESIDE = 4, 300
#: Least text, in characters, of a page that is one whatever its status says.
_TEXT = 200


def shows_file(visit: Visit, url: str, answer: Answer) -> bool:
    """Whether the page that answered for a file's address is one that a link to it may well lead to."""
    rows = visit.recorder.db.execute("SELECT element, samples FROM link WHERE target = ?", (url,)).fetchall()
    if not rows or answer.method != "GET" or answer.media_type not in _HTML:
        return False
    if any(row["element"] not in _CLICKED for row in rows):
        return False
    head = plain_head(answer) or b""
    jump = jump_of(head, answer.url, answer.header("refresh"))
    if jump is not None:
        return bool(jump.aim) and not (jump.told or _is_elsewhere(jump.aim))
    sight = look(head, answer.header("content-type"))
    if sight.passwords or is_suspect(sight) or said_by(sight.title, sight.headings, sight.lines) is not None:
        return False
    texts = (str(sample[3]) for row in rows for sample in json.loads(row["samples"]))
    shown = bool(_SHOWS.search(head)) and len(sight.own) <= _BESIDE
    return shown or any(_is_named(text, sight) for text in texts)


def shown_all_the_same(visit: Visit, found: Resource, answer: Answer) -> Resource:
    """What became of an address whose answer says that it failed and shows a visitor what a link to it promises."""
    if answer.method != "GET" or found.status != answer.status:
        return found
    sight = look(plain_head(answer, MAX_PAGE) or b"", answer.header("content-type"))
    if len(sight.own) < _TEXT or is_suspect(sight) or is_error_page(answer.body):
        return found
    named = " ".join((sight.title, *sight.headings))
    promised = any(weight(text) >= _NAMED and tells(text, named) for text in link_texts(visit, found.url, None))
    detail = f"HTTP {found.status}, but it shows what a link to it promises"
    return replace(found, verdict=Verdict.UNSURE, detail=detail) if promised else found


def _is_named(text: str, sight: Sight) -> bool:
    name = _AROUND.sub("", text)
    return weight(name) >= _NAMED and tells(name, " ".join((sight.title, *sight.headings)))


def _is_elsewhere(aim: str) -> bool:
    return is_home(aim) or is_error_address(aim) or is_fault_address(aim) or is_login_address(aim)
