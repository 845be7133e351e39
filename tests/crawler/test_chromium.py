"""Whether there is a browser, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Unavailable
from crawler.chromium import NONE, PLACE, demand_chromium, find_chromium


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


def installed(path: Path, mode: int = 0o755) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(mode)
    return str(path)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser, whose PATH, home and caches are below this folder."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in (PLACE, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_none_is_found_where_there_is_none(bare: Path) -> None:
    assert find_chromium() == ""


def test_a_setting_comes_first_and_none_means_none(bare: Path) -> None:
    other = installed(bare / "bin/my-browser")
    installed(bare / "bin/chromium")
    assert (find_chromium("my-browser"), find_chromium(other)) == (other, other)
    assert (find_chromium("absent"), find_chromium(NONE)) == ("", "")


def test_a_distributions_browser_comes_before_playwrights(bare: Path) -> None:
    own = installed(bare / ".cache/ms-playwright/chromium-1200/chrome-linux64/chrome")
    assert find_chromium() == own
    theirs = installed(bare / "bin/chromium")
    assert find_chromium() == theirs


def test_a_distributions_browser_without_a_window_is_taken_where_there_is_no_other(bare: Path) -> None:
    without = installed(bare / "bin/chromium-headless-shell")
    assert find_chromium() == without
    whole = installed(bare / "bin/chromium")
    assert find_chromium() == whole


@pytest.mark.parametrize(
    "program",
    [
        "chromium-1255/chrome-linux64/chrome",
        "chromium-1100/chrome-linux/chrome",
        "chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell",
        "chromium_headless_shell-1140/chrome-linux/headless_shell",
    ],
)
@pytest.mark.parametrize("place", ["home", "variable", "cache"])
def test_playwrights_browsers_are_found_wherever_they_are(
    bare: Path, monkeypatch: pytest.MonkeyPatch, program: str, place: str
) -> None:
    folders = {"home": ".cache/ms-playwright", "variable": "browsers", "cache": "cached/ms-playwright"}
    if place == "variable":
        monkeypatch.setenv(PLACE, str(bare / "browsers"))
    if place == "cache":
        monkeypatch.setenv("XDG_CACHE_HOME", str(bare / "cached"))
    own = installed(bare / folders[place] / program)
    assert find_chromium() == own


def test_the_newest_whole_one_counts_and_a_window_before_none(bare: Path) -> None:
    own = bare / ".cache/ms-playwright"
    installed(own / "chromium_headless_shell-2000/chrome-linux/headless_shell")
    installed(own / "chromium-999/chrome-linux/chrome")
    newest = installed(own / "chromium-1255/chrome-linux/chrome")
    installed(own / "chromium-1300/chrome-linux/chrome", 0o644)
    assert find_chromium() == newest
