"""A unit's second account on one platform."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checks.interface import Params, check
from checks.media.registered import by_unit, oldest_first, running, said
from checks.media.taken import not_running, set_aside
from core.county import Account
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind

_CHECK = "media.second_account"


@check(
    id=_CHECK,
    title="同一平台开设多个账号",
    clause="国办发〔2018〕123号（一个单位原则上在同一平台只开设一个账号）",
    needs={"accounts"},
    # The register's word does not depend on the network.
    apart=True,
    of=SnapshotKind.MEDIA,
)
def second_account(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """同一平台开设多个账号：一个单位在同一平台开设了两个以上正常运行的账号。

    是什么：按登记表的主办单位和平台归组，只看状态为“正常”的账号，不含移动客户端和小程序。开设最早的一个视为保留的账号，
    其余判为问题；没有登记主办单位的，记“无法判断”。订阅号与服务号同属微信公众号平台，视频号另算一个平台。

    为什么重要：账号过多则人手分散，容易出现不更新、不互动的“僵尸”账号，群众也难以分辨哪一个是权威发布。

    如何整改：由主办单位清理整合，把功能相近的账号并入一个；不再使用的，发布停更公告后注销，并在登记表中把状态改为“注
    销”、填写状态日期和公告网址。确需保留的，由检查单位核准后写明理由和期限予以豁免。
    """
    candidates = running(snapshot.accounts)
    judged = {account.key for account in candidates}
    for account in snapshot.accounts:
        if account.key not in judged:
            yield set_aside(_CHECK, account, snapshot, not_running(account))
        elif not account.unit:
            yield said(_CHECK, account, Outcome.CANT_TELL, "登记表没有填写主办单位，无法判断。", "主办单位未填")
    for group in by_unit(candidates).values():
        platforms: dict[str, list[Account]] = defaultdict(list)
        for account in group:
            platforms[account.platform].append(account)
        for same in platforms.values():
            yield from _judge(oldest_first(same))


def _judge(accounts: list[Account]) -> Iterator[Observation]:
    first, *others = accounts
    quoted = f"主办单位{first.unit}"
    yield said(_CHECK, first, Outcome.PASSED, f"是{first.unit}在{first.platform}上的账号。", quoted)
    names = "".join(f"“{account.name}”" for account in accounts)
    for account in others:
        message = (
            f"{account.unit}在{account.platform}上有 {len(accounts)} 个正常运行的账号：{names}，"
            "一个单位原则上在同一平台只开设一个。"
        )
        yield said(_CHECK, account, Outcome.FAILED, message, quoted)
