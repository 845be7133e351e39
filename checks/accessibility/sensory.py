"""Directions that only an eye can follow: WCAG 2.2 SC 1.3.3 and 1.4.1 (A), failures F13, F14, F26, ACT rule 9bd38c."""

from __future__ import annotations

import re

from checks.accessibility.structure import structure_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_PLACE = r"(?:页面|网页|屏幕|窗口|网站|本页)?的?最?(?:[左右][上下]?|[上下])(?:[侧边方面部角]|边栏)"
_LOOK = r"(?:[红绿蓝黄橙灰黑紫]色?的?)?(?:圆形|方形|三角形?|椭圆形?|箭头形?|[红绿蓝黄橙灰黑紫]色)"
_THING = r"(?:按钮|图标|链接|菜单|导航|图片|方框|方块|圆点|箭头)"
#: To do something with a thing that is told by its place or looks alone: a name in between makes it known to all.
_DO = rf"(?:点击|单击|点按|点选|请点|请按|按下|选择)(?:{_PLACE}(?:的?{_LOOK})?|{_LOOK})的?{_THING}"
#: What a colour alone means; with a sign beside it, it is not alone.
_MEANS = (
    r"[红绿蓝黄橙灰紫]色?(?:的)?(?:标[注出记示明]|字体|文字|字样|部分|选项|背景|底色|圆点|方块)的?"
    r"(?:项目?|内容|日期|栏目)?(?:为|是|表示|代表)"
)
_ENGLISH = (
    r"\b(?:click|press|select|use|choose)\b[^.\n]{0,30}\b(?:red|green|blue|yellow|orange|gr[ae]y|round|square|triangular)"
    r" (?:button|icon|link|image|arrow)\b"
    r"|\b(?:links?|buttons?|menu|image|icons?) (?:to|on) (?:the|your) (?:left|right)\b"
)
_SAID = re.compile(rf"{_DO}|{_MEANS}|{_ENGLISH}", re.IGNORECASE)
#: Words of which each such direction has one of the first kind and one of the second: most pages need no closer look.
_HINTS = (
    (("点", "按", "选择"), ("按钮", "图标", "链接", "菜单", "导航", "图片", "方框", "方块", "圆点", "箭头")),
    (
        ("色标", "色的", "色字", "色文", "色部", "色选", "色背", "色底", "色圆", "色方", "字体", "标注"),
        ("为", "是", "表"),
    ),
    (
        (" button", " link", " icon", " image", " arrow", "menu"),
        ("red", "green", "blue", "yellow", "orange", "gr", "round", "square", "tri", "left", "right"),
    ),
)
_MOST_FAULTS = 5


@rule(id="a11y.sensory", title="只用位置、颜色、形状说明", wcag=("1.3.3", "1.4.1"), act=("9bd38c",))
def sensory(page: Page, params: Params) -> Ruling:
    """是什么：文字里只用位置、颜色或者形状指称页面上的按钮、图标（如“点击右侧绿色按钮”），或者只用颜色表示意思（如“红色
    部分为必填”）。旁边有没有其他说明需人工核对。

    为什么重要：视力障碍、色觉障碍的群众看不到左右、颜色和形状，不知道说的是哪一个；放大显示、手机浏览时位置也会变。

    如何整改：写出按钮、链接的名称；颜色之外再加文字或者符号。例如：

        <p>请点击右侧的“提交申请”按钮。</p>
        <p>带“必填”字样的项目请务必填写。</p>
    """
    seen = structure_of(page.dom)
    whole = "".join(piece.text for piece in seen.pieces)
    if not any(all(any(word in whole for word in words) for words in hint) for hint in _HINTS):
        return Ruling(1 if seen.pieces else 0)
    found = [(piece, said) for piece in seen.pieces if (said := _SAID.search(piece.text)) is not None]
    doubts = [Fault(piece.parent, f"“{' '.join(said[0].split())[:30]}”") for piece, said in found[:_MOST_FAULTS]]
    return Ruling(1, doubts=doubts)
