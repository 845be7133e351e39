"""Where a job runs: local threads here; other back ends behind the same three methods."""

from dispatch.interface import Dispatcher, Run
from dispatch.local import LocalDispatcher

__all__ = ["Dispatcher", "LocalDispatcher", "Run"]
