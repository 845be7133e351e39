"""Lists of normative documents in force and repealed, as pages of the site. Holds no check of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.freshness.main_text import main_text
from core.snapshot import Page, PageKind, Snapshot

_SUBJECT = re.compile(r"规范性文件|政府规章|政策文件|政府文件|行政文件")
_STATE = re.compile(r"有效|废止|失效|清理")
_LIST = re.compile(r"目录|清单|清理结果|名录|废止.{0,30}(?:决定|通知|公告)|(?:决定|通知|公告).{0,10}废止")
#: Headings inside a list; whatever also speaks of documents that stay in force or are changed ends the repealed part.
_REPEALED = re.compile(r"废止|(?:宣布|已经?|全文)失效|失效的|失效(?:文件|目录|清单)")
_KEPT = re.compile(r"继续有效|现行有效|保留|修改|修订|有效的|有效(?:文件|目录|清单)")
_LONGEST_HEADING = 60
#: What makes a line a heading; a document's own name may speak of repeal, too.
_HEADING, _DOCUMENT = re.compile(r"目录|清单|文件|[一二三四五]、"), re.compile(r"通知|决定|意见|办法|规定|公告|关于")
_FUTURE = re.compile(r"(20\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日起")


def directory_pages(snapshot: Snapshot) -> Iterator[Page]:
    """Pages whose title calls them a list of documents in force or repealed, by address."""
    for page in snapshot.pages():
        if page.kind is not PageKind.HOME and is_directory(page.facts.article.title or page.facts.title):
            yield page


def is_directory(title: str) -> bool:
    """Whether a title names such a list: 云岭县现行有效行政规范性文件目录, 关于废止部分规范性文件的决定."""
    return bool(_SUBJECT.search(title) and _STATE.search(title) and _LIST.search(title)) and "征求" not in title


def repealed_part(page: Page) -> str:
    """The text of the page under headings that speak only of repealed documents; empty when none surely does.

    A page that says from when on (自某日起) is left to people: the day may not have come.
    """
    title = page.facts.article.title or page.facts.title
    inside = bool(_REPEALED.search(title)) and not _KEPT.search(title)
    kept: list[str] = []
    for line in main_text(page.dom).lines:
        if len(line) <= _LONGEST_HEADING and "号" not in line:
            if _KEPT.search(line):
                inside = False
            elif _REPEALED.search(line) and _HEADING.search(line) and not _DOCUMENT.search(line):
                inside = True
        if inside:
            kept.append(line)
    text = "\n".join(kept)
    return "" if _FUTURE.search(text) else text
