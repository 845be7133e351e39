"""From a chain of answers to a verdict. Pure: no network, no clock. In doubt it does not accuse."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from core.clock import parse_moment
from core.snapshot.decoding import beyond_us
from core.snapshot.link import Role
from core.snapshot.resource import Verdict
from core.statuses import REFUSALS
from crawler.fetch.answer import Answer
from crawler.fetch.chain import Chain
from crawler.fetch.disposition import is_offered
from crawler.fetch.judgement import BY_MESSAGE, Judgement
from crawler.fetch.misnamed import NEVER_HTML, misnamed, unfilled
from crawler.fetch.retry_after import announced_pause
from crawler.fetch.sniff import (
    HEAD_BYTES,
    MAX_SHOWN,
    asks_login,
    interface_says,
    is_document,
    is_html,
    is_json_error,
    is_plain_message,
    is_words,
    only_says_gone,
    plain_head,
    words_say,
)
from crawler.verdicts.challenge import is_challenge
from crawler.verdicts.error_page import lists_nothing, tells_fault

#: Roles whose content is a file: an html page in its place is not what was linked.
FILES = frozenset({Role.ATTACHMENT, Role.IMAGE})
#: Roles for which browsers need another language than html.
_PARSED = frozenset({Role.SCRIPT, Role.STYLE})
_MUST_HAVE_BODY = frozenset({Role.ATTACHMENT, Role.IMAGE, Role.PAGE, Role.FRAME})
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})

#: Types under which programs send messages of theirs that browsers show as they are.
_BARE = _HTML_TYPES | {"application/json", "text/json", "text/plain", "text/javascript", ""}
_REFRESH = re.compile(r"\s*\d{1,4}(?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?\s*[^\s\"']", re.I)
#: Types of scripts (WHATWG MIME Sniffing, JavaScript MIME types), and of style sheets.
_SCRIPTS = re.compile(r"(?:text|application)/(?:x-)?(?:java|ecma|j)script(?:1\.\d)?|text/livescript")
#: How a detail ends that names a type for which alone browsers refuse what came.
REFUSED_TYPE = ", which browsers refuse"
#: Statuses by which gateways tell of the server behind them. Firewalls challenge by 521, whatever its page says.
_GATEWAYS = REFUSALS & frozenset(range(512, 600)) - {521}
#: The detail of a folder that nobody can look into.
NO_LISTING = "a folder without a first page, which the server does not list"
#: How a detail goes on that says for how long the server wants to be left alone.
AGAIN_IN = ", Retry-After "
#: Types that no browser runs as a script (Fetch, "should response to request be blocked due to its MIME type").
_NO_SCRIPT = re.compile(r"(?:audio|image|video)/.+|text/csv")
_FILMS = (".mp4", ".mp3", ".flv", ".webm", ".ogg", ".wav", ".m4a", ".mov", ".avi", ".wmv")
#: Pages that show a file which an address was redirected to.
_VIEWER = re.compile(r"[?&#](?:file|url|src|path)=[^&]*\.(?:pdf|ofd|docx?|xlsx?|pptx?|wps)(?:[&#]|$)", re.I)
#: Pages by whose address they show a file.
_VIEWS = re.compile(r"view|preview|reader|pdfjs|player|onlineshow", re.I)
#: What else a page shows within itself that is no page.
_EMBEDDED = (*_FILMS, ".vtt", ".pdf")


def judge(chain: Chain, role: Role) -> Judgement:
    """Return the verdict on what a visitor would meet at the chain's first address, and an English detail."""
    if chain.failure is not None:
        return chain.failure, chain.detail
    found = by_status(chain.last.status)
    if found is not Verdict.OK:
        if _challenges(chain.last):
            return Verdict.BLOCKED, "anti-bot page"
        told = _told(chain.last)
        if told is not None:
            return told
        pause = announced_pause(chain.last, parse_moment(chain.last.at)) if chain.last.at else 0
        return found, f"HTTP {chain.last.status}{f'{AGAIN_IN}{pause:.0f} s' if pause else ''}"
    return _by_head(chain, role) if chain.last.method == "HEAD" else _by_body(chain, role)


def by_status(status: int) -> Verdict:
    """The verdict that an HTTP status alone allows."""
    if status in REFUSALS:
        return Verdict.BLOCKED
    if status in (404, 410):
        return Verdict.DEAD
    if 400 <= status <= 599:
        return Verdict.CLIENT_ERROR if status < 500 else Verdict.SERVER_ERROR
    return Verdict.OK if 200 <= status <= 399 else Verdict.PROTOCOL


def _told(answer: Answer) -> Judgement | None:
    """What the page of a refusal says that no program alone would meet; None: nothing."""
    if not answer.body or answer.media_type not in _HTML_TYPES | {""}:
        return None
    if answer.status == 403 and lists_nothing(plain_head(answer) or b""):
        return Verdict.CLIENT_ERROR, NO_LISTING
    if answer.status in _GATEWAYS and tells_fault(plain_head(answer, MAX_SHOWN) or b""):
        return Verdict.SERVER_ERROR, f"HTTP {answer.status}"
    return None


def leads_elsewhere(answer: Answer) -> bool:
    """Whether a Refresh header sends a browser on, which needs no page for it (HTML, declarative refresh steps)."""
    return _REFRESH.match(answer.header("refresh")) is not None


def expected_html(role: Role, url: str) -> bool:
    """Whether html is a fitting content: for pages, and for a file that is called .htm itself."""
    return role not in FILES or url.partition("?")[0].lower().endswith((".htm", ".html", ".mht"))


def is_script_type(media_type: str) -> bool:
    """Whether a type without parameters is one of JavaScript (WHATWG MIME Sniffing 4.6)."""
    return _SCRIPTS.fullmatch(media_type) is not None


def _by_head(chain: Chain, role: Role) -> Judgement:
    answer = chain.last
    if role in _MUST_HAVE_BODY and answer.header("content-length") == "0" and not leads_elsewhere(answer):
        return Verdict.EMPTY, "Content-Length: 0"
    if role in _PARSED and _is_refused(answer, role):
        return Verdict.WRONG_TYPE, f"{answer.media_type or 'no type'} for {role.value}{REFUSED_TYPE}"
    if answer.media_type in _HTML_TYPES and (
        role in _PARSED or _is_embedded(chain.hops[0].url) or not expected_html(role, chain.hops[0].url)
    ):
        # Only a first suspicion: GET will show what it is.
        return Verdict.WRONG_TYPE, f"{answer.media_type} for {role.value}"
    return Verdict.OK, ""


def _by_body(chain: Chain, role: Role) -> Judgement:
    answer = chain.last
    if not answer.body:
        return _without_body(answer, role)
    head = plain_head(answer)
    if head is None:
        return _undecodable(chain)
    if _challenges(answer):
        return Verdict.BLOCKED, "anti-bot page"
    false = misnamed(answer, role, head) or unfilled(answer, role, head)
    if false is not None:
        return false
    if role in FILES and not expected_html(role, chain.hops[0].url) and not _in_viewer(chain):
        return _wrong_file(chain, role, head)
    return _unfit(chain, role, head) or (Verdict.OK, "")


def _without_body(answer: Answer, role: Role) -> Judgement:
    # 204 and 304 say themselves that nothing comes; an image counter does so rightly.
    empty = role in _MUST_HAVE_BODY and (answer.status == 200 or (answer.status == 204 and role is Role.ATTACHMENT))
    if not empty or (role in (Role.PAGE, Role.FRAME) and leads_elsewhere(answer)):
        return Verdict.OK, ""
    return Verdict.EMPTY, f"HTTP {answer.status} without a body"


def _unfit(chain: Chain, role: Role, head: bytes) -> Judgement | None:
    """What is plainly no answer to what was asked for; None: nothing speaks against it."""
    answer = chain.last
    embedded = role is Role.MEDIA and _is_embedded(chain.hops[0].url) and not _in_viewer(chain)
    if embedded and answer.media_type in _HTML_TYPES and is_document(head):
        return (Verdict.LOGIN_WALL if asks_login(head) else Verdict.WRONG_TYPE), f"html page instead of {role.value}"
    if role in _PARSED and _is_refused(answer, role):
        return Verdict.WRONG_TYPE, f"{answer.media_type or 'no type'} for {role.value}{REFUSED_TYPE}"
    if role in _PARSED and answer.media_type in _HTML_TYPES and is_document(head):
        return (Verdict.LOGIN_WALL if asks_login(head) else Verdict.WRONG_TYPE), f"html page instead of {role.value}"
    if role in (Role.PAGE, Role.FRAME) and answer.status == 200 and not answer.cut:
        return _by_message(answer.media_type, head)
    return None


def _is_refused(answer: Answer, role: Role) -> bool:
    """Whether browsers refuse a script or style sheet for its type alone (Fetch 3.6, nosniff)."""
    kind = answer.media_type
    strict = answer.header("x-content-type-options").partition(",")[0].strip().lower() == "nosniff"
    if role is Role.STYLE:
        return strict and kind != "text/css"
    return bool(_NO_SCRIPT.fullmatch(kind)) or (strict and not is_script_type(kind))


def _by_message(media_type: str, head: bytes) -> Judgement | None:
    """The verdict on a program's bare message in a page's place."""
    if media_type in _BARE:
        said = interface_says(head)
        if said is not None:
            return BY_MESSAGE[said], "a JSON message in a page's place"
    if media_type == "text/plain":
        said = words_say(head)
        if said is not None:
            return BY_MESSAGE[said], "a few words in a page's place"
    return None


def _challenges(answer: Answer) -> bool:
    """Whether a gateway answered in the site's place; some do so with 404, 503 or 512."""
    if "challenge" in answer.header("cf-mitigated").lower():
        return True
    head = plain_head(answer) if answer.media_type in _HTML_TYPES | {""} else None
    return bool(head) and is_challenge(head or b"", whole=len(head or b"") < HEAD_BYTES and not answer.cut)


def _undecodable(chain: Chain) -> Judgement:
    if chain.last.cut or chain.last.status == 206:
        return Verdict.OK, ""
    if beyond_us(chain.last.header_list("content-encoding")):
        return Verdict.TOO_LARGE, "more layers of Content-Encoding than are undone here"
    return Verdict.PROTOCOL, "body is not what its Content-Encoding says"


def _wrong_file(chain: Chain, role: Role, head: bytes) -> Judgement:
    """Accuse only when neither the bytes nor the type nor the disposition say that this is the file."""
    answer = chain.last
    if answer.media_type in _HTML_TYPES | {""} and is_html(head) and not is_offered(answer):
        if asks_login(head):
            return Verdict.LOGIN_WALL, "a login page instead of the file"
        return Verdict.WRONG_TYPE, f"html page instead of {role.value}"
    if answer.media_type == "application/json" and is_json_error(head):
        return Verdict.WRONG_TYPE, f"JSON message instead of {role.value}"
    # Browsers know images by their bytes alone, whatever the server calls them; and by its ending a server gives any
    # type to words that nothing is there.
    never_html = role is Role.IMAGE or _cannot_be_html(chain.hops[0].url)
    if (never_html and is_html(head)) or (only_says_gone(head) and not answer.cut):
        return Verdict.WRONG_TYPE, f"html page instead of {role.value}"
    plain = is_words(head) if role is Role.IMAGE else _cannot_be_html(chain.hops[0].url) and is_plain_message(head)
    if plain and not answer.cut:
        return Verdict.WRONG_TYPE, f"some words instead of {role.value}"
    return Verdict.OK, ""


def _is_embedded(url: str) -> bool:
    """Formats that are no page; a player's own page, or a program's, may stand in an embed or object."""
    return url.partition("?")[0].lower().endswith(_EMBEDDED)


def _in_viewer(chain: Chain) -> bool:
    asked, final = urlsplit(chain.hops[0].url), urlsplit(chain.last.url)
    if asked == final or _VIEWER.search(chain.last.url):
        return asked != final
    name = _stem(asked.path)
    shown = (_stem(value) for _, value in parse_qsl(final.query))
    return bool(name) and _VIEWS.search(final.path) is not None and name in shown


def _stem(path: str) -> str:
    """The name at the end of a path, without what ends it."""
    return path.rpartition("/")[2].partition(".")[0]


def _cannot_be_html(url: str) -> bool:
    """Formats that no program opens when html is inside; .doc, .xls and .wps may hold html that Office saved."""
    return url.partition("?")[0].lower().endswith(NEVER_HTML)
