"""Programs' inner errors shown to visitors, on pages and in error answers."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check, page_check
from checks.security.reporting import ASK
from checks.security.traces import trace_in
from core.outcome import BY_PERSON, Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Link, Page, PageKind, Snapshot, Verdict

_PAGE, _ANSWER = "security.stack_trace", "security.error_answer"
#: Answers of a server that failed, or that has nothing at the address.
_ERRORS = frozenset({Verdict.SERVER_ERROR, Verdict.DEAD, Verdict.CLIENT_ERROR, Verdict.SOFT_404})
#: Most error answers of one site whose text is read.
_MOST = 200


@page_check(
    id=_PAGE,
    title="页面疑似显示程序出错信息",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（安全）；本地配置",
    needs={"dom"},
)
def stack_trace(page: Page, params: Params) -> Iterator[Observation]:
    """页面疑似显示程序出错信息：正常页面里出现了程序的出错堆栈或者数据库错误。

    是什么：页面源代码中有两行以上的程序堆栈，或者带文件名、行号的出错提示的，列为疑似，请人工核实；稿件正文里的只记
    “无法判断”，可能是在讲解技术。

    为什么重要：出错信息里有服务器路径、程序结构甚至数据库语句，便于攻击者寻找漏洞，也说明页面功能坏了。

    如何整改：由开发单位修复出错的功能，关闭详细出错信息（Java 配置错误页，.NET 打开 customErrors，PHP 关闭
    display_errors）。
    """
    trace = trace_in(page.html)
    if not trace:
        yield Observation(_PAGE, page.url, SubjectKind.PAGE, Outcome.PASSED, "没有显示程序出错信息。")
        return
    evidence = page.evidence(trace)
    if page.kind is PageKind.ARTICLE:
        message = f"无法判断：稿件中有类似程序出错信息的文字（{trace[:80]}），可能是正文内容。{ASK}"
        yield Observation(_PAGE, page.url, SubjectKind.PAGE, Outcome.CANT_TELL, message, evidence=evidence)
        return
    message = f"疑似显示程序出错信息：{trace[:120]}。{ASK}"
    yield Observation(_PAGE, page.url, SubjectKind.PAGE, Outcome.FAILED, message, evidence=evidence, rounds=BY_PERSON)


@check(
    id=_ANSWER,
    title="出错时疑似泄露程序信息",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（安全）；本地配置",
    needs={"links"},
)
def error_answer(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """出错时疑似泄露程序信息：打不开的站内链接，返回的页面带有程序堆栈或者数据库错误。

    是什么：看巡检中返回错误（404、500 等）的站内链接收到的内容，有两行以上的程序堆栈，或者带文件名、行号的出错提示的，
    列为疑似，请人工核实。最多看 200 个。不另外构造地址去试探。

    为什么重要：出错信息里有服务器路径、程序结构甚至数据库语句，便于攻击者寻找漏洞。

    如何整改：由开发单位设置统一的出错页面，不向访问者显示堆栈；出错的链接按错链整改。
    """
    looked = _error_links(snapshot)
    found = {target: trace for target, link in looked.items() if (trace := _trace_of(snapshot, link))}
    for target, trace in found.items():
        link = looked[target]
        message = f"疑似泄露程序信息：打开 {target} 返回出错信息（{trace[:120]}）。{ASK}"
        yield Observation(
            _ANSWER,
            target,
            SubjectKind.LINK,
            Outcome.FAILED,
            message,
            evidence=link.resource.evidence() if link.resource else (),
            sources=link.samples,
            source_count=link.pages,
            rounds=BY_PERSON,
        )
    yield from _cleared(snapshot)
    if not found:
        message = f"看了 {len(looked)} 个返回错误的站内链接，没有程序出错信息。"
        home = snapshot.site.home
        yield Observation(_ANSWER, home, SubjectKind.SITE, Outcome.PASSED, message, evidence=(Evidence(home),))


def _error_links(snapshot: Snapshot) -> dict[str, Link]:
    """Links of the site to addresses that answered with an error, by address."""
    links: dict[str, Link] = {}
    for link in snapshot.links():
        if link.internal and link.resource is not None and link.resource.verdict in _ERRORS and len(links) < _MOST:
            links.setdefault(link.target, link)
    return links


def _trace_of(snapshot: Snapshot, link: Link) -> str:
    return trace_in(snapshot.received(link.resource)) if link.resource else ""


def _cleared(snapshot: Snapshot) -> Iterator[Observation]:
    """Addresses suspected before that answer without a trace now."""
    for watch in snapshot.watches(_ANSWER):
        resource = snapshot.resource(watch.subject)
        if resource is not None and resource.status and not trace_in(snapshot.received(resource)):
            message = "该地址已不再返回程序出错信息。"
            evidence = resource.evidence()
            yield Observation(_ANSWER, watch.subject, SubjectKind.LINK, Outcome.PASSED, message, evidence=evidence)
