"""Where this machine keeps a Chromium."""

from __future__ import annotations

import shutil
from pathlib import Path

#: The setting's word for doing without.
NONE = "none"
#: What the browser is called in distributions.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OWN = ".cache/ms-playwright"


def find_chromium(setting: str = "") -> str:
    """Path of the browser: the one the setting names, else the first that is installed; empty when there is none."""
    if setting == NONE:
        return ""
    if setting:
        return shutil.which(setting) or ""
    found = next(filter(None, map(shutil.which, _NAMES)), "")
    return str(found) if found else _downloaded()


def _downloaded() -> str:
    """One that playwright installed for this user."""
    try:
        paths = sorted((Path.home() / _OWN).glob("chromium-*/chrome-linux*/chrome"))
    except (OSError, RuntimeError):
        return ""
    return str(paths[-1]) if paths else ""
