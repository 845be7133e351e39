"""Not-found pages that answer 200: judged against what the same host says to an address that cannot exist."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.verdicts.sight import Sight, comparable
from crawler.verdicts.wording import is_gone_title, says_gone

#: Most characters of text, links not counted, on a page whose own words must convict it.
MAX_TEXT = 200
#: Most characters by which a page may differ from the learnt one, in lines that only one of them has.
MAX_DIFFERENCE = 24
#: Fewest characters of a home page that is recognised when it is served for any address.
MIN_HOME = 200
_ERROR_PATH = re.compile(
    r"(?:^|[/_\-])(?:404|not-?_?found|page-?_?not-?_?found|no-?_?found)(?:\.\w{1,5})?(?:/|$)", re.I
)
_HOME_NAME = re.compile(r"/(?:[^/]+/)?(?:index|default|main|home|portal|welcome)(?:\.\w{1,5})?/?", re.I)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What an address that cannot exist brought. `outcome`: absent (404, 410), page (200 and html), unknown."""

    address: str
    outcome: str
    final: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    digest: str = ""


def impossible_address(url: str, own_folder: str) -> str:
    """An address of the same shape as `url` that cannot exist: the same one at every run.

    It stands in the folder `own_folder` ("" or the first folder of `url`) and ends like it; an address whose query
    holds a long number keeps everything but that number.
    """
    parts = urlsplit(url)
    values = parse_qsl(parts.query, keep_blank_values=True)
    if own_folder and any(_is_number(value) for _, value in values):
        query = urlencode([(name, _number(parts.netloc) if _is_number(value) else value) for name, value in values])
        return parts._replace(query=query, fragment="").geturl()
    name = "xunjian-" + hashlib.sha256(f"{parts.netloc}/{own_folder}".encode()).hexdigest()[:12]
    return parts._replace(path=f"/{own_folder}{name}{ending(parts.path)}", query="", fragment="").geturl()


def top_folder(url: str) -> str:
    """The first folder of an address with its slash; empty for an address in the root."""
    first, slash, _ = urlsplit(url).path.lstrip("/").partition("/")
    return first + slash if slash else ""


def ending(path: str) -> str:
    """What a path ends with: a slash, an extension, or nothing."""
    if path.endswith("/"):
        return "/"
    match = re.search(r"\.\w{1,5}$", path)
    return match[0] if match else ""


def is_home(url: str) -> bool:
    """Whether the address is that of a site's front page, as front pages are usually called."""
    path = urlsplit(url).path
    return path in ("", "/") or bool(_HOME_NAME.fullmatch(path))


def is_error_address(url: str) -> bool:
    """Whether the address itself says that nothing was found."""
    return bool(_ERROR_PATH.search(urlsplit(url).path))


def is_suspect(sight: Sight) -> bool:
    """Whether a page is worth asking an impossible address: title, heading or a short text say that it is gone."""
    if is_gone_title(sight.title) or any(map(is_gone_title, sight.headings)):
        return True
    return says_gone(sight.own) and len(sight.own) <= 4 * MAX_TEXT


def by_content(sight: Sight, learnt: Learnt) -> str:
    """Why the page is a not-found page (English), or an empty string."""
    if learnt.outcome == "page" and is_suspect(sight) and _same_page(sight, learnt):
        return f"the same page as for {learnt.address}, which cannot exist"
    titled = is_gone_title(sight.title)
    if titled and len(sight.own) <= MAX_TEXT and says_gone(" ".join((*sight.headings, sight.own))):
        return f"titled {sight.title[:60]!r}, and the page says nothing else"
    return ""


def by_redirect(asked: str, final: str, sight: Sight | None, learnt: Learnt) -> str:
    """Why the redirect from `asked` to `final` means that nothing was found, or an empty string."""
    if _bare(asked) == _bare(final) or is_home(asked) or is_error_address(asked):
        return ""
    if is_error_address(final) and sight is not None and (is_suspect(sight) or _same_end(final, learnt)):
        return f"redirected to {final[:200]}"
    if is_home(final) and urlsplit(asked).path != urlsplit(final).path and _same_end(final, learnt):
        return f"redirected to the home page like {learnt.address}, which cannot exist"
    return ""


def as_home(sight: Sight, learnt: Learnt) -> str:
    """Why a page with the home page's text is not what was asked for: an impossible address shows the same."""
    if learnt.outcome == "page" and learnt.digest == sight.digest and len(sight.own) >= MIN_HOME:
        return f"the home page is served, as for {learnt.address}, which cannot exist"
    return ""


def _same_end(final: str, learnt: Learnt) -> bool:
    return learnt.outcome == "page" and _bare(learnt.final) == _bare(final) != _bare(learnt.address)


def _same_page(sight: Sight, learnt: Learnt) -> bool:
    if comparable(sight.title) != comparable(learnt.title):
        return False
    here, there = _lines(sight.lines), _lines(learnt.lines)
    said = {line for line in there if says_gone(line)}
    if not (said <= here and (said or is_gone_title(sight.title))):
        return False
    return sum(map(len, here - there)) <= MAX_DIFFERENCE and sum(map(len, there - here)) <= MAX_DIFFERENCE


def _lines(lines: tuple[str, ...]) -> set[str]:
    return {comparable(line) for line in lines} - {""}


def _bare(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path or '/'}"


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) >= 3


def _number(netloc: str) -> str:
    return "9" + str(int(hashlib.sha256(netloc.encode()).hexdigest()[:8], 16))[:8]
