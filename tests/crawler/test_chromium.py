"""Whether there is a browser, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Unavailable
from crawler.chromium import NONE, demand_chromium, find_chromium


def test_doing_without_is_no_browser() -> None:
    assert find_chromium(NONE) == ""
    with pytest.raises(Unavailable, match="none"):
        demand_chromium(NONE)


def test_the_one_that_the_setting_names(tmp_path: Path) -> None:
    path = tmp_path / "chromium"
    path.write_text("#!/bin/sh\n", "ascii")
    path.chmod(0o755)
    assert demand_chromium(str(path)) == str(path)


def test_one_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="missing-browser"):
        demand_chromium(str(tmp_path / "missing-browser"))


def test_none_at_all_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(Unavailable, match="apt install chromium"):
        demand_chromium("")
