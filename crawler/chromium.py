"""Where this machine keeps a Chromium; apart from what drives it, which takes long to load."""

from __future__ import annotations

import shutil
from pathlib import Path

from core.errors import Unavailable

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


def demand_chromium(setting: str) -> str:
    """Like `find_chromium`. Raises Unavailable, in words that say the remedy, when there is none."""
    path = find_chromium(setting)
    if not path:
        raise Unavailable(_lack(setting))
    return path


def _lack(setting: str) -> str:
    if setting == NONE:
        return "设置 browser 为 none：本次不使用浏览器。"
    if setting:
        return f"找不到设置 browser 指定的浏览器“{setting}”。"
    return "本机没有安装浏览器，依靠脚本显示的内容无法查看。请运行 apt install chromium。"


def _downloaded() -> str:
    """One that playwright installed for this user."""
    try:
        paths = sorted((Path.home() / _OWN).glob("chromium-*/chrome-linux*/chrome"))
    except (OSError, RuntimeError):
        return ""
    return str(paths[-1]) if paths else ""
