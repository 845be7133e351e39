"""Where this machine keeps a Chromium; apart from what drives it, which takes long to load."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from core.errors import Unavailable

#: The setting's word for doing without.
NONE = "none"
#: What the browser is called in distributions. The engine without a window comes last: it is quicker, but lays text out
#: by a hair otherwise than what visitors have.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell")
#: Playwright's own browsers: folders carry the revision; the shell without a window is enough.
_KINDS = (
    ("chromium-*", "chrome-linux*/chrome"),
    ("chromium_headless_shell-*", "chrome-headless-shell-linux*/chrome-headless-shell"),
    ("chromium_headless_shell-*", "chrome-linux*/headless_shell"),
)
_OWN, _BESIDE = "ms-playwright", "driver/package/.local-browsers"
#: The variable that says where they are; "0" means beside Playwright itself.
PLACE = "PLAYWRIGHT_BROWSERS_PATH"


def find_chromium(setting: str = "") -> str:
    """Path of the browser: the one the setting names, else the first that is installed; empty when there is none.

    Distributions' browsers come before those that Playwright installed, of which the newest counts.
    """
    if setting == NONE:
        return ""
    if setting:
        return shutil.which(setting) or ""
    found = next(filter(None, map(shutil.which, _NAMES)), "")
    return str(found) if found else next(_downloaded(), "")


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
    return (
        "本机没有找到浏览器，依靠脚本显示的内容无法查看。请运行 apt install chromium，"
        "或者 playwright install chromium，或者用设置 browser 写明浏览器的路径。"
    )


def _downloaded() -> Iterator[str]:
    """Those that Playwright installed, best first."""
    for folder in _places():
        for kind, program in _KINDS:
            try:
                found = sorted(folder.glob(f"{kind}/{program}"), key=lambda path: _revision(path, folder), reverse=True)
            except OSError:
                continue
            yield from (str(path) for path in found if os.access(path, os.X_OK))


def _revision(path: Path, folder: Path) -> int:
    digits = re.search(r"-([0-9]{1,9})$", path.relative_to(folder).parts[0])
    return int(digits[1]) if digits else 0


def _places() -> Iterator[Path]:
    """Folders where Playwright may have put browsers."""
    said = os.environ.get(PLACE, "")
    if said == "0":
        spec = find_spec("playwright")
        yield from (Path(place, _BESIDE) for place in (spec and spec.submodule_search_locations) or ())
    elif said:
        yield Path(said)
    elif cache := os.environ.get("XDG_CACHE_HOME") or _home_cache():
        yield Path(cache, _OWN)


def _home_cache() -> str:
    try:
        return str(Path.home() / ".cache")
    except RuntimeError:
        # A service's user without any home.
        return ""
