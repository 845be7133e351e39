"""What WAI-ARIA 1.2 says of roles, states and properties; read once from aria.toml, which names its sources."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("aria.toml")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Role:
    """One role: attributes it `supports` beside the global ones and `requires`; roles it `owns` and is `inside` of."""

    supports: frozenset[str] = _NONE
    requires: frozenset[str] = _NONE
    owns: frozenset[str] = _NONE
    inside: frozenset[str] = _NONE


@dataclass(frozen=True, slots=True)
class Aria:
    """The whole table; aria.toml tells what each part is.

    `values`: attribute → type; `words` and `word_lists`: type → words allowed, one or several.
    """

    roles: Mapping[str, Role]
    abstract: frozenset[str]
    deprecated: frozenset[str]
    everywhere: frozenset[str]
    nameless: frozenset[str]
    named_by_content: frozenset[str]
    flat: frozenset[str]
    toolbar: frozenset[str]
    values: Mapping[str, str]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    word_lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def supported(self, role: str) -> frozenset[str]:
        """Attributes that may stand on an element of this role, the global ones apart."""
        found = self.roles.get(role)
        return found.supports | found.requires if found else _NONE


@cache
def facts() -> Aria:
    """The table as shipped."""
    raw = tomllib.loads(_TABLE.read_text("utf-8"))
    return Aria(
        roles={name: Role(**{key: frozenset(to) for key, to in role.items()}) for name, role in raw["roles"].items()},
        abstract=frozenset(raw["abstract"]),
        deprecated=frozenset(raw["deprecated"]),
        everywhere=frozenset(raw["global"]),
        nameless=frozenset(raw["nameless"]),
        named_by_content=frozenset(raw["named_by_content"]),
        flat=frozenset(raw["flat"]),
        toolbar=frozenset(raw["toolbar"]),
        values=raw["values"],
        words={name: frozenset(to) for name, to in raw["words"].items()},
        word_lists={name: frozenset(to) for name, to in raw["word_lists"].items()},
    )
