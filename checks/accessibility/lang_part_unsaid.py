"""Parts of a page in another language that nothing says: WCAG 2.2 SC 3.1.2 (AA), technique H58; only asked about."""

from __future__ import annotations

from collections.abc import Sequence

from checks.accessibility.lang import declared, root_of
from checks.accessibility.lang_true import page_mismatch
from checks.accessibility.spoken import mismatch
from checks.accessibility.structure import Piece, structure_of
from checks.accessibility.tags import mostly_han, primary, scripts, tally
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Letters of another script in one block from which on a reader needs to be told that the language changes.
_LONG = 30
#: Latin letters stand in Chinese text all the time; only English in sentences asks for a declaration.
_LONG_ENGLISH = 80
#: Letters of a passage in another language that is written as English is.
_LONG_LATIN = 80
_SAMPLE = 20_000


@rule(id="a11y.lang_part_unsaid", title="页面局部语言没有说明", wcag=("3.1.2",))
def lang_part_unsaid(page: Page, params: Params) -> Ruling:
    """是什么：页面中某一段较长的文字与页面声明的语言不同（如中文页面里的英文、朝鲜文、藏文段落），没有用 lang 说明。
    只提请人工核对。

    为什么重要：读屏软件遇到另一种语言的段落，需要换用相应的发音；没有说明，就用中文发音去读外文或者民族文字。

    如何整改：在这一段的标签上声明它的语言，例如英文写 en、藏文写 bo、维吾尔文写 ug、蒙古文写 mn。例如：

        <p lang="en">The county government office is open from Monday to Friday.</p>
    """
    root, seen = root_of(page), structure_of(page.dom)
    tag = declared(root.attributes, page) if root is not None else ""
    whole = seen.owners.get(root.mem_id) if root is not None else None
    if whole is None or primary(tag) not in ("zh", "en"):
        return Ruling(0)
    blocks: dict[int, list[Piece]] = {}
    for piece in seen.pieces:
        # One object stands for one element there.
        if piece.owner is whole:
            blocks.setdefault(piece.key, []).append(piece)
    # Where the page's own language is untrue, its paragraphs are not foreign.
    if page_mismatch(seen, tag) is not None:
        return Ruling(len(blocks))
    long = [block for block in blocks.values() if len(block) > 1 or len(block[0].text) >= _LONG]
    foreign = [block[0] for block in long if _is_foreign(tag, [piece.text for piece in block])]
    return Ruling(len(blocks), doubts=[Fault(piece.parent) for piece in foreign if piece.parent.tag != "title"])


def _is_foreign(tag: str, texts: Sequence[str]) -> bool:
    if sum(map(len, texts)) < _LONG or (primary(tag) == "zh" and mostly_han("".join(texts))):
        return False
    counts = tally(texts, _SAMPLE)
    if not counts:
        return False
    script, most = counts.most_common(1)[0]
    if script in scripts(tag):
        # Of English pages: sentences without one of the words that no English does without.
        return script == "Latn" and most >= _LONG_LATIN and mismatch(tag, texts) is not None
    enough = _LONG_ENGLISH if script == "Latn" else _LONG
    return most >= enough and mismatch(tag, texts) is not None
