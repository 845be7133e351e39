"""Accounts without an update in the two weeks before the moment of inspection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from checks.interface import Params, check
from checks.media.taken import LOOK, Updates, day, not_running, of_account, set_aside, unseen, updates_of, why_unknown
from core.clock import days_between
from core.county import Account
from core.outcome import Observation, Outcome
from core.snapshot import FetchStatus, Snapshot, SnapshotKind

_CHECK = "media.stale"
#: How it begins when nothing can be said; the reason follows.
DOUBT = "无法判断两周内有无更新："


@check(
    id=_CHECK,
    title="政务新媒体两周内无更新",
    clause="国办秘函〔2019〕19号 政务新媒体 单项否决 2（监测时间点前2周内无更新）",
    needs={"accounts", "posts"},
    # `partial_rounds`: inspections that must agree where the inspection's own day is not known. Our own caution.
    defaults={"window_days": 14, "warn_days": 10, "partial_rounds": 2},
    of=SnapshotKind.MEDIA,
)
def stale(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政务新媒体两周内无更新：正常运行的账号在监测时间点前 14 天内没有发布任何内容。

    是什么：按登记的数据来源读取账号的稿件，看最近一次更新距监测时间点多少天。置顶稿不计入更新。只有这段时间的稿件全部
    取到时才判为问题；取数失败、被拦截、授权过期、日期无法识别、取到的账号与登记不符的，以及登记的授权已到期、开设不足两周、登记有更近的更新的，一律记“无法判断”。来源只能
    说明到某一时间的（如平台接口只提供到前一日），以该时间为监测时间点，且须两次独立巡检都出现才列为问题；人工取证的，以核
    查时间为监测时间点。已有 10 天没有更新的，作黄色预警，
    并写明还有几天。登记为关停、迁移、注销的账号不检查。

    为什么重要：监测时间点前 2 周内无更新属于单项否决情形，出现即判为不合格；长期不更新的账号会让群众误以为政府部门不
    作为。

    如何整改：由账号主办单位尽快发布内容，建立至少每周更新的值班制度；确实无力维护的，按规定关停或归并，先发停更公告，
    再在登记表中修改状态。实际已经更新而被列出的，请核对登记表的数据来源，或用 xunjian media import 导入发布记录。
    """
    for account in snapshot.accounts:
        reason = not_running(account)
        if reason:
            yield set_aside(_CHECK, account, snapshot, reason)
            continue
        seen = updates_of(snapshot, account)
        if isinstance(seen, str):
            yield unseen(_CHECK, account, snapshot, f"{DOUBT}{seen}。")
        else:
            yield _judge(account, seen, params)


def _judge(account: Account, seen: Updates, params: Params) -> Observation:
    limit, warn = int(params["window_days"]), int(params["warn_days"])
    first = seen.moment - timedelta(days=limit)
    if seen.newest is not None and seen.newest.at is not None:
        idle = days_between(seen.newest.at.date(), seen.moment.date())
        # What is seen to be new is new, whatever else is not known.
        if idle <= limit:
            return _updated(account, seen, idle, limit, warn)
    if seen.taking.status is FetchStatus.GONE or not seen.known_since(first):
        message = f"{DOUBT}{why_unknown(seen.taking)}。"
        return of_account(_CHECK, account, Outcome.CANT_TELL, message, seen.evidence)
    against = _spoken_against(account, first, seen)
    if against:
        message = f"{DOUBT}{against}，请人工核对。"
        return of_account(_CHECK, account, Outcome.CANT_TELL, message, seen.evidence)
    return of_account(
        _CHECK,
        account,
        Outcome.FAILED,
        _message(seen, limit),
        seen.evidence,
        rounds=1 if seen.to_the_end and not _counts(seen, limit) else int(params["partial_rounds"]),
        last_update=day(seen.newest) if seen.newest else "",
    )


def _spoken_against(account: Account, first: datetime, seen: Updates) -> str:
    """What the register says that speaks against an account without updates since `first`; empty: nothing."""
    today = seen.taking.at.date()
    if account.authorised_until is not None and account.authorised_until < today:
        return f"登记的取数授权已于 {account.authorised_until:%Y-%m-%d} 到期"
    if account.opened_on is not None and account.opened_on > first.date():
        return f"登记的开设日期为 {account.opened_on:%Y-%m-%d}，至监测时间点不足两周"
    if account.updated_on is not None and first.date() <= account.updated_on <= today:
        return f"登记表记载最近一次更新在 {account.updated_on:%Y-%m-%d}，与取到的稿件不一致"
    return ""


def _updated(account: Account, seen: Updates, idle: int, limit: int, warn: int) -> Observation:
    newest = day(seen.newest) if seen.newest else ""
    left = limit - idle
    warning = ""
    # Without knowing all of them there may well be a newer one.
    if idle >= warn and seen.known_since(seen.moment - timedelta(days=idle)):
        warning = f"已有 {idle} 天没有更新，还有 {left} 天就达到两周。"
    message = f"最近一次更新在 {newest}，两周内有更新。"
    days_left = str(left) if warning else ""
    return of_account(
        _CHECK,
        account,
        Outcome.PASSED,
        message,
        seen.evidence,
        warning=warning,
        last_update=newest,
        days_left=days_left,
    )


def _message(seen: Updates, limit: int) -> str:
    until = f"截至 {seen.moment:%Y-%m-%d %H:%M}，前 {limit} 天内没有更新"
    last = f"，最近一次更新在 {day(seen.newest)}" if seen.newest else "，取到的时段内没有任何稿件"
    pinned = f"（{day(seen.pinned)} 的置顶稿不计入更新）" if _counts(seen, limit) and seen.pinned else ""
    part = "" if seen.to_the_end else "。来源只能说明到上述时间，监测时间点按该时间计"
    part = "（人工核查所见）" if seen.taking.adapter == LOOK else part
    return f"{until}{last}{pinned}{part}。"


def _counts(seen: Updates, limit: int) -> bool:
    """Whether the pinned post would have been an update."""
    pinned = seen.pinned.at if seen.pinned else None
    return pinned is not None and days_between(pinned.date(), seen.moment.date()) <= limit
