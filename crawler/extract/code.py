"""Links that run a script: whether it can be one at all."""

from __future__ import annotations

import re
from urllib.parse import unquote

_CODE = re.compile(r"[\s\x00-\x1f]*javascript:(.*)", re.I | re.S)
#: Longest code looked at, in characters.
_MAX = 4000
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.S)
#: What may begin a remark, a regular expression or a template, in which any sign may stand.
_DOUBTFUL = re.compile(r"[/`]|<!--|-->")
_QUOTES = re.compile(r"[“”‘’]")


def code_slip(href: str) -> str:
    """Why a javascript: link does nothing at all (Chinese), or empty: it may do something, or is another link.

    Certain only: typographic quotation marks are no token of ECMAScript (ECMA-262, 12), and a script with such an error
    is not run in part.
    """
    match = _CODE.match(href[:_MAX]) if not href.isascii() or "%" in href else None
    if match is None:
        return ""
    code = _STRING.sub('""', unquote(match[1]))
    quote = _QUOTES.search(code)
    if quote is None or _DOUBTFUL.search(code[: quote.start()]):
        return ""
    return f"脚本链接中用了中文引号，浏览器无法执行：{href.strip()[:100]}"
