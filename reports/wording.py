"""The official words for states, reasons, days and numbers that all documents share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from core.clock import to_beijing
from core.outcome import SubjectKind
from core.snapshot import GapReason
from indicators.model import RowKind, RowState
from reports.model import CheckHelp

#: What each row state is called.
STATE_NAMES: Mapping[RowState, str] = {
    RowState.TRIGGERED: "不符合",
    RowState.WARNING: "预警",
    RowState.CLEAR: "符合",
    RowState.LISTED: "列入清单",
    RowState.CANT_TELL: "无法判定",
    RowState.UNTESTED: "未监测",
}
#: What each kind of row is called.
KIND_NAMES: Mapping[RowKind, str] = {
    RowKind.VETO: "单项否决",
    RowKind.DEDUCT: "扣分指标",
    RowKind.LIST: "列入清单",
}
#: What each kind of subject is called.
SUBJECT_NAMES: Mapping[SubjectKind, str] = {
    SubjectKind.SITE: "网站",
    SubjectKind.COLUMN: "栏目",
    SubjectKind.PAGE: "页面",
    SubjectKind.LINK: "链接",
    SubjectKind.ACCOUNT: "账号",
}
_GAPS: Mapping[str, str] = {
    GapReason.ROBOTS: "网站的 robots.txt 不允许自动采集",
    GapReason.PAGE_CAP: "超过设定的采集页面数上限",
    GapReason.DEPTH_CAP: "超过设定的采集层级上限",
    GapReason.PATTERN_CAP: "同一类地址过多（如日历、翻页、筛选参数），只采集其中一部分",
    GapReason.LINK_CAP: "超过设定的链接检查数上限",
    GapReason.DEADLINE: "超过设定的采集时限",
    GapReason.SIZE_CAP: "超过设定的单站存储上限",
    GapReason.GUARDED: "地址指向内部或保留网段，按安全要求未访问",
    GapReason.REPEATED: "内容重复的页面不断引出新地址（如日历、会话编号、空翻页），只采集其中一部分",
    GapReason.MIRROR: "与主域名下的页面相同（镜像），未重复采集",
    GapReason.TOO_LARGE: "页面超过接收上限，未读取其内容",
    GapReason.NOT_RENDERED: "页面列表由脚本生成，没有用浏览器看到",
    GapReason.FETCH_ERROR: "采集时访问失败",
    GapReason.LIST_UNREAD: "列表的数据或后续页未能读取（需提交表单翻页，或数据接口不予提供）",
    GapReason.QUICK_LOOK: "本次为快速查看，只看首页、登记栏目及新出现的内容",
}
#: A line end beside Latin letters or digits, with a word on its other side.
_LATIN_EDGE = re.compile(r"(?<=[A-Za-z0-9])\n(?=\w)|(?<=\w)\n(?=[A-Za-z0-9])")
_DEMAND = "如何整改："
_GENERAL_DEMAND = "请核实并整改，整改后反馈。"
_WEEKDAYS = "一二三四五六日"


def gap_name(reason: str) -> str:
    """Why addresses were left out, in plain Chinese; an unknown reason is shown as it is."""
    return _GAPS.get(reason, f"其他原因（{reason}）")


def demand(help_text: str) -> str:
    """What the unit must do: the paragraph of a check's help that begins 如何整改：, else a general request."""
    for paragraph in paragraphs(help_text):
        if _DEMAND in paragraph:
            # The example that follows stands in the help page only.
            return paragraph.split(_DEMAND, 1)[1].strip().removesuffix("例如：") or _GENERAL_DEMAND
    return _GENERAL_DEMAND


def demands(checks: tuple[CheckHelp, ...]) -> dict[str, str]:
    """What to do, by check id."""
    return {item.id: demand(item.help) for item in checks}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, its line ends removed: Chinese needs no blank there, Latin letters do."""
    blocks = text.replace("\r", "").split("\n\n")
    joined = ("\n".join(line.strip() for line in block.splitlines()) for block in blocks)
    return [shown for shown in (_LATIN_EDGE.sub(" ", block).replace("\n", "") for block in joined) if shown]


def chinese_day(day: date) -> str:
    """2026年11月23日 (成文日期 uses Arabic numerals: GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """星期一 … 星期日."""
    return "星期" + _WEEKDAYS[day.weekday()]


def day_of(moment: datetime) -> date:
    """The Beijing day of a moment."""
    return to_beijing(moment).date()


def minute(moment: datetime) -> str:
    """2026-11-23 08:30, Beijing time."""
    return f"{to_beijing(moment):%Y-%m-%d %H:%M}"


def rate(part: int, whole: int) -> str:
    """A percentage with one decimal, as the notices write it (93.5%); 100% without."""
    if part in (0, whole):
        return "100%" if part else "0%"
    # Rounded to the nearest, but what is not all or nothing is never called so: 9999 of 10000 are not 100 %.
    tenths = min(max((part * 2000 + whole) // (whole * 2), 1), 999)
    return f"{tenths // 10}.{tenths % 10}%"
