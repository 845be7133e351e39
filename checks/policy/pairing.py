"""Which interpretation names which document of the site's own. Holds no check of its own.

Only a pair that is plainly one: a title that quotes exactly one document's title in 《》 and calls itself 解读 or 图解.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.county import Column, ColumnCategory, Site, column_at
from core.snapshot import Page, PageKind, Snapshot

_NUMBER = re.compile(r"(?P<issuer>[^\d〔\[（(]{1,15})[〔\[（(](?:19|20)\d\d[〕\]）)]\s*\d+\s*号")
#: Numbers of higher authorities, whose documents a county's site only shows again.
_HIGHER = re.compile(
    r"国|中[发办]|省|自治区|部|署|总局|[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新][政府办]"
)
_EXPLAINS = re.compile(r"解读|图解|读懂")
_QUOTED = re.compile(r"《([^《》]{6,120})》")
_ISSUED = re.compile(r".*印发《?(?P<name>[^《》]{6,120}?)》?的通知")
_NOISE = re.compile(r"[\s《》〈〉]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A document of the site's own and the interpretations that quote its title, by address."""

    document: Page
    interpretations: tuple[Page, ...]


def pairs(snapshot: Snapshot) -> Iterator[Pair]:
    """Every document that is plainly the site's own and is quoted by an interpretation, by address."""
    documents: dict[str, list[Page]] = {}
    interpretations: dict[str, list[Page]] = {}
    for page in snapshot.pages(PageKind.ARTICLE):
        column = column_at(page.url, snapshot.columns)
        if column is None:
            continue
        if column.category is ColumnCategory.POLICIES and _is_own(page, column, snapshot.site):
            documents.setdefault(document_name(page.facts.article.title), []).append(page)
        elif column.category is ColumnCategory.INTERPRETATION and (name := quoted_name(page.facts.article.title)):
            interpretations.setdefault(name, []).append(page)
    for name, found in documents.items():
        # A title that is issued anew every year says nothing of which year is explained.
        if len(found) == 1 and name in interpretations:
            yield Pair(found[0], tuple(interpretations[name]))


def document_name(title: str) -> str:
    """What a document is called where it is quoted: without its issuer, “关于印发” and “的通知”."""
    issued = _ISSUED.fullmatch(title.strip())
    return _NOISE.sub("", issued["name"] if issued else title)


def quoted_name(title: str) -> str:
    """The one document that an interpretation's title quotes in 《》; empty when it is none or quotes several."""
    quoted = {document_name(name) for name in _QUOTED.findall(title)}
    return quoted.pop() if len(quoted) == 1 and _EXPLAINS.search(_QUOTED.sub("", title)) else ""


def _is_own(page: Page, column: Column, site: Site) -> bool:
    article = page.facts.article
    number = _NUMBER.search(article.document_number)
    units = {unit for unit in (site.name, site.unit, column.unit) if unit}
    own = article.publisher in units or any(article.title.startswith(unit) for unit in units)
    return bool(number and own and not _HIGHER.search(number["issuer"])) and "转发" not in article.title
