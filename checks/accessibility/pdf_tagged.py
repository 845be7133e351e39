"""PDF attachments: tagged (WCAG 2.2 SC 1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.accessibility.pdf import judge_files
from checks.interface import Params, check
from core.outcome import Observation
from core.snapshot import Snapshot

_CHECK = "a11y.pdf_tagged"
_PROBLEM = "没有结构标签（Tagged PDF），读屏软件读不出标题、段落、表格的次序"


@check(
    id=_CHECK,
    title="PDF 附件没有标签",
    clause="GB/T 37668-2019；WCAG 2.2 SC 1.3.1（A 级）",
    needs={"probes", "links", "pdfs"},
)
def pdf_tagged(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：PDF 附件没有结构标签。每个网站抽查不超过 6 个；加密、损坏的不判定。

    为什么重要：读屏软件依靠标签分辨标题、段落、表格和阅读次序，没有标签的文件读起来次序混乱，表格无法听懂。

    如何整改：由发布附件的单位在文字处理软件中使用标题、列表等样式，导出 PDF 时勾选“带标签的 PDF”（辅助功能标签）；已
    发布的重新导出后替换。
    """
    yield from judge_files(_CHECK, _PROBLEM, snapshot, _wrong)


def _wrong(data: Mapping[str, Any]) -> bool | None:
    return None if data.get("scanned") else not data.get("tagged")
