"""Pages whose text is in another language than they declare: WCAG 2.2 SC 3.1.1 (A), ACT rule ucwvc8."""

from __future__ import annotations

from functools import lru_cache

from checks.accessibility.lang import declared, root_of
from checks.accessibility.spoken import Mismatch, mismatch
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.tags import is_known
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.lang_true", title="页面声明的语言与文字不符", wcag=("3.1.1",), act=("ucwvc8",))
def lang_true(page: Page, params: Params) -> Ruling:
    """是什么：页面文字绝大部分是一种语言，html 标签却声明为另一种，常见的是中文网页照抄模板写成 lang="en"。

    为什么重要：读屏软件按声明的语言选择发音，用英文发音去读中文，读不出来或者听不懂。

    如何整改：按页面的主要文字声明语言，中文网页写 zh-CN；页面中另一种语言的段落，单独在该段落上声明。例如：

        <html lang="zh-CN">
        <p lang="en">Yunling County is located in the west.</p>
    """
    root = root_of(page)
    tag = declared(root.attributes, page) if root is not None else ""
    if root is None or not is_known(tag):
        return Ruling(0)
    seen = structure_of(page.dom)
    if not own_texts(seen):
        return Ruling(0)
    found = page_mismatch(seen, tag)
    if found is None:
        return Ruling(1)
    blamed = [Fault(root, found.note)]
    return Ruling(1, faults=blamed) if found.sure else Ruling(1, doubts=blamed)


def own_texts(seen: Structure) -> list[str]:
    """Texts that are in the page's language because nothing nearer says otherwise."""
    return [piece.text for piece in seen.pieces if piece.owner is None or piece.owner.tag == "html"]


@lru_cache(maxsize=1)
def page_mismatch(seen: Structure, tag: str) -> Mismatch | None:
    """What speaks against the page's declared language; kept, since two rules ask."""
    return mismatch(tag, own_texts(seen))
