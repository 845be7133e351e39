"""PDF attachments: lang (WCAG 2.2 SC 3.1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.accessibility.pdf import judge_files
from checks.interface import Params, check
from core.outcome import Observation
from core.snapshot import Snapshot

_CHECK = "a11y.pdf_lang"
_PROBLEM = "没有声明文字所用的语言"


@check(
    id=_CHECK,
    title="PDF 附件没有声明语言",
    clause="GB/T 37668-2019；WCAG 2.2 SC 3.1.1（A 级）",
    needs={"probes", "links", "pdfs"},
)
def pdf_lang(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：PDF 附件没有声明文字的语言。每个网站抽查不超过 6 个；加密、损坏的不判定。

    为什么重要：读屏软件按声明的语言选择发音，没有声明的可能用错误的语言读出。

    如何整改：由发布附件的单位在 PDF 编辑软件的文档属性中把语言设为中文（zh-CN），或者在文字处理软件中设好校对语言再导
    出。
    """
    yield from judge_files(_CHECK, _PROBLEM, snapshot, _wrong)


def _wrong(data: Mapping[str, Any]) -> bool | None:
    return None if data.get("scanned") else not data.get("lang")
