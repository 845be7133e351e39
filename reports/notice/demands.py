"""三、下一步工作要求: what the units must do and by when."""

from __future__ import annotations

from collections.abc import Iterator

from reports.model import Inspection
from reports.notice.names import sender
from reports.tally import tally
from reports.wording import chinese_day, weekday

#: What units are to look through themselves, with websites and without.
_SCOPES = {
    True: "网站、栏目和政务新媒体账号开展全面自查，"
    "重点检查内容更新、链接可用、空白栏目、页面标识、互联网协议第6版（IPv6）支持和无障碍访问",
    False: "政务新媒体账号开展全面自查，重点检查内容更新、发布内容、互动回应、认证信息和登记备案",
}


def demands_of(inspection: Inspection) -> Iterator[tuple[str, str]]:
    """(lead, text) of each demand; a clean inspection asks only to keep it up."""
    websites = inspection.of_websites
    if tally(inspection).problems:
        yield "（一）限期整改。", _deadline(inspection)
        yield (
            "（二）举一反三。",
            (f"各单位要以此次通报为戒，对本单位负责的{_SCOPES[websites]}等情况，防止同类问题反复发生。"),
        )
    else:
        kept = "网站和政务新媒体" if websites else "政务新媒体"
        yield "（一）巩固成效。", f"各单位要继续做好日常巡查，发现问题立即整改，保持{kept}平稳规范运行。"
    order = "三" if tally(inspection).problems else "二"
    yield (
        f"（{order}）压实责任。",
        (
            "要明确专人负责信息发布和日常维护，严格执行“三审三校”制度，把好内容审核关；"
            "对确属无力维护的政务新媒体账号，按规定发布停更公告并办理关停备案手续。"
        ),
    )
    if tally(inspection).problems:
        yield (
            "（四）跟踪问效。",
            f"{sender(inspection)}将对整改情况逐项复查，对逾期未整改、整改后反复出现的问题继续予以通报。",
        )


def _deadline(inspection: Inspection) -> str:
    due = inspection.due
    return (
        f"各责任单位要对照问题清单逐条核实、逐项整改，于{chinese_day(due)}（{weekday(due)}）前（含当日）"
        f"将整改情况书面报送{sender(inspection)}。对问题有异议的，请在上述时限内书面说明并附佐证材料。"
    )
