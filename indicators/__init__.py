"""The official inspection tables as versioned TOML, and pure scoring."""

from indicators.loading import load_table, load_tables, with_lists
from indicators.scoring import score

__all__ = ["load_table", "load_tables", "score", "with_lists"]
