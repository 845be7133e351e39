"""How five families of content management systems name their pages."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Layout:
    """Addresses of one family. `column(id, page, pages)` counts pages from 1; `links` is root, full or relative."""

    column: Callable[[str, int, int], str]
    article: Callable[[str, int, date], str]
    single: Callable[[str], str]
    links: str
    page_size: int


def _number(text: str, base: int = 1000) -> int:
    return base + int(hashlib.sha256(text.encode()).hexdigest()[:4], 16) % 900


def _trs_column(column: str, page: int, _pages: int) -> str:
    return f"/{column}/" if page == 1 else f"/{column}/index_{page - 1}.html"


def _trs_article(column: str, number: int, day: date) -> str:
    return f"/{column}/{day:%Y%m}/t{day:%Y%m%d}_{_number(column) * 100 + number}.html"


def _dahan_column(column: str, page: int, _pages: int) -> str:
    return f"/col/{column}/index.html" if page == 1 else f"/col/{column}/index_{page}.html"


def _dahan_article(column: str, number: int, day: date) -> str:
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column.removeprefix('col')}_{20000 + number}.html"


def _boda_column(column: str, page: int, pages: int) -> str:
    # This family counts down: the page behind the first has the highest number.
    return f"/{column}.htm" if page == 1 else f"/{column}/{pages - page + 1}.htm"


def _boda_article(column: str, number: int, _day: date) -> str:
    return f"/info/{_number(column)}/{3000 + number}.htm"


def _ucap_column(column: str, page: int, _pages: int) -> str:
    return f"/{column}/xlist.shtml" if page == 1 else f"/{column}/xlist_{page}.shtml"


def _ucap_article(column: str, number: int, day: date) -> str:
    return f"/{column}/{day:%Y%m}/{hashlib.sha256(f'{column}{number}'.encode()).hexdigest()[:32]}.shtml"


def _old_column(column: str, page: int, _pages: int) -> str:
    return f"/{column}/index.htm" if page == 1 else f"/{column}/list_{_number(column, 1) % 90}_{page}.htm"


def _old_article(column: str, number: int, _day: date) -> str:
    return f"/{column}/{_number(column) + number}.htm"


LAYOUTS = {
    "trs": Layout(_trs_column, _trs_article, lambda name: f"/{name}/", "relative", 15),
    "dahan": Layout(_dahan_column, _dahan_article, lambda name: f"/col/{name}/index.html", "full", 12),
    "boda": Layout(_boda_column, _boda_article, lambda name: f"/{name}.htm", "relative", 12),
    "ucap": Layout(_ucap_column, _ucap_article, lambda name: f"/{name}/index.shtml", "root", 10),
    "old": Layout(_old_column, _old_article, lambda name: f"/{name}.htm", "root", 10),
}


def relative(page: str, target: str) -> str:
    """Write `target` as seen from `page` (both paths from the root), the way publishing systems do."""
    path = posixpath.relpath(target, posixpath.dirname(page))
    path = "./" if path == "." else path
    return path + "/" if target.endswith("/") and not path.endswith("/") else path
