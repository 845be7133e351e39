"""When two addresses are surely one page: for the crawl only. Each linked address is still checked as it is written.

Taken out are session numbers and what sharing and advertising add; nothing else, not even the order of parameters:
what looks needless in an address may be what a site lives on.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Session numbers in a path, as Java and ASP.NET servers write them.
_IN_PATH = re.compile(r";jsessionid=[\w.!\-]{8,200}|/\(S\([a-z0-9]{24}\)\)", re.I)
_SESSION_NAME = re.compile(r"(?:jsessionid|phpsessid|aspsessionid\w{0,20}|sessionid|session_id|cftoken)$", re.I)
#: Long enough, and with a digit, so that it is no word and no number of a column.
_SESSION_VALUE = re.compile(r"(?=\D*\d)[\w.!\-]{16,200}$")
_TRACKING = re.compile(
    r"utm_[a-z]{1,20}=|spm=|from=(?:timeline|singlemessage|groupmessage)(?:&|$)|isappinstalled=", re.I
)


def canonical_address(url: str) -> str:
    """The address without session numbers and tracking parameters; any other address unchanged. Never raises."""
    parts = urlsplit(url)
    path = _IN_PATH.sub("", parts.path)
    query = "&".join(pair for pair in parts.query.split("&") if not _is_needless(pair)) if parts.query else ""
    if (path, query) == (parts.path, parts.query):
        return url
    return parts._replace(path=path or "/", query=query).geturl()


def _is_needless(pair: str) -> bool:
    name, _, value = pair.partition("=")
    session = _SESSION_NAME.match(name) and _SESSION_VALUE.match(value)
    return bool(session or _TRACKING.match(pair))
