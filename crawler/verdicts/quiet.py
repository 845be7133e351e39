"""Pages whose own words give no reason to doubt them, whatever their host answers and their links say."""

from __future__ import annotations

from crawler.extract.parsed import ParsedPage
from crawler.verdicts.error_page import is_error_page
from crawler.verdicts.login import shows_login
from crawler.verdicts.not_found import by_script, is_suspect
from crawler.verdicts.sight import MAX_BYTES, look, see
from crawler.verdicts.wording import has_trace


def is_quiet(body: bytes, content_type: str, url: str, parsed: ParsedPage) -> bool:
    """Whether neither a not-found message nor a login form can stand in this page of the site.

    `parsed` is the page, which nobody reads any more afterwards (see `see`).
    """
    if by_script(body, url) or is_error_page(body):
        return False
    if not has_trace(body) and b"password" not in body.lower():
        return True
    sight = see(parsed) if len(body) <= MAX_BYTES else look(body, content_type)
    return not is_suspect(sight) and not shows_login(sight)
