"""`judge`: the same snapshot gives the same bytes anywhere; what is damaged is refused in one sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.exits import Exit
from core.snapshot import INDEX, WARC, Sanity, Verdict
from core.snapshot.manifest import NAME
from tests.commands.conftest import Program, Run
from tests.support.snapshots import HOME, SnapshotBuilder

PAGE = '<html lang="zh-CN"><title>云岭县人民政府</title><body><a href="/gone.html">通知</a><p>正文。</p></body></html>'


def builder(folder: Path) -> SnapshotBuilder:
    return SnapshotBuilder(folder).page(HOME, PAGE)


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    made = builder(tmp_path / "snapshots" / "20261123T080000")
    return made.link(f"{HOME}gone.html").resource(f"{HOME}gone.html", Verdict.DEAD, status=404).seal()


def test_the_same_bytes_twice_elsewhere_and_in_another_language(
    program: Program, snapshot: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "另一台 机器"
    elsewhere.mkdir()
    copied = shutil.copytree(snapshot, elsewhere / snapshot.name)
    runs = [
        program("judge", snapshot, "--format", "json", LANG="C.UTF-8", PYTHONHASHSEED="1"),
        program("judge", copied.name, "--format", "json", cwd=elsewhere, LANG="zh_CN.UTF-8", PYTHONHASHSEED="2"),
        program("judge", copied, "--format", "json", LANG="C", PYTHONIOENCODING="ascii", TZ="America/Lima"),
    ]
    assert {done.returncode for done in runs} == {Exit.PROBLEMS}, runs[0].stderr
    assert len({done.stdout for done in runs}) == 1
    (site,) = json.loads(runs[0].stdout)["sites"]
    failed = {(item["check"], item["subject"]) for item in site["observations"] if item["outcome"] == "failed"}
    assert ("link.dead", f"{HOME}gone.html") in failed


def test_the_table_shows_what_is_wrong(xunjian: Run, snapshot: Path) -> None:
    result = xunjian("judge", snapshot)
    assert result.exit_code == Exit.PROBLEMS
    assert "link.dead 站内错链断链" in result.output
    assert "gone.html" in result.output


def test_an_inconclusive_snapshot_accuses_nobody(xunjian: Run, tmp_path: Path) -> None:
    folder = builder(tmp_path / "s").seal(sanity=Sanity("inconclusive", ("首页被拦截",)))
    result = xunjian("judge", folder)
    assert result.exit_code == Exit.INCONCLUSIVE
    assert "failed" not in result.output


def _unseal(folder: Path) -> None:
    (folder / NAME).unlink()


def _change(folder: Path) -> None:
    with (folder / WARC).open("ab") as stream:
        stream.write(b"x")


def _lose(folder: Path) -> None:
    (folder / INDEX).unlink()


def _garble(folder: Path) -> None:
    (folder / NAME).write_text("{", "utf-8")


@pytest.mark.parametrize("harm", [_unseal, _change, _lose, _garble])
def test_damage_is_said_in_one_sentence(program: Program, snapshot: Path, harm: Callable[[Path], None]) -> None:
    harm(snapshot)
    done = program("judge", snapshot, "--format", "json", LANG="C.UTF-8")
    assert done.returncode == Exit.ERROR
    assert not done.stdout
    (line,) = done.stderr.decode().strip().splitlines()
    assert line.startswith("Error: ")


def test_a_file_is_no_snapshot(xunjian: Run, snapshot: Path) -> None:
    assert xunjian("judge", snapshot / NAME).exit_code == Exit.ERROR
