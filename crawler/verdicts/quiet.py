"""Pages whose own words give no reason to doubt them, whatever their host answers and their links say."""

from __future__ import annotations

from crawler.extract.facts import read_title
from crawler.extract.parsed import ParsedPage
from crawler.verdicts.blank import is_blank
from crawler.verdicts.error_page import is_error_page
from crawler.verdicts.jump import jump_of, may_send
from crawler.verdicts.login import fills_with_login, is_gate, is_login_title, shows_login
from crawler.verdicts.message import MAX_TEXT, hints
from crawler.verdicts.not_found import is_suspect
from crawler.verdicts.sight import MAX_BYTES, look, see
from crawler.verdicts.withdrawn import may_say
from crawler.verdicts.wording import has_trace


def is_quiet(body: bytes, content_type: str, url: str, parsed: ParsedPage) -> bool:
    """Whether neither a not-found message nor a login form can stand in this page of the site.

    `parsed` is the page, which nobody reads any more afterwards (see `see`).
    """
    if jump_of(body, url) or is_blank(body) or is_error_page(body) or _speaks(parsed):
        return False
    if is_gate(may_send(body, url)):
        return False
    if not (has_trace(body) or b"password" in body.lower() or _asks(parsed)):
        return True
    sight = see(parsed) if len(body) <= MAX_BYTES else look(body, content_type)
    return not (is_suspect(sight) or shows_login(sight) or fills_with_login(sight, sight.lines))


def _asks(parsed: ParsedPage) -> bool:
    """Whether a page with little text may be there to log in without a password."""
    if not any(map(parsed.tree.tagged, ("input", "iframe", "frame"))) and not is_login_title(read_title(parsed.tree)):
        return False
    return sum(len(line.plain) for line in parsed.lines) <= MAX_TEXT


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
    return any(map(may_say, plain)) or hints(title, plain)
