"""Invented Chinese for the demo's pages: titles and paragraphs, the same for the same place in the county."""

from __future__ import annotations

from core.county import ColumnCategory

_PLACES = ("云溪镇", "松坪镇", "石桥乡", "望云街道", "青竹乡", "大坪镇", "龙泉社区", "县城新区", "柳河村")
_NEWS = (
    "我县召开{topic}工作推进会",
    "{place}扎实推进{topic}工作",
    "县政府专题研究{topic}工作",
    "{topic}工作取得阶段性成效",
    "县政府调研组到{place}调研{topic}工作",
    "{place}：{topic}惠及千家万户",
    "全县{topic}现场会在{place}举行",
)
_NOTICES = (
    "关于做好{topic}有关工作的通知",
    "关于{topic}实施情况的公示",
    "关于开展{topic}专项检查的公告",
    "关于公开征集{topic}意见建议的公告",
    "关于{place}{topic}项目的公示",
    "关于举办{topic}培训班的通知",
    "关于调整{topic}办理时间的公告",
)
_POLICIES = (
    "关于印发云岭县{topic}实施方案的通知",
    "云岭县{topic}管理办法",
    "关于进一步加强{topic}工作的意见",
    "云岭县支持{topic}若干措施",
    "关于公布{topic}工作清单的通知",
)
_INTERPRETATIONS = ("《{topic}三年行动方案》政策解读", "一图读懂：云岭县{topic}惠民清单", "云岭县{topic}服务手册解读")
_OTHERS = ("{topic}工作情况", "{place}{topic}小常识", "{topic}服务事项说明", "{topic}年度工作总结", "{topic}常见问题")
_TITLES = {
    ColumnCategory.NEWS: _NEWS,
    ColumnCategory.NOTICES: _NOTICES,
    ColumnCategory.POLICIES: _POLICIES,
    ColumnCategory.INTERPRETATION: _INTERPRETATIONS,
}
_OPENINGS = (
    "近日，{place}围绕{topic}工作召开专题会议，梳理上阶段任务完成情况，研究部署下一步重点工作。",
    "为进一步做好{topic}工作，根据县政府统一安排，现将有关情况说明如下。",
    "按照年度重点工作安排，{topic}工作在全县范围内有序开展，{place}先行先试，积累了经验。",
    "为方便群众办事，提高服务水平，结合我县实际，就{topic}有关事项作如下安排。",
)
_MIDDLES = (
    "会议要求，各乡镇、各部门要把{topic}摆在重要位置，明确责任人和完成时限，建立工作台账，逐项抓好落实。",
    "在{place}，工作人员走村入户了解群众需求，把{topic}的有关政策讲清楚、讲明白，现场解答群众关心的问题。",
    "截至目前，{topic}各项任务进展顺利，有关部门按月调度、按季通报，对进度滞后的及时督促整改。",
    "有关单位要加强协作配合，及时公开{topic}的办理条件、办理材料和办理结果，主动接受社会监督。",
    "下一步，我县将继续完善{topic}工作机制，强化日常巡查，确保各项措施落到实处。",
    "申请人可以携带有关材料到县政务服务中心综合窗口办理，也可以在网上提交申请，工作人员将一次性告知所需材料。",
    "各地要及时总结{topic}工作中的好做法，形成可复制、可推广的经验，切实增强群众获得感。",
)
_ENDINGS = (
    "群众如有意见建议，可在工作时间到{place}便民服务中心反映。",
    "以上事项自发布之日起执行，执行中遇到的问题请及时向主管部门反映。",
    "下一阶段，{place}将持续跟进，确保{topic}工作取得实效。",
)


def title(category: ColumnCategory, topics: tuple[str, ...], number: int) -> str:
    """Title of the article `number`; pools of coprime lengths keep titles of a column apart."""
    patterns = _TITLES.get(category, _OTHERS)
    return patterns[number % len(patterns)].format(topic=_topic(topics, number), place=_place(number))


def paragraphs(topics: tuple[str, ...], number: int) -> tuple[str, ...]:
    """Four to six paragraphs of the article `number`."""
    chosen = [_OPENINGS[number % len(_OPENINGS)]]
    chosen += [_MIDDLES[(number * 3 + step) % len(_MIDDLES)] for step in range(2 + number % 3)]
    chosen.append(_ENDINGS[number % len(_ENDINGS)])
    return tuple(text.format(topic=_topic(topics, number), place=_place(number)) for text in chosen)


def _topic(topics: tuple[str, ...], number: int) -> str:
    return topics[number % len(topics)]


def _place(number: int) -> str:
    return _PLACES[(number * 2 + number // len(_PLACES)) % len(_PLACES)]
