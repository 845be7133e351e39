"""Writes a snapshot: WARC records and the index, one committed step at a time, sealed at the end."""

from crawler.record.recorder import Recorder
from crawler.record.seal import seal

__all__ = ["Recorder", "seal"]
