"""Whether a site offers a way to ask and to suggest, and whether it opens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.entrances import Entrance, judge_entrance
from checks.interface import Params, check
from core.county import ColumnCategory
from core.outcome import Observation
from core.snapshot import Snapshot

_CHECK = "interaction.channel"
_ENTRANCE = Entrance(
    ColumnCategory.INTERACTION,
    re.compile(
        r"咨询|信箱|留言|互动|我要(?:写信|提问|建议)|问政|建言|意见(?:箱|建议)|建议(?:箱|提交)|公众参与|"
        r"民意|民声|心声|诉求|12345|便民热线"
    ),
    # The clause leaves these out: 网上信访, 纪检举报, 在线访谈, 调查征集.
    re.compile(r"信访|举报|访谈|征集|调查|电子邮箱"),
    re.compile(
        r"hudong|hdjl|zxzx|zxts|zxly|xinxiang|mailbox|liuyan|wenzheng|message|letter|consult|interact|12345", re.I
    ),
    "咨询建言",
)


@check(
    id=_CHECK,
    title="无有效咨询建言渠道",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“互动回应差”第1种情形",
    needs={"pages", "links", "columns", "dom"},
)
def channel(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """无有效咨询建言渠道：网站没有网上咨询、留言、信箱一类的入口，或者入口都打不开。

    是什么：在登记为“互动”的栏目和全站链接的文字中，找咨询、信箱、留言、互动交流、问政、建言、公众参与等入口（网上信访、
    纪检举报、在线访谈、调查征集按规定不算），看入口页面是否打得开。只看能否打开，绝不提交任何表单。入口可能是图片、
    脚本，或者采集不完整、暂时打不开的，记“无法判断”或列为疑似。

    为什么重要：未提供网上有效咨询建言渠道，属于单项否决。

    如何整改：由网站主办单位在首页开设“互动交流”或“咨询建言”入口，链接到能够使用的留言、信箱系统；使用上级统一平台的，
    链接到本地区的受理页面。入口打不开的，请网站技术单位尽快修复。
    """
    yield judge_entrance(_CHECK, _ENTRANCE, snapshot)
