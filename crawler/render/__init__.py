"""Pages as a browser shows them: Chromium behind the address guard, each page within bounds of its own."""

from core.errors import Unavailable
from crawler.render.browser import Browser
from crawler.render.found import find_chromium
from crawler.render.options import RenderOptions
from crawler.render.rendered import Rendered, Seen

__all__ = ["Browser", "RenderOptions", "Rendered", "Seen", "Unavailable", "find_chromium"]
