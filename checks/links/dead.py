"""Internal links that do not open."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.links.judging import DEFAULTS, NEEDS, judge_links
from core.outcome import Observation
from core.snapshot import Link, Role, Snapshot

_ROLES = frozenset({Role.PAGE, Role.FRAME, Role.SCRIPT, Role.STYLE, Role.MEDIA, Role.OTHER})


@check(
    id="link.dead",
    title="站内错链断链",
    clause="国办秘函〔2019〕19号 第二部分“可用性”（打不开或错误的链接，含图片、附件、外部链接等）",
    needs=set(NEEDS),
    defaults=DEFAULTS,
    version=2,
)
def dead_link(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """站内错链断链：指向本网站页面、框架、脚本、样式表、音视频的链接打不开，或者打开后是错误内容。

    是什么：逐一打开站内每个不同的地址。不存在（404、410）、域名不存在、循环跳转、内容为空、显示“页面不存在”
    的，判为问题（地址本身写错的，由“链接地址书写错误”列出）。服务器出错、超时、连接中断、证书错误可能只是一时的，须在多次独立巡检中都出现才列为问题（默认两次）。
    服务器拒绝自动检查（403、412、429 等）、需要登录、域名解析无明确答复的，只记“无法判断”，不作为问题。

    为什么重要：群众点开后看不到内容，办事、查询中断；打不开的链接属于可用性检查内容。

    如何整改：由引用页面的责任单位在网站后台处理。页面已删除的，删除链接或改到新地址；栏目迁移的，请网站技术单位设置
    跳转；脚本、样式、框架打不开的，请技术单位补上文件或去掉引用；服务器出错、超时的，请技术单位查看服务器日志。改好后
    用浏览器打开问题清单中的地址和“引用页面”各核实一次，再反馈。
    """
    yield from judge_links("link.dead", "链接", snapshot, params, _wanted)


def _wanted(link: Link) -> bool:
    return link.internal and link.role in _ROLES
