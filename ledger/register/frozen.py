"""The register as one inspection went by it, so that its documents can be written anew as they were.

A later import changes the register; an inspection of a file or of typed addresses never imports one at all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from core.county import Register, Unit
from core.errors import LedgerError

_ADAPTER = TypeAdapter(Register)


def freeze_register(register: Register) -> dict[str, Any]:
    """The register as JSON values, without the people to call: the documents name units, never persons."""
    units = tuple(Unit(unit.name, unit.parent) for unit in register.units)
    accounts = tuple(account.without_person() for account in register.accounts)
    plain = replace(register, units=units, accounts=accounts)
    return dict(_ADAPTER.dump_python(plain, mode="json"))


def thaw_register(kept: dict[str, Any], run: str) -> Register:
    """The register that `freeze_register` kept for `run`. Raises LedgerError when it cannot be read."""
    try:
        return _ADAPTER.validate_python(kept)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise LedgerError(f"巡检 {run} 所存的登记信息无法读取（{place}：{first['msg']}），请重新巡检。") from error
