"""The demo's documents with a number and a validity mark, and the articles that explain them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from demo.plan import ColumnPlan, SitePlan

_ARTICLES = (
    "第一条　为了规范全县{topic}工作，根据有关法律、法规，结合本县实际，制定本办法。",
    "第二条　本办法适用于本县行政区域内{topic}的组织实施和监督管理。",
    "第三条　{topic}工作坚持政府主导、部门协同、公众参与的原则，所需经费列入年度预算。",
    "第四条　各乡镇人民政府、街道办事处负责本辖区{topic}的日常工作，每季度末报送进展情况。",
    "第五条　违反本办法规定的，由主管部门责令限期改正；逾期不改的，依照有关法律、法规处理。",
    "第六条　本办法自发布之日起施行，有效期五年。",
)
_EXPLANATION = (
    "一、为什么要制定这个办法？近几年群众对{topic}反映的问题比较集中，原来的做法分散在几个通知里，需要统一起来。",
    "二、和群众有什么关系？办法写清了谁来管、找谁办，办事的人不用再跑几个部门，有疑问可以直接打主管部门的电话。",
    "三、哪些地方和以前不一样？一是把经费列进了预算，二是各乡镇要按季度报送情况，三是明确了不改正怎么处理。",
)


class Article(Protocol):
    """What is read of an article."""

    @property
    def column(self) -> ColumnPlan:
        """Its column."""

    @property
    def number(self) -> int:
        """Its place in the column, from 1."""

    @property
    def date(self) -> date:
        """Its publish day."""


def title(plan: SitePlan, column: ColumnPlan, number: int) -> str:
    """Title of a document, or of what explains one; empty for other columns."""
    if column.number:
        return f"云岭县人民政府关于印发《{_name(plan, number)}》的通知"
    found = partner(plan, column, number)
    return f"《{_name(plan, found[1])}》政策解读" if found else ""


def partner(plan: SitePlan, column: ColumnPlan, number: int) -> tuple[ColumnPlan, int] | None:
    """The document that an article explains, or the other way round, as column and place in it."""
    explaining = column if column.explains else next((one for one in plan.columns if one.explains == column.id), None)
    if explaining is None:
        return None
    swapped = dict(zip(explaining.swap, reversed(explaining.swap), strict=True))
    other = plan.column(column.explains) if column.explains else explaining
    return other, swapped.get(number, number)


def header(plan: SitePlan, item: Article) -> list[tuple[str, str]]:
    """The box above a document: labels and values. Empty for other articles."""
    if not item.column.number:
        return []
    signed = item.date - timedelta(days=3)
    return [
        ("索引号", f"{plan.code}/{signed:%Y}-{item.number:05d}"),
        ("发布机构", plan.name),
        ("文号", f"{item.column.number}〔{signed.year}〕{item.column.count - item.number + 1}号"),
        ("成文日期", f"{signed.year}年{signed.month}月{signed.day}日"),
        ("有效性", "有效"),
    ]


def paragraphs(plan: SitePlan, item: Article) -> tuple[str, ...]:
    """Text of a document or of what explains one; empty for other articles."""
    found = partner(plan, item.column, item.number)
    if item.column.number:
        return tuple(text.format(topic=_topic(plan, item.number)) for text in _ARTICLES)
    return tuple(text.format(topic=_topic(plan, found[1])) for text in _EXPLANATION) if found else ()


def _name(plan: SitePlan, number: int) -> str:
    return f"云岭县{_topic(plan, number)}管理办法"


def _topic(plan: SitePlan, number: int) -> str:
    return plan.topics[number % len(plan.topics)]
