"""Links inside posts that do not open, by the same verdicts as links of pages."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, asked_again, check
from checks.links.judging import DEFAULTS, outcome_of
from checks.links.wording import reason
from checks.media.taken import of_account, trusted, unseen
from core.county import Account
from core.outcome import Observation, Outcome, Source
from core.snapshot import Look, Snapshot, SnapshotKind

_CHECK = "media.link_dead"
_MAX_SOURCES = 20


@asked_again(Look.LINK)
@check(
    id=_CHECK,
    title="政务新媒体稿件中的链接打不开",
    clause="国办秘函〔2019〕19号 第二部分“可用性”（参照）；国办发〔2018〕123号",
    needs={"accounts", "posts", "links"},
    defaults=DEFAULTS,
    of=SnapshotKind.MEDIA,
)
def link_dead(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政务新媒体稿件中的链接打不开：取到的稿件里写着的网址打不开，或者打开后是错误内容。

    是什么：与网页链接用同样的方法逐一打开稿件中的网址。不存在（404、410）、域名不存在、循环跳转的，判为问题；服务器出
    错、超时可能只是一时的，须在两次独立巡检中都出现。服务器拒绝自动检查、需要登录的，记“无法判断”。稿件太多的，从最近
    的稿件起检查。

    为什么重要：群众点开稿件里的办事、报名、公告链接却打不开，通知等于没有送达。

    如何整改：由账号主办单位修改稿件或发更正说明，把链接换成正确的地址；链接指向本地政府网站的，同时告知网站主办单位。
    """
    for account in snapshot.accounts:
        doubt = trusted(snapshot, account)
        if doubt:
            yield unseen(_CHECK, account, snapshot, f"无法检查稿件中的链接：{doubt}。")
        yield from _judge(snapshot, account, int(params["temporary_rounds"]), known=not doubt)


def _judge(snapshot: Snapshot, account: Account, rounds: int, *, known: bool) -> Iterator[Observation]:
    places: dict[str, list[Source]] = {}
    for post in snapshot.posts(account.key) if known else ():
        for link in post.links if not post.removed else ():
            places.setdefault(link, []).append(Source(post.url, post.headline[:60], "post"))
    watched = [
        watch.identity[0] for watch in snapshot.watches(_CHECK) if _is_of(watch.subject, watch.identity, account)
    ]
    unclear = 0
    for url in dict.fromkeys((*watched, *places)):
        resource = snapshot.resource(url)
        outcome, times = outcome_of(resource, rounds)
        unclear += outcome is Outcome.CANT_TELL and url in places
        if outcome is Outcome.FAILED or (outcome is Outcome.PASSED and url in watched):
            yield _observe(account, url, outcome, reason(resource), snapshot, places.get(url, []), times)
    if known:
        yield _summary(snapshot, account, len(places), unclear)


def _is_of(subject: str, identity: tuple[str, ...], account: Account) -> bool:
    return subject == account.key and bool(identity)


def _observe(
    account: Account, url: str, outcome: Outcome, why: str, snapshot: Snapshot, places: list[Source], rounds: int
) -> Observation:
    resource = snapshot.resource(url)
    where = f"，见于稿件“{places[0].text}”" + (f"等 {len(places)} 篇" if len(places) > 1 else "") if places else ""
    message = (
        f"稿件中的链接可以打开：{url}。" if outcome is Outcome.PASSED else f"稿件中的链接 {url} 打不开：{why}{where}。"
    )
    evidence = resource.evidence() if resource else ()
    return of_account(_CHECK, account, outcome, message, evidence, identity=(url,), rounds=rounds)


def _summary(snapshot: Snapshot, account: Account, links: int, unclear: int) -> Observation:
    taking = snapshot.taking(account.key)
    evidence = taking.evidence() if taking else ()
    if unclear:
        message = f"稿件中有 {unclear} 个链接无法判断能否打开（服务器拒绝自动检查、需要登录或未检查），请人工核实。"
        return of_account(_CHECK, account, Outcome.CANT_TELL, message, evidence)
    message = f"已检查取到的稿件中的 {links} 个链接。" if links else "取到的稿件中没有链接。"
    return of_account(_CHECK, account, Outcome.PASSED, message, evidence)
