"""The notice (通报) as a docx laid out by GB/T 9704-2012."""

from reports.notice.build import write_notice

__all__ = ["write_notice"]
