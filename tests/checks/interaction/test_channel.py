"""interaction.channel and interaction.statistics."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.county import Column, ColumnCategory
from core.outcome import Observation, Outcome, Source
from core.snapshot import POSTED, PageKind, Role, Verdict
from tests.checks.interaction.support import COLUMNS, board, message
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder, facts_of

PLAIN = "<html><body><p>云岭县</p><a href='/zw/'>政务公开</a></body></html>"


def site(folder: Path, home: str = PLAIN, columns: tuple[Column, ...] = ()) -> SnapshotBuilder:
    return SnapshotBuilder(folder, columns=columns).page(HOME, home, kind=PageKind.HOME, facts=facts_of(home))


def entrance(builder: SnapshotBuilder, text: str, verdict: Verdict = Verdict.OK, url: str = HOME + "x/") -> Observation:
    builder.link(url, samples=[Source(HOME, text, "a")]).resource(url, verdict, status=200)
    return judge_one("interaction.channel", builder)


@pytest.mark.parametrize("text", ["县长信箱", "在线咨询", "互动交流", "我要留言", "网络问政", "公众参与", "12345热线"])
def test_an_entrance_that_opens(tmp_path: Path, text: str) -> None:
    assert entrance(site(tmp_path), text).outcome is Outcome.PASSED


@pytest.mark.parametrize("text", ["网上信访", "举报信箱", "在线访谈", "意见征集", "县领导到咨询服务中心调研指导工作"])
def test_what_is_no_entrance(tmp_path: Path, text: str) -> None:
    assert entrance(site(tmp_path), text).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("verdict", "outcome", "rounds"),
    [
        (Verdict.DEAD, Outcome.FAILED, 1),
        (Verdict.SERVER_ERROR, Outcome.FAILED, 2),
        (Verdict.BLOCKED, Outcome.CANT_TELL, 1),
        (Verdict.LOGIN_WALL, Outcome.CANT_TELL, 1),
    ],
)
def test_an_entrance_that_does_not_open(tmp_path: Path, verdict: Verdict, outcome: Outcome, rounds: int) -> None:
    found = entrance(site(tmp_path), "咨询投诉", verdict)
    assert (found.outcome, found.rounds) == (outcome, rounds)
    assert found.evidence


@pytest.mark.parametrize(
    "home",
    [
        "<html><body><a href='/x/'><img src='/b.png'></a></body></html>",
        "<html><body><div onclick='go()'>首页</div></body></html>",
        "<html><body><iframe src='/top.html'></iframe></body></html>",
    ],
)
def test_an_entrance_may_hide(tmp_path: Path, home: str) -> None:
    assert judge_one("interaction.channel", site(tmp_path, home)).outcome is Outcome.CANT_TELL


def test_a_form_or_an_address_may_be_one(tmp_path: Path) -> None:
    posted = site(tmp_path / "a").link(HOME + "save.do", Role.OTHER, POSTED)
    assert judge_one("interaction.channel", posted).outcome is Outcome.CANT_TELL
    assert entrance(site(tmp_path / "b"), "办事", url=HOME + "zxzx/").outcome is Outcome.CANT_TELL
    gap = site(tmp_path / "c").gap("page_cap", HOME + "y.html")
    assert judge_one("interaction.channel", gap).outcome is Outcome.CANT_TELL


def test_no_home_no_verdict(tmp_path: Path) -> None:
    assert judge_one("interaction.channel", SnapshotBuilder(tmp_path)).outcome is Outcome.CANT_TELL


def test_a_registered_column_is_an_entrance_whatever_its_name(tmp_path: Path) -> None:
    column = Column("yunling", "云岭之声", HOME + "x/", ColumnCategory.INTERACTION)
    assert entrance(site(tmp_path, columns=(column,)), "云岭之声").outcome is Outcome.PASSED


def test_statistics(tmp_path: Path) -> None:
    def told(name: str, html: str = "", link: str = "") -> Outcome:
        builder = board(tmp_path / name, a=message()).page(COLUMNS[0].url, f"<html><body>{html}</body></html>")
        if link:
            builder.link(HOME + "tj/", samples=[Source(HOME, link, "a")])
        return judge_one("interaction.statistics", builder).outcome

    assert told("none", "<p>信件选登</p>") is Outcome.FAILED
    assert told("numbers", "<p>累计收到留言 120 条，已答复：118 条</p>") is Outcome.PASSED
    assert told("link", link="留言办理情况统计") is Outcome.PASSED


def test_statistics_without_messages(tmp_path: Path) -> None:
    assert judge_one("interaction.statistics", site(tmp_path)).outcome is Outcome.INAPPLICABLE


def test_statistics_of_a_crawl_with_gaps(tmp_path: Path) -> None:
    builder = board(tmp_path, a=message()).gap("deadline", HOME)
    assert judge_one("interaction.statistics", builder).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("text", "verdict", "outcome"),
    [
        ("领导信箱", Verdict.OK, Outcome.PASSED),
        ("云岭县人民政府门户网站统一互动交流平台", Verdict.OK, Outcome.CANT_TELL),
        ("互动交流", Verdict.BLOCKED, Outcome.CANT_TELL),
        ("互动交流", Verdict.DEAD, Outcome.FAILED),
        ("云岭县人民政府门户网站", Verdict.OK, Outcome.FAILED),
    ],
)
def test_a_department_uses_the_channel_of_the_portal(
    tmp_path: Path, text: str, verdict: Verdict, outcome: Outcome
) -> None:
    assert entrance(site(tmp_path), text, verdict, "https://portal.linxian-demo.gov.cn/a1/").outcome is outcome


def test_what_was_not_asked_is_not_called_broken(tmp_path: Path) -> None:
    """One entrance is gone, another was not looked at."""
    builder = site(tmp_path).link(HOME + "y/", samples=[Source(HOME, "领导信箱", "a")])
    assert entrance(builder, "互动交流", Verdict.DEAD).outcome is Outcome.CANT_TELL


def test_any_name_of_a_link_counts(tmp_path: Path) -> None:
    builder = site(tmp_path).resource(HOME + "x/", Verdict.OK, status=200)
    builder.link(HOME + "x/", samples=[Source(HOME, "点击进入", "a"), Source(HOME, "县长信箱", "a")])
    assert judge_one("interaction.channel", builder).outcome is Outcome.PASSED


def test_a_registered_column_without_a_link_is_left_to_a_person(tmp_path: Path) -> None:
    column = Column("yunling", "云岭之声", HOME + "x/", ColumnCategory.INTERACTION)
    assert judge_one("interaction.channel", site(tmp_path, columns=(column,))).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    "body",
    [
        "<a href='javascript:openBox()'>局长信箱</a>",
        "<a href='#'><span>互动交流</span></a>",
        "<select><option>请选择</option><option>网上咨询</option></select>",
        "<script>var menu = [{name: '互动交流', go: 'a1'}]</script>",
        "<ul id='menu'></ul><script src='/js/menu.js'></script>",
        "<nav></nav><script src='/js/menu.js'></script>",
    ],
)
def test_a_menu_by_script_may_hold_one(tmp_path: Path, body: str) -> None:
    home = f"<html><body>{body}<a href='/zw/'>政务公开</a></body></html>"
    assert judge_one("interaction.channel", site(tmp_path, home)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    "body",
    [
        "<a href='/a/1.html'><span>咨询服务中心挂牌</span></a>",
        "<span>网上信访</span>",
        "<script>var id = 12345678</script>",
        "<div id='clear'></div>",
        "<div id='box'><p>云岭</p></div><script src='/js/menu.js'></script>",
    ],
)
def test_what_hides_no_entrance(tmp_path: Path, body: str) -> None:
    home = f"<html><body>{body}<a href='/zw/'>政务公开</a></body></html>"
    assert judge_one("interaction.channel", site(tmp_path, home)).outcome is Outcome.FAILED


def test_a_menu_that_only_a_browser_shows(tmp_path: Path) -> None:
    builder = site(tmp_path).rendered(HOME, "<a href='javascript:go()'>局长信箱</a>")
    assert judge_one("interaction.channel", builder).outcome is Outcome.CANT_TELL
