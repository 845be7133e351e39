"""Pages on which a visitor sees nothing at all, whatever the browser does."""

from __future__ import annotations

import re
from html import unescape

from crawler.extract.charset import decode

#: Most bytes of such a page: more would hold something.
MAX_PAGE = 16 * 1024
_ASIDE = re.compile(r"<!--.*?(?:-->|\Z)|<title\b.*?(?:</title\s*>|\Z)", re.I | re.S)
_TAG = re.compile(r"<[^>]*(?:>|\Z)")
#: What may show something, bring something or lead on; styles may hold a picture.
_SHOWING = re.compile(
    r"<(?:script|img|i?frame|frameset|object|embed|applet|svg|math|canvas|video|audio|picture|input|button|select"
    r"|textarea|meter"
    r"|progress|hr|marquee|template|noscript|style|portal|body[^>]{1,500}(?:background|bgcolor|on))"
    r"|<link\b[^>]{0,500}stylesheet"
    r"|\bstyle\s*=|\bbackground\s*=|http-equiv\s*=\s*[\"']?\s*refresh|\bis\s*=|<\w+-\w",
    re.I,
)


def is_blank(body: bytes) -> bool:
    """Whether a page has neither a word, nor anything that could show one later."""
    if len(body) > MAX_PAGE:
        return False
    text = decode(body).text
    if _SHOWING.search(text):
        return False
    return not unescape(_TAG.sub("", _ASIDE.sub("", text))).replace("\ufeff", "").replace("\u200b", "").strip()
