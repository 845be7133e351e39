"""Programs and files that the benchmarks take from Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path


def needed(program: str, package: str) -> None:
    """Install a package unless its program is there. Raises OSError or CalledProcessError when that cannot be done."""
    if shutil.which(program):
        return
    if os.geteuid() != 0:
        raise OSError(f"{program} is not installed; ask an administrator for: apt-get install {package}")
    _update()
    _apt("install", "-y", "--no-install-recommends", package)


def fetch_packages(names: Iterable[str], folder: Path) -> None:
    """Download packages into a folder without installing them."""
    if os.geteuid() == 0:
        _update()
    subprocess.run(["apt-get", "download", "-qq", *names], cwd=folder, check=True)  # noqa: S603, S607


@cache
def _update() -> None:
    _apt("update")


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", *arguments], check=True, capture_output=True, env=environment)  # noqa: S603, S607
