"""Pluggable checks: pure functions over a snapshot, one file each. No network, no clock, no database."""

from checks.interface import Check, Params, asked_again, check, page_check, rule
from checks.registry import Registry, load_registry
from checks.ruling import Fault, Ruling

__all__ = [
    "Check",
    "Fault",
    "Params",
    "Registry",
    "Ruling",
    "asked_again",
    "check",
    "load_registry",
    "page_check",
    "rule",
]
