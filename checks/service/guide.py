"""Guides that lack what people need to know."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.service.guides import guides
from checks.service.platforms.interface import ELEMENTS, Guide
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "service.guide"


@check(
    id=_CHECK,
    title="办事指南要素不全",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“服务不实用”（8 类要素已核；“缺4类、5个事项”句未见原文）",
    needs={"pages", "columns", "dom"},
    defaults={"grave": 4},
)
def guide(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """办事指南要素不全：办事指南缺少规定的重点要素，或者只有要素名称、没有内容。

    是什么：在登记为“办事”的栏目、标题写明办事指南（服务指南）的页面，以及登记表“办事平台域名”所填平台的页面中，查找
    8 类重点要素：事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程。各地叫法不同的（如受理
    条件、申请材料、咨询电话、办理程序）视为同一要素；标题写明事项的，视为有事项名称。内容在图片、附件或脚本里，不能确认
    缺少的，记“无法判断”。

    为什么重要：要素不全，群众看不懂、跑空趟。缺 4 类以上的事项较多时可能构成单项否决，该句未见原文，本项只
    列出，不计分。

    如何整改：由事项的实施单位对照权责清单和实施清单补齐缺少的要素，填写完整准确的内容；使用统一政务服务平台的，在平台上
    补齐后由网站同步，不要在网站另存一份过时的指南。
    """
    for found in guides(snapshot):
        yield _judge(found, int(params["grave"]))


def _judge(found: Guide, grave: int) -> Observation:
    missing = found.missing
    fact = f"“{found.name[:40]}”的 {len(ELEMENTS)} 类要素中，"
    if not missing:
        return _observe(found, Outcome.PASSED, f"{fact}没有缺少。")
    message = f"{fact}缺少 {len(missing)} 类：{'、'.join(missing)}。"
    if found.unsure:
        return _observe(found, Outcome.CANT_TELL, f"{message}但{found.unsure}，请人工核对。")
    grade = f"缺{grave}类及以上" if len(missing) >= grave else f"缺不足{grave}类"
    return _observe(found, Outcome.FAILED, message, {"grade": grade})


def _observe(found: Guide, outcome: Outcome, message: str, facets: dict[str, str] | None = None) -> Observation:
    excerpt = "；".join(f"{name}：{found.elements.get(name, '')[:20] or '—'}" for name in ELEMENTS)
    return Observation(
        _CHECK,
        found.page.url,
        SubjectKind.PAGE,
        outcome,
        message,
        evidence=found.page.evidence(excerpt),
        facets=facets or {},
    )
