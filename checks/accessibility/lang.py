"""Pages that declare no language: WCAG 2.2 SC 3.1.1 (A), ACT rule b5c3f8."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.outline import outline_of
from checks.accessibility.structure import is_shell, structure_of
from checks.accessibility.visibility import Attributes, value
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_BOUND = (":lang", "v-bind:lang", "ng-attr-lang", "[lang]", "[attr.lang]")


@rule(id="a11y.lang", title="页面未声明语言", wcag=("3.1.1",), act=("b5c3f8",), version=3)
def lang(page: Page, params: Params) -> Ruling:
    """是什么：页面的 html 标签没有用 lang 声明语言。

    为什么重要：读屏软件按声明的语言选择发音。没有声明，中文可能读不出来或者读音错误。

    如何整改：在 html 标签上声明语言，中文网页写 zh-CN。只写 xml:lang 在 html 页面中不起作用。例如：

        <html lang="zh-CN">
    """
    root = root_of(page)
    # Redirect stubs and shells: nobody meets their language in the source.
    if root is None or is_shell(structure_of(page.dom), page.html):
        return Ruling(0)
    attributes = root.attributes
    if not is_blank(declared(attributes, page)):
        return Ruling(1)
    # What a script fills in is not in the source.
    scripts = outline_of(page.dom).scripts
    if any(name in attributes for name in _BOUND) or scripts.write_lang or scripts.draw_all:
        return Ruling(1, doubts=[Fault(root, "语言可能由脚本填写，源代码中看不到", seen=True)])
    only_xml = "，仅有 xml:lang，在 html 页面中不起作用" if value(attributes, "xml:lang") else ""
    return Ruling(1, [Fault(root, f"html 标签没有声明语言（lang）{only_xml}", seen=scripts.any)])


def root_of(page: Page) -> LexborNode | None:
    """The html element; None in a document that has none."""
    root = page.dom.root
    return root if root is not None and root.tag == "html" else None


def declared(attributes: Attributes, page: Page) -> str:
    """The language that the html element declares, with white space as written; empty for none."""
    # In a page served as XML it is xml:lang that counts; in text/html it has no effect.
    xml = attributes.get("xml:lang") if "xml" in page.row.content_type else None
    return xml or attributes.get("lang") or ""
