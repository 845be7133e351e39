"""Parts of a page whose declared language does not exist: WCAG 2.2 SC 3.1.2 (AA), ACT rule de46e4."""

from __future__ import annotations

from checks.accessibility.structure import structure_of
from checks.accessibility.tags import is_known
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.lang_part", title="页面局部声明的语言代码无效", wcag=("3.1.2",), act=("de46e4",))
def lang_part(page: Page, params: Params) -> Ruling:
    """是什么：页面中某个段落或区块上的 lang 不是有效的语言代码，例如 english、cn。

    为什么重要：读屏软件读到这一段时，本应换用相应语言的发音；代码无效，就换不过去或者换错。

    如何整改：改用有效的语言代码，或者删去多余的 lang。例如：

        <p lang="en">Welcome to Yunling County.</p>
        <p lang="bo">བོད་ཡིག</p>
    """
    # Only elements with text of their own language count; pieces know whose language they inherit.
    owners = {piece.owner.mem_id: piece.owner for piece in structure_of(page.dom).pieces if piece.owner is not None}
    parts = [node for node in owners.values() if node.tag not in ("html", "head", "title")]
    bad = [node for node in parts if not is_known(node.attributes.get("lang") or "")]
    shown = [(node, (node.attributes.get("lang") or "").strip()[:40]) for node in bad]
    return Ruling(len(parts), [Fault(node, f"语言代码“{tag}”无效") for node, tag in shown])
