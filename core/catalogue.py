"""The catalogue of what a county must publish: areas and items, where they stand, and how often they are renewed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

#: The catalogue in force until the office imports its own.
SHIPPED = Path(__file__).with_name("catalogue.toml")
LEVELS = ("县", "乡", "村")
VERIFIED = ("V2", "V1", "M")


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """One row. `kind` groups areas (试点领域, 重点领域, 补贴公开); `item` may be empty: the area as a whole.

    `columns` are addresses of columns, or names under which they are looked for; `interval_days` 0: none;
    `levels` (县, 乡, 村) publish the same item each for itself; `verified` as in the indicator tables: an M name may
    differ.
    """

    kind: str
    area: str
    item: str = ""
    columns: tuple[str, ...] = ()
    unit: str = ""
    interval_days: int = 0
    levels: tuple[str, ...] = ()
    verified: str = "V2"

    @property
    def name(self) -> str:
        """Area and item in one."""
        return f"{self.area}·{self.item}" if self.item else self.area

    def to_data(self) -> dict[str, Any]:
        """The row as JSON-able data."""
        return {**asdict(self), "columns": list(self.columns), "levels": list(self.levels)}


def read_item(data: Mapping[str, Any]) -> CatalogueItem:
    """Inverse of `CatalogueItem.to_data`. Raises KeyError or TypeError for anything else."""
    return CatalogueItem(**{**data, "columns": tuple(data["columns"]), "levels": tuple(data["levels"])})


def shipped_catalogue() -> tuple[CatalogueItem, ...]:
    """The catalogue that ships: 26 pilot areas, nine key areas, and subsidies at three levels."""
    groups = tomllib.loads(SHIPPED.read_text("utf-8"))["area"]
    return tuple(read_item({"kind": group["kind"], "levels": (), **row}) for group in groups for row in group["items"])
