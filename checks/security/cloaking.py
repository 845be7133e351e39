"""Pages that show search engines, or those who come from them, something else than everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from checks.interface import Params, check
from checks.ipv6.answers import probe_evidence
from checks.security.judging import reasons_of
from checks.security.lists import lists_of
from checks.security.places import Places, host_of, registrable
from checks.security.reporting import ASK
from checks.security.scan import Scanner
from checks.security.survey import LEADS, Signs, signs_in
from checks.security.wording import NOTHING, Hits, Reader, reader_of
from core.outcome import BY_PERSON, Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Probe, RecordRef, Snapshot
from core.snapshot.nesting import bounded

_CHECK = "security.cloaking"
_VISITORS = {"referred": "从搜索引擎点击进入时", "search": "搜索引擎访问时"}
_BROWSER = "browser"

#: Characters of a page that does nothing but lead on.
_HARDLY_ANY = 200


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one visitor was shown. `opened`: a page came; `led`: the host to which one with hardly any text leads on."""

    opened: bool
    host: str
    led: str
    title: str
    signs: Signs | None
    evidence: Evidence


@check(
    id=_CHECK,
    title="疑似对搜索引擎显示不同内容",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（对安全攻击没有及时有效处置）",
    needs={"pages", "probes"},
)
def cloaking(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """疑似对搜索引擎显示不同内容：平时打开页面正常，搜索引擎来访或者从搜索结果点进来，看到的却是另外的内容。

    是什么：对首页和部分栏目页，先后以普通访问、从搜索引擎点击进入、搜索引擎来访三种方式打开，再普通打开一次，首页另用
    浏览器打开一次。只有后两种方式出现赌博、色情词语，或者从搜索引擎点进来才转到别的网站的，列为疑似；对自动访问的拦截、
    其他差异不算，记“无法判断”或作提示。访问时始终写明本系统名称和联系方式；可用设置 cloaking_pages 减少页数或关闭。

    为什么重要：这是入侵者隐藏篡改的常用办法：管理人员自己看不到异常，群众从搜索引擎进来却到了赌博、色情网站。

    如何整改：请用搜索引擎查找本网站，从搜索结果点进首页核实。属实的，立即通知技术单位：检查服务器程序、伪静态和重定向
    规则、公共脚本中判断来路（Referer）和访问程序（User-Agent）的代码，保留证据后清除，查清入侵途径，修补漏洞、更换口
    令，并向搜索引擎申请更新快照。
    """
    lists = lists_of(snapshot)
    reader, places = reader_of(lists), Places(snapshot.site, lists)
    probes = list(snapshot.probes("cloaking"))
    for probe in probes:
        yield _judge(probe, {name: _seen(snapshot, probe, name, reader) for name in _order(probe)}, places)
    if not probes:
        home = snapshot.site.home
        message = "本次没有以搜索引擎的方式访问页面（按设置或登记地址不是公网域名）。"
        yield Observation(_CHECK, home, SubjectKind.SITE, Outcome.INAPPLICABLE, message, evidence=(Evidence(home),))


def _order(probe: Probe) -> list[str]:
    return [name for name in ("plain", "again", _BROWSER, *_VISITORS) if name in probe.data["answers"]]


def _seen(snapshot: Snapshot, probe: Probe, name: str, reader: Reader) -> _Seen:
    answer: Mapping[str, Any] = probe.data["answers"][name]
    record = RecordRef(*answer["record"])
    opened = not answer["failure"] and answer["status"] == HTTPStatus.OK
    html = snapshot.recorded(record, answer["content_type"]) if opened else ""
    evidence = record.evidence(answer["final"], f"{_VISITORS.get(name, '普通访问')}：{answer['status']}")
    signs = signs_in(html, (evidence,), answer["final"], reader) if html else None
    dom = LexborHTMLParser(bounded(html)[0])
    node = dom.css_first("title")
    title = " ".join(node.text().split())[:200] if node else ""
    led = _led(html, dom) if html else ""
    return _Seen(bool(html), host_of(answer["final"]), led, title, signs, evidence)


def _judge(probe: Probe, seen: dict[str, _Seen], places: Places) -> Observation:
    plain = [seen[name] for name in ("plain", "again") if name in seen]
    if not plain or not all(one.opened for one in plain):
        return _observe(probe, Outcome.CANT_TELL, "无法判断：普通访问没有打开页面。", plain)
    shown = [seen[name] for name in (_BROWSER,) if name in seen and seen[name].opened]
    # What a browser shows to everybody is hidden from nobody.
    plain = [*plain, *shown]
    found = {name: _suspicion(name, seen[name], plain, places) for name in _VISITORS if name in seen}
    bad = [f"{_VISITORS[name]}{words}" for name, words in found.items() if words]
    if bad:
        message = f"疑似对搜索引擎显示不同内容：普通访问正常，{'；'.join(bad)}。{ASK}"
        return _observe(probe, Outcome.FAILED, message, list(seen.values()))
    shut = [_VISITORS[name] for name in found if not seen[name].opened]
    moved = [_VISITORS[name] for name in found if _moved(seen[name], plain, places)]
    doubt = [_VISITORS[name] for name in found if _words(seen[name], plain, sure=False).strong]
    if shut or moved or doubt:
        why = [f"{'、'.join(shut)}没有打开页面（可能是防护设备拦截）"] if shut else []
        why += [f"{'、'.join(moved)}转到其他网站"] if moved else []
        why += [f"{'、'.join(doubt)}出现个别可疑词语"] if doubt else []
        message = f"无法判断是否对搜索引擎显示不同内容：{'；'.join(why)}。{ASK}"
        return _observe(probe, Outcome.CANT_TELL, message, list(seen.values()))
    titles = {one.title for one in plain}
    other = [f"{_VISITORS[name]}标题为“{seen[name].title[:60]}”" for name in found if seen[name].title not in titles]
    message = "普通访问、搜索引擎访问和从搜索引擎进入，没有发现可疑的差异。"
    return _observe(probe, Outcome.PASSED, message, list(seen.values()), "；".join(other))


def _suspicion(name: str, one: _Seen, plain: list[_Seen], places: Places) -> str:
    """What is bad in what only this visitor was shown, in words; empty: nothing.

    Who merely comes from a search engine is led to a stranger by nobody but an intruder; a search engine itself may
    be sent to a firewall's own page.
    """
    hits = _words(one, plain, sure=True)
    moved = _moved(one, plain, places)
    where = f"转到 {one.led or one.host}" if moved else ""
    if hits:
        return f"{where}{'，' if where else ''}出现{'、'.join(hits.titles)}词语（{hits.words}）"
    return where if name == "referred" else ""


def _led(html: str, dom: LexborHTMLParser) -> str:
    """Where a page that says next to nothing sends its visitors by itself."""
    scan = Scanner(dom).scan()
    if len("".join(scan.text.split())) > _HARDLY_ANY:
        return ""
    refreshed = (node.attributes.get("content") or "" for node in dom.css('meta[http-equiv="refresh" i]'))
    targets = [content.lower().partition("url=")[2].strip("'\" ") for content in refreshed]
    targets += [match[1] or match[2] for match in LEADS.finditer(html)]
    return next((host for target in targets if (host := host_of(target))), "")


def _words(one: _Seen, plain: list[_Seen], *, sure: bool) -> Hits:
    """Words for which this visitor's page would be suspected, but for those that everybody is shown."""
    common = {word for other in plain for word in _all_of(other).strong}
    reasons = [reason for reason in reasons_of(one.signs) if reason.sure or not sure] if one.signs else []
    hits = sum((reason.hits for reason in reasons), NOTHING)
    return hits if set(hits.strong) - common else NOTHING


def _all_of(one: _Seen) -> Hits:
    return one.signs.title_hits + one.signs.meta_hits + one.signs.text_hits if one.signs else NOTHING


def _moved(one: _Seen, plain: list[_Seen], places: Places) -> bool:
    """Whether this visitor was led to a stranger to whom the others were not."""
    known = {registrable(host) for other in plain for host in (other.host, other.led) if host}
    return any(registrable(host) not in known and not places.knows(host) for host in (one.host, one.led) if host)


def _observe(probe: Probe, outcome: Outcome, message: str, seen: list[_Seen], warning: str = "") -> Observation:
    return Observation(
        _CHECK,
        probe.subject,
        SubjectKind.PAGE,
        outcome,
        message,
        evidence=(*(one.evidence for one in seen), *probe_evidence(probe)),
        warning=warning,
        rounds=BY_PERSON if outcome is Outcome.FAILED else 1,
    )
