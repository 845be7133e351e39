"""Writes docs/settings.md from settings.py; tests/test_settings.py holds the two together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from settings import Settings

HEAD = """# Settings

Generated from settings.py by `make docs`. Each can be given as an environment variable or, without the prefix and in
lower case, in `xunjian.toml` in the working directory; the command line's own options come first. Lists in environment
variables are JSON: `XUNJIAN_ALLOW_PRIVATE='["10.0.0.0/8"]'`.

| variable | type | default | what it does |
| --- | --- | --- | --- |
"""


def render() -> str:
    """The whole page."""
    return HEAD + "".join(_row(name, field) for name, field in Settings.model_fields.items())


def _row(name: str, field: FieldInfo) -> str:
    kind = getattr(field.annotation, "__name__", None) or str(field.annotation).replace("pathlib.", "")
    if str(field.annotation).startswith("tuple"):
        kind = "list of text"
    return (
        f"| `XUNJIAN_{name.upper()}` | {_cell(kind)} | {_default(field.default)} | {_cell(field.description or '')} |\n"
    )


def _default(value: Any) -> str:
    if value in (None, "", (), {}):
        return "—"
    return f"`{value}`"


def _cell(text: str) -> str:
    return text.replace("|", "or")


if __name__ == "__main__":
    Path(__file__).with_name("settings.md").write_text(render(), "utf-8")
