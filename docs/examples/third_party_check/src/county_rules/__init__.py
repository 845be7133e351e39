"""Checks of one county, one file each."""
