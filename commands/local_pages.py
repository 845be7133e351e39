"""Local files served on loopback, so that a draft is judged just as a published page is."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote


class _Files(SimpleHTTPRequestHandler):
    """Files of one folder, silently; folders are not listed."""

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for results."""


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
