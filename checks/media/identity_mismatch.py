"""Whether the account that answered is the one that is registered."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.media.identity import mismatch
from checks.media.taken import answers, of_account, unseen, why_unknown
from core.outcome import BY_PERSON, Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind

_CHECK = "media.identity_mismatch"


@check(
    id=_CHECK,
    title="取到的账号与登记不符",
    clause="国办发〔2018〕123号（跨平台名称一致、认证信息标明主办单位）",
    needs={"accounts", "posts"},
    of=SnapshotKind.MEDIA,
)
def identity_mismatch(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """取到的账号与登记不符：按登记的数据来源取数，平台返回的账号 ID 或名称与登记表不同。

    是什么：平台接口给出账号 ID 的，与登记的账号 ID 比对；没有 ID 的比对名称。订阅源的标题不是平台的证明，不同时只列为
    疑似，由人工核实。不符时，该账号的更新、互动等一律不作判定，以免把别人的账号当成本账号。

    为什么重要：授权或地址填错，会把其他账号的更新算到本账号名下，或者冤枉按时更新的单位；账号改名后没有变更登记，也会
    造成台账与实际不符。

    如何整改：核对登记表的账号 ID、名称和数据来源。账号改名的，更新登记表；授权给错账号的，用 xunjian media authorise
    重新授权；订阅源地址填错的，改正地址。
    """
    for account in snapshot.accounts:
        taking = snapshot.taking(account.key)
        if taking is None or not answers(taking):
            why = why_unknown(taking) if taking else "本次没有对该账号取数"
            yield unseen(_CHECK, account, snapshot, f"无法比对账号身份：{why}。")
            continue
        found, differs = taking.identity, mismatch(account, taking)
        if differs:
            message = f"取到的账号与登记不符：{differs}。本次不采用其内容。"
            rounds = 1 if found.sure else BY_PERSON
            yield of_account(_CHECK, account, Outcome.FAILED, message, taking.evidence(differs), rounds=rounds)
        elif found.account_id or found.name:
            told = f"取到的账号与登记一致（{found.name or found.account_id}）。"
            yield of_account(_CHECK, account, Outcome.PASSED, told, taking.evidence())
        else:
            message = "数据来源没有给出账号身份，无从比对。"
            yield of_account(_CHECK, account, Outcome.INAPPLICABLE, message, taking.evidence())
