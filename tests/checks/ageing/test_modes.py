"""Checks of the ageing-friendly mode over what the probe can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import Observation, Outcome
from tests.checks.accessibility.judging import judge as judge_page
from tests.checks.accessibility.judging import page_of
from tests.support.judging import judge, judge_one
from tests.support.snapshots import SITE, SnapshotBuilder

STATE: dict[str, Any] = {"size": 16, "colours": "a", "cursor": "", "senses": [], "kept": 1, "height": 900, "layers": 0}
STATE |= {"mark": 1, "layout": 1, "changes": 0, "fresh": 0, "texts": 9}
TRIED: dict[str, Any] = {
    "found": True,
    "first": STATE,
    "before": STATE,
    "after": STATE,
    "final": SITE.home,
    "status": 200,
}
TRIED |= {"noisy": False, "moved": False, "dialogs": [], "enlarged": False, "works": {}, "floats": [], "lacking": []}
TRIED |= {"next": None}
LARGER: dict[str, Any] = {"enlarged": True, "after": STATE | {"size": 24}}
TOOLS: dict[str, Any] = {"after": STATE | {"senses": ["reading", "zoom"]}, "works": {"zoom": True}}
LAYER: dict[str, Any] = {"selector": "#f", "html": "<div id=f>", "lineage": [["div", {"id": "f"}]], "moves": True}
LAYER |= {"middle": False}
LAYER |= {"closers": 0, "closes": False, "id": 0}


def entry(label: str = "长者模式", strength: int = 2, **tried: Any) -> dict[str, Any]:
    told = {"selector": "#e", "html": "<a id=e>", "lineage": [["a", {"id": "e"}]], "label": label, "strength": strength}
    return told | {"tried": TRIED | tried}


def home(folder: Path, *entries: dict[str, Any], **changes: Any) -> SnapshotBuilder:
    data = {
        "final": SITE.home,
        "status": 200,
        "lacking": [],
        "toolbars": [],
        "state": STATE,
        "floats": [],
        "windows": 0,
    }
    data |= {"shots": {"entry:#e": "shots/e.jpg", "mode:#e": "shots/m.jpg"}, "entries": list(entries)}
    return SnapshotBuilder(folder).page(SITE.home, "<p>首页</p>").probe("ageing", SITE.home, data | changes)


def said(check: str, builder: SnapshotBuilder) -> Observation:
    return judge_one(check, builder)


@pytest.mark.parametrize(
    ("entries", "changes", "outcome"),
    [
        ((), {}, Outcome.FAILED),
        ((), {"toolbars": ["https://gov.test/dist/aria.js"]}, Outcome.CANT_TELL),
        ((), {"lacking": ["gov.test"]}, Outcome.CANT_TELL),
        ((entry(),), {}, Outcome.PASSED),
        ((entry("", 1),), {}, Outcome.CANT_TELL),
        ((entry("", 1, **LARGER),), {}, Outcome.PASSED),
        ((), {"status": 403}, Outcome.CANT_TELL),
        ((), {"failure": "time"}, Outcome.CANT_TELL),
        ((), {"state": STATE | {"texts": 0}}, Outcome.CANT_TELL),
    ],
)
def test_entry(tmp_path: Path, entries: Any, changes: dict[str, Any], outcome: Outcome) -> None:
    found = said("ageing.entry", home(tmp_path, *entries, **changes))
    assert (found.outcome, found.identity) == (outcome, ())
    assert found.rounds == (2 if outcome is Outcome.FAILED else 1)


@pytest.mark.parametrize(
    ("tried", "outcome"),
    [
        ({}, Outcome.FAILED),
        (LARGER, Outcome.PASSED),
        (TOOLS, Outcome.PASSED),
        ({"lacking": ["gov.test"]}, Outcome.CANT_TELL),
        ({"moved": True, "status": 404}, Outcome.FAILED),
        ({"moved": True, "status": 502}, Outcome.CANT_TELL),
        ({"moved": True}, Outcome.CANT_TELL),
        ({"dialogs": ["功能建设中"]}, Outcome.FAILED),
        ({"dialogs": ["功能建设中"], "noisy": True}, Outcome.CANT_TELL),
        ({"dialogs": ["您即将进入长者模式"]}, Outcome.CANT_TELL),
        ({"after": STATE | {"mark": 2}}, Outcome.CANT_TELL),
        ({"after": STATE | {"kept": 2}}, Outcome.CANT_TELL),
        (
            {"first": STATE, "before": STATE | {"changes": 5}, "after": STATE | {"mark": 2, "changes": 9}},
            Outcome.FAILED,
        ),
        ({"before": STATE | {"changes": 5}, "after": STATE | {"changes": 9, "fresh": 2}}, Outcome.CANT_TELL),
        ({"found": False}, Outcome.CANT_TELL),
        ({"failure": "time"}, Outcome.CANT_TELL),
    ],
)
def test_effect(tmp_path: Path, tried: dict[str, Any], outcome: Outcome) -> None:
    found = said("ageing.effect", home(tmp_path, entry(**tried)))
    assert (found.outcome, found.identity) == (outcome, ("elderly",))
    assert found.evidence[0].shot == "shots/e.jpg"


def test_one_that_works_does_not_excuse_one_of_another_kind(tmp_path: Path) -> None:
    found = judge("ageing.effect", home(tmp_path, entry(**LARGER), entry("无障碍浏览"), entry("适老版")))
    assert {item.identity: item.outcome for item in found} == {
        ("accessible",): Outcome.FAILED,
        ("elderly",): Outcome.PASSED,
    }


def test_a_word_that_leads_to_an_ordinary_page_is_no_entry(tmp_path: Path) -> None:
    assert said("ageing.effect", home(tmp_path, entry("长者", 1, moved=True))).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("tried", "outcome"),
    [
        (LARGER | {"next": {"url": "/2", "on": STATE | {"size": 24}, "without": STATE}}, Outcome.PASSED),
        (LARGER | {"next": {"url": "/2", "on": STATE, "without": STATE}}, Outcome.FAILED),
        (LARGER | {"next": {"url": "/2", "on": STATE | {"kept": 2}, "without": STATE}}, Outcome.CANT_TELL),
        (TOOLS | {"next": {"url": "/2", "on": STATE | {"senses": ["zoom"]}, "without": STATE}}, Outcome.PASSED),
        (TOOLS | {"next": {"url": "/2", "on": STATE, "without": STATE}}, Outcome.FAILED),
        (LARGER, Outcome.CANT_TELL),
        ({}, Outcome.INAPPLICABLE),
    ],
)
def test_stays(tmp_path: Path, tried: dict[str, Any], outcome: Outcome) -> None:
    assert said("ageing.stays", home(tmp_path, entry(**tried))).outcome is outcome


@pytest.mark.parametrize(
    ("layer", "outcome"),
    [
        (LAYER, Outcome.FAILED),
        (LAYER | {"closers": 1, "closes": True}, Outcome.PASSED),
        (LAYER | {"closers": 1}, Outcome.CANT_TELL),
        (LAYER | {"moves": False, "middle": True}, Outcome.CANT_TELL),
    ],
)
def test_floating(tmp_path: Path, layer: dict[str, Any], outcome: Outcome) -> None:
    found = said("ageing.floating", home(tmp_path, floats=[layer]))
    assert (found.outcome, found.identity) == (outcome, ("f",))


def test_what_wanders_in_the_mode_is_told(tmp_path: Path) -> None:
    assert said("ageing.floating", home(tmp_path, entry(**LARGER, floats=[LAYER]))).outcome is Outcome.FAILED
    assert said("ageing.floating", home(tmp_path / "b", entry(**LARGER))).outcome is Outcome.PASSED


def test_without_a_browser_nothing_is_said_but_the_remedy(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).page(SITE.home, "<p>首页</p>")
    (found,) = judge("ageing.entry", builder.seal(absent={"walk": "请运行 apt install chromium。"}))
    assert (found.outcome, "apt install chromium" in found.message) == (Outcome.UNTESTED, True)


FIELD = '<form><input name=code><img src="/yzm.jsp">{}</form>'


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (FIELD.format(""), "failed"),
        (FIELD.format("<a href=#>听不清？换语音验证码</a>"), "cantTell"),
        ('<form><input name=q><img src="/logo.png"></form>', "inapplicable"),
        ('<p><img src="/yzm.jsp"></p>', "inapplicable"),
        ("<form><input name=a><img id=captchaImg src=/x></form>", "failed"),
        ("<form><input name=a><img src=/verify_code?r=1></form>", "failed"),
    ],
)
def test_captcha(html: str, outcome: str) -> None:
    assert judge_page("ageing.captcha", page_of(html)).outcome == outcome


def test_no_number_of_the_annex_on_apps_is_held_against_a_website() -> None:
    for path in Path("checks/ageing").glob("*.py"):
        assert "附件2" not in path.read_text("utf-8")
