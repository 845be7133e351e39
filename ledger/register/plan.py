"""What an import would change, shown before it is done. A register that shrinks by more than half asks twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from core.county import Account, Column, Register, Site, Unit
from core.errors import LedgerError
from ledger.audit import AuditRow, record
from ledger.register.headings import Kind
from ledger.register.shown import shown_change
from ledger.register.store import counts, load_register, read_register, write_register

_Item = Unit | Site | Column | Account


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that an import adds, changes or removes; `changes` are its changed fields: name → (old, new)."""

    kind: Kind
    key: str
    name: str
    changes: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The comparison of a register with the stored one. `shrinking` are the kinds that lose more than half."""

    stored: Register
    register: Register
    added: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    shrinking: tuple[Kind, ...]

    @property
    def shrinks(self) -> bool:
        """True when some kind loses more than half of its rows: probably the wrong file, so a person confirms."""
        return bool(self.shrinking)


def plan_import(engine: Engine, register: Register) -> ImportPlan:
    """Compare a parsed register with the stored one. Nothing is written."""
    stored = load_register(engine)
    added: list[Entry] = []
    changed: list[Entry] = []
    removed: list[Entry] = []
    shrinking = []
    for kind, old, new in _pairs(stored, register):
        added += [_entry(kind, key, new[key], {}) for key in new if key not in old]
        removed += [_entry(kind, key, old[key], {}) for key in old if key not in new]
        pairs = ((key, _changes(old[key], new[key])) for key in new if key in old)
        changed += [_entry(kind, key, new[key], changes) for key, changes in pairs if changes]
        if 2 * sum(key in new for key in old) < len(old):
            shrinking.append(kind)
    return ImportPlan(stored, register, tuple(added), tuple(changed), tuple(removed), tuple(shrinking))


def apply_import(engine: Engine, plan: ImportPlan, at: datetime, actor: str) -> None:
    """Store the planned register, with an audit row.

    Raises LedgerError when the plan shrinks the register (see `apply_shrinking_import`), or when somebody else changed
    the stored register since the plan was made.
    """
    if plan.shrinks:
        kinds = "、".join(kind.value for kind in plan.shrinking)
        raise LedgerError(f"导入后“{kinds}”的登记将减少一半以上，可能选错了文件。核对无误后请再次确认导入。")
    _apply(engine, plan, AuditRow(at, actor, "register.import", plan.register.county, _detail(plan)))


def apply_shrinking_import(engine: Engine, plan: ImportPlan, at: datetime, actor: str) -> None:
    """Store a plan that shrinks the register, which a person has confirmed. Raises LedgerError if outdated."""
    _apply(engine, plan, AuditRow(at, actor, "register.import_confirmed", plan.register.county, _detail(plan)))


def _apply(engine: Engine, plan: ImportPlan, row: AuditRow) -> None:
    with engine.begin() as connection:
        if read_register(connection) != plan.stored:
            raise LedgerError("登记表在核对之后已被更改。请重新导入并核对变化。")
        write_register(connection, plan.register, row.at, row.actor)
        record(connection, row)


def _detail(plan: ImportPlan) -> dict[str, object]:
    return {
        **counts(plan.register),
        "added": _labels(plan.added),
        "changed": _labels(plan.changed),
        "removed": _labels(plan.removed),
    }


def _labels(entries: Iterable[Entry]) -> list[str]:
    return [f"{entry.kind.value}：{entry.name}（{entry.key}）" for entry in entries]


def _pairs(stored: Register, new: Register) -> list[tuple[Kind, dict[str, _Item], dict[str, _Item]]]:
    old_parts, new_parts = _parts(stored), _parts(new)
    return [(kind, old_parts[kind], new_parts[kind]) for kind in old_parts]


def _parts(register: Register) -> dict[Kind, dict[str, _Item]]:
    return {
        Kind.UNITS: {unit.name: unit for unit in register.units},
        Kind.SITES: {site.key: site for site in register.sites},
        Kind.COLUMNS: {f"{column.site} {column.url}": column for column in register.columns},
        Kind.ACCOUNTS: {account.key: account for account in register.accounts},
    }


def _entry(kind: Kind, key: str, item: _Item, changes: Mapping[str, tuple[str, str]]) -> Entry:
    return Entry(kind, key, item.name, changes)


def _changes(old: _Item, new: _Item) -> dict[str, tuple[str, str]]:
    values = ((name, getattr(old, name), getattr(new, name)) for name in type(new).__dataclass_fields__)
    return {name: shown_change(name, before, after) for name, before, after in values if before != after}
