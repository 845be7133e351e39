"""A unit's accounts whose names differ across platforms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checks.interface import Params, check
from checks.media.registered import by_unit, folded, oldest_first, running, said
from checks.media.taken import not_running, set_aside
from core.county import Account
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind

_CHECK = "media.differing_names"


@check(
    id=_CHECK,
    title="跨平台账号名称不一致",
    clause="国办发〔2018〕123号（同一单位在不同平台的账号名称保持一致）",
    needs={"accounts"},
    # The register's word does not depend on the network.
    apart=True,
    of=SnapshotKind.MEDIA,
)
def differing_names(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """跨平台账号名称不一致：同一单位在不同平台开设的账号，名称不相同。

    是什么：按登记表的主办单位归组，只看状态为“正常”的账号，不含移动客户端和小程序。以使用平台最多的名称（相同时取开设
    最早的）为准，某个平台上没有一个账号使用该名称的，判为问题。全角半角、大小写、空格和标点的差别不算。

    为什么重要：名称不一致，群众难以判断是否为同一单位的权威账号，也给仿冒账号留下空间。

    如何整改：由主办单位确定统一名称，在各平台申请更名；平台不允许重名或有更名限制的，保留平台的答复备查，由检查单位写
    明理由予以豁免。更名后更新登记表的账号名称，账号ID不变。
    """
    grouped = by_unit(running(snapshot.accounts))
    judged = {account.key for group in grouped.values() for account in group}
    for account in snapshot.accounts:
        if account.key not in judged:
            yield set_aside(_CHECK, account, snapshot, not_running(account) or "登记表没有填写主办单位")
    for group in grouped.values():
        yield from _judge(group)


def _judge(accounts: list[Account]) -> Iterator[Observation]:
    main = _main(accounts)
    agreeing = {account.platform for account in accounts if folded(account.name) == folded(main.name)}
    for account in accounts:
        quoted = f"主办单位{account.unit}"
        if account.platform in agreeing:
            alone = len({other.platform for other in accounts}) == 1
            message = "本单位只在一个平台开设账号。" if alone else "与本单位其他平台的账号名称一致。"
            yield said(_CHECK, account, Outcome.PASSED, message, quoted)
            continue
        message = (
            f"{account.unit}在{account.platform}的账号名称为“{account.name}”，"
            f"与在{main.platform}的“{main.name}”不一致。"
        )
        yield said(_CHECK, account, Outcome.FAILED, message, quoted)


def _main(accounts: list[Account]) -> Account:
    """The account whose name stands on most platforms; of equals the oldest."""
    platforms: dict[str, set[str]] = defaultdict(set)
    for account in accounts:
        platforms[folded(account.name)].add(account.platform)
    return max(oldest_first(accounts), key=lambda account: len(platforms[folded(account.name)]))
