"""Accounts that have been asleep for months (僵尸账号)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from checks.freshness.newest import months_before
from checks.interface import Params, check
from checks.media.taken import Updates, day, not_running, of_account, set_aside, unseen, updates_of, why_unknown
from core.clock import BEIJING
from core.county import Account
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind

_CHECK = "media.dormant"


@check(
    id=_CHECK,
    title="僵尸账号",
    clause="国办发〔2018〕123号（对无力维护的坚决关停）；“僵尸”的期限为地方口径",
    needs={"accounts", "posts"},
    defaults={"months": 3, "partial_rounds": 2},
    of=SnapshotKind.MEDIA,
)
def dormant(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """僵尸账号：正常运行的账号超过 3 个月（地方口径，可在指标表中调整）没有发布任何内容。

    是什么：与“两周内无更新”读取同样的稿件，只有整段时间的稿件全部取到时才判为问题；没有取全的记“无法判断”。置顶稿不计
    入更新。登记为关停、迁移、注销的账号不检查。

    为什么重要：长期不更新的账号损害政府形象，还可能被人盗用发布不良信息；文件要求对无力维护的账号坚决关停。

    如何整改：由主办单位决定恢复更新还是关停归并。关停的，先发停更公告，再办理注销，并在登记表中填写状态、日期和公告地
    址。
    """
    for account in snapshot.accounts:
        reason = not_running(account)
        seen = updates_of(snapshot, account)
        if reason:
            yield set_aside(_CHECK, account, snapshot, reason)
        elif isinstance(seen, str):
            yield unseen(_CHECK, account, snapshot, f"无法判断是否长期没有更新：{seen}。")
        else:
            yield _judge(account, seen, int(params["months"]), int(params["partial_rounds"]))


def _judge(account: Account, seen: Updates, months: int, partial_rounds: int) -> Observation:
    first = datetime.combine(months_before(seen.moment.date(), months), time.min, BEIJING)
    newest = seen.newest.at if seen.newest else None
    if newest is not None and newest >= first:
        return of_account(_CHECK, account, Outcome.PASSED, f"最近 {months} 个月内有更新。", seen.evidence)
    if not seen.known_since(first):
        message = f"无法判断是否长期没有更新：{why_unknown(seen.taking)}。"
        return of_account(_CHECK, account, Outcome.CANT_TELL, message, seen.evidence)
    last = f"最近一次更新在 {day(seen.newest)}" if seen.newest else "取到的时段内没有任何稿件"
    return of_account(
        _CHECK,
        account,
        Outcome.FAILED,
        f"已超过 {months} 个月没有更新，{last}。",
        seen.evidence,
        rounds=1 if seen.to_the_end else partial_rounds,
        last_update=day(seen.newest) if seen.newest else "",
    )
