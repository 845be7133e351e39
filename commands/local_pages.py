"""Local files served on loopback, so that a draft is judged just as a published page is."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

from commands.language import _
from core.errors import UsageError

#: What begins like a path, of whatever system, and names no host; and a bare name that ends like a page.
_PATH = re.compile(r"file:|[./~\\]|[a-z]:[/\\]", re.I)
_DRAFT = re.compile(r"\.(?:x|s)?html?$", re.I)


class _Files(SimpleHTTPRequestHandler):
    """Files of one folder, silently; folders are not listed."""

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for results."""


def local_file(given: str) -> Path | None:
    """The file that was asked for; None: it is an address. Raises UsageError for a path without a file."""
    path = Path(given.removeprefix("file://"))
    if path.is_file():
        return path
    if _PATH.match(given) or (_DRAFT.search(given) and "/" not in given):
        raise UsageError(_("There is no file {path}.").format(path=given[:200]))
    return None


@contextmanager
def served(paths: Sequence[Path]) -> Iterator[Mapping[Path, str]]:
    """Serve the files' common folder until the block ends; gives each file's address."""
    if not paths:
        yield {}
        return
    whole = {path: path.resolve() for path in paths}
    root = Path(os.path.commonpath([path.parent for path in whole.values()]))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            base = f"http://127.0.0.1:{server.server_address[1]}/"
            yield {path: base + quote(found.relative_to(root).as_posix()) for path, found in whole.items()}
        finally:
            server.shutdown()
