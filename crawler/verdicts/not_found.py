"""Not-found pages that answer 200: judged against what the same host says to an address that cannot exist."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.verdicts.message import Said, kind_of_line
from crawler.verdicts.sight import Sight, comparable
from crawler.verdicts.vocabulary import weight
from crawler.verdicts.wording import is_gone_title, names_absence, says_gone

#: Most characters of text, links not counted, on a page whose own words must convict it.
MAX_TEXT = 200
#: Most characters by which a page may differ from the learnt one, in lines that only one of them has.
MAX_DIFFERENCE = 24
#: Fewest characters of a home page that is recognised when it is served for any address.
MIN_HOME = 200
#: Most characters beside such a sentence, lines of the footer not counted, on a page that bears another title.
MAX_AROUND = 80
_FOOTER = re.compile(r"版权|主办|承办|备案|标识码|公网安备|技术支持|联系电话|邮编|邮政编码|copyright|©", re.I)
#: Headings of pages that only tell something, and sentences that only help on.
_NOTICE = re.compile(
    r"(?:\S{0,12})?(?:系统|友情|温馨|错误|信息|操作|出错)?提示(?:信息)?|(?:服务器)?(?:出错|错误)(?:了|啦|信息|页面?)?|(?:很|非常)?抱歉|对不起|oops|error|sorry"
    r"|(?:啊哦|哎呀|糟糕)",
    re.I,
)
_HELP = re.compile(
    r"返回|点击|点此|秒|联系|跳转|刷新|重试|再试|可能|原因|首页|主页|上一页|您可以|你可以|网址|输入|尝试|检查|确认|搜索|home|back|try|check",
    re.I,
)
#: Headings and signatures of the pages that servers bring along.
_SERVER_HEADING = re.compile(
    r"\s*(?:HTTP (?:Status|Error|错误) 404\b|Error 404--Not Found|Whitelabel Error Page|404 (?:-|–) "
    r"|(?:404 |Object )?Not Found!?\s*$|无法找到(?:该页|网页))",
    re.I,
)
_SERVER_SIGNED = re.compile(
    r"Tomcat|JBoss|Jetty|WebLogic|RFC 2068|status=404|Internet (?:信息服务|Information Services)|on this server", re.I
)
_MAX_SERVER = 1000
#: Most characters on a page titled 404 that says in words of its own what it is.
_FEW = 40
_ENDS = re.compile(r"[。！!；;…]+|[，,](?=\s*(?:请|可能|也许|点击|您可以|你可以|将|即将|正在|系统|\d))")
_MAX_HEADED = 40
_ERROR_PATH = re.compile(
    r"(?:^|[/_\-])(?:(?:err(?:or)?[_\-]?)?404(?:[_\-]?(?:err(?:or)?|page))?|(?:page[_\-]?|file[_\-]?)?not?[_\-]?(?:found|exists?)|no[_\-]?page"
    r"|page[_\-]?(?:error|lost|missing))(?:\.\w{1,5})?(?:/|$)",
    re.I,
)
#: Addresses of pages that servers show when they failed, and words of theirs.
_FAULT_PATH = re.compile(
    r"(?:^|[/_\-])(?:error|err|exception|fault|500|50x)(?:[_\-]?(?:pages?|s|msg|message|info|show|tips?|view))?\d{0,3}(?:\.\w{1,5})?/?$",
    re.I,
)
_FAULT_WORDS = re.compile(r"错误|出错|异常|繁忙|故障|失败|不存在|无法|抱歉|对不起|error|sorry|wrong|unavailable", re.I)
#: An article's or a file's own address: a name with a number of several digits, or a date, before its ending.
_ARTICLE = re.compile(r"/[^/]*\d{4,}[^/]*\.(?:s?html?|jsp|aspx?|php|do|pdf|docx?|xlsx?|wps|zip|rar)$", re.I)
_DATED = re.compile(
    r"/(?:19|20)\d\d/\d{1,2}/(?:\d{1,2}/)?[^/]*\d[^/]*$|/(?:19|20)\d\d[-_]?\d{2}[-_/]?(?:\d{2})?/[^/]*\d[^/]*$"
)
#: Least weight of a document's title, and what titles of documents are made of.
_TITLE = 8
_DOCUMENT = re.compile(
    r"关于.{4,}的|(?:通知|公告|公示|通告|公报|报告|意见|办法|方案|规定|决定|批复|复函|名单|细则|预案|条例|规划|简报|年报|解读|答复|总结|要点"
    r"|指南|说明)(?:[（(〔].{1,30}[)）〕])?$"
)
#: A page's name with a number in it, before its ending; and how the front page is called beside the bare slash.
_NUMBERED = re.compile(r"/[^/]*\d[^/]*\.(?:s?html?|jsp|aspx?|php|do)$", re.I)
_ENTRANCE = re.compile(r"/(?:index|default|main|home|portal|welcome)[^/]*$", re.I)
_ROOT_NAME = re.compile(r"/(?:index|default|main|home)\.\w{1,5}", re.I)
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


def is_fault_address(url: str) -> bool:
    """Whether the address itself says that a server failed."""
    return bool(_FAULT_PATH.search(urlsplit(url).path))


def is_suspect(sight: Sight) -> bool:
    """Whether a page is worth asking an impossible address: title, heading or a short text say that it is gone."""
    if _by_server(sight):
        return True
    if is_gone_title(sight.title) or any(map(is_gone_title, sight.headings)):
        return True
    own = sight.own
    return len(own) <= 4 * MAX_TEXT and (says_gone(own) or any(map(_is_gone_line, sight.lines)))


def _is_gone_line(line: str) -> bool:
    return kind_of_line(line) is Said.GONE


def as_for_nothing(sight: Sight, learnt: Learnt) -> str:
    """Why the page is what its host says to addresses that cannot exist, or an empty string."""
    if learnt.outcome == "page" and is_suspect(sight) and _same_page(sight, learnt):
        return f"the same page as for {learnt.address}, which cannot exist"
    return ""


def by_content(sight: Sight, learnt: Learnt) -> str:
    """Why the page is a not-found page (English), or an empty string."""
    same = as_for_nothing(sight, learnt)
    if same:
        return same
    if _by_server(sight):
        return f"a server's own page titled {sight.title[:60]!r}"
    titled = is_gone_title(sight.title)
    if titled and not sight.headings and _is_wordless(sight):
        return f"titled {sight.title[:60]!r} and almost without a word"
    if titled and len(sight.own) <= MAX_TEXT and says_gone(" ".join((*sight.headings, sight.own))):
        return f"titled {sight.title[:60]!r}, and the page says nothing else"
    return _by_only_line(sight)


def _is_wordless(sight: Sight) -> bool:
    own = [line for line in sight.lines if not _FOOTER.search(line)]
    few = _FEW if sight.title.strip() == "404" else 0
    return sum(map(len, own)) <= few and not any("404" in line for line in own)


def _by_server(sight: Sight) -> bool:
    """Whether it is the page that a web server brings along: its very heading, and no link and no site around."""
    if sight.linked or len(sight.own) > _MAX_SERVER:
        return False
    marked = any(map(_SERVER_HEADING.match, sight.headings))
    return marked and (is_gone_title(sight.title) or bool(_SERVER_SIGNED.search(f"{sight.title} {sight.own}")))


def _by_only_line(sight: Sight) -> str:
    lines = [line for line in sight.lines if not _FOOTER.search(line)]
    if any("{{" in line for line in lines) or not all(map(_only_tells, sight.headings)):
        return ""
    pieces = [piece.strip() for line in lines for piece in (*_ENDS.split(line), line) if piece.strip()]
    said = next((piece for piece in pieces if is_gone_title(piece) and names_absence(piece)), "")
    others = (piece for line in lines for piece in _ENDS.split(line) if not is_gone_title(piece))
    if not said or sum(len(piece) for piece in others if not _HELP.search(piece)) > MAX_AROUND:
        return ""
    return f"says {said[:60]!r} and nothing else"


def _only_tells(heading: str) -> bool:
    pieces = [piece for piece in _ENDS.split(heading.strip()) if piece.strip()]
    return all(
        is_gone_title(piece) or (len(piece) <= _MAX_HEADED and _NOTICE.fullmatch(piece.strip()) is not None)
        for piece in pieces
    )


def by_redirect(asked: str, final: str, sight: Sight | None, learnt: Learnt) -> str:
    """Why the redirect from `asked` to `final` means that nothing was found, or an empty string."""
    if _bare(asked) == _bare(final) or is_home(asked) or is_error_address(asked):
        return ""
    if is_error_address(final) and sight is not None and (is_suspect(sight) or _same_end(final, learnt)):
        return f"redirected to {final[:200]}"
    if is_home(final) and urlsplit(asked).path != urlsplit(final).path and _same_end(final, learnt):
        return f"redirected to the home page like {learnt.address}, which cannot exist"
    return ""


def sent_away(asked: str, final: str) -> bool:
    """Whether the redirect leads from one article's own address to the bare front page of the same host."""
    here, there = urlsplit(asked), urlsplit(final)
    return (
        there.path in ("", "/")
        and not there.query
        and here.hostname == there.hostname
        and here.path.count("/") >= 2
        and bool(_ARTICLE.search(here.path) or _DATED.search(here.path))
    )


def sent_home(asked: str, final: str, texts: Iterable[str]) -> bool:
    """Whether the redirect leads to the front page of the same host, though a link promises a document by its title."""
    here, there = urlsplit(asked), urlsplit(final)
    moved = here.hostname == there.hostname and not there.query and is_home(final) and not is_home(asked)
    return moved and any(weight(text) >= _TITLE and _DOCUMENT.search(text.strip()) for text in texts)


def holds_way_home(asked: str, aim: str) -> bool:
    """Whether a page that leads to `aim` leads from a numbered page in a folder to the bare front page of its host."""
    here, there = urlsplit(asked), urlsplit(aim)
    bare = there.path in ("", "/") or _ROOT_NAME.fullmatch(there.path) is not None
    return (
        bare
        and not there.query
        and here.hostname == there.hostname
        and here.path.count("/") >= 2
        and not _ENTRANCE.search(here.path)
        and bool(_NUMBERED.search(here.path) or _DATED.search(here.path))
    )


def sent_to_fault(asked: str, final: str, sight: Sight | None) -> bool:
    """Whether the redirect leads to an address that says error, and a short page there says so too."""
    if sight is None or _bare(asked) == _bare(final) or not is_fault_address(final):
        return False
    own = " ".join((sight.title, *sight.headings, sight.own))
    return len(sight.own) <= MAX_TEXT and bool(_FAULT_WORDS.search(own))


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
    said = {line for line in there if says_gone(line) or _is_gone_line(line)}
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
