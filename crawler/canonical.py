"""When two addresses are surely one page: for the crawl only. Each linked address is still checked as it is written.

Taken out are session numbers, what keeps an answer from a cache, and what sharing and advertising add; parameters of
different names are put in one order. Nothing else: what looks needless in an address may be what a site lives on.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Session numbers in a path, as Java and ASP.NET servers write them.
_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[\w.!\-]{8,200}|/\((?:[A-Z]\([\w\-]{1,400}\)){0,4}S\([a-z0-9]{24}\)\)", re.I
)
_SESSION_NAME = re.compile(
    r"(?:phpsessid|jsessionid|aspsessionid\w{0,20}|session_?id|sess(?:id)?|sid|s?token|access_?token|cfid|cftoken)$",
    re.I,
)
#: Long enough, and with a digit, so that it is no word and no number of a column.
_SESSION_VALUE = re.compile(r"(?=\D*\d)[\w.!\-]{16,200}$")
_FRESH_NAME = re.compile(r"(?:_|t|_t|ts|tm|r|rnd|rand|random|time|timestamp|nocache)$", re.I)
#: A moment in milliseconds, or a random fraction.
_FRESH_VALUE = re.compile(r"1\d{12}$|0\.\d{6,20}$")
_TRACKING = re.compile(
    r"utm_[a-z]{1,20}=|spm=|from=(?:timeline|singlemessage|groupmessage)(?:&|$)|isappinstalled=", re.I
)
#: Parameters that can be told apart; any other query keeps its order.
_PAIRS = re.compile(r"[^&=?]+=[^&]*(?:&[^&=?]+=[^&]*)*$")


def canonical_address(url: str) -> str:
    """The address without session numbers and tracking parameters, in one order; others unchanged. Never raises."""
    parts = urlsplit(url)
    path = _IN_PATH.sub("", parts.path)
    query = _canonical_query(parts.query) if parts.query else ""
    if (path, query) == (parts.path, parts.query):
        return url
    return parts._replace(path=path or "/", query=query).geturl()


def _canonical_query(query: str) -> str:
    pairs = [pair for pair in query.split("&") if not _is_needless(pair)]
    if _PAIRS.match("&".join(pairs)):
        # Of several values of one name the order may matter; sorting by name alone keeps it.
        pairs.sort(key=lambda pair: pair.partition("=")[0])
    return "&".join(pairs)


def _is_needless(pair: str) -> bool:
    name, _, value = pair.partition("=")
    session = _SESSION_NAME.match(name) and _SESSION_VALUE.match(value)
    fresh = _FRESH_NAME.match(name) and _FRESH_VALUE.match(value)
    return bool(session or fresh or _TRACKING.match(pair))
