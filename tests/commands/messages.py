"""Finds every message that the terminal can say: each literal given to `_()`.

Babel's own extraction does not look into f-strings before Python 3.12, so the syntax tree is read instead.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("cli.py", "commands/*.py", "reports/*.py")


def messages() -> dict[str, str]:
    """Message → the file that says it first."""
    found: dict[str, str] = {}
    for path in (path for pattern in SOURCES for path in sorted(ROOT.glob(pattern))):
        for message in _literals(path.read_text("utf-8")):
            found.setdefault(message, path.relative_to(ROOT).as_posix())
    return found


def _literals(source: str) -> Iterator[str]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        argument = call.args[0]
        named = isinstance(call.func, ast.Name) and call.func.id == "_"
        if named and isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
