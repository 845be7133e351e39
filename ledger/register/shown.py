"""How a changed field is told: what a person's name or number was and is, is not told."""

from __future__ import annotations

from core.county import PERSONAL

_HIDDEN = "（已填）"


def shown_change(name: str, before: object, after: object) -> tuple[str, str]:
    """A field before and after, in words."""
    return _shown(name, before), _shown(name, after)


def _shown(name: str, value: object) -> str:
    if value is None or value in ("", ()):
        return ""
    if name in PERSONAL:
        return _HIDDEN
    return "、".join(value) if isinstance(value, tuple) else str(value)
