"""Headings that say nothing: WCAG 2.2 SC 1.3.1 (A) and 2.4.6 (AA), technique H42, ACT rule ffd0e9."""

from __future__ import annotations

from checks.accessibility import link_name
from checks.accessibility.headings import headings_of
from checks.accessibility.names import namer_of
from checks.accessibility.outline import outline_of
from checks.accessibility.told_within import pictures, told_within
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page


@rule(id="a11y.heading_empty", title="标题元素是空的", wcag=("1.3.1", "2.4.6"), act=("ffd0e9",), version=2)
def heading_empty(page: Page, params: Params) -> Ruling:
    """是什么：页面中用了标题元素（h1 至 h6），里面却没有文字，或者只有没有替代文字的图片、空格、换行。里面的图片缺少
    替代文字、里面的链接没有名称的，在那两项中列出。

    为什么重要：视力障碍群众靠逐个听标题了解页面结构、跳到要读的部分。空标题只会读作“标题”，不知道是什么。

    如何整改：写明标题文字；图片作标题的，写好图片的 alt；只为留出空白的，删去空标题，改用样式。例如：

        <h2>通知公告</h2>
        <h1><img src="logo.png" alt="云岭县人民政府"></h1>
    """
    headings = headings_of(page.dom)
    seen = outline_of(page.dom)
    empty = [Fault(one.node) for one in headings if not namer_of(seen).has_name(one.node)]
    return told_within(Ruling(len(headings), empty), [*pictures(seen), link_name.judged(seen)])
