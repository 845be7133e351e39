"""Whether browsers read a page in standards mode (WHATWG HTML 13.2.6.4.1, the "initial" insertion mode)."""

from __future__ import annotations

import re

#: Before the document type only white space and comments may stand; a declaration of XML is a comment too.
_DOCTYPE = re.compile(
    r"\ufeff?(?:\s|<!--.*?-->|<\?[^>]*>)*+<!doctype\s+html\s*"
    r"(?:public\s*[\"']([^\"'>]*)[\"']\s*(?:[\"']([^\"'>]*)[\"']\s*)?|system\s*[\"']about:legacy-compat[\"']\s*)?>",
    re.I | re.S,
)
#: Public identifiers without quirks, or with those few that concern tables alone; then those that need a system one.
_STRICT = re.compile(r"-//w3c//dtd (?:xhtml 1\.[01](?: (?:strict|transitional|frameset))?|html 4\.01)//en", re.I)
_LIMITED = re.compile(r"-//w3c//dtd html 4\.01 (?:transitional|frameset)//en", re.I)
#: Most characters of a page in which its document type is looked for.
_NEAR = 4096


def is_standard(text: str) -> bool:
    """Whether the page is surely read without quirks; false where it has quirks and where one cannot be sure."""
    found = _DOCTYPE.match(text[:_NEAR])
    if found is None:
        return False
    public, system = found[1], found[2]
    return public is None or bool(_STRICT.fullmatch(public) or (system and _LIMITED.fullmatch(public)))
