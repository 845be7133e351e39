"""Accounts that were closed or cancelled without a word to their readers."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.media.registered import said
from checks.media.taken import set_aside
from core.county import Account, AccountState
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind

_CHECK = "media.closed_notice"


@check(
    id=_CHECK,
    title="关停账号没有公告",
    clause="国办发〔2018〕123号（关停前发停更公告）",
    needs={"accounts"},
    # The register's word does not depend on the network.
    apart=True,
    of=SnapshotKind.MEDIA,
)
def closed_notice(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """关停账号没有公告：登记为关停、注销的账号，登记表没有停更公告的地址。

    是什么：只看登记表的状态和“公告URL”列。迁移的账号填写了迁移目标的，通过；公告和迁移目标都没有的，记“无法判断”。

    为什么重要：不作说明就停更、注销，关注的群众不知道到哪里获取信息，废弃的账号也可能被人冒用。

    如何整改：关停前在该账号和门户网站发布停更公告，写明停更日期和替代账号，把公告地址填入登记表“公告URL”列；已经注销、
    无法在账号上补发的，在门户网站补发公告。
    """
    for account in snapshot.accounts:
        if account.state is AccountState.RUNNING:
            yield set_aside(_CHECK, account, snapshot, "账号正常运行")
            continue
        outcome, message = _judge(account)
        yield said(_CHECK, account, outcome, message, f"状态{account.state}，公告URL{account.notice_url or '未填'}")


def _judge(account: Account) -> tuple[Outcome, str]:
    if account.notice_url:
        return Outcome.PASSED, f"账号已{account.state}，登记了公告地址。"
    if account.state is AccountState.MOVED:
        if account.moved_to:
            return Outcome.PASSED, f"账号已迁移至{account.moved_to}。"
        return Outcome.CANT_TELL, "账号已迁移，登记表没有填写迁移目标和公告，无法判断。"
    day = f"于 {account.state_on:%Y-%m-%d} " if account.state_on else "已"
    return Outcome.FAILED, f"账号{day}{account.state}，登记表没有停更公告的地址。"
