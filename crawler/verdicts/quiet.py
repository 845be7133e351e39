"""Pages whose own words give no reason to doubt them, whatever their host answers and their links say."""

from __future__ import annotations

from crawler.extract.facts import read_title
from crawler.extract.parsed import ParsedPage
from crawler.verdicts.blank import is_blank
from crawler.verdicts.error_page import is_error_page
from crawler.verdicts.jump import jump_of
from crawler.verdicts.login import shows_login
from crawler.verdicts.message import MAX_TEXT, hints
from crawler.verdicts.not_found import is_suspect
from crawler.verdicts.sight import MAX_BYTES, look, see
from crawler.verdicts.wording import has_trace


def is_quiet(body: bytes, content_type: str, url: str, parsed: ParsedPage) -> bool:
    """Whether neither a not-found message nor a login form can stand in this page of the site.

    `parsed` is the page, which nobody reads any more afterwards (see `see`).
    """
    if jump_of(body, url) or is_blank(body) or is_error_page(body) or _speaks(parsed):
        return False
    if not has_trace(body) and b"password" not in body.lower():
        return True
    sight = see(parsed) if len(body) <= MAX_BYTES else look(body, content_type)
    return not is_suspect(sight) and not shows_login(sight)


def _speaks(parsed: ParsedPage) -> bool:
    """Whether the system may be speaking in what little text the page has beside its links."""
    title = read_title(parsed.tree)
    plain: list[str] = []
    left = MAX_TEXT
    for line in parsed.lines:
        left -= len(line.plain)
        if left < 0:
            return False
        plain.append(line.plain)
    return hints(title, plain)
