"""Internal attachments that do not open."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, asked_again, check
from checks.links.judging import DEFAULTS, NEEDS, judge_links
from core.outcome import Observation
from core.snapshot import Link, Look, Role, Snapshot


@asked_again(Look.ATTACHMENT)
@check(
    id="link.attachment",
    title="站内附件打不开",
    clause="国办秘函〔2019〕19号 第二部分“可用性”（打不开或错误的链接，含图片、附件、外部链接等）",
    needs=set(NEEDS),
    defaults=DEFAULTS,
    version=2,
)
def attachment_link(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """站内附件打不开：页面提供的本网站文件（文档、表格、演示、PDF、OFD、压缩包等）不能下载，或者下载到的不是该文件。

    是什么：检查每个不同的站内附件地址。不存在、内容为空、以网页代替文件（例如下载的表格其实是一个错误页面）的，判为
    问题；服务器出错、超时等一时性的情况，须在多次独立巡检中都出现才列为问题（默认两次）。文件过大未完整接收的，不作为
    问题。

    为什么重要：政策文件、申请表格、公示名单多以附件发布，附件打不开等于没有公开；附件属于可用性检查内容。

    如何整改：由该稿件的责任单位在后台重新上传附件，并从前台页面点击下载、打开各一次；文件名含特殊字符导致打不开的，
    改名后重新上传；批量打不开的，多为迁移时漏拷文件，请网站技术单位恢复文件目录。
    """
    yield from judge_links("link.attachment", "附件", snapshot, params, _wanted)


def _wanted(link: Link) -> bool:
    return link.internal and link.role is Role.ATTACHMENT
