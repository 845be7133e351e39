"""Invented makes of pages on which several messages stand; each is written for any messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """A message to write; `answer` as the page shows it."""

    asked: str
    title: str
    answer: str
    answered: str = ""
    unit: str = "云岭县交通运输局"


ANSWERED = Said("2026-11-02", "三路公交车的末班时间能否延长", "末班车自 11 月 10 日起延至 20 点。", "2026-11-04")
OPEN = Said("2026-06-01", "东河桥的护栏破损无人修理", "暂无回复", unit="")
LATE = Said("2026-09-01", "农村客运班线什么时候恢复", "班线已于 10 月 18 日恢复，每天四班。", "2026-10-20")
ALL = (ANSWERED, OPEN, LATE)


def whole(body: str) -> str:
    return (
        f'<html><head><title>咨询建言</title></head><body><div class="con"><h2>信件公开</h2>{body}</div></body></html>'
    )


def cards(said: tuple[Said, ...]) -> str:
    return "".join(
        f'<div class="card"><h4>{one.title}</h4><p>网友：某某　来信时间：{one.asked} 10:20</p>'
        f"<div><p>回复单位：{one.unit}</p><p>回复时间：{one.answered}</p><div>回复内容：{one.answer}</div></div></div>"
        for one in said
    )


def rows(said: tuple[Said, ...]) -> str:
    return (
        "<table>"
        + "".join(
            f"<tr><td>标题：</td><td>{one.title}</td></tr><tr><td>咨询日期：</td><td>{one.asked}</td></tr>"
            f"<tr><td>答复部门：</td><td>{one.unit}</td></tr><tr><td>答复时间：</td><td>{one.answered}</td></tr>"
            f"<tr><td>办理结果：</td><td>{one.answer}</td></tr>"
            for one in said
        )
        + "</table>"
    )


def definitions(said: tuple[Said, ...]) -> str:
    return (
        "<dl>"
        + "".join(
            f"<dt>{one.title}</dt><dd>提问时间：{one.asked}</dd>"
            f"<dd>【答复】：{one.answer}</dd><dd>办结时间：{one.answered} 办理单位：{one.unit}</dd>"
            for one in said
        )
        + "</dl>"
    )


def nested_tables(said: tuple[Said, ...]) -> str:
    return (
        "<table>"
        + "".join(
            f"<tr><td><table><tr><td>留言内容</td><td>{one.title}</td><td>留言时间</td><td>{one.asked}</td></tr>"
            f"<tr><td>处理情况</td><td>{one.answer}</td><td>回复时间</td><td>{one.answered}</td></tr>"
            f"<tr><td>回复单位</td><td>{one.unit}</td></tr></table></td></tr>"
            for one in said
        )
        + "</table>"
    )


def pairs(said: tuple[Said, ...]) -> str:
    return "".join(
        f'<div class="q"><b>{one.title}</b><span>留言日期：{one.asked}</span></div>'
        f'<div class="a"><p>回复：{one.answer}</p><p>回复单位：{one.unit} 回复日期：{one.answered}</p></div>'
        for one in said
    )


def plain_lines(said: tuple[Said, ...]) -> str:
    return "<div>" + "<hr>".join(
        f"写信时间：{one.asked}<br>信件内容：{one.title}<br>回复单位：{one.unit}<br>回复时间：{one.answered}<br>回复内容：{one.answer}"
        for one in said
    ) + "</div>"  # fmt: skip


def items(said: tuple[Said, ...]) -> str:
    return "<ul>" + "".join(
        f'<li><a href="letter{one.asked}.html">{one.title}</a><i>来信时间：{one.asked}</i>'
        f"<i>回复时间：{one.answered}</i><i>状态：{'已回复' if one.answered else '未回复'}</i></li>"
        for one in said
    ) + "</ul>"  # fmt: skip


WITHOUT_ADDRESS: tuple[Callable[[tuple[Said, ...]], str], ...] = (
    cards,
    rows,
    definitions,
    nested_tables,
    pairs,
    plain_lines,
)
