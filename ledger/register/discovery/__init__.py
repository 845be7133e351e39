"""Proposes the columns of a site from a snapshot of it; a person confirms them before they are registered."""

from ledger.register.discovery.discover import discover
from ledger.register.discovery.proposal import Proposal, Shape
from ledger.register.discovery.workbook import write_proposals

__all__ = ["Proposal", "Shape", "discover", "write_proposals"]
