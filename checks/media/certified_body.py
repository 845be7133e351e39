"""Accounts that their platform has certified for nobody, or of which nobody has written down for whom."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.media.registered import folded, running, said
from checks.media.taken import not_running, set_aside
from core.county import NO_CERTIFICATION, Account
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind

_CHECK = "media.certified_body"
#: Shorter words within a unit's name are a place or a kind, not the unit.
_WHOLE_NAME = 4


@check(
    id=_CHECK,
    title="缺少认证主体",
    clause="国办发〔2018〕123号（认证信息标明主办单位）",
    needs={"accounts"},
    # The register's word does not depend on the network.
    apart=True,
    of=SnapshotKind.MEDIA,
)
def certified_body(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """缺少认证主体：正常运行的账号在登记表中没有认证主体，或登记为未认证。

    是什么：只看登记表，不含移动客户端和小程序。填写了认证主体、与主办单位相符的，通过；与主办单位名称不同的，可能是简
    称、旧名或代管单位，记“无法判断”，请人工核对。

    为什么重要：没有认证、认证信息没有标明主办单位的账号，群众无法分辨真假，出现问题也找不到负责的单位。

    如何整改：由主办单位在平台完成政务类认证，认证信息标明主办单位；已经认证的，把平台显示的认证主体填入登记表“认证主
    体”列。
    """
    judged = {account.key for account in running(snapshot.accounts)}
    for account in snapshot.accounts:
        if account.key in judged:
            outcome, message = _judge(account)
            yield said(_CHECK, account, outcome, message, f"认证主体“{account.certified_body}”")
        else:
            yield set_aside(_CHECK, account, snapshot, not_running(account))


def _judge(account: Account) -> tuple[Outcome, str]:
    if account.certified_body == NO_CERTIFICATION:
        return Outcome.FAILED, "账号没有经平台认证，不能标明主办单位。"
    if not account.certified_body:
        return Outcome.FAILED, "登记表没有填写认证主体，不能说明认证信息标明了主办单位。"
    body, unit = folded(account.certified_body), folded(account.unit)
    if not unit:
        return Outcome.CANT_TELL, "登记表没有填写主办单位，无法与认证主体核对。"
    if unit in body or (body in unit and len(body) >= _WHOLE_NAME):
        return Outcome.PASSED, "认证主体与主办单位相符。"
    return Outcome.CANT_TELL, f"认证主体与主办单位“{account.unit}”名称不同，请核对是否简称、旧名或代管单位。"
