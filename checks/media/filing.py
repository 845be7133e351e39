"""Accounts and apps that were never filed with the office (备案)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checks.interface import Params, check
from checks.media.registered import said
from checks.media.taken import set_aside
from core.county import Account, AccountState
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind

_CHECK = "media.filing"


@check(
    id=_CHECK,
    title="账号未按时备案",
    clause="国办发〔2018〕123号（分级备案；时限为地方规定）；国办函〔2026〕12号（政务应用程序上线前备案）",
    needs={"accounts", "posts"},
    defaults={"working_days": 5},
    of=SnapshotKind.MEDIA,
)
def filing(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """账号未按时备案：账号开设后超过期限，登记表中仍没有备案日期和备案编号。

    是什么：期限按开设日期起算的工作日数，**是地方规定**（各地 2 至 5 个工作日不等），默认取 5 个，可在指标表中改为本
    地规定。没有登记开设日期的，以最近更新日期或采集到的最早一篇稿件的日期为“最晚已经开设”的日期；都没有的，记“无法判
    断”。移动客户端和小程序须上线前备案，没有宽限，备案编号填在“备案编号”或“APP备案编号”都可以。已关停、迁移、注销的不
    再要求。

    为什么重要：没有备案的账号不在监管范围内，停更、出错、被盗用都没有人发现。

    如何整改：由主办单位在政务新媒体信息报送系统或向主管部门补办备案，把备案日期和编号填入登记表。
    """
    for account in snapshot.accounts:
        if account.state is not AccountState.RUNNING:
            yield set_aside(_CHECK, account, snapshot, f"登记状态为{account.state.value}")
        elif _filed(account, snapshot.taken_at.date()):
            yield said(_CHECK, account, Outcome.PASSED, "已经备案。", f"备案日期{account.filed_on or '未填'}")
        elif account.is_program:
            yield said(
                _CHECK, account, Outcome.FAILED, "政务应用程序须上线前备案，登记表没有备案编号。", "备案编号未填"
            )
        else:
            yield _judge(account, snapshot, int(params["working_days"]))


def _filed(account: Account, today: date) -> bool:
    number = account.filing_number or (account.is_program and account.app_filing)
    return bool(number) or (account.filed_on is not None and account.filed_on <= today)


def _judge(account: Account, snapshot: Snapshot, limit: int) -> Observation:
    today, calendar = snapshot.taken_at.date(), snapshot.calendar
    since = _there_since(account, snapshot)
    quoted = f"开设日期{account.opened_on or '未填'}，备案日期和备案编号未填"
    if since is None:
        message = "登记表没有备案日期和编号，也没有开设日期，无法判断是否超过备案期限。"
        return said(_CHECK, account, Outcome.CANT_TELL, message, quoted)
    passed = calendar.working_days_between(since, today)
    words = "开设" if since == account.opened_on else "最晚在该日已经开设"
    told = f"账号 {since:%Y-%m-%d} {words}，至今 {passed} 个工作日，登记表没有备案日期和编号"
    if calendar.fewest_between(since, today) > limit:
        return said(_CHECK, account, Outcome.FAILED, f"{told}，超过 {limit} 个工作日的期限（地方规定）。", quoted)
    if passed > limit:
        return said(_CHECK, account, Outcome.CANT_TELL, f"{told}；该年节假日表缺失，无法判断是否超期。", quoted)
    warning = f"{told}，请在 {limit} 个工作日内备案（地方规定）。"
    return said(_CHECK, account, Outcome.PASSED, warning, quoted, warning=warning, days_left=limit - passed)


def _there_since(account: Account, snapshot: Snapshot) -> date | None:
    """The first day on which the account is known to have been there."""
    if account.opened_on is not None:
        return account.opened_on
    seen = [post.at.date() for post in snapshot.posts(account.key) if post.at is not None]
    seen += [account.updated_on] if account.updated_on else []
    return min(seen, default=None)
