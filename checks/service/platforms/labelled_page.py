"""Guides written as headings or labels with text behind them, in tables or not: any platform's static pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.freshness.main_text import main_text
from checks.labelled import THING, Labels, Value, text_of
from checks.service.platforms.interface import Adapter, Guide
from core.snapshot import Page, PageKind

_LABELS = Labels(
    {
        "事项名称": ("事项名称", "项目名称", "服务事项", "服务名称", "办理事项", "办事事项", "许可事项", "服务项目"),
        "设定依据": (
            *("设定依据", "办理依据", "法律依据", "法定依据", "实施依据", "政策依据", "许可依据", "审批依据"),
            *("设立依据", "服务依据", "依据"),
        ),
        "申请条件": (
            *("申请条件", "受理条件", "办理条件", "申报条件", "许可条件", "审批条件", "准予批准的条件", "服务条件"),
            *("申请人条件", "条件", "适用范围", "办理对象及条件", "受理范围", "申办条件"),
        ),
        "办理材料": (
            *("办理材料", "申请材料", "申报材料", "所需材料", "提交材料", "材料清单", "申办材料", "应提交的材料"),
            *("所需资料", "申请资料", "需提供的材料", "需要提交的材料", "材料"),
        ),
        "办理地点": (
            *("办理地点", "办事地点", "受理地点", "办公地点", "办理地址", "办公地址", "受理地址", "办理窗口"),
            *("受理窗口", "服务地点", "地点", "地址", "办理机构地址", "受理机构地址", "办理地点和时间", "窗口地址"),
        ),
        "办理时间": (
            *("办理时间", "办公时间", "受理时间", "工作时间", "服务时间", "办理时限", "承诺时限", "法定时限"),
            *("办结时限", "承诺办结时限", "法定办结时限", "承诺期限", "法定期限", "办理期限", "时限", "办理时间和地点"),
        ),
        "联系电话": (
            *("联系电话", "咨询电话", "办公电话", "服务电话", "咨询方式", "联系方式", "电话", "咨询途径"),
            *("咨询热线", "咨询及投诉电话", "咨询投诉电话"),
        ),
        "办理流程": (
            *("办理流程", "办事流程", "办理程序", "办理步骤", "申办流程", "办理环节", "流程图", "办理流程图"),
            *("受理流程", "审批程序", "工作流程", "办事程序", "审批流程", "服务流程", "流程", "程序", "申请流程"),
        ),
        "": (
            *(
                "收费标准",
                "收费依据",
                "是否收费",
                "监督电话",
                "投诉电话",
                "办件类型",
                "服务对象",
                "实施主体",
                "事项类型",
            ),
            *("责任单位", "承办单位", "办理形式", "常见问题", "备注", "附件", "表格下载", "样表下载", "结果送达"),
        ),
    }
)
_TITLE = re.compile(r"办事指南|服务指南|办理指南|办理须知|申请指南|办事须知")
#: Labels that a page without such a title must show to be read as a guide: fewer stand in any notice.
_SURE = 3
_PLACEHOLDER = re.compile(r"[-—/／]*|待补充|待完善|暂无|null", re.IGNORECASE)
_BOTH = {"办理地点和时间": "办理时间", "办理时间和地点": "办理地点"}


def _read(page: Page) -> Guide | None:
    if page.kind is PageKind.HOME:
        return None
    title = page.facts.article.title or page.facts.title
    values = [value for value in _LABELS.values(text_of(page.dom)) if value.kind]
    found: dict[str, str] = {}
    for value in values:
        for kind in filter(None, (value.kind, _BOTH.get(value.label))):
            found[kind] = found.get(kind) or _filled(value.text)
    named = found.keys() - {"事项名称", "联系电话", "办理地点", "办理时间"}
    if len(named) < (1 if _TITLE.search(title) else _SURE):
        return None
    # A guide's own title names the matter.
    found["事项名称"] = found.get("事项名称") or title
    return Guide(page, title, found, _unsure(page, values))


def _filled(text: str) -> str:
    shown = text.strip()
    return "" if _PLACEHOLDER.fullmatch(shown) else shown[:200]


def _unsure(page: Page, values: Sequence[Value]) -> str:
    if page.facts.truncated:
        return "页面过大或嵌套过深，解析时被截断"
    if page.facts.scripted or main_text(page.dom).dynamic:
        return "页面部分内容可能由脚本加载"
    # A picture alone behind a label is what the label announces; any other may hold further elements.
    if any(THING in value.text and value.text.strip(f"\n {THING}") for value in values):
        return "页面以图片或内嵌文件显示部分内容"
    return ""


ADAPTER = Adapter("labelled page", _read)
