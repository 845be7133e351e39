"""Markup that HTML has given up: a list for whoever rebuilds the site; it never accuses."""

from __future__ import annotations

from checks.accessibility.structure import structure_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: HTML, section 16.2: elements that are entirely obsolete; marquee and blink are looked at elsewhere.
_OBSOLETE = (
    *("acronym", "applet", "basefont", "bgsound", "big", "center", "dir", "font", "frame", "frameset", "isindex"),
    *("keygen", "listing", "multicol", "nextid", "nobr", "noembed", "plaintext", "spacer", "strike", "tt", "xmp"),
)


#: What only programs that no browser runs any more can show: Flash, Silverlight, ActiveX, RealPlayer.
_DEAD = (
    'embed[src$=".swf" i], embed[type*="flash" i], object[data$=".swf" i], object[type*="flash" i], '
    'object[type*="silverlight" i], object[classid^="clsid:" i], embed[type*="realaudio" i]'
)


@rule(id="a11y.deprecated", title="已废弃的标记", version=2)
def deprecated(page: Page, params: Params) -> Ruling:
    """是什么：页面使用了网页标准已经废弃的标记，如 font、center、applet、frameset、bgsound；或者有
    Flash 一类浏览器已经不能播放的内容。仅作建议，不作问题认定。

    为什么重要：这些标记只管外观，不说明内容；文字大小、颜色写死在页面里，适老化模式、读屏软件和浏览器的设置就改不动。

    如何整改：外观改用样式表；applet、frameset 改用现行技术。例如：

        <p class="notice">请于 12 月 1 日前报名。</p>
    """
    seen = structure_of(page.dom)
    used = {tag: seen.elements(tag) for tag in _OBSOLETE if seen.elements(tag)}
    advice = [Fault(nodes[0], f"{tag} 标记，本页 {len(nodes)} 处", key=tag) for tag, nodes in used.items()]
    dead = [node for node in page.dom.css(_DEAD) if seen.is_displayed(node)] if seen.elements("embed", "object") else []
    advice += [Fault(node, f"Flash 等浏览器已不能播放的内容，本页 {len(dead)} 处", key="plugin") for node in dead[:1]]
    return Ruling(1, advice=advice)
