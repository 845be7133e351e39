"""The title tag without the site's own name, for pages that show no title of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: What sites put between their own name and the page's; a hyphen is also part of titles (2026-2030).
_BETWEEN = re.compile(r"\s*(?:[_|｜»]|>{1,2}|[-—–]{1,2})\s*")
#: A column's name between both, with spaces around its marks.
_COLUMN = re.compile(r"\S{2,8}\s+[-—–_|｜>»]{1,2}\s+(?=\S{9})|(?<=\S{9})\s+[-—–_|｜>»]{1,2}\s+\S{2,8}$")
_SITE = re.compile(r".{2,30}(?:网站?|门户|官网|平台|人民政府|管理?委员?会|[局厅院])(?:[（(]?首页[)）]?)?")


def page_name(title: str, meta: Mapping[str, tuple[str, ...]]) -> str:
    """`title` without a site's name before or behind it: one that the page's tags give, or that looks like one."""
    own = {name for tag in ("sitename", "og:site_name") for name in meta.get(tag, ())}
    marks = list(_BETWEEN.finditer(title))
    if not marks:
        return title
    site, rest = title[: marks[0].start()].strip(), title[marks[0].end() :].strip()
    if rest and _is_site(site, own):
        return _without_column(rest)
    rest, site = title[: marks[-1].start()].strip(), title[marks[-1].end() :].strip()
    return _without_column(rest) if rest and _is_site(site, own) else title


def _without_column(name: str) -> str:
    before = _COLUMN.match(name)
    return name[before.end() :] if before else _COLUMN.sub("", name)


def _is_site(name: str, own: set[str]) -> bool:
    return name in own or _SITE.fullmatch(name) is not None
