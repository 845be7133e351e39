"""Parts of a page that are in another language than is declared: WCAG 2.2 SC 3.1.2 (AA), ACT rule off6ek."""

from __future__ import annotations

from collections import defaultdict

from selectolax.lexbor import LexborNode

from checks.accessibility.lang import declared, root_of
from checks.accessibility.lang_true import page_mismatch
from checks.accessibility.spoken import mismatch
from checks.accessibility.structure import Piece, structure_of
from checks.accessibility.tags import is_known, mostly_han, primary, scripts, tally
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Letters of another script in one block from which on a reader needs to be told that the language changes.
_LONG = 30
#: Latin letters stand in Chinese text all the time; only English in sentences asks for a declaration.
_LONG_ENGLISH = 200
_UNSAID = "这一段的文字与上文不是同一种语言，没有用 lang 说明"


@rule(id="a11y.lang_part_true", title="页面局部语言未说明或不符", wcag=("3.1.2",), act=("off6ek",))
def lang_part_true(page: Page, params: Params) -> Ruling:
    """是什么：页面中某一段的文字是另一种语言，没有用 lang 说明；或者说明的语言与这一段文字不符。

    为什么重要：读屏软件遇到另一种语言的段落，需要换用相应的发音；没有说明，就用中文发音去读外文或者民族文字。

    如何整改：在这一段的标签上声明它的语言，例如英文写 en、藏文写 bo、维吾尔文写 ug、蒙古文写 mn。例如：

        <p lang="en">The county government office is open from Monday to Friday.</p>
    """
    told: dict[int, tuple[LexborNode, list[str]]] = {}
    untold: dict[int, list[Piece]] = defaultdict(list)
    for piece in structure_of(page.dom).pieces:
        if piece.owner is None or piece.parent.tag == "title":
            continue
        if piece.owner.tag == "html":
            untold[piece.parent.mem_id].append(piece)
        else:
            told.setdefault(piece.owner.mem_id, (piece.owner, []))[1].append(piece.text)
    # Where the page's own language is untrue, its paragraphs are not foreign.
    unsaid = [] if _is_untrue(page) else _unsaid(list(untold.values()))
    faults, doubts = _untrue([part for part in told.values() if is_known(part[0].attributes.get("lang") or "")])
    return Ruling(len(told) + len(untold), faults, [*doubts, *unsaid])


def _is_untrue(page: Page) -> bool:
    root = root_of(page)
    return root is None or page_mismatch(structure_of(page.dom), declared(root.attributes, page)) is not None


def _untrue(parts: list[tuple[LexborNode, list[str]]]) -> tuple[list[Fault], list[Fault]]:
    found = [(node, mismatch(node.attributes.get("lang") or "", texts)) for node, texts in parts]
    sure = [Fault(node, told.note) for node, told in found if told is not None and told.sure]
    return sure, [Fault(node, told.note) for node, told in found if told is not None and not told.sure]


def _unsaid(blocks: list[list[Piece]]) -> list[Fault]:
    """Blocks in another script than the page's language, one fault for each."""
    found: list[Fault] = []
    for block in blocks:
        owner = block[0].owner
        tag = (owner.attributes.get("lang") or "") if owner is not None else ""
        texts = [piece.text for piece in block]
        if primary(tag) in ("zh", "en") and sum(map(len, texts)) >= _LONG and _is_foreign(tag, texts):
            found.append(Fault(block[0].parent, _UNSAID, key="unsaid"))
    return found


def _is_foreign(tag: str, texts: list[str]) -> bool:
    if primary(tag) == "zh" and mostly_han("".join(texts)):
        return False
    counts = tally(texts, 20_000)
    if not counts:
        return False
    script, most = counts.most_common(1)[0]
    if script in scripts(tag):
        return False
    told = mismatch(tag, texts)
    enough = _LONG_ENGLISH if script == "Latn" else _LONG
    return told is not None and most >= enough
