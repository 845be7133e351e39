"""Only what is bad and shown to search visitors alone is suspected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import BY_PERSON, Observation, Outcome
from tests.checks.security.recording import recorded
from tests.support.judging import judge_one
from tests.support.snapshots import HOME

CHECK = "security.cloaking"
PLAIN = "<title>云岭县人民政府</title><p>欢迎访问</p>"
SPAM = "<title>新葡京官网_时时彩投注平台</title><p>真人荷官，首存送彩金</p>"
LONG = PLAIN + "<p>会议要求各乡镇压实责任，备足物资，加强值守。</p>" * 20
STRANGER = "http://am-demo.example/"


def seen(folder: Path, **shown: Any) -> Observation:
    """Each visitor is shown html, or (html, changed data)."""
    builder = recorded(folder, {})
    answers = {}
    for name in ("plain", "referred", "search", "again", *(("browser",) if "browser" in shown else ())):
        html, changes = shown.get(name, PLAIN), {}
        if isinstance(html, tuple):
            html, changes = html
        record = builder.exhibit(HOME, html.encode())
        told = {"status": 200, "final": HOME, "failure": "", "content_type": "text/html"}
        answers[name] = {**told, "record": [record.file, record.offset, record.record_id], **changes}
    return judge_one(CHECK, builder.probe("cloaking", HOME, {"answers": answers}))


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ({"search": SPAM}, "搜索引擎访问时出现赌博词语"),
        ({"referred": SPAM}, "从搜索引擎点击进入时出现赌博词语"),
        ({"referred": (SPAM, {"final": STRANGER})}, "转到 am-demo.example"),
        ({"referred": (PLAIN, {"final": STRANGER})}, "转到 am-demo.example"),
        ({"referred": ("", {"final": STRANGER, "status": 0, "failure": "refused"})}, "转到 am-demo.example"),
        ({"referred": f"<script>location.href = '{STRANGER}'</script>"}, "转到 am-demo.example"),
        ({"referred": f"<meta http-equiv=Refresh content='0; URL={STRANGER}'>"}, "转到 am-demo.example"),
    ],
)
def test_what_only_search_visitors_are_shown(tmp_path: Path, shown: dict[str, Any], said: str) -> None:
    found = seen(tmp_path, **shown)
    assert (found.outcome, found.subject, found.rounds) == (Outcome.FAILED, HOME, BY_PERSON)
    assert said in found.message
    assert all(item.record_id for item in found.evidence)
    assert len(found.evidence) == 5


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"search": "<title>云岭县</title><p>简版</p>"},
        {"plain": SPAM, "again": SPAM, "search": SPAM, "referred": SPAM},
        {"plain": PLAIN, "again": SPAM, "search": SPAM},
        {"search": "<title>打击网络赌博</title><p>警方查处新葡京、时时彩、六合彩</p>"},
        {"referred": (PLAIN, {"final": "https://m.yunling-demo.gov.cn/"})},
        {"plain": (PLAIN, {"final": STRANGER}), "referred": (PLAIN, {"final": STRANGER})},
        dict.fromkeys(("plain", "referred", "search", "again"), f"<script>location.href = '{STRANGER}'</script>"),
        {"referred": f"{LONG}<script>function go() {{ location.href = '{STRANGER}' }}</script>"},
    ],
)
def test_harmless_differences(tmp_path: Path, shown: dict[str, Any]) -> None:
    assert seen(tmp_path, **shown).outcome is Outcome.PASSED


def test_another_title_is_told(tmp_path: Path) -> None:
    assert "简版" in seen(tmp_path, search="<title>简版</title><p>云岭</p>").warning


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ({"search": (PLAIN, {"status": 403})}, "防护设备"),
        ({"referred": (PLAIN, {"status": 0, "failure": "timeout"})}, "没有打开"),
        ({"search": (PLAIN, {"final": STRANGER})}, "转到其他网站"),
        ({"search": f"<script>location.replace('{STRANGER}')</script>"}, "转到其他网站"),
        ({"search": "<title>新葡京官网登录入口</title>"}, "个别可疑词语"),
        ({"plain": (PLAIN, {"status": 500}), "search": SPAM}, "普通访问没有打开"),
        ({"again": (PLAIN, {"failure": "timeout"}), "search": SPAM}, "普通访问没有打开"),
    ],
)
def test_what_cannot_be_told(tmp_path: Path, shown: dict[str, Any], said: str) -> None:
    found = seen(tmp_path, **shown)
    assert (found.outcome, found.rounds) == (Outcome.CANT_TELL, 1)
    assert said in found.message


def test_nothing_was_asked(tmp_path: Path) -> None:
    assert judge_one(CHECK, recorded(tmp_path, {})).outcome is Outcome.INAPPLICABLE


def test_what_a_browser_shows_is_hidden_from_nobody(tmp_path: Path) -> None:
    assert seen(tmp_path / "1", search=SPAM, browser=SPAM).outcome is not Outcome.FAILED
    assert seen(tmp_path / "2", search=SPAM, browser=PLAIN).outcome is Outcome.FAILED
    moved = f"<script>location.href = '{STRANGER}'</script>"
    assert seen(tmp_path / "3", referred=moved, browser=(PLAIN, {"final": STRANGER})).outcome is not Outcome.FAILED


def test_a_browser_that_shows_nothing_counts_for_nothing(tmp_path: Path) -> None:
    assert seen(tmp_path / "1", browser=("", {"status": 500})).outcome is Outcome.PASSED
    assert seen(tmp_path / "2", search=SPAM, browser=("", {"status": 500})).outcome is Outcome.FAILED
