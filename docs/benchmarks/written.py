"""Puts a benchmark's result into docs/benchmarks.md, between two marks that carry its name."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from core.clock import beijing_now

_DOCUMENT = Path(__file__).parents[1] / "benchmarks.md"


def write_result(name: str, lines: list[str]) -> None:
    """Replace the result of that name. Raises ValueError when the document has no place for it."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    text = _DOCUMENT.read_text("utf-8")
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"{_DOCUMENT} has no place for {name}")
    _DOCUMENT.write_text("".join((head, begin, "\n".join(lines), "\n", end, tail)), "utf-8")


def machine() -> str:
    """The machine in one line, and how busy it was with other things."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if "model name" in line), platform.machine())
    day, load = beijing_now().date().isoformat(), os.getloadavg()[0]
    return f"{day}, {os.cpu_count()} cores ({model}), Python {platform.python_version()}, load before {load:.1f}"
