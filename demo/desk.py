"""Where people turn to in the demo: a public message board (互动交流) and guides to services (办事服务)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from demo import files
from demo.plan import GuidePlan, MessagePlan, SitePlan
from demo.tags import column_tags, site_tags

if TYPE_CHECKING:
    from demo.pages import SiteBuilder

BOARD, GUIDES = "hdjl", "bsfw"
_NAMES = {BOARD: "互动交流", GUIDES: "办事服务"}
#: Where and when guides say that things are done, and by which number one asks.
_PLACE, _HOURS, _PHONE = "云岭县政务服务中心一楼", "工作日上午9:00至12:00，下午14:30至17:30", "0000-1234575"


def desk_columns(plan: SitePlan) -> list[tuple[str, str]]:
    """Name and path of the columns that this site has of the two."""
    present = {BOARD: plan.messages, GUIDES: plan.guides}
    return [(_NAMES[name], f"/{name}/") for name, content in present.items() if content]


def build_desk(builder: SiteBuilder) -> None:
    """Render the board with its messages, and the guides with their forms."""
    plan = builder.plan
    if plan.messages:
        rows = [(f"/{BOARD}/{number}.html", one, *_days(builder, one)) for number, one in enumerate(plan.messages, 1)]
        tags = site_tags(plan) + column_tags(_NAMES[BOARD], "互动")
        builder.render("board", f"/{BOARD}/", _NAMES[BOARD], tags, column=_NAMES[BOARD], rows=rows)
        for path, message, asked, answered in rows:
            _message(builder, path, message, asked, answered)
    if plan.guides:
        entries = [(f"/{GUIDES}/{number}.html", guide) for number, guide in enumerate(plan.guides, 1)]
        tags = site_tags(plan) + column_tags(_NAMES[GUIDES], "办事")
        builder.render("guides", f"/{GUIDES}/", _NAMES[GUIDES], tags, column=_NAMES[GUIDES], entries=entries)
        for path, guide in entries:
            _guide(builder, path, guide)


def _days(builder: SiteBuilder, message: MessagePlan) -> tuple[str, str]:
    asked = builder.today - timedelta(days=message.asked)
    return asked.isoformat(), (asked + timedelta(days=message.after)).isoformat()


def _message(builder: SiteBuilder, path: str, message: MessagePlan, asked: str, answered: str) -> None:
    tags = site_tags(builder.plan) + column_tags(_NAMES[BOARD], "互动")
    tags += [("ArticleTitle", message.title), ("PubDate", f"{asked} 09:00"), ("ContentSource", message.unit)]
    builder.render(
        "message", path, message.title, tags, column=_NAMES[BOARD], parent=f"/{BOARD}/",
        message=message, asked=asked, answered=answered,
    )  # fmt: skip


def _guide(builder: SiteBuilder, path: str, guide: GuidePlan) -> None:
    form = path.replace(".html", "_biao.docx")
    builder.files[form] = files.docx(f"{guide.title}申请表")
    tags = site_tags(builder.plan) + column_tags(_NAMES[GUIDES], "办事")
    published = f"{builder.today.year - 1}-06-18 09:00"
    tags += [("ArticleTitle", guide.title), ("PubDate", published), ("ContentSource", guide.unit)]
    elements = [
        ("事项名称", guide.title), ("设定依据", guide.basis), ("申请条件", guide.conditions),
        ("办理材料", guide.materials), ("办理地点", _PLACE), ("办理时间", _HOURS),
        ("联系电话", _PHONE), ("办理流程", guide.steps),
    ]  # fmt: skip
    builder.render(
        "guide", path, f"{guide.title}办事指南", tags, column=_NAMES[GUIDES], parent=f"/{GUIDES}/",
        published=published, source=guide.unit, elements=elements, form=form,
    )  # fmt: skip
