"""Clues to media accounts that nobody registered: what a name or address says of whose it is. Never a verdict."""
