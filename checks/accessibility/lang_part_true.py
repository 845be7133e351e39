"""Parts of a page that are in another language than they declare: WCAG 2.2 SC 3.1.2 (AA), ACT rule off6ek."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.spoken import mismatch
from checks.accessibility.structure import structure_of
from checks.accessibility.tags import is_known
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.lang_part_true", title="页面局部声明的语言与文字不符", wcag=("3.1.2",), act=("off6ek",))
def lang_part_true(page: Page, params: Params) -> Ruling:
    """是什么：页面中某一段用 lang 声明了语言，这一段的文字却是另一种语言，例如中文段落写了 lang="en"。

    为什么重要：读屏软件按声明的语言换用发音，用英文发音去读中文，读不出来或者听不懂。

    如何整改：按这一段的文字声明语言；与页面语言相同的，删去多余的 lang。例如：

        <p lang="en">The county government office is open from Monday to Friday.</p>
    """
    parts: dict[int, tuple[LexborNode, list[str]]] = {}
    for piece in structure_of(page.dom).pieces:
        if piece.owner is not None and piece.owner.tag not in ("html", "head", "title"):
            parts.setdefault(piece.owner.mem_id, (piece.owner, []))[1].append(piece.text)
    known = [(node, texts) for node, texts in parts.values() if is_known(node.attributes.get("lang") or "")]
    found = [(node, mismatch(node.attributes.get("lang") or "", texts)) for node, texts in known]
    sure = [Fault(node, told.note) for node, told in found if told is not None and told.sure]
    unsure = [Fault(node, told.note) for node, told in found if told is not None and not told.sure]
    return Ruling(len(known), sure, unsure)
