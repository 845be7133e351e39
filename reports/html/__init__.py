"""report.html and each site's accessibility page: files that open from disk, without network."""

from reports.html.accessibility import FOLDER, page_names, write_accessibility_page
from reports.html.render import write_html

__all__ = ["FOLDER", "page_names", "write_accessibility_page", "write_html"]
