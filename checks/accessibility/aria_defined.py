"""ARIA attributes that do not exist: ARIA 1.2 section 6.7, ACT rule 5f99a7."""

from __future__ import annotations

from checks.accessibility.aria import facts
from checks.accessibility.aria_words import BY_TOOLBAR, has_toolbar
from checks.accessibility.outline import outline_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.aria_defined", title="使用了不存在的 aria 属性", wcag=("4.1.2",), act=("5f99a7",))
def aria_defined(page: Page, params: Params) -> Ruling:
    """是什么：元素上写了以 aria- 开头、但标准（WAI-ARIA 1.2）中没有的属性，多为拼写错误。

    为什么重要：浏览器和读屏软件不认识这样的属性，本想告诉视力障碍群众的内容一个字也没有传到。

    如何整改：改为标准中的属性名；不是给读屏软件用的自定义数据，改用 data- 开头的属性。例如：

        <input aria-label="站内搜索">
        <input aria-labelledby="t">
        <div data-step="2">…</div>
    """
    seen, known = outline_of(page.dom), facts()
    looked_at, unknown = 0, []
    for node in seen.with_aria:
        for name in seen.attributes(node):
            if name.startswith("aria-") and name not in known.toolbar:
                looked_at += 1
                if name not in known.values:
                    unknown.append((node, name[:40]))
    if unknown and has_toolbar(seen):
        doubts = [Fault(node, f"属性“{name}”不存在{BY_TOOLBAR}", key=name) for node, name in unknown]
        return Ruling(looked_at, doubts=doubts)
    return Ruling(looked_at, [Fault(node, f"属性“{name}”不存在", key=name) for node, name in unknown])
