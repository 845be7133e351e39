"""The demo office's own catalogue of what must be published: the shipped one, and two subsidies by name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from core.catalogue import LEVELS, CatalogueItem, shipped_catalogue
from ledger.catalogue import save_catalogue

_UNIT = "云岭县农业农村局"
SUBSIDIES = tuple(
    CatalogueItem("补贴公开", "惠农补贴", name, unit=_UNIT, levels=LEVELS)
    for name in ("耕地地力保护补贴", "农机购置补贴")
)


def import_catalogue(engine: Engine, at: datetime) -> None:
    """Put the catalogue into force, as the office would with `xunjian catalogue import`."""
    save_catalogue(engine, (*shipped_catalogue(), *SUBSIDIES), at, "demo")
