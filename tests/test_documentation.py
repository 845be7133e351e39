"""Documentation held to the code: verbs, options, checks, exit codes, notices, links, named tests."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from checks import load_registry
from cli import main
from commands.exits import Exit

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
README = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text("utf-8")
SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")


def paths(group: click.Group, prefix: str = "xunjian") -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        yield f"{prefix} {name}"
        if isinstance(command, click.Group):
            yield from paths(command, f"{prefix} {name}")


def test_every_verb_stands_in_the_table() -> None:
    rows = dict(re.findall(r"^\| `(xunjian [a-z]+)` \| (.+) \|$", README, re.M))
    assert set(rows) == {f"xunjian {name}" for name in main.commands}
    for path in paths(main):
        verb, below = path.split()[:2], path.split()[2:]
        assert all(f"`{name}`" in rows[" ".join(verb)] for name in below), path


def test_every_exit_code_stands_in_the_table() -> None:
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.M)] == [int(code) for code in Exit]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_in_the_text_exist(page: Path) -> None:
    known = set(paths(main))
    for verb, below in re.findall(r"(?:`|\$ |bin/)xunjian ([a-z]+)(?: ([a-z]+))?", page.read_text("utf-8")):
        assert f"xunjian {verb}" in known
        if isinstance(main.commands[verb], click.Group) and below:
            assert f"xunjian {verb} {below}" in known


def test_checks_page_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("generate_checks", ROOT / "docs" / "generate_checks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert page == module.render(), "run: make docs"
    assert all(f"\n## {item.id}\n" in page for item in load_registry(()))


def test_every_direct_dependency_stands_in_the_notice() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*data["project"]["dependencies"], *data["dependency-groups"]["dev"]]
    names = [re.split(r"[<>=\[ ]", line)[0] for line in asked]
    assert re.findall(r"^  (\S+) {2,}\S", (ROOT / "NOTICE").read_text("utf-8"), re.M) == names


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_both_readmes_begin_with_the_demo() -> None:
    assert README.index("make demo") < README.index("make test") < README.index("## Use")
    assert "make demo" in CHINESE


def test_every_bound_names_a_test_that_exists() -> None:
    rows = [
        line for line in SECURITY.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| behav"))
    ]
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert named, f"no test named: {row}"
        for path, function in named:
            assert re.search(rf"def {function}\(", (ROOT / path).read_text("utf-8")), f"{path}::{function}"
