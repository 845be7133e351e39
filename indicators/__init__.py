"""The official inspection tables as versioned TOML, and pure scoring."""
