"""PDF attachments: scanned (WCAG 2.2 SC 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.accessibility.pdf import judge_files
from checks.interface import Params, check
from core.outcome import Observation
from core.snapshot import Snapshot

_CHECK = "a11y.pdf_scanned"
_PROBLEM = "只有扫描图片，没有文字"


@check(
    id=_CHECK,
    title="PDF 附件是扫描图片",
    clause="GB/T 37668-2019；WCAG 2.2 SC 1.1.1（A 级）",
    needs={"probes", "links", "pdfs"},
)
def pdf_scanned(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：PDF 附件的各页只有图片，没有任何文字。只看前 5 页。每个网站抽查不超过 6 个；加密、损坏的不判定。

    为什么重要：扫描件读屏软件完全读不出，也不能检索、复制和放大重排。

    如何整改：由发布附件的单位改用电子文件直接导出的 PDF；确需扫描件（如盖章件）的，同时提供文字版，或者作文字识别
    （OCR）后发布。
    """
    yield from judge_files(_CHECK, _PROBLEM, snapshot, _wrong)


def _wrong(data: Mapping[str, Any]) -> bool | None:
    return bool(data.get("scanned"))
