"""Whether a site offers any service at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.entrances import Entrance, judge_entrance
from checks.interface import Params, check
from core.county import ColumnCategory
from core.outcome import Observation
from core.snapshot import Snapshot

_CHECK = "service.provided"
_ENTRANCE = Entrance(
    ColumnCategory.SERVICES,
    re.compile(r"办事|政务服务|在线办理|网上办理|服务大厅|便民服务|公共服务|一网通办|行政审批|查询服务|我要办"),
    re.compile(r"服务器|服务动态|服务队|志愿"),
    re.compile(r"bsfw|wsbs|zwfw|bszn|zxbs|banshi|service|fuwu", re.I),
    "办事服务",
)


@check(
    id=_CHECK,
    title="未提供办事服务",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“服务不实用”第1种情形（全句未见原文）",
    needs={"pages", "links", "columns", "dom"},
)
def provided(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """未提供办事服务：网站没有办事服务入口，或者入口都打不开。

    是什么：在登记为“办事”的栏目和全站链接的文字中，找办事服务、政务服务、网上办事等入口，看是否打得开；链接到统一政务
    服务平台的也算。入口可能是图片、脚本，或者采集不完整、暂时打不开的，记“无法判断”或列为疑似。

    为什么重要：政府网站应当提供办事服务。“未提供办事服务”可能构成单项否决，但该条全句未见原文，本项只列出，不计分。

    如何整改：由网站主办单位在首页开设“办事服务”入口，按部门或主题列出办事指南，或者链接到统一政务服务平台上本单位的
    办事页面；没有对外服务职能的单位，报检查单位说明，由检查单位标记为豁免。
    """
    yield judge_entrance(_CHECK, _ENTRANCE, snapshot)
