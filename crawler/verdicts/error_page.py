"""A server's own error page sent with 200: exact titles that servers write, and nothing else there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.extract.charset import decode
from crawler.extract.signs import Signs
from crawler.verdicts.sight import Sight, look

#: Most bytes of such a page, and most visible characters where no stack trace makes it longer.
MAX_BYTES = 64 * 1024
MAX_TEXT = 600
_TITLED = re.compile(
    r"<title[^>]{0,100}>\s*(?:HTTP Status 5\d\d\b[^<]{0,80}|(?:Error )?5\d\d[\s–:-]{0,5}(?:Internal Server Error"
    r"|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)|500 - 内部服务器错误。?)\s*</title"
    r"|<h1[^>]{0,100}>\s*HTTP Status 5\d\d\b",
    re.I,
)
_FRAMEWORK = re.compile(
    r"<title[^>]{0,100}>\s*(?:系统发生错误|System Error|Whitelabel Error Page)\s*</title"
    r"|<h1>Whitelabel Error Page</h1>|Server Error in '[^'<]{1,80}' Application"
    r"|[“'\"]/[^”'\"<]{0,80}[”'\"]\s*应用程序中的服务器错误",
    re.I,
)
#: Words in lower case without one of which neither pattern can match.
_SERVERS_WORDS = frozenset(
    word.encode()
    for word in (
        *("http status 5", "internal server error", "bad gateway", "unavailable", "gateway time", "服务器错误"),
        *("系统发生错误", "system error", "whitelabel", "server error in"),
    )
)
_SIGNED = re.compile(
    r"ThinkPHP|\(type=Internal Server Error, status=500\)|ASP\.NET Version|Stack Trace:"
    r"|Web 请求期间，出现未经处理的异常|堆栈跟踪|详细信息请在本地",
    re.I,
)
_WRONG = (
    "错误".encode(),
    "错误".encode("gb18030"),
    "出错".encode(),
    "出错".encode("gb18030"),
    "失败".encode(),
    "失败".encode("gb18030"),
)
_TRACES = (b"5", b"rror", b"Warning", b"xception", *_WRONG)
#: What runtimes print in a page's place: it stands at the beginning of all that the page shows.
_PRINTED = re.compile(
    r"(?:(?:PHP )?(?:Fatal|Parse|Catchable fatal) error\s*:|Microsoft (?:OLE DB|JET Database|VBScript)[^\n]{0,80}"
    r"(?:错误|error)"
    r"|ADODB\.\w+ 错误|Active Server Pages,? ASP \d+|Error establishing a database connection"
    r"|(?:数据库|Database)(?:连接)?(?:connection )?(?:出错|错误|失败|error)|Warning\s*: (?:mysqli?|PDO)_?\w*\("
    r"|(?:org|java|javax|com)(?:\.\w+){1,8}(?:Exception|Error)\b|ORA-\d{5}:|Traceback \(most recent call last\))",
    re.I,
)
_THROWN = re.compile(r"\bat [\w.$]+\([\w.]+\.java:\d+\)")
#: Most Chinese characters in the lines of a trace, what an exception says of itself, and in sentences beside it.
_MAX_WORDS, _MAX_PROSE = 12, 60
_SENTENCE = re.compile(r"[。，；]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_TRACE = re.compile(r"\bat [\w.$]+\([\w.]+\.java:\d+\)|java\.lang\.\w+Exception")
#: What stands in every line of such a trace, in lower case.
_THROWING = b".java:"
#: How gateways say under statuses of their own that they did not reach the site's server, or got no use of it.
_UNREACHED = re.compile(
    r"web ?server is (?:down|returning an unknown error)|origin (?:web )?server (?:is|was|did|could|timed)"
    r"|connection timed out|origin is unreachable|a timeout occurred|bandwidth limit exceeded"
    r"|ssl handshake failed|invalid ssl certificate|\borigin dns error"
    r"|(?:源站|源服务器|后端服务器?|上游服务器?)[^。，,]{0,12}(?:错误|异常|超时|失败|无法|不可达|[未无没]响应|宕机|繁忙)",
    re.I,
)
#: Most visible characters of such a page, which explains itself at length.
_MAX_UNREACHED = 2500
#: How IIS says that a folder has no first page and is not listed: 403.14, and its older pages.
_UNLISTED = (
    *(
        text.encode(charset)
        for text in ("不列出此目录的内容", "不允许列出内容", "禁止列出目录")
        for charset in ("utf-8", "gb18030")
    ),
    *(b"403.14", b"to not list the contents of this directory", b"does not allow contents to be listed"),
    *(b"directory listing denied",),
)
_SIGNS = Signs((*_SERVERS_WORDS, _THROWING))


def is_error_page(body: bytes) -> bool:
    """Whether a page that came with 200 is what a server says when it failed itself. Cheap for all others."""
    if len(body) > MAX_BYTES or not any(trace in body for trace in _TRACES):
        return False
    text = decode(body).text
    signs = _SIGNS.within(text.encode("utf-8", "surrogatepass").lower())
    if signs & _SERVERS_WORDS:
        if _FRAMEWORK.search(text):
            return bool(_SIGNED.search(text))
        if _TITLED.search(text):
            return bool(_TRACE.search(text)) or _visible(look(body)) <= MAX_TEXT
    if _THROWING in signs and _THROWN.search(text):
        return _visible(look(body)) <= MAX_TEXT and _traces(look(body))
    return b"<a" not in body and _only_prints(look(body), bool(_TRACE.search(text)))


def tells_fault(body: bytes) -> bool:
    """Whether the page of an error says that the server itself failed, or was not reached by what stands before it."""
    if is_error_page(body):
        return True
    sight = look(body)
    said = " ".join((sight.title, *sight.headings, *sight.lines))
    return _visible(sight) <= _MAX_UNREACHED and _UNREACHED.search(said) is not None


def lists_nothing(head: bytes) -> bool:
    """Whether a refusal is of a folder without a first page, which is the same for everybody."""
    lower = head.lower()
    return any(words in lower for words in _UNLISTED)


def _traces(sight: Sight) -> bool:
    """Whether a trace stands in the page's text, in the site's frame or not, and not in somebody's words about it."""
    lines = [line for line in sight.lines if _THROWN.search(line)]
    prose = "".join(line for line in sight.lines if _SENTENCE.search(line))
    return bool(lines) and _chinese(lines) <= _MAX_WORDS and _chinese([prose]) <= _MAX_PROSE


def _chinese(lines: Iterable[str]) -> int:
    return sum(len(_CHINESE.findall(line)) for line in lines)


def _only_prints(sight: Sight, traced: bool) -> bool:
    shown = " ".join(sight.lines)
    return bool(_PRINTED.match(shown)) and sight.linked == 0 and (traced or _visible(sight) <= MAX_TEXT)


def _visible(sight: Sight) -> int:
    return sight.linked + sum(map(len, sight.lines))
