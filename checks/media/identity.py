"""Whether posts came from the account that is registered. Holds no check of its own."""

from __future__ import annotations

import re

from checks.media.clues.folding import folded
from core.county import Account
from core.snapshot import Taking

#: What feeds put around an account's name, or write in place of one.
_AROUND = re.compile(
    r"(?:的)?(?:微信|公众号|微博|抖音|快手|视频号|今日头条|头条号?|b站|bilibili|哔哩哔哩|weibo|rsshub|rss|atom|json|feed"
    r"|订阅源?|动态|视频|文章|作品|最新|新闻|消息|列表|主页|内容|更新|官方|官微|账号|空间|posts?|news|channel)"
)
#: Units' names are written with and without what kind of place they belong to.
_PLACES = re.compile("[省市县区镇乡]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def mismatch(account: Account, taking: Taking) -> str:
    """What differs between the register and the account that answered (Chinese); empty: nothing does.

    An id that the platform itself named decides; names are compared where there is none.
    """
    found = taking.identity
    if found.sure and _comparable(found.account_id, account.account_id):
        if folded(found.account_id) == folded(account.account_id):
            return ""
        return f"登记的账号ID为“{account.account_id}”，实际为“{found.account_id[:80]}”"
    if not found.name or _same_name(account, found.name, sure=found.sure):
        return ""
    return f"登记的名称为“{account.name}”，实际为“{found.name[:80]}”"


def _same_name(account: Account, name: str, *, sure: bool) -> bool:
    registered, seen = folded(account.name), folded(name)
    if sure or not registered:
        return registered == seen
    # A feed's title says more than the name (云岭发布的微博), or names nobody (最新动态, Example Feed).
    bare = _bare(seen)
    if not bare or (_CHINESE.search(registered) and not _CHINESE.search(bare)):
        return True
    known = folded(account.account_id)
    # What only contains the name is another's: 云岭林业公安 is not 云岭林业.
    return bare in (_bare(registered), _bare(folded(account.unit))) or bool(known and known in seen)


def _bare(seen: str) -> str:
    return _PLACES.sub("", _AROUND.sub("", seen))


def _comparable(found: str, registered: str) -> bool:
    """Whether two ids are of one kind: a number is no name that somebody chose for an address."""
    return bool(found and registered) and found.isdigit() == registered.isdigit()
