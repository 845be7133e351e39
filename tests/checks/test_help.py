"""Every check's help page: three parts in Chinese, shown by `xunjian checks show` and fit for the report."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from checks import Check, load_registry
from cli import main

CHECKS = list(load_registry(()))


@pytest.mark.parametrize("item", CHECKS, ids=lambda item: item.id)
def test_says_what_why_and_how_to_repair(item: Check) -> None:
    parts = [item.help.find(part) for part in ("是什么：", "为什么重要：", "如何整改：")]
    assert -1 not in parts, item.id
    assert parts == sorted(parts), "in this order"
    repair = item.help[parts[2] :]
    assert len(re.findall(r"[一-鿿]", repair)) >= 10, "how to repair it, in words"
    assert item.clause, "by which clause"


@pytest.mark.parametrize("item", CHECKS, ids=lambda item: item.id)
def test_is_shown_on_the_command_line(item: Check) -> None:
    shown = CliRunner().invoke(main, ["checks", "show", item.id])
    assert shown.exit_code == 0
    assert re.sub(r"\s", "", item.help) in re.sub(r"\s", "", shown.output)
