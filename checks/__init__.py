"""Pluggable checks: pure functions over a snapshot, one file each. No network, no clock, no database."""

from checks.interface import Check, Params, check, page_check
from checks.registry import Registry, load_registry

__all__ = ["Check", "Params", "Registry", "check", "load_registry", "page_check"]
