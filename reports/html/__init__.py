"""report.html: the whole inspection in one file that opens from disk, without network."""

from reports.html.render import write_html

__all__ = ["write_html"]
