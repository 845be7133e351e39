"""The shipped tables, as TOML files."""
