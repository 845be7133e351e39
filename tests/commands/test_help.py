"""Every verb explains itself in both languages, and says by its exit code what happened."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from cli import main
from commands.exits import Exit
from core.version import VERSION
from tests.commands.conftest import Program, Run
from tests.commands.messages import ROOT

#: Help texts are made when the modules are imported, so each language needs a process; one for all verbs is enough.
_ALL_HELP = """
import json, click
from click.testing import CliRunner
from cli import main
def walk(command, path):
    yield path
    if isinstance(command, click.Group):
        for name, child in sorted(command.commands.items()):
            yield from walk(child, [*path, name])
told = {" ".join(path): CliRunner().invoke(main, [*path, "--help"]) for path in walk(main, [])}
print(json.dumps({path: (result.exit_code, result.output) for path, result in told.items()}))
"""


def all_help(language: str) -> dict[str, tuple[int, str]]:
    environment = {"PYTHONPATH": str(ROOT), "LANG": language, "PATH": ""}
    done = subprocess.run([sys.executable, "-c", _ALL_HELP], env=environment, capture_output=True, check=True)
    found: dict[str, tuple[int, str]] = json.loads(done.stdout)
    return found


def test_every_verb_explains_itself_in_english() -> None:
    told = all_help("en_US.UTF-8")
    assert {path.split()[0] for path in told if path} == set(main.commands)
    for path, (code, text) in told.items():
        assert code == 0, path
        assert not re.search("[一-鿿]", text), path
        assert re.search(r"\n  [A-Z]", text), path


def test_every_verb_explains_itself_in_chinese() -> None:
    for path, (code, text) in all_help("zh_CN.UTF-8").items():
        assert code == 0, path
        # The description, and each option's but --help and --version, which are click's own words.
        assert re.search(r"Usage: .*\n\n  [^a-z\n]*[一-鿿]", text), path
        options = re.findall(r"^  (--?[a-z-]+)[^\n]*(?:\n {4,}[^\n]*)*", text, re.M)
        blocks = re.findall(r"^  --?[a-z-]+[^\n]*(?:\n {4,}[^\n]*)*", text, re.M)
        for option, block in zip(options, blocks, strict=True):
            assert option in ("--help", "--version", "--folder") or re.search("[一-鿿]", block), (path, block)


def test_help_names_every_exit_code(xunjian: Run) -> None:
    text = xunjian("--help").output
    assert all(re.search(rf"\b{int(code)} ", text) for code in Exit)


def test_version(xunjian: Run) -> None:
    assert VERSION in xunjian("--version").output


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-verb",),
        ("inspect", "--no-such-option"),
        ("inspect", "--max-pages", "0", "http://127.0.0.1/"),
        ("inspect", "--robots", "sometimes", "http://127.0.0.1/"),
        ("judge",),
        ("page",),
    ],
)
def test_wrong_use_is_an_error(xunjian: Run, arguments: tuple[str, ...]) -> None:
    assert xunjian(*arguments).exit_code == Exit.ERROR


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("inspect",), "Nothing to inspect"),
        (("inspect", "--site", "media"), "xunjian register import county.xlsx"),
        (("inspect", "ftp://www.yunling-demo.gov.cn/"), "is not a web address"),
        (("inspect", "http://"), "is not a web address"),
        (("inspect", "file:///etc/passwd"), "is not a web address"),
        (("inspect", "javascript:alert(1)"), "is not a web address"),
        (("inspect", "http://a b/"), "is not a web address"),
        (("inspect", "x" * 3000), "is not a web address"),
        (("inspect", "--resume", "http://127.0.0.1/"), "No interrupted inspection"),
        (("inspect", "--register", "absent.xlsx"), "not found: absent.xlsx"),
        (("inspect", "--site", "nobody"), "No site nobody"),
        (("inspect", "--allow-private", "10.1/99", "http://10.1.0.1/"), "10.1/99 is not an address range"),
        (("crawl", "--allow-private", "all", "http://10.1.0.1/"), "all is not an address range"),
        (("page", "mailto:a@yunling-demo.gov.cn"), "is not a web address"),
        (("report",), "No such finished inspection"),
        (("report", "--run", "19990101T000000"), "No such finished inspection"),
        (("judge", "absent"), "Snapshot not found: absent"),
        (("checks", "show", "no.such"), "no.such"),
        (("indicators", "show", "no-such"), "No table no-such"),
        (("inspect", "http://name:secret@www.yunling-demo.gov.cn/"), "is not a web address"),
        (("register", "validate", "absent.xlsx"), "not found: absent.xlsx"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(xunjian: Run, arguments: tuple[str, ...], said: str) -> None:
    result = xunjian(*arguments)
    assert result.exit_code == Exit.ERROR
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_nothing_is_scheduled_without_a_register(xunjian: Run) -> None:
    result = xunjian("schedule")
    assert result.exit_code == Exit.ERROR
    assert "The register is empty" in result.stderr


def test_the_schedule_is_shown(xunjian: Run) -> None:
    result = xunjian("schedule", "--list")
    assert result.exit_code == Exit.FINE
    assert "day_of_week=mon hour=8 minute=30" in result.output


def test_a_wrong_setting_is_named(xunjian: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUNJIAN_TIMEOUT", "soon")
    result = xunjian("doctor")
    assert result.exit_code == Exit.ERROR
    assert "timeout" in result.stderr


def test_errors_are_chinese_in_a_chinese_terminal(program: Program) -> None:
    done = program("judge", "absent", LANG="zh_CN.UTF-8")
    assert done.returncode == Exit.ERROR
    assert done.stderr.decode().startswith("错误：找不到快照")
    assert not done.stdout


def test_a_register_typed_as_an_address_is_told(xunjian: Run) -> None:
    result = xunjian("inspect", "county.xlsx")
    assert (result.exit_code, "--register county.xlsx" in result.stderr) == (Exit.ERROR, True)
