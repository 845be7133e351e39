"""Controls whose visible words are not in their name: WCAG 2.2 SC 2.5.3 (A), ACT rule 2ee8b8."""

from __future__ import annotations

import re
import unicodedata

from selectolax.lexbor import LexborNode

from checks.accessibility.names import namer_of
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.roles import role_of
from checks.accessibility.styling import is_styled
from checks.accessibility.visibility import off_sight, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Widgets with a name from their content (ARIA 1.2).
_ROLES = frozenset(
    {
        "button",
        "checkbox",
        "gridcell",
        "link",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "option",
        "radio",
        "switch",
        "tab",
    }
    | {"treeitem"}
)
_BY_AUTHOR = ("label", "labelledby")
#: What stands in brackets explains the words and need not be spoken.
_ASIDE = re.compile(r"[(（\[【][^()（）\[\]【】]{0,100}[)）\]】]")
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u2e80-\u9fff]")
#: Fewer letters than this are a symbol for something ("×", "A+"), not words that somebody would speak.
_LEAST = 2


@rule(id="a11y.label_in_name", title="读屏名称与可见文字不一致", wcag=("2.5.3",), act=("2ee8b8",), version=2)
def label_in_name(page: Page, params: Params) -> Ruling:
    """是什么：按钮、链接等控件上看得见的文字，没有包含在用 aria-label 等给出的名称里。

    为什么重要：使用语音控制的群众说出看到的文字来操作，名称里没有这些文字就找不到控件；低视力群众边看边听，
    听到的与看到的对不上。

    如何整改：去掉 aria-label，直接用可见文字；确需补充说明的，名称以可见文字开头。例如：

        <a href="/list.html" aria-label="更多通知公告">更多</a>
        <button>提交留言</button>
    """
    seen, namer = outline_of(page.dom), namer_of(outline_of(page.dom))
    looked_at = 0
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for node in seen.with_aria:
        if not seen.met(node) or role_of(seen, node) not in _ROLES or namer.name(node).source not in _BY_AUTHOR:
            continue
        shown = [text for text in _visible(seen, node) if len(_letters(text)) >= _LEAST]
        looked_at += bool(shown)
        spoken = namer.name(node).text
        lost = next((text for text in shown if _letters(text) not in _letters(spoken)), "")
        torn = lost or next((text for text in shown if not _has_words(spoken, text)), "")
        if torn:
            seen_words = value(seen.attributes(node), "value") or namer.visible_text(node)
            fault = Fault(node, f"看到的是“{seen_words[:30]}”，读出的是“{spoken[:30]}”")
            # A style sheet may keep the words from the eyes, or draw a picture over them; with the same letters in
            # other words ("Email", "E-mail") a listener may still find it.
            unsure = not lost or is_styled(seen, node) or off_sight(seen.attributes(node))
            (doubts if unsure else faults).append(fault)
    return Ruling(looked_at, faults, doubts)


def _visible(seen: Outline, node: LexborNode) -> list[str]:
    """Each text that stands there: every one of them must be found in the name (ACT 2ee8b8)."""
    texts = [value(seen.attributes(node), "value")] if node.tag == "input" else namer_of(seen).visible_texts(node)
    return [_ASIDE.sub(" ", text) for text in texts]


def _has_words(spoken: str, shown: str) -> bool:
    """Whether the words stand one after another in the name; Chinese is written without spaces between them."""
    if _HAN.search(shown):
        return True
    # What is written in letters is a word of its own beside Chinese.
    words = _WORD.findall(_HAN.sub(" ", _plain(spoken)))
    return f" {' '.join(_WORD.findall(_plain(shown)))} " in f" {' '.join(words)} "


def _plain(text: str) -> str:
    """Small letters, and those of full width as others: spoken they are the same."""
    return unicodedata.normalize("NFKC", text).casefold()


def _letters(text: str) -> str:
    return "".join(letter for letter in _plain(text) if letter.isalnum())
