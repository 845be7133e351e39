"""The labelled set: what docs/benchmarks.md says of it stays true within bounds."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[4] / "docs" / "benchmarks" / "unregistered_accounts.py"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("unregistered_accounts", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("half", ["tuned", "aside", "unseen"])
def test_precision_and_recall(half: str) -> None:
    module = script()
    rows = list(module.judged(half))
    precision, recall, known = module.figures(rows)
    assert len(rows) >= 100
    assert min(precision, recall, known) >= 0.85, (precision, recall, known)
