"""Links to other sites that do not open."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.links.judging import DEFAULTS, NEEDS, judge_links
from core.outcome import Observation
from core.snapshot import Link, Snapshot


@check(
    id="link.external",
    title="外部链接打不开",
    clause="国办秘函〔2019〕19号 第二部分“可用性”（打不开或错误的链接，含图片、附件、外部链接等）",
    needs=set(NEEDS),
    defaults=DEFAULTS,
    version=2,
)
def external_link(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """外部链接打不开：本网站页面引用的其他网站的页面、图片、附件等打不开，或者域名已改作他用。

    是什么：对每个不同的站外地址检查一次（先问文件头，对方不支持时再打开）。不存在、域名已注销、域名被停放或出售的，判为
    问题；超时、对方服务器出错的，须在多次独立巡检中都出现才列为问题（默认两次）；对方不接受自动检查的，记“无法判断”。

    为什么重要：外部链接同样计入可用性检查。域名注销后可能被他人抢注为赌博、色情网站，从政府网站链接过去影响尤其恶劣。

    如何整改：由引用页面的责任单位处理：对方已换地址的，改为新地址；对方已关停的，删除链接；域名已改作他用的，立即删除，
    并检查其他页面是否还有同一域名。属于全站页头、页脚、友情链接的，请网站主办单位统一修改模板。
    """
    yield from judge_links("link.external", "外部链接", snapshot, params, _wanted)


def _wanted(link: Link) -> bool:
    return not link.internal
