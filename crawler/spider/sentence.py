"""What a page that answered normally really is, by its host and its links too. In doubt: what it seems."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import SnapshotError
from core.snapshot import RENDERED, PageFacts, Verdict
from core.snapshot.codec import read_page
from core.snapshot.warc import read_record
from crawler.fetch.judgement import BY_MESSAGE
from crawler.spider.behind import deserted, deserted_behind, end_of
from crawler.verdicts.blank import is_blank
from crawler.verdicts.error_page import is_error_page
from crawler.verdicts.jump import Jump, jump_of, may_send, refreshed_to
from crawler.verdicts.login import (
    fills_with_login,
    is_gate,
    is_login_address,
    means_login,
    sends_to_login,
    shows_login,
    tells_content,
)
from crawler.verdicts.message import Said, announces, is_notice, kind_of, said_by
from crawler.verdicts.not_found import (
    as_for_nothing,
    as_home,
    by_content,
    by_redirect,
    holds_way_home,
    is_error_address,
    is_fault_address,
    is_home,
    is_suspect,
    sent_away,
    sent_home,
    sent_to_fault,
)
from crawler.verdicts.remains import remains_of, view
from crawler.verdicts.sight import Sight, look
from crawler.verdicts.template import tells
from crawler.verdicts.vocabulary import weight
from crawler.verdicts.withdrawn import may_say, names_withdrawal, says_withdrawn
from crawler.verdicts.wording import is_gone_title

if TYPE_CHECKING:
    from crawler.spider.visit import Visit

#: A page that says a date of its own or lists this many entries is no not-found page. Entries have a date or a title
#: of some length: labels of a menu have neither.
_ITEMS = 5
_ITEM_TITLE = 10
_FRAMES = frozenset({"iframe", "frame", "object", "embed"})
#: Most characters of links on a page that was not read; least weight of a link's text that tells what to expect.
MAX_MENUS, _TELLING = 300, 4
#: Most characters of a page that is only there to log in, its menus included.
MAX_LOGIN = 1000
#: Link texts that mean the home page, wherever it stands.
#: Names of offices, which lead to their front pages.
_OFFICE = re.compile(r"(?:政府|门户|委员会|办公室|[局厅委办院处会])(?:官方|门户)?(?:网站?|网)?$")
_HOME_TEXTS = ("首页", "主页", "home", "官网", "网站")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The verdict on the address asked for. `itself`: it holds for the address after redirects as well."""

    verdict: Verdict = Verdict.OK
    detail: str = ""
    itself: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """A 200 html page: `asked` led to `final`. `before`: only links on pages above this level count (None: all).

    `refresh` is the header of that name, which browsers obey like a refresh in the page.
    """

    asked: str
    final: str
    body: bytes
    content_type: str
    before: int | None = None
    facts: PageFacts | None = None
    refresh: str = ""

    @property
    def redirected(self) -> bool:
        """Whether there were redirects."""
        return self.asked != self.final


async def pronounce(visit: Visit, page: Arrived) -> Sentence:
    """Judge a page; asks an impossible address only when something is suspicious."""
    if is_error_page(page.body):
        return Sentence(Verdict.SERVER_ERROR, "a server's error page sent with 200", itself=True)
    if not _is_front(visit, page.final):
        jump = jump_of(page.body, page.final, page.refresh)
        if jump is not None:
            return await _jumped(visit, page, jump)
        if is_gate(may_send(page.body, page.final)) and not _login_expected(visit, page):
            return Sentence(Verdict.LOGIN_WALL, "a page without a word that sends visitors to a login", itself=True)
        if is_blank(page.body) and not is_only_framed(visit, page.asked):
            return Sentence(Verdict.EMPTY, "a page on which nothing is to be seen", itself=True)
    sight = look(page.body, page.content_type)
    found = _placeless(visit, page, sight)
    leaves = not (_is_front(visit, page.final) or _has_content(page.facts))
    aim = refreshed_to(page.body, page.final, page.refresh) if leaves else ""
    if found.verdict is Verdict.OK and aim and not is_home(aim):
        return await _led_on(visit, page, sight, aim)
    if found.verdict is Verdict.OK:
        found = await _not_found(visit, page, sight, visit.inside(page.asked))
    if found.verdict is Verdict.OK and aim:
        found = await _sent_on(visit, page, aim)
    return found if found.verdict is not Verdict.OK else _spoken(visit, page, sight)


def _placeless(visit: Visit, page: Arrived, sight: Sight) -> Sentence:
    """Judge what stands in the place of any page: no site at all, or the way in to one."""
    inside = visit.inside(page.asked)
    empty = "" if inside else deserted(page.asked, page.final, sight)
    if empty:
        return Sentence(Verdict.PARKED, empty, itself=True)
    within = inside and not (visit.frame.passwords or _has_content(page.facts))
    shown = shows_login(sight) or (within and fills_with_login(sight, visit.frame.without(sight.lines)))
    if shown and not _login_expected(visit, page):
        return Sentence(Verdict.LOGIN_WALL, "a login form in the page's place", not is_login_address(page.final))
    sent = page.redirected and not _has_content(page.facts) and sends_to_login(page.asked, page.final)
    if sent and not _login_expected(visit, page):
        return Sentence(Verdict.LOGIN_WALL, f"redirected to the login {page.final[:200]}")
    return Sentence()


async def _jumped(visit: Visit, page: Arrived, jump: Jump) -> Sentence:
    """Judge a page that shows nothing and sends everybody on: by what it tells them, or by where to."""
    said = kind_of(jump.told)
    if said is not None:
        return _as_sentence(said, f"only says {jump.told[:60]!r}")
    if jump.back:
        return Sentence(Verdict.SOFT_404, "only sends its visitors back", itself=True)
    if is_error_address(jump.aim):
        return Sentence(Verdict.SOFT_404, f"sends its visitors to {jump.aim[:200]}", not is_error_address(page.final))
    if jump.framed and is_gate(jump.aim) and not _login_expected(visit, page):
        return Sentence(Verdict.LOGIN_WALL, f"shows the login {jump.aim[:200]} in its place", itself=True)
    behind = "" if visit.inside(page.asked) else await deserted_behind(visit, page.asked, jump.aim)
    if behind:
        return Sentence(Verdict.PARKED, behind, itself=True)
    return Sentence() if jump.framed or _is_front(visit, page.asked) else await _sent_on(visit, page, jump.aim)


async def _led_on(visit: Visit, page: Arrived, sight: Sight, aim: str) -> Sentence:
    """Judge a page that shows something until it sends everybody on: by where to, as it may only say that it moved."""
    if is_error_address(aim):
        return Sentence(Verdict.SOFT_404, f"sends its visitors to {aim[:200]}")
    inside = visit.inside(page.asked)
    detail = as_for_nothing(sight, await visit.not_found.of(page.final, inside)) if is_suspect(sight) else ""
    return Sentence(Verdict.SOFT_404, detail, itself=True) if detail else await _sent_on(visit, page, aim)


async def _sent_on(visit: Visit, page: Arrived, aim: str) -> Sentence:
    if is_fault_address(aim):
        return Sentence(Verdict.UNAVAILABLE, f"sends its visitors to the error page {aim[:200]}")
    if is_login_address(aim) and not _login_expected(visit, page):
        return Sentence(Verdict.LOGIN_WALL, f"sends its visitors to the login {aim[:200]}")
    end = await end_of(visit, {page.asked, page.final}, aim)
    if end is not None:
        return Sentence(*end)
    found = await _redirected(visit, page.asked, aim, None, page.before)
    if found.verdict in (Verdict.OK, Verdict.UNSURE) and _is_only_way_home(visit, page, aim):
        return Sentence(Verdict.SOFT_404, f"nothing but the way to the front page {aim[:200]}")
    # A moved page says that it moved and leads to where it is now; home leads who finds nothing.
    lost = found.verdict is Verdict.OK and _is_front(visit, aim)
    return _spoken(visit, page, look(page.body, page.content_type)) if lost else found


async def pronounce_redirect(visit: Visit, asked: str, final: str) -> Sentence:
    """Judge a redirect to a page that is known to be good."""
    if _is_wall(visit, asked, final):
        return Sentence(Verdict.LOGIN_WALL, f"redirected to the login {final[:200]}")
    return await _redirected(visit, asked, final, None, None)


async def _not_found(visit: Visit, page: Arrived, sight: Sight, inside: bool) -> Sentence:
    dated = page.facts is not None and page.facts.publish_day is not None
    if is_suspect(sight) and not dated and not _is_front(visit, page.final):
        # A list of hot articles stands on many not-found pages; only the host's own word says which.
        why = as_for_nothing if _has_content(page.facts) else by_content
        detail = why(sight, await visit.not_found.of(page.final, inside)) or _unframed(visit, sight, inside)
        if detail:
            return Sentence(Verdict.SOFT_404, detail, itself=True)
    if page.redirected:
        return await _redirected(visit, page.asked, page.final, sight, page.before)
    return await _home_in_disguise(visit, page)


def _unframed(visit: Visit, sight: Sight, inside: bool) -> str:
    """Why a page of the site holds nothing but a name that says so, its pictures and the site's frame; or empty."""
    if not (inside and is_gone_title(sight.title)):
        return ""
    rest = (*visit.frame.without(sight.headings), *visit.frame.without(sight.lines))
    return f"titled {sight.title[:60]!r}, and nothing but the site's frame" if not rest else ""


async def _redirected(visit: Visit, asked: str, final: str, sight: Sight | None, before: int | None) -> Sentence:
    if sent_to_fault(asked, final, sight):
        return Sentence(Verdict.SERVER_ERROR, f"redirected to the error page {final[:200]}")
    if not (is_home(final) or is_error_address(final)) or _is_front(visit, asked):
        return Sentence()
    texts = link_texts(visit, asked, before)
    if _meant_as_home(texts):
        return Sentence()
    if sent_away(asked, final) or sent_home(asked, final, texts):
        return Sentence(Verdict.SOFT_404, f"an article's address that is redirected to the front page {final[:200]}")
    detail = by_redirect(asked, final, sight, await visit.not_found.of(asked, visit.inside(asked)))
    if detail:
        return Sentence(Verdict.SOFT_404, detail)
    return _perhaps_lost(visit, asked, final, texts)


def _perhaps_lost(visit: Visit, asked: str, final: str, texts: list[str]) -> Sentence:
    """A link that tells of something to read and leads to the front page, though other addresses are not sent there."""
    named = all(weight(text) > _TELLING and not _OFFICE.search(text.strip()) for text in texts)
    if not (texts and named and is_home(final)) or is_home(asked):
        return Sentence()
    return Sentence(Verdict.UNSURE, f"redirected to the front page {final[:200]}")


async def _home_in_disguise(visit: Visit, page: Arrived) -> Sentence:
    """The home page served with 200 for an address deep in the site, as for any other."""
    facts = page.facts
    if facts is None or page.redirected or facts.scripted or is_home(page.asked) or _is_front(visit, page.asked):
        return Sentence()
    if facts.text_digest != visit.home_digest() or _meant_as_home(link_texts(visit, page.asked, page.before)):
        return Sentence()
    learnt = await visit.not_found.of(page.asked, inside=True)
    detail = as_home(look(page.body, page.content_type), learnt)
    return Sentence(Verdict.SOFT_404, detail, itself=True) if detail else Sentence()


def _is_only_way_home(visit: Visit, page: Arrived, aim: str) -> bool:
    """Whether an article's own address holds nothing but the way to the site's front page."""
    if not holds_way_home(page.asked, aim) or _meant_as_home(link_texts(visit, page.asked, page.before)):
        return False
    sight = look(page.body, page.content_type)
    return not (sight.lines or sight.linked)


def is_only_framed(visit: Visit, url: str) -> bool:
    """Whether pages only embed it: an empty frame is a place that scripts fill, and nobody misses anything in it."""
    rows = visit.recorder.db.execute("SELECT element FROM link WHERE target = ?", (url,)).fetchall()
    return bool(rows) and all(row["element"].removeprefix(RENDERED) in _FRAMES for row in rows)


def link_texts(visit: Visit, url: str, before: int | None) -> list[str]:
    """What the links to an address say, on pages above level `before`, so that the order of answers does not matter."""
    rows = visit.recorder.db.execute("SELECT samples FROM link WHERE target = ?", (url,)).fetchall()
    samples = (sample for row in rows for sample in json.loads(row["samples"]))
    return [str(sample[3]) for sample in samples if before is None or sample[0] < before]


def _login_expected(visit: Visit, page: Arrived) -> bool:
    if is_home(page.asked) or _is_front(visit, page.asked):
        return True
    texts = link_texts(visit, page.asked, page.before)
    if means_login(texts):
        return True
    # An address may say what no visitor reads.
    return is_login_address(page.asked) and not (texts and all(map(tells_content, texts)))


def _is_wall(visit: Visit, asked: str, final: str) -> bool:
    """Whether the good page `final`, to which others are redirected, is one where visitors log in."""
    row = visit.recorder.db.execute("SELECT * FROM page WHERE url = ?", (final,)).fetchone()
    page = read_page(row) if row else None
    if page is None or _has_content(page.facts) or page.facts.text_length > MAX_LOGIN:
        return False
    arrived = Arrived(asked, final, b"", page.content_type)
    if not sends_to_login(asked, final):
        try:
            body = read_record(visit.recorder.folder, page.record).body()
        except SnapshotError:
            return False
        if not shows_login(look(body, page.content_type)):
            return False
    return not _login_expected(visit, arrived)


def _spoken(visit: Visit, page: Arrived, sight: Sight) -> Sentence:
    """Judge a page on which only the system may be speaking, by its words and by what the links to it announce."""
    if _is_withdrawn(visit, page, sight):
        return Sentence(Verdict.SOFT_404, "an article that only says it was withdrawn", itself=True)
    if _has_content(page.facts):
        return Sentence()
    lines, headings = visit.frame.without(sight.lines), visit.frame.without(sight.headings)
    said = said_by(sight.title, headings, lines)
    if said is None or not _is_believed(visit, page, sight, said, lines):
        return Sentence()
    return _as_sentence(said, f"only says {' '.join(lines)[:60]!r}")


def _is_withdrawn(visit: Visit, page: Arrived, sight: Sight) -> bool:
    if not any(map(may_say, sight.lines)) or _is_front(visit, page.asked) or _is_list(page.facts):
        return False
    seen, home = view(page.body, page.content_type), visit.frame.home
    if seen.shown - home.shown or not says_withdrawn(remains_of(seen, home).lines):
        return False
    return not any(map(names_withdrawal, link_texts(visit, page.asked, page.before)))


def _is_believed(visit: Visit, page: Arrived, sight: Sight, said: Said, lines: tuple[str, ...]) -> bool:
    front, menus = _is_front(visit, page.asked), sight.linked
    if said is not Said.GONE and page.facts is None and menus > MAX_MENUS:
        return False  # an unread page of another's site, most of which may be what it links to
    if front:
        return said in (Said.REPAIRED, Said.FAILED) and not menus
    texts = link_texts(visit, page.asked, page.before)
    named = " ".join(sight.headings)
    if any(announces(text, said) or (weight(text) >= _TELLING and tells(text, named)) for text in texts) or (
        said is Said.CLOSED and _login_expected(visit, page)
    ):
        return False
    if said is Said.REPAIRED:
        if any(column.url in (page.asked, page.final) for column in visit.job.columns):
            return False  # whether a column is empty is a question of its own
        # A notice of such works may itself be what was linked.
        notice = is_notice(" ".join((sight.title, *sight.headings, *lines)))
        return not notice or any(weight(text) >= _TELLING for text in texts)
    return True


def _as_sentence(said: Said | None, detail: str) -> Sentence:
    """The verdict on a page that says so and nothing else."""
    return Sentence() if said is None else Sentence(BY_MESSAGE[said], detail, itself=True)


def _has_content(facts: PageFacts | None) -> bool:
    return _is_list(facts) or (facts is not None and facts.publish_day is not None)


def _is_list(facts: PageFacts | None) -> bool:
    items = facts.items if facts else ()
    return sum(item.day is not None or len(item.title) >= _ITEM_TITLE for item in items) >= _ITEMS


def _meant_as_home(texts: list[str]) -> bool:
    return any(word in text.lower() for text in texts for word in _HOME_TEXTS)


def _is_front(visit: Visit, url: str) -> bool:
    """Whether it is the site's own registered home page."""
    return url.partition("://")[2].rstrip("/") == visit.job.site.home.partition("://")[2].rstrip("/")
