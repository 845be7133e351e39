"""Whether an account offers a way to interact, as far as anybody could see."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.media.taken import not_running, of_account, set_aside, unseen
from core.county import Account
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind, Taking
from core.snapshot.media import BY_HAND

_CHECK = "media.interaction"
_ASK = "请人工核对能否留言、私信，发一条咨询是否得到回复，菜单和链接能否使用，并登记核查结果"


@check(
    id=_CHECK,
    title="政务新媒体未提供有效互动功能",
    clause="国办秘函〔2019〕19号 政务新媒体 单项否决 3（未提供有效互动功能）",
    needs={"accounts", "posts"},
    of=SnapshotKind.MEDIA,
)
def interaction(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政务新媒体未提供有效互动功能：账号没有留言、私信、咨询、投诉等可用的互动渠道。

    是什么：公众号授权后，接口能看到是否开通了自动回复，开通的判为有互动功能；没有开通不等于没有互动，其他平台也没有公
    开的查询途径，这些一律记“无法判断”，列入人工核查清单。人工核查后用 xunjian media evidence 登记了结果的，以登记的
    结果为准：没有有效互动功能的判为问题。

    为什么重要：未提供有效互动功能属于单项否决情形，出现即判为不合格。

    如何整改：由主办单位开通留言、私信或者评论回复，安排专人在工作日回应；公众号可先设置自动回复和自定义菜单，写明人工
    回复的时间和电话。改好后人工核查一次并登记结果。
    """
    for account in snapshot.accounts:
        reason = not_running(account)
        taking = snapshot.taking(account.key)
        if reason:
            yield set_aside(_CHECK, account, snapshot, reason)
        elif taking is None or not taking.interaction:
            yield unseen(_CHECK, account, snapshot, f"无法自动判断有无互动功能。{_ASK}。")
        else:
            yield _judge(account, taking)


def _judge(account: Account, taking: Taking) -> Observation:
    seen = taking.interaction
    told = "、".join(f"{name}{'有' if there else '无'}" for name, there in sorted(seen.items()))
    if BY_HAND in seen:
        outcome = Outcome.PASSED if seen[BY_HAND] else Outcome.FAILED
        words = "提供有效互动功能" if seen[BY_HAND] else "未提供有效互动功能"
        return of_account(_CHECK, account, outcome, f"经人工核查，{words}。", taking.evidence(told))
    if any(seen.values()):
        return of_account(_CHECK, account, Outcome.PASSED, f"已开通互动功能（{told}）。", taking.evidence(told))
    message = f"接口没有看到已开通的自动回复（{told}），不等于没有互动功能。{_ASK}。"
    return of_account(_CHECK, account, Outcome.CANT_TELL, message, taking.evidence(told))
