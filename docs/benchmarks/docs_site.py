"""A real site to measure on: the HTML of documentation packages from Debian, served by nginx on loopback.

References to other hosts are taken out of the copies: no program asks anybody else, and all have the same scope.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from debian import fetch_packages, needed

#: Package and the folder in it that becomes a folder of the site. The first four hold Chinese pages.
PACKAGES = {
    "gimp-help-zh-cn": "usr/share/gimp/2.0/help/zh_CN",
    "debian-handbook": "usr/share/doc/debian-handbook/html/zh-CN",
    "debian-reference-zh-cn": "usr/share/debian-reference",
    "maint-guide-zh-cn": "usr/share/doc/maint-guide-zh-cn/html",
    "postgresql-doc-15": "usr/share/doc/postgresql-doc-15/html",
    "python3.11-doc": "usr/share/doc/python3.11/html",
    "sqlite3-doc": "usr/share/doc/sqlite3",
    "aptitude-doc-en": "usr/share/doc/aptitude/html/en",
    "debmake-doc": "usr/share/doc/debmake-doc/html",
}
#: Further copies under names of their own, as the packages keep them.
_FURTHER = {
    f"debian-handbook-{language}": ("debian-handbook", f"usr/share/doc/debian-handbook/html/{language}")
    for language in ("zh-TW", "ja-JP", "ko-KR", "de-DE", "fr-FR")
}
_FOREIGN = re.compile(rb"\b(href|src|action|data|poster)(\s*=\s*[\"']?\s*(?:https?:)?//)", re.I)
_STARTS = ("index.html", "index.zh-cn.html", "index.zh_CN.html")
#: Connections that nginx keeps: a program that reads no bodies holds thousands, and would be cut off by fewer.
_FILES = 16_384
_CONFIG = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log crit;
worker_rlimit_nofile {files}; events {{ worker_connections {files}; }}
http {{
  types {{ text/html html htm; text/css css; application/javascript js; image/png png; image/jpeg jpg jpeg;
    image/gif gif; image/svg+xml svg; application/pdf pdf; text/plain txt; }}
  log_format bytes '$request_method $status $body_bytes_sent $request_uri'; access_log {log};
  sendfile on; keepalive_requests 100000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {root}; index index.html; add_header LinkChecker yes always; }}
}}
"""


def build_site(folder: Path) -> Path:
    """Download and unpack the packages into `folder`, once; returns its root. Needs apt-get and dpkg-deb."""
    root = folder / "site"
    if root.is_dir():
        return root
    packed, unpacked = folder / "packed", folder / "unpacked"
    packed.mkdir(parents=True, exist_ok=True)
    unpacked.mkdir(exist_ok=True)
    fetch_packages(PACKAGES, packed)
    for package in packed.glob("*.deb"):
        name = package.name.partition("_")[0]
        subprocess.run(["dpkg-deb", "-x", package, unpacked / name], check=True)  # noqa: S603, S607
    parts = {name: (name, place) for name, place in PACKAGES.items()} | _FURTHER
    making = folder / "making"
    shutil.rmtree(making, ignore_errors=True)
    for part, (package, place) in parts.items():
        _copy(unpacked / package / place, making / part)
    _write_index(making, tuple(parts))
    making.rename(root)
    return root


def _copy(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue  # links out of the package lead nowhere here
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes()
        copy.write_bytes(_FOREIGN.sub(rb"data-\1\2", content) if path.suffix in (".html", ".htm") else content)


def _write_index(root: Path, parts: tuple[str, ...]) -> None:
    links = "".join(f'<li><a href="{part}/{_start(root / part)}">{part}</a></li>' for part in parts)
    (root / "index.html").write_text(
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>文档</title></head>'
        f"<body><h1>文档</h1><ul>{links}</ul></body></html>",
        "utf-8",
    )


def _start(part: Path) -> str:
    known = (name for name in _STARTS if (part / name).is_file())
    return next(known, "") or min(str(path.relative_to(part)) for path in part.rglob("*.html"))


# LinkChecker asks ten times a second at most unless the server's answers bear that header.
@contextmanager
def served(root: Path, folder: Path) -> Iterator[str]:
    """Serve `root` by nginx on a free port of loopback; gives the home page's address. `folder` takes its files."""
    needed("nginx", "nginx-light")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "nginx.conf"
    log = f"{folder}/access.log bytes"
    config.write_text(_CONFIG.format(folder=folder, log=log, port=port, root=root, files=_FILES), "utf-8")
    server = subprocess.Popen(["nginx", "-e", folder / "error.log", "-p", folder, "-c", config])  # noqa: S603, S607
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("nginx did not start")
