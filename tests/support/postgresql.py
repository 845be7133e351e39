"""A PostgreSQL cluster of a test run's own, in a temporary folder, reachable through a socket file only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: The server refuses to run as root; any other user will do.
_USERS = ("postgres", "nobody")
_DEBIAN = "/usr/lib/postgresql"


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where PostgreSQL is not installed."""
    places = [*sorted(Path(_DEBIAN).glob("*/bin"), reverse=True), *map(Path, os.get_exec_path())]
    return next((place for place in places if (place / "initdb").is_file() and (place / "pg_ctl").is_file()), None)


@contextmanager
def running_cluster(programs: Path) -> Iterator[str]:
    """Run a cluster until the block ends; yields the SQLAlchemy URL of its one database."""
    user = next((name for name in _USERS if _exists(name)), None) if os.getuid() == 0 else None
    # Not below pytest's folder, which only its owner may enter; and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    data = folder / "data"
    try:
        if user:
            shutil.chown(folder, user)
        _run(user, programs / "initdb", "--no-sync", "-A", "trust", "-U", "house", "-E", "UTF8", "-D", data)
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        control = (programs / "pg_ctl", "-D", data, "-w", "-s", "-l", folder / "log")
        _run(user, *control, "-o", options, "start")
        try:
            yield f"postgresql+psycopg://house@/postgres?host={folder}"
        finally:
            _run(user, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(user: str | None, *command: Path | str) -> None:
    subprocess.run(command, user=user, check=True, capture_output=True, cwd="/", env={"LC_ALL": "C.UTF-8"})


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
