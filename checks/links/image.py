"""Internal images that do not open."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, asked_again, check
from checks.links.judging import DEFAULTS, NEEDS, judge_links
from core.outcome import Observation
from core.snapshot import Link, Look, Role, Snapshot


@asked_again(Look.IMAGE)
@check(
    id="link.image",
    title="站内图片打不开",
    clause="国办秘函〔2019〕19号 第二部分“可用性”（打不开或错误的链接，含图片、附件、外部链接等）",
    needs=set(NEEDS),
    defaults=DEFAULTS,
    version=2,
)
def image_link(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """站内图片打不开：页面引用的本网站图片不存在，或者返回的不是图片。

    是什么：检查页面中每个不同的站内图片地址（包括大图链接和图片按钮）。不存在、内容为空、返回网页冒充图片的，判为问题；
    服务器出错、超时等一时性的情况，须在多次独立巡检中都出现才列为问题（默认两次）。

    为什么重要：页面显示为空白或破图标，图片中的公告、图解、办事流程无法阅读；图片属于可用性检查内容。

    如何整改：由该页面的责任单位在后台重新上传图片，或删除引用；模板中的图标、横幅图打不开的，请网站技术单位补上文件。改好后清除浏览器缓存再核实。
    """
    yield from judge_links("link.image", "图片", snapshot, params, _wanted)


def _wanted(link: Link) -> bool:
    return link.internal and link.role is Role.IMAGE
