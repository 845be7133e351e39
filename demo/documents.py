"""The demo's documents with a number and a validity mark, and the articles that explain them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from demo.plan import ColumnPlan, SitePlan

_ARTICLES = (
    "第一条　为了规范全县{topic}工作，根据有关法律、法规，结合本县实际，制定本规定。",
    "第二条　本规定适用于本县行政区域内{topic}的组织实施和监督管理。",
    "第三条　{topic}工作坚持政府主导、部门协同、公众参与的原则，所需经费列入年度预算。",
    "第四条　各乡镇人民政府、街道办事处负责本辖区{topic}的日常工作，每季度末报送进展情况。",
    "第五条　违反本规定规定的，由主管部门责令限期改正；逾期不改的，依照有关法律、法规处理。",
    "第六条　县人民政府每年对{topic}工作进行检查，检查结果向社会公布，并作为安排下一年度资金的依据。",
    "第七条　任何单位和个人发现{topic}工作中的违法行为，都有权向主管部门举报，主管部门应当在十个工作日内答复。",
    "第八条　本规定由云岭县人民政府办公室负责解释，自发布之日起施行，有效期五年；以前的规定不再执行。",
)
_EXPLANATION = (
    "一、为什么要制定这个规定？近几年群众对{topic}反映的问题比较集中，原来的做法分散在几个通知里，需要统一起来。",
    "二、和群众有什么关系？规定写清了谁来管、找谁办，办事的人不用再跑几个部门，有疑问可以直接打主管部门的电话。",
    "三、哪些地方和以前不一样？一是把经费列进了预算，二是各乡镇要按季度报送情况，三是明确了不改正怎么处理。",
    "四、群众怎么参与？发现{topic}方面的问题，打电话或者到便民服务中心反映都行，经办人会把处理情况告诉反映人，不满意还可以再反映。",
    "五、有没有时间上的要求？从公布的那天起就算数，五年以后看效果再决定要不要延长，中间如果上级有新要求，会及时调整并告诉大家。",
    "六、资金从哪里来？主要由县里安排，乡镇不用自己筹钱，也不向群众收取任何费用，钱怎么花的每年都会公布。",
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
    signed = _signed(item)
    return [
        ("索引号", f"{plan.code}/{signed:%Y}-{item.number:05d}"),
        ("发布机构", plan.name),
        ("文号", number(item)),
        ("成文日期", f"{signed.year}年{signed.month}月{signed.day}日"),
        ("有效性", "有效"),
    ]


def number(item: Article) -> str:
    """The document's number: 云岭政规〔2026〕3号."""
    return f"{item.column.number}〔{_signed(item).year}〕{item.column.count - item.number + 1}号"


def paragraphs(plan: SitePlan, item: Article) -> tuple[str, ...]:
    """Text of a document or of what explains one; empty for other articles."""
    found = partner(plan, item.column, item.number)
    if item.column.number:
        return tuple(text.format(topic=_topic(plan, item.number)) for text in _ARTICLES)
    return tuple(text.format(topic=_topic(plan, found[1])) for text in _EXPLANATION) if found else ()


def _signed(item: Article) -> date:
    return item.date - timedelta(days=3)


def _name(plan: SitePlan, number: int) -> str:
    return f"云岭县{_topic(plan, number)}管理规定"


def _topic(plan: SitePlan, number: int) -> str:
    return plan.topics[number % len(plan.topics)]
