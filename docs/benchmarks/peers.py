"""The other programs of the speed benchmark, each with its own install and its command for one site.

Each is asked for the same: follow every page of the site from its home page and check every address of it. None of them
keeps what it received; wget saves the files. Those that an installer cannot bring are left out and said to be.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from debian import needed

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Peer:
    """`install` puts the program into a folder and raises OSError or CalledProcessError when it cannot."""

    name: str
    install: Callable[[Path], None]
    command: Callable[[Path, str], Sequence[str]]


def install_python(*requirements: str) -> Callable[[Path], None]:
    """An installer into a virtual environment of its own."""

    def install(folder: Path) -> None:
        if not (folder / "bin").is_dir():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)  # noqa: S603
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, *requirements], check=True, capture_output=True)  # noqa: S603

    return install


def _linkchecker(folder: Path) -> None:
    install_python("linkchecker")(folder)
    # By default it asks ten times a second at most; see docs_site.py.
    (folder / "rc").write_text("[checking]\nmaxrequestspersecond=100000\n", "utf-8")


def _node(package: str) -> Callable[[Path], None]:
    def install(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"name": "peer", "private": true, "type": "module"}', "utf-8")
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", package]
        subprocess.run(npm, cwd=folder, check=True, capture_output=True)  # noqa: S603

    return install


def _node_script(name: str) -> Callable[[Path, str], Sequence[str]]:
    def command(folder: Path, home: str) -> Sequence[str]:
        # Modules are looked for beside the script.
        shutil.copy(_HERE / name, folder / name)
        return ("node", str(folder / name), home)

    return command


PEERS = (
    Peer(
        "LinkChecker",
        _linkchecker,
        lambda folder, home: (
            *(str(folder / "bin" / "linkchecker"), "-f", str(folder / "rc")),
            *("--no-status", "--no-robots", "-t", "20", "-q", home),
        ),
    ),
    Peer(
        "broken-link-checker",
        _node("broken-link-checker"),
        lambda folder, home: (str(folder / "node_modules/.bin/blc"), "-r", "-o", "--filter-level", "3", home),
    ),
    Peer(
        "linkinator",
        _node("linkinator"),
        lambda folder, home: (
            *(str(folder / "node_modules/.bin/linkinator"), home, "--recurse"),
            *("--verbosity", "none", "--concurrency", "100"),
        ),
    ),
    Peer("Crawlee for Node", _node("@crawlee/cheerio"), _node_script("peer_crawlee.mjs")),
    Peer(
        "Crawlee for Python",
        install_python("crawlee[parsel]"),
        lambda folder, home: (str(folder / "bin" / "python"), str(_HERE / "peer_crawlee.py"), home),
    ),
    Peer(
        "wget (saves files)",
        lambda _folder: needed("wget", "wget"),
        lambda folder, home: (
            *("wget", "-q", "-r", "-l", "inf", "-p", "-e", "robots=off"),
            *("-P", str(folder / "saved"), home),
        ),
    ),
)
