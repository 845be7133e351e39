"""PDF attachments: title (WCAG 2.2 SC 2.4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.accessibility.pdf import judge_files
from checks.interface import Params, check
from core.outcome import Observation
from core.snapshot import Snapshot

_CHECK = "a11y.pdf_title"
_PROBLEM = "没有文档标题"


@check(
    id=_CHECK,
    title="PDF 附件没有标题",
    clause="GB/T 37668-2019；WCAG 2.2 SC 2.4.2（A 级）",
    needs={"probes", "links", "pdfs"},
)
def pdf_title(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：PDF 附件的文档属性中没有标题。每个网站抽查不超过 6 个；加密、损坏的不判定。

    为什么重要：打开文件时窗口和读屏软件显示、读出的是标题，没有标题只能读出一串文件名。

    如何整改：由发布附件的单位在文档属性中填写标题，再导出 PDF；已发布的在 PDF 编辑软件的文档属性中补填后替换。
    """
    yield from judge_files(_CHECK, _PROBLEM, snapshot, _wrong)


def _wrong(data: Mapping[str, Any]) -> bool | None:
    return not data.get("title")
