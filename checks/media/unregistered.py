"""Accounts of the county's units that a person confirmed to be missing from the register (瞒报漏报)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.media.clues.folding import folded
from checks.media.clues.references import Reference, comparable, read_reference, references_of
from core.county import Account
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot, SnapshotKind

_CHECK = "media.unregistered"


@check(
    id=_CHECK,
    title="账号未登记（瞒报漏报）",
    clause="国办发〔2018〕123号（政务新媒体分级备案、统一登记）",
    needs={"accounts", "probes"},
    of=SnapshotKind.MEDIA,
    # People told it: that the network failed takes nothing away.
    apart=True,
)
def unregistered(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """账号未登记（瞒报漏报）：经人工核定，本县（市、区）单位开设的账号不在登记表中。

    是什么：网站页面链接或写明的账号、人工导入的搜索结果，与登记表比对后只是线索。只有在线索表中由人员核定为“未登记”并
    导入的，才在本项列为问题；登记表补登了相同账号ID，或同一平台相同名称的账号后，判为已整改。

    为什么重要：没有登记的账号不在监管范围内，停更、被盗用、发布不当内容都没有人管，容易成为“僵尸”账号。

    如何整改：由主办单位补办登记备案，填写登记表后导入；不再使用的，发布停更公告后注销，并登记为“注销”。核定有误的，在
    线索表中改为“已登记”或“与本县无关”后重新导入。
    """
    for probe in snapshot.probes("clue"):
        yield _judge(probe, snapshot.accounts)


def _judge(probe: Probe, accounts: tuple[Account, ...]) -> Observation:
    clue = {name: str(value) for name, value in probe.data.items()}
    title = f"{clue['name'] or clue['number'] or clue['address']}（{clue['platform'] or '平台不明'}）"
    entered = next((account for account in accounts if _is(clue, account)), None)
    outcome, message = Outcome.FAILED, f"“{title}”经人工核定为本县单位的账号，登记表中没有。"
    if entered is not None:
        outcome, message = Outcome.PASSED, f"“{title}”已经登记为“{entered.title}”。"
    facets = {"platform": clue["platform"], "name": title, "unit": clue["unit"]}
    told = f"核定：{clue['actor']} {clue['at'][:10]} {clue['note']} 见于 {clue['place']}"
    return Observation(
        _CHECK,
        probe.subject,
        SubjectKind.ACCOUNT,
        outcome,
        message,
        evidence=(Evidence(clue["address"], excerpt=told[:500]),),
        facets=facets,
    )


def _is(clue: dict[str, str], account: Account) -> bool:
    """By id, where both ids can be compared; else by name, so that a repair is seen however it was entered."""
    platform, number = clue["platform"], clue["number"].lower()
    if platform and account.platform != platform:
        return False
    reference = Reference(platform or account.platform, number) if number else read_reference(clue["address"])
    known = references_of(account)
    if reference is not None and not reference.named:
        if reference in known:
            return True
        if any(comparable(reference, other) for other in known):
            return False
    return bool(clue["name"]) and folded(account.name) == folded(clue["name"])
