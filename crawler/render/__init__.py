"""Pages as a browser shows them: Chromium behind the address guard, each page within bounds of its own."""

from core.errors import Unavailable
from crawler.chromium import find_chromium
from crawler.render.browser import Browser
from crawler.render.options import RenderOptions
from crawler.render.rendered import Rendered, Seen
from crawler.render.scanned import Measurer, Scanned
from crawler.render.scanner import Scanner

__all__ = [
    "Browser",
    "Measurer",
    "RenderOptions",
    "Rendered",
    "Scanned",
    "Scanner",
    "Seen",
    "Unavailable",
    "find_chromium",
]
