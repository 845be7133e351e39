"""Pages on which several messages stand: every make read message by message, and what is left unread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from checks.interaction.blocks import blocks_of
from checks.interaction.labels import LABELS
from checks.interaction.message import Message
from checks.interaction.messages import messages
from core.outcome import Observation, Outcome
from core.snapshot import open_snapshot
from tests.checks.interaction.layouts import (
    ALL,
    ANSWERED,
    LATE,
    OPEN,
    WITHOUT_ADDRESS,
    Said,
    cards,
    items,
    pairs,
    rows,
    whole,
)
from tests.checks.interaction.support import BOARD, board
from tests.support.judging import judge

Make = Callable[[tuple[Said, ...]], str]
URL = BOARD + "a.html"
EVERY = pytest.mark.parametrize("make", WITHOUT_ADDRESS, ids=lambda make: make.__name__)


def read(folder: Path, body: str) -> dict[date, Message]:
    with open_snapshot(board(folder, a=whole(body)).seal()) as snapshot:
        return {item.asked: item for item in messages(snapshot)}


def run(folder: Path, check: str, body: str) -> list[Observation]:
    return judge(check, board(folder, a=whole(body)))


def outcomes(found: list[Observation]) -> list[Outcome]:
    return sorted(item.outcome for item in found)


@EVERY
def test_every_message_has_its_own_parts(tmp_path: Path, make: Make) -> None:
    found = read(tmp_path, make(ALL))
    assert len(found) == len(ALL)
    for said in ALL:
        message = found[date.fromisoformat(said.asked)]
        assert said.title in message.question
        assert message.unit == said.unit
        assert message.answer is not None
        assert message.answer == ("" if said is OPEN else said.answer)
        assert str(message.answered or "") == said.answered
        assert (message.open, message.hint, message.url) == (said is OPEN, False, URL)


@EVERY
def test_only_the_open_one_is_unanswered(tmp_path: Path, make: Make) -> None:
    found = run(tmp_path, "interaction.unanswered", make(ALL))
    assert outcomes(found) == [Outcome.FAILED, Outcome.PASSED, Outcome.PASSED]
    (failed,) = (item for item in found if item.outcome is Outcome.FAILED)
    assert OPEN.title[:8] in failed.message
    assert failed.subject == URL


@EVERY
def test_all_answered_accuses_nobody(tmp_path: Path, make: Make) -> None:
    found = run(tmp_path, "interaction.unanswered", make((LATE, ANSWERED)))
    assert outcomes(found) == [Outcome.PASSED, Outcome.PASSED]


@EVERY
def test_late_answers(tmp_path: Path, make: Make) -> None:
    found = run(tmp_path, "interaction.reply_time", make((ANSWERED, LATE)))
    assert outcomes(found) == [Outcome.FAILED, Outcome.PASSED]


@EVERY
def test_findings_are_named_by_their_words_not_by_their_place(tmp_path: Path, make: Make) -> None:
    new = Said("2026-11-20", "新建的停车场什么时候开放", "月底开放，共 120 个车位。", "2026-11-23")
    names = []
    for name, said in (("old", ALL), ("new", (new, *reversed(ALL)))):
        found = run(tmp_path / name, "interaction.unanswered", make(said))
        assert len({item.fingerprint for item in found}) == len(said)
        names += [item.fingerprint for item in found if item.outcome is Outcome.FAILED]
        assert all(OPEN.title not in part for item in found for part in item.identity)
    assert len(names) == 2
    assert names[0] == names[1]


def test_messages_with_addresses_are_named_by_them(tmp_path: Path) -> None:
    found = {item.subject: item for item in run(tmp_path, "interaction.unanswered", items(ALL))}
    assert found[f"{BOARD}letter{OPEN.asked}.html"].outcome is Outcome.FAILED
    assert found[f"{BOARD}letter{LATE.asked}.html"].outcome is Outcome.PASSED
    assert all(item.identity == () for item in found.values())


def test_an_empty_place_counts_only_where_others_are_filled(tmp_path: Path) -> None:
    bare = replace(OPEN, answer="")
    filled = run(tmp_path / "a", "interaction.unanswered", cards((ANSWERED, bare)))
    assert outcomes(filled) == [Outcome.FAILED, Outcome.PASSED]
    none = run(tmp_path / "b", "interaction.unanswered", cards((bare, replace(bare, asked="2026-05-01"))))
    assert outcomes(none) == [Outcome.CANT_TELL, Outcome.CANT_TELL]


@pytest.mark.parametrize(
    "make", [make for make in WITHOUT_ADDRESS if make is not cards], ids=lambda make: make.__name__
)
def test_one_empty_place_never_takes_another_answer(tmp_path: Path, make: Make) -> None:
    found = read(tmp_path, make((LATE, replace(OPEN, answer=""), ANSWERED)))
    assert found[date(2026, 9, 1)].answer == LATE.answer
    assert found[date(2026, 11, 2)].answer == ANSWERED.answer
    assert not found[date(2026, 6, 1)].answered


def test_a_pair_without_its_second_half_cannot_be_told(tmp_path: Path) -> None:
    only = f'<div class="q"><b>{OPEN.title}</b><span>留言日期：{OPEN.asked}</span></div>'
    found = run(tmp_path, "interaction.unanswered", pairs((ANSWERED,)) + only + pairs((LATE,)))
    assert outcomes(found) == [Outcome.CANT_TELL, Outcome.PASSED, Outcome.PASSED]


def test_copied_answers_on_one_page(tmp_path: Path) -> None:
    same = "请按照有关法律法规和政策规定，向业务主管单位提出书面申请。"
    said = tuple(
        replace(ANSWERED, title=title, answer=same) for title in ("孩子转学的手续", "宅基地怎样审批", "摆摊要不要执照")
    )
    assert outcomes(run(tmp_path, "interaction.reply_text", cards(said))) == [Outcome.FAILED] * 3


def test_one_message_twice_on_a_page_is_one(tmp_path: Path) -> None:
    twice = f'<div class="pc">{cards(ALL)}</div><div class="mobile">{cards(ALL)}</div>'
    assert len(run(tmp_path, "interaction.unanswered", twice)) == len(ALL)


UNSURE = {
    "the reply stands before the time": "".join(
        f"<p>状态：未回复</p><p>留言时间：{day}</p><p>{OPEN.title}</p>" for day in ("2026-05-01", "2026-05-02")
    ),
    "different labels": "<p>来信时间：2026-05-01</p><p>回复：暂无回复</p><p>留言时间：2026-05-02</p><p>路灯不亮</p>",
    "elements left open": "<div><p>留言时间：2026-05-01</p><p>回复内容：暂无回复</p>" * 3,
    "news with dates": "<ul>"
    + '<li><a href="n.html">我县召开会议部署工作</a><span>2026-05-01</span></li>' * 5
    + "</ul>",
    "questions without times": "<div><p>问：怎样办理居住证？</p><p>答：到派出所办理。</p></div>" * 3,
    "a form": "<form>" + "<p>留言时间：<input></p><p>回复内容：<textarea></textarea></p>" * 2 + "</form>",
    "comments": "".join(
        f'<li><b>网友{n}</b><p>说得很好，支持一下</p>留言时间：2026-05-0{n} <a href="#">回复</a></li>'
        for n in (1, 2, 3)
    ),
    "no place of an answer": "".join(
        f"<li><p>{OPEN.title}</p><span>留言时间：2026-05-0{n}</span></li>" for n in (1, 2)
    ),
}


@pytest.mark.parametrize("name", UNSURE)
def test_what_is_no_board_is_left_unread(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, UNSURE[name]) == {}


DOUBTFUL = {
    "fields to write in": cards((OPEN, ANSWERED)).replace("回复内容：暂无回复", "回复内容：<textarea></textarea>"),
    "a button": cards((OPEN, ANSWERED)).replace("回复内容：暂无回复", "回复"),
    "an answer behind a link": cards((OPEN, ANSWERED)).replace("暂无回复", '<a href="#">查看回复</a>'),
    "an answer without label": cards((OPEN, ANSWERED)).replace(
        "回复内容：暂无回复", "状态：办理中</div><div>县交通运输局答复：您反映的问题已处理。"
    ),
    "two states": cards((OPEN, ANSWERED)).replace("回复内容：暂无回复", "状态：未回复</p><p>办理状态：已办结"),
    "a day without a year in a card of its own": cards(
        (replace(OPEN, asked="06-01"), replace(OPEN, answer=""), LATE, ANSWERED)
    ).replace("回复内容：</div>", "</div>"),
    "filled by a script": cards((replace(OPEN, answer=""), ANSWERED))
    + '<script>$.ajax({url: "/reply?id=3", success: function (t) { $(".card").html(t) }})</script>',
}


OLD = '<div class="q"><b>东河桥的护栏破损无人修理</b> 留言时间：2026-05-01</div>'
NEW = '<div class="q"><b>三路公交车末班时间的建议</b> 留言时间：2026-11-20</div>'
MISLEADING = {
    "an introduction made like the answers": '<div class="x">来信须知</div>'
    f'{NEW}<div class="x">回复：暂无回复</div>{OLD}',
    "an introduction made like the rest of an answer": '<div class="x">来信须知</div>'
    f'{OLD}<div class="r">回复内容：</div><div class="x">护栏已换。</div>{NEW}<div class="r">回复内容：已办。</div>',
    "another's message between": f"{OLD}<section><em>留言时间：</em><p>回复：暂无回复</p></section>"
    f"{NEW}<section><p>回复：已延长。</p></section>",
}


@pytest.mark.parametrize("name", MISLEADING)
def test_a_message_is_not_charged_with_the_silence_to_another(tmp_path: Path, name: str) -> None:
    assert Outcome.FAILED not in outcomes(run(tmp_path, "interaction.unanswered", MISLEADING[name]))


def test_one_doubtful_block_does_not_excuse_missing_statistics(tmp_path: Path) -> None:
    body = cards((ANSWERED, LATE)) + f'<div class="card"><p>来信时间：2026-05-01</p><p>{OPEN.title}</p></div>'
    (found,) = run(tmp_path, "interaction.statistics", body)
    assert found.outcome is Outcome.FAILED


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_doubtful_block_accuses_nobody(tmp_path: Path, name: str) -> None:
    found = run(tmp_path, "interaction.unanswered", DOUBTFUL[name])
    assert found
    assert Outcome.FAILED not in outcomes(found)
    assert Outcome.PASSED in outcomes(found)


def test_an_undated_neighbour_keeps_its_own_parts(tmp_path: Path) -> None:
    found = read(tmp_path, rows((LATE, replace(OPEN, asked="06-01"), ANSWERED)))
    assert {day: item.answer for day, item in found.items()} == {
        date(2026, 9, 1): LATE.answer,
        date(2026, 11, 2): ANSWERED.answer,
    }


@EVERY
def test_a_list_with_headings_beside_it_takes_nothing_away(tmp_path: Path, make: Make) -> None:
    table = "<table><tr><th>标题</th><th>留言时间</th><th>状态</th></tr></table>"
    assert len(read(tmp_path, f"{table}<div>{make(ALL)}</div>")) == len(ALL)


def test_a_list_with_headings_among_cards(tmp_path: Path) -> None:
    table = "<table><tr><th>标题</th><th>来信时间</th><th>状态</th></tr></table>"
    found = run(tmp_path, "interaction.unanswered", cards(ALL) + table)
    assert outcomes(found) == [Outcome.FAILED, Outcome.PASSED, Outcome.PASSED]


@EVERY
def test_one_block_alone_is_read_as_a_page_of_its_own(tmp_path: Path, make: Make) -> None:
    (found,) = read(tmp_path, make((LATE,))).values()
    assert (found.alone, found.identity, str(found.answered)) == (True, (), LATE.answered)


def test_nobodys_name_is_taken_for_a_title(tmp_path: Path) -> None:
    body = "".join(
        f"<li><b>陈某某</b> 留言时间：2026-0{n}-01<p>第 {n} 中学门口的路灯不亮</p><p>回复：已修好。</p></li>"
        for n in (1, 2)
    )
    assert [item.question for item in read(tmp_path, body).values()] == [
        "第 1 中学门口的路灯不亮",
        "第 2 中学门口的路灯不亮",
    ]


PARTS = [
    "<div>",
    "</div>",
    "<li>",
    "<tr><td>",
    "</table>",
    "<p>",
    "留言时间：2026-11-02",
    "留言时间：",
    "回复：",
    "暂无回复",
    "状态：未回复",
    "文字",
]


@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_anything_is_cut_without_error_and_without_overlap(parts: list[str]) -> None:
    for blocks in blocks_of(LexborHTMLParser("".join(parts)), LABELS):
        nodes = [node.mem_id for block in blocks for node in block.nodes]
        assert len(nodes) == len(set(nodes))
        assert all(sum(value.kind == "asked" for value in block.values) == 1 for block in blocks)


def headed(said: tuple[Said, ...], names: str = "主题|咨询时间|答复时间|答复单位|答复内容") -> str:
    head = "".join(f"<th>{name}</th>" for name in ("序号", *names.split("|")))
    body = "".join(
        f"<tr><td>{number}</td><td>{one.title}</td><td>{one.asked}</td><td>{one.answered}</td><td>{one.unit}</td>"
        f"<td>{one.answer}</td></tr>"
        for number, one in enumerate(said, 1)
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def asked_and_answered(said: tuple[Said, ...]) -> str:
    return "".join(
        f"<div class=m><p>问：{one.title}</p><p>留言时间：{one.asked}</p><p>答：{one.answer}</p>"
        f"<p>答复单位：{one.unit}　答复时间：{one.answered}</p></div>"
        for one in said
    )


def bracketed(said: tuple[Said, ...]) -> str:
    return "".join(
        f"<div class=m><p>[来信时间] {one.asked}</p><p>[来信内容] {one.title}</p><p>【回复时间】{one.answered}</p>"
        f"<p>【回复单位】{one.unit}</p><p>[回复内容] {one.answer}</p></div>"
        for one in said
    )


@pytest.mark.parametrize("make", [headed, asked_and_answered, bracketed], ids=lambda make: make.__name__)
def test_time_unit_and_answer_of_each(tmp_path: Path, make: Make) -> None:
    found = read(tmp_path / "read", make(ALL))
    assert len(found) == len(ALL)
    for said in ALL:
        message = found[date.fromisoformat(said.asked)]
        assert (str(message.answered or ""), message.unit) == (said.answered, said.unit)
        assert message.answer == ("" if said is OPEN else said.answer)
    judged = run(tmp_path / "judged", "interaction.unanswered", make(ALL))
    assert outcomes(judged).count(Outcome.FAILED) == 1


def test_a_column_of_answers_that_is_empty_everywhere_is_no_place_of_answers(tmp_path: Path) -> None:
    silent = tuple(
        replace(one, answer="", answered="", asked=f"2026-0{number}-01") for number, one in enumerate(ALL, 4)
    )
    assert outcomes(run(tmp_path, "interaction.unanswered", headed(silent))) == [Outcome.CANT_TELL] * len(ALL)


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        ("未回复", Outcome.FAILED),
        ("已回复", Outcome.PASSED),
        ("点击查看", Outcome.CANT_TELL),
        ("是", Outcome.CANT_TELL),
    ],
)
def test_a_column_that_only_says_whether_there_is_an_answer(tmp_path: Path, shown: str, outcome: Outcome) -> None:
    said = (replace(OPEN, answer=shown), replace(ANSWERED, answer="已回复"))
    body = headed(said, "主题|咨询时间|答复时间|答复单位|回复")
    found = {item.outcome for item in run(tmp_path, "interaction.unanswered", body) if OPEN.asked in item.message}
    assert found == {outcome}
