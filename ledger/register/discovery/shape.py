"""Whether a page is a list, a channel of columns, a single page or an archive."""

from __future__ import annotations

import re
from datetime import date

from checks.freshness.main_text import main_text
from core.snapshot import ListItem, Page, PageKind
from ledger.register.discovery.proposal import Shape

_ARCHIVE = re.compile("归档|历史|往期|已停|停更|旧版|存档|往届|回顾")
#: A list without anything new may still be alive: only one that says it is closed is an archive.
_CLOSED = re.compile("本栏目(?:已|不再|停止)|(?:栏目|专题)(?:已)?(?:归档|停止更新|不再更新|关闭)")
#: Most characters of text in the middle of a page that holds nothing: its heading and trail.
_FEW_WORDS = 40
#: Fewest entries that make a list.
_ENTRIES = 2
#: Pages that every site has and that publish nothing.
_FURNITURE = re.compile(
    "(?:网站|站点)地图|关于(?:我们|本站)|联系我们|版权|隐私|声明|无障碍|适老|长者|关怀版|登录|注册|帮助|RSS|English",
    re.I,
)


def shape_of(page: Page, name: str, items: tuple[ListItem, ...], fed: bool, below: int) -> Shape:
    """Say what a page is. `fed`: data of its lists was read; `below`: how many columns lie under it."""
    if _FURNITURE.search(name):
        return Shape.SINGLE
    if _ARCHIVE.search(name) or _CLOSED.search(page.facts.title):
        return Shape.ARCHIVE
    if _is_channel(page, items, below):
        return Shape.CHANNEL
    return _shape_of_list(page, items, fed) if items or page.facts.scripted else _shape_of_empty(page, below)


def _shape_of_list(page: Page, items: tuple[ListItem, ...], fed: bool) -> Shape:
    if fed or not items:
        return Shape.DATA
    return Shape.LIST if len(items) >= _ENTRIES else Shape.UNKNOWN


def _shape_of_empty(page: Page, below: int) -> Shape:
    if below:
        return Shape.CHANNEL
    return Shape.EMPTY if _is_empty(page) else Shape.SINGLE


def _is_empty(page: Page) -> bool:
    """Whether nothing stands in its middle. A page with pictures, forms or a text of its own is a single page."""
    text = main_text(page.dom)
    return not (text.dynamic or text.media or text.links or text.length > _FEW_WORDS) or bool(text.placeholder)


def _is_channel(page: Page, items: tuple[ListItem, ...], below: int) -> bool:
    """Whether it shows a few entries of each of the columns under it, or only their names."""
    if below < _ENTRIES:
        return False
    dated = sum(item.day is not None for item in items)
    return page.kind is not PageKind.COLUMN or dated < _ENTRIES or len(items) < 2 * below


def newest_of(items: tuple[ListItem, ...], today: date) -> ListItem | None:
    """The newest entry that is not dated in the future."""
    dated = [item for item in items if item.day is not None and item.day <= today]
    return max(dated, key=lambda item: (item.day or today, item.url), default=None)
