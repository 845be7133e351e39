"""Scripts and frames of strangers: listed, suspected when new in the site's frame or by their name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import BY_PERSON, Outcome, Source
from core.snapshot import Role
from tests.checks.security.recording import ARTICLE, recorded
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

CHECK = "security.foreign_scripts"
SCRIPT = "http://js.x-demo.example/a.js"


def embedded(
    folder: Path, *pages: str, target: str = SCRIPT, known: list[str] | None = None, whole: bool = True
) -> SnapshotBuilder:
    builder = recorded(folder, dict.fromkeys(pages, "<p>一</p>"))
    builder.link(target, Role.SCRIPT, "script", [Source(page, "", "script") for page in pages])
    baseline: dict[str, Any] = {"pages": {}, "embeds": known, "complete": whole}
    return builder if known is None else builder.probe("baseline", HOME, baseline)


def test_a_stranger_is_listed_with_a_warning(tmp_path: Path) -> None:
    found = judge_one(CHECK, embedded(tmp_path, ARTICLE))
    assert (found.subject, found.outcome) == ("x-demo.example", Outcome.PASSED)
    assert "请核对来源" in found.warning
    assert found.sources[0].page == ARTICLE


@pytest.mark.parametrize(
    "target", ["https://hm.baidu.com/h.js", "http://dcs.conac.cn/js/1.js", "//zfwzgl.www.gov.cn/x.js", HOME + "a.js"]
)
def test_known_hosts_are_not_listed(tmp_path: Path, target: str) -> None:
    assert judge_one(CHECK, embedded(tmp_path, ARTICLE, target=target)).subject == HOME


@pytest.mark.parametrize(
    ("pages", "known", "whole", "outcome"),
    [
        ([HOME], [], True, Outcome.FAILED),
        ([f"{HOME}{n}.html" for n in range(5)], [], True, Outcome.FAILED),
        ([ARTICLE], [], True, Outcome.CANT_TELL),
        ([HOME], ["x-demo.example"], True, Outcome.PASSED),
        ([HOME], [], False, Outcome.PASSED),
        ([HOME], None, True, Outcome.PASSED),
    ],
)
def test_new_ones(tmp_path: Path, pages: list[str], known: list[str] | None, whole: bool, outcome: Outcome) -> None:
    found = judge_one(CHECK, embedded(tmp_path, *pages, known=known, whole=whole))
    assert found.outcome is outcome
    assert found.rounds == (BY_PERSON if outcome is Outcome.FAILED else 1)


def test_a_name_that_tells(tmp_path: Path) -> None:
    found = judge_one(CHECK, embedded(tmp_path, ARTICLE, target="http://www.bet365.example/x.js"))
    assert found.outcome is Outcome.FAILED


def test_what_is_embedded_no_more_passes(tmp_path: Path) -> None:
    builder = recorded(tmp_path, {ARTICLE: "<p>一</p>"}).watch(CHECK, "x-demo.example", pages=[ARTICLE])
    builder.watch(CHECK, "unseen.example", pages=[HOME + "unseen.html"])
    found = {item.subject: item.outcome for item in judge(CHECK, builder)}
    assert found == {"x-demo.example": Outcome.PASSED, HOME: Outcome.PASSED}
