"""The owner's consent to read an account's posts, expired or about to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.interface import Params, check
from checks.media.registered import said
from checks.media.taken import set_aside
from core.county import Account, AccountState
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind

_CHECK = "media.authorisation"


@check(
    id=_CHECK,
    title="账号取数授权过期",
    clause="登记表“授权到期”（本地管理要求）",
    needs={"accounts"},
    defaults={"warn_days": 30},
    # The register's word does not depend on the network.
    apart=True,
    of=SnapshotKind.MEDIA,
)
def authorisation(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """账号取数授权过期：登记的授权到期日已过，不能再依授权读取该账号的更新情况。

    是什么：只看登记表“授权到期”列和正常运行的账号。到期日当天仍有效；到期前 30 天（可在指标表中调整）起给出黄色预警。
    没有登记到期日的不作判断。

    为什么重要：公众号、微博等只能经账号所有者授权，从平台的公开接口读取。授权一过期，账号是否更新就无从得知，只能记
    “无法判断”。

    如何整改：由主办单位在平台重新授权，把新的到期日填入登记表；不再授权的，改用表格导入或人工取证，并修改登记表“数据
    来源”列。
    """
    today = snapshot.taken_at.date()
    for account in snapshot.accounts:
        if account.state is not AccountState.RUNNING:
            yield set_aside(_CHECK, account, snapshot, f"登记状态为{account.state.value}")
        elif account.authorised_until is None:
            yield set_aside(_CHECK, account, snapshot, "没有登记授权到期日")
        else:
            yield _judge(account, account.authorised_until, today, int(params["warn_days"]))


def _judge(account: Account, until: date, today: date, warn_days: int) -> Observation:
    quoted, left = f"授权到期{until:%Y-%m-%d}", (until - today).days
    if left < 0:
        message = f"取数授权已于 {until:%Y-%m-%d} 到期，不能再读取该账号的更新情况。"
        return said(_CHECK, account, Outcome.FAILED, message, quoted)
    if left <= warn_days:
        warning = f"取数授权将于 {until:%Y-%m-%d} 到期，还有 {left} 天，请及时续期。"
        return said(_CHECK, account, Outcome.PASSED, warning, quoted, warning=warning, days_left=left)
    return said(_CHECK, account, Outcome.PASSED, f"取数授权 {until:%Y-%m-%d} 到期。", quoted)
