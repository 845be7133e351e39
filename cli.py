"""The command `xunjian`."""
