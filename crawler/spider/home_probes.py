"""What is tried on the home page beyond reading it: its search box once, its own scripts for a leaving-site notice."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from core.clock import beijing_now
from core.errors import AddressError
from core.snapshot import PageKind, PageRow, Probe, Verdict
from core.snapshot.codec import read_page, read_rendered
from core.snapshot.nesting import bounded
from core.snapshot.warc import read_record
from crawler.extract import normalise
from crawler.extract.search_form import WORD, find_search
from crawler.fetch import Answer, follow
from crawler.fetch.sniff import plain_head
from crawler.spider.visit import Visit

#: Words of 国办发〔2017〕47号's notice: 您访问的链接即将离开“××”门户网站，是否继续？
_NOTICE = re.compile(
    r"(?:即将|将要|正在|您将)离开.{0,60}?(?:网站|本站)|(?:\\u5373\\u5c06|%u5373%u5c06)(?:\\u79bb\\u5f00|%u79bb%u5f00)",
    re.I,
)
#: Most scripts of the home page that are read, and most bytes of one of them, and of a page of results.
_MAX_SCRIPTS = 10
_MAX_BODY = 512 * 1024
_NOTHING = re.compile(
    r"(?:没有|未|暂无)(?:找到|搜索到|检索到|查询到|相关)|(?:共|找到|约)\s*0\s*[条个项]|0\s*条(?:结果|记录)"
)


@dataclass(frozen=True, slots=True)
class _Home:
    row: PageRow
    html: str
    dom: LexborHTMLParser
    # What a browser showed of it, where one was needed.
    shown: LexborHTMLParser | None = None

    @property
    def doms(self) -> tuple[LexborHTMLParser, ...]:
        return (self.dom, self.shown) if self.shown else (self.dom,)


async def probe_home_page(visit: Visit) -> list[Probe]:
    """Try the home page's search box and read its scripts: probes "search" and "leaving". Only ever asks by GET."""
    home = _home(visit)
    if home is None or visit.options.max_depth == 0:
        return []
    return [await _try_search(visit, home), await _read_scripts(visit, home)]


def _home(visit: Visit) -> _Home | None:
    row: sqlite3.Row | None = visit.recorder.db.execute(
        "SELECT * FROM page WHERE kind = ? ORDER BY url LIMIT 1", (PageKind.HOME,)
    ).fetchone()
    if row is None:
        return None
    page = read_page(row)
    html = read_record(visit.recorder.folder, page.record).body().decode(page.facts.charset_used, "replace")
    seen = visit.recorder.db.execute("SELECT * FROM rendered WHERE url = ? AND failure = ''", (page.url,)).fetchone()
    shown = (
        read_record(visit.recorder.folder, read_rendered(seen).record).body().decode("utf-8", "replace") if seen else ""
    )
    html_shown = LexborHTMLParser(bounded(shown)[0]) if shown else None
    return _Home(page, html + shown, LexborHTMLParser(bounded(html)[0]), html_shown)


async def _try_search(visit: Visit, home: _Home) -> Probe:
    """Data: {"how", "url", "word", "verdict", "status", "results", "nothing"}; `how` also elsewhere, robots."""
    box = find_search(home.dom, home.row.url, home.row.facts.charset_used)
    if box.how == "none" and home.shown:
        box = find_search(home.shown, home.row.url, home.row.facts.charset_used)
    how = box.how
    if how == "get" and not visit.inside(box.url):
        how = "elsewhere"
    elif how == "get" and not await visit.robots.allows(box.url):
        how = "robots"
    data: dict[str, object] = {"how": how, "url": box.url, "word": WORD}
    answer = None
    if how == "get":
        chain = await follow(visit.fetcher, box.url, max_body=_MAX_BODY)
        answer = chain.last
        data |= {"verdict": _verdict(chain.failure, answer), "status": answer.status, **_results(answer, home)}
    if answer is not None:
        with visit.recorder.step():
            visit.recorder.answer(answer)
    return Probe("search", home.row.url, beijing_now().isoformat(), data)


def _verdict(failure: Verdict | None, answer: Answer) -> str:
    if failure is not None:
        return failure.value
    if answer.status in (404, 410):
        return Verdict.DEAD.value
    if answer.status >= 500:
        return Verdict.SERVER_ERROR.value
    return Verdict.OK.value if answer.status == 200 else Verdict.BLOCKED.value


def _results(answer: Answer, home: _Home) -> dict[str, object]:
    """How many links with the word stand on the page of results that do not stand on the home page already."""
    dom = LexborHTMLParser(bounded(_text(answer))[0])
    before = {node.text(strip=True) for node in home.dom.css("a[href]")}
    new = {text for node in dom.css("a[href]") if WORD in (text := node.text(strip=True)) and text not in before}
    words = dom.body.text(separator=" ")[:20_000] if dom.body else ""
    return {"results": len(new), "nothing": _NOTHING.search(words) is not None}


def _text(answer: Answer) -> str:
    body = plain_head(answer, _MAX_BODY) or b""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")


async def _read_scripts(visit: Visit, home: _Home) -> Probe:
    """Data: {"notice": where the words stand, "read", "unread"}: scripts that were read, and that were not."""
    notice = home.row.url if _NOTICE.search(home.html) else ""
    read, unread = 0, 0
    # Where no link leads away nobody needs a notice.
    for url in dict.fromkeys(_sources(home) if _leads_away(visit, home) else ()):
        inside = visit.inside(url)
        if notice or not inside or read >= _MAX_SCRIPTS or not await visit.robots.allows(url):
            unread += not notice
            continue
        answer = (await follow(visit.fetcher, url, max_body=_MAX_BODY)).last
        with visit.recorder.step():
            visit.recorder.answer(answer)
        if answer.status == 200 and answer.failure is None:
            read += 1
            notice = url if _NOTICE.search(_text(answer)) else ""
            unread += answer.cut and not notice
        elif answer.status not in (404, 410):
            unread += 1
    data = {"notice": notice, "read": read, "unread": unread}
    return Probe("leaving", home.row.url, beijing_now().isoformat(), data)


def _leads_away(visit: Visit, home: _Home) -> bool:
    """Whether the home page links to any site that is neither its own nor a government's."""
    links = (node.attributes.get("href") or "" for dom in home.doms for node in dom.css('a[href^="http" i]'))
    hosts = ((urlsplit(link).hostname or "", link) for link in links if _is_address(link))
    return any(host and not host.endswith(".gov.cn") and not visit.inside(link) for host, link in hosts)


def _is_address(text: str) -> bool:
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _sources(home: _Home) -> list[str]:
    found = []
    for node in (node for dom in home.doms for node in dom.css("script[src]")):
        try:
            url = normalise(node.attributes.get("src") or "", home.row.url)
        except AddressError:
            continue
        if urlsplit(url).scheme in ("http", "https"):
            found.append(url)
    return found
