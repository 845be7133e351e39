"""Accounts that their platform says are no more, while the register says that they run."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.media.taken import answers, of_account, set_aside, unseen, why_unknown
from core.county import Account, AccountState
from core.outcome import Observation, Outcome
from core.snapshot import FetchStatus, GoneReason, Snapshot, SnapshotKind, Taking

_GONE, _MOVED = "media.gone_unreported", "media.moved"


@check(
    id=_GONE,
    title="账号已注销或被封而未报告",
    clause="国办发〔2018〕123号（政务新媒体分级备案、动态管理）",
    needs={"accounts", "posts"},
    # A page may say so for an hour: two inspections must agree. Our own caution.
    defaults={"rounds": 2},
    of=SnapshotKind.MEDIA,
)
def gone_unreported(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """账号已注销或被封而未报告：平台显示账号已注销、被屏蔽或封禁，登记表的状态仍为正常。

    是什么：读取稿件时，平台明确显示“已自主注销”“已被屏蔽”“封禁”等文字的，判为问题，须两次独立巡检都出现。单篇稿件被删
    除、链接过期、要求登录或验证的，不能说明账号的状态，记“无法判断”。

    为什么重要：账号已经不在而登记表没有变更，群众按公布的账号找不到政府；被封禁往往意味着发布过违规内容或者被盗用。

    如何整改：由主办单位核实原因。确已注销的，在登记表中把状态改为“注销”，填写日期和公告地址；被封禁的，立即向平台查明
    原因并报告主管单位，未恢复前在门户网站说明。
    """
    for account in snapshot.accounts:
        if account.state is not AccountState.RUNNING:
            yield set_aside(_GONE, account, snapshot, f"登记状态为{account.state.value}")
            continue
        taking = snapshot.taking(account.key)
        if taking is None or not answers(taking):
            why = why_unknown(taking) if taking else "本次没有对该账号取数"
            yield unseen(_GONE, account, snapshot, f"无法判断账号是否仍在：{why}。")
        elif taking.gone in (GoneReason.CANCELLED, GoneReason.BANNED):
            message = f"平台显示该账号已{taking.gone.value}（{taking.reason}），登记表的状态仍为正常。"
            rounds = int(params["rounds"])
            yield of_account(_GONE, account, Outcome.FAILED, message, taking.evidence(), rounds=rounds)
        else:
            yield of_account(_GONE, account, Outcome.PASSED, "没有见到账号注销或被封的提示。", taking.evidence())


@check(
    id=_MOVED,
    title="账号已迁移而登记未更新",
    clause="国办发〔2018〕123号（政务新媒体分级备案、动态管理）",
    needs={"accounts", "posts"},
    defaults={"rounds": 2},
    of=SnapshotKind.MEDIA,
)
def moved(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """账号已迁移而登记未更新：平台显示账号已迁移到另一账号，登记表的状态仍为正常。

    是什么：平台页面明确显示“已迁移”的，判为问题，须两次独立巡检都出现；页面给出迁移目标的，一并列出。登记表已写明“迁
    移”而平台给出的目标与登记的迁移目标不同的，记“无法判断”，请人工核对。

    为什么重要：登记表与实际不符，新账号就处在监管之外，旧账号的二维码和链接也会把群众引到空处。

    如何整改：由主办单位在登记表中把原账号改为“迁移”，填写日期、公告地址和迁移目标，并为新账号办理备案、登记；门户网站
    和印刷品上的旧二维码、链接一并更换。
    """
    for account in snapshot.accounts:
        taking = snapshot.taking(account.key)
        if taking is None or not answers(taking):
            why = why_unknown(taking) if taking else "本次没有对该账号取数"
            yield unseen(_MOVED, account, snapshot, f"无法判断账号是否已迁移：{why}。")
        else:
            yield _judge_moved(account, taking, snapshot, int(params["rounds"]))


def _judge_moved(account: Account, taking: Taking, snapshot: Snapshot, rounds: int) -> Observation:
    is_moved = taking.status is FetchStatus.GONE and taking.gone is GoneReason.MOVED
    target = f"，目标为 {taking.moved_to}" if taking.moved_to else ""
    if account.state is AccountState.RUNNING:
        if is_moved:
            message = f"平台显示该账号已迁移{target}，登记表的状态仍为正常。"
            return of_account(_MOVED, account, Outcome.FAILED, message, taking.evidence(), rounds=rounds)
        return of_account(_MOVED, account, Outcome.PASSED, "没有见到账号迁移的提示。", taking.evidence())
    differs = is_moved and taking.moved_to and account.moved_to and taking.moved_to != account.moved_to
    if account.state is AccountState.MOVED and differs:
        message = f"平台显示的迁移目标 {taking.moved_to} 与登记的 {account.moved_to} 写法不同，请人工核对。"
        return of_account(_MOVED, account, Outcome.CANT_TELL, message, taking.evidence())
    return set_aside(_MOVED, account, snapshot, f"登记状态为{account.state.value}")
