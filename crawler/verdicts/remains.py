"""What of a page remains when its site's frame is taken away and what article templates write around every text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from crawler.extract.lines import Line
from crawler.extract.links_script import is_javascript
from crawler.extract.parsed import parse
from crawler.extract.tree import Element
from crawler.verdicts.sight import comparable
from crawler.verdicts.template import fills

_SPACE = re.compile(r"[\s\u3000\xa0]+")
_DAY = r"(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?(?:\d{1,2}:\d{2}(?::\d{2})?)?(?:null|undefined|--?|无)?"
_TIMES = (
    r"(?:(?:发布|公开|成文|生成|发文|更新|修改|创建|录入|印发|信息|稿件|发稿|发表|上传|有效|生效|废止|失效)(?:时间|日期)|时间|日期"
    r"|发布于|发表于)"
)
_COUNTS = r"(?:浏览|点击|阅读|访问|查看|下载)(?:次数|人数|数|量|率)?|人气"
_NAMES = (
    r"(?:信息|稿件|文章|新闻|内容|文件)?来源|稿源|作者|(?:责任)?编辑|责编|审核(?:人)?|校对|供稿(?:单位)?|撰稿(?:人)?|通讯员|摄影"
    r"|发布(?:人|者|机构|单位)|录入(?:人|者)"
)
_FIELDS = (
    r"标题|副标题|名称|信息名称|文件名称|索引号|文号|发文(?:机关|字号|单位)|发布文号|主题(?:分类|词)?|公开(?:方式|范围|形式|时限|类别|目录)"
    r"|有效性|效力(?:状态)?|时效性?|关键[词字]|内容(?:概述|摘要)|摘要|概述|责任部门|主办单位|信息(?:分类|类别)|体裁(?:分类)?|组配分类"
    r"|服务对象|正文|内容|附件|栏目|所属栏目|类别|分类|语种|载体类型|状态"
)
_ALL = rf"(?:{_TIMES}|{_COUNTS}|{_NAMES}|{_FIELDS})"
#: A label with what may stand behind it and is no content: days, numbers, a name. Behind others nothing may stand.
_LABEL = re.compile(
    rf"(?P<time>{_TIMES}):{_DAY}|(?P<count>{_COUNTS}):?\d*次?|(?P<name>{_NAMES}):(?P<who>(?:(?!{_ALL}:)[^。;,:|]){{0,20}})"
    rf"|(?P<field>{_FIELDS}):"
)
#: Buttons and ways on.
_TOOLS = re.compile(
    r"字[体号]:?(?:[特超大中小默认标准A+\-]|[\[\]【】()（）/])*|(?:打印|关闭|收藏|复制|转发|下载|朗读|放大|缩小|纠错)(?:本页|此页|本文|窗口|页面|链接|全文)?"
    r"|分享(?:到|至)?:?|(?:微信|微博|QQ空间|QQ|朋友圈)|返回(?:列表|顶部|首页|上一?[页级]|上级)?|扫一扫(?:在手机打开当前页)?|视力保护色:?"
    r"|(?:上|下)一[篇条页]:?(?:没有了?|无|暂无|已经是(?:第一|最后)一?[篇条]了?)?|相关(?:链接|文章|阅读|附件|稿件):?|[\[\]【】()（）|/>»·\-—]+"
)
_MOMENT = re.compile(rf"[\[【(（]?{_DAY}[\]】)）]?")
#: Longest line, in characters, that is no text of either page though both bear it; feet are longer.
_SHORT = 40
_FOOT = re.compile(r"版权|主办|承办|备案|标识码|公网安备|技术支持|联系电话|邮编|地址|copyright|©", re.I)
_POSITION = re.compile(r"^(?:您|你)?(?:现在|当前|目前|所在)?(?:的|所在)?(?:位置|栏目)")
_PATH = re.compile(r"^[\s>»›/|→\-]*[>»›→][\s>»›/|→\-]*$")
_ON = re.compile(r"^[\[【]?(?:上|下)一[篇条页]")
#: What shows something besides text.
_SHOWS = frozenset(
    (
        *("img", "video", "audio", "source", "embed", "object", "applet", "iframe", "frame", "canvas", "svg", "math"),
        *("input", "select", "textarea", "button", "meter", "progress", "marquee", "portal"),
    )
)


@dataclass(frozen=True, slots=True)
class View:
    """A page's lines (with how much of each is no link), what it shows besides, and the scripts that may fill it.

    `fills` is whether a script within the page may, `scripts` are the addresses of those it loads.
    """

    lines: tuple[tuple[str, str], ...]
    shown: frozenset[str]
    scripts: frozenset[str]
    fills: bool

    @property
    def still(self) -> bool:
        """Whether no script can add anything to it."""
        return not (self.fills or self.scripts)


@dataclass(frozen=True, slots=True)
class Remains:
    """Lines that are the page's own, and how many labels stand in it with nothing behind them."""

    lines: tuple[str, ...]
    empty: int


def view(body: bytes, content_type: str) -> View:
    """See all of a page. Never raises on any bytes."""
    parsed = parse(body, content_type)
    elements = parsed.tree.elements
    scripts = [one for one in elements if one.tag == "script" and is_javascript(one.attrs.get("type", ""))]
    return View(
        tuple(map(_kept, parsed.lines)),
        frozenset(_named(one) for one in elements if one.tag in _SHOWS or "-" in one.tag or _is_painted(one)),
        frozenset(one.attrs["src"].partition("?")[0] for one in scripts if one.attrs.get("src")),
        any(not one.attrs.get("src") and fills(one) for one in scripts),
    )


def remains_of(page: View, frame: View) -> Remains:
    """What remains of a page beside what the page `frame` (its site's front page) shows as often."""
    # What is a link there may be the title of this very page.
    known = Counter((comparable(text), not plain) for text, plain in frame.lines)
    kept: list[str] = []
    empty = 0
    for text, plain in page.lines:
        line = comparable(text), not plain
        if line[0] and known[line] > 0 and (len(plain) <= _SHORT or _FOOT.search(plain)):
            known[line] -= 1
            continue
        left, labels = _without_labels(text, plain)
        empty += labels
        if left:
            kept.append(left)
    return Remains(tuple(kept), empty)


def _without_labels(text: str, plain: str) -> tuple[str, int]:
    """What a line says beside labels, and how many of these have nothing behind them."""
    if _POSITION.match(text) or _ON.match(text) or (_PATH.match(plain) and plain != text):
        return "", 0
    compact = _SPACE.sub("", text).replace("：", ":").replace("，", ",").replace("；", ";")
    if _MOMENT.fullmatch(compact):
        return "", 0
    empty = sum(_is_empty(match) for match in _LABEL.finditer(compact))
    return _TOOLS.sub("", _LABEL.sub("", compact)).strip(" ,;:"), empty


def _is_empty(match: re.Match[str]) -> bool:
    if match["field"] or match["name"]:
        return not match["who"]
    return match["time"] is not None and match[0].endswith(":")


def _kept(line: Line) -> tuple[str, str]:
    return line.text[:2000], line.plain[:2000]


def _is_painted(element: Element) -> bool:
    return "url(" in element.attrs.get("style", "").lower() or "background" in element.attrs


def _named(element: Element) -> str:
    """By its address or its name: the same thing stands on other pages of the site too."""
    attrs = element.attrs
    source = attrs.get("src") or attrs.get("data") or attrs.get("name") or attrs.get("id") or attrs.get("type", "")
    return f"{element.tag} {source[:300].partition('?')[0]} {attrs.get('style', '')[:200]}"
