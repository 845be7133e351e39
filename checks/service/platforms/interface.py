"""What an adapter for a service platform is: it reads one recorded page as a guide (办事指南).

A county's guides often stand on a service platform of another host. Such a host, or the county's folder on it, is
declared in the register as the site's platform (办事平台域名); then it is crawled, and its pages are offered to the
adapters.
Another package adds an `Adapter` under the entry-point group `xunjian.guides`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.snapshot import Page

#: Key elements (重点要素类别) of a guide, in the order and words of 国办秘函〔2019〕19号 单项否决“服务不实用”.
ELEMENTS = (
    "事项名称",
    "设定依据",
    "申请条件",
    "办理材料",
    "办理地点",
    "办理时间",
    "联系电话",
    "办理流程",
)


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide. `elements` are those of ELEMENTS that the page names → what it says, empty when it says nothing.

    `unsure` (Chinese) says why an element that was not seen may be there all the same; empty: it is not there.
    """

    page: Page
    name: str
    elements: Mapping[str, str]
    unsure: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Elements that are not named, or named and left empty."""
        return tuple(name for name in ELEMENTS if not self.elements.get(name))


@dataclass(frozen=True, slots=True)
class Adapter:
    """`read` returns None for a page that is no guide; it must be pure, and cheap on pages that are none."""

    name: str
    read: Callable[[Page], Guide | None]
