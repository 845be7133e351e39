"""Pages whose declared language does not exist: WCAG 2.2 SC 3.1.1 (A), ACT rule bf051a."""

from __future__ import annotations

from checks.accessibility.lang import declared, root_of
from checks.accessibility.tags import is_known, is_well_formed
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.lang_valid", title="页面声明的语言代码无效", wcag=("3.1.1",), act=("bf051a",))
def lang_valid(page: Page, params: Params) -> Ruling:
    """是什么：html 标签上的 lang 不是有效的语言代码，例如 cn、chinese、zh_CN。

    为什么重要：读屏软件不认识这样的代码，只能按系统默认的语言读，中文可能读不出来或者读音错误。

    如何整改：改用国际通用的语言代码（BCP 47），中文网页写 zh-CN：用连字符，不用下划线；第一段是两个字母的
    语言代码，不是国家代码。例如：

        <html lang="zh-CN">
    """
    root = root_of(page)
    tag = declared(root.attributes, page).strip() if root is not None else ""
    if root is None or not tag:
        return Ruling(0)
    if not is_known(tag):
        return Ruling(1, [Fault(root, f"语言代码“{tag[:40]}”无效，中文网页应为 zh-CN")])
    if not is_well_formed(tag):
        return Ruling(1, advice=[Fault(root, f"语言代码“{tag[:40]}”语言部分有效，其余部分不合格式")])
    return Ruling(1)
