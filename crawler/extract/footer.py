"""Official marks of a page's foot (国办发〔2017〕47号, functional zone at the bottom), as they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from core.snapshot.facts import FooterMarks
from crawler.extract.lines import Line
from crawler.extract.parsed import ParsedPage
from crawler.extract.signs import Signs
from crawler.extract.tree import Element, Tree, fold, words

#: Longest value kept, in characters.
MAX_VALUE = 120
#: How many last characters of the text are searched for marks that also occur in articles (host, telephone).
_TAIL = 1500
#: Longest text of an element that is a label, in characters.
_LABEL = 16

#: Attributes that name what an element refers to, and tags whose labels are read.
_NAMING = ("href", "src", "id", "onclick", "data-src")
_CALLED_BY = ("title", "alt", "aria-label", "value")
_IMAGE_NAMES = ("title", "alt", "aria-label", "src")
_LABELLED = frozenset({"a", "button", "span", "div", "li", "img"})

_S = r"[\s\u3000]*"
_CODE = re.compile(
    rf"标{_S}识{_S}(?:编{_S})?码{_S}(?:为|是)?{_S}[:：]?[\s\u3000(（\[]*((?:[0-9０-９]{{10}})(?![0-9０-９])|bm[0-9０-９]{{8}})",
    re.I,
)
_ICP = re.compile(
    rf"[\u4e00-\u9fff]{_S}[Ii][Cc][Pp]{_S}(?:备案号|备案|备|证){_S}[:：]?{_S}(?:[A-Za-z]\d?-)?[0-9０-９]{{6,}}{_S}号?(?:{_S}[-－—]{_S}\d+)?"
    rf"|[\u4e00-\u9fff]{_S}[Ii][Cc][Pp]{_S}[0-9０-９]{{8}}号|ICP备案(?:编)?号{_S}[:：]{_S}[\u4e00-\u9fff]?[\w-]{{6,30}}"
)
_PSB = re.compile(
    rf"[\u4e00-\u9fff]?{_S}公{_S}网{_S}安{_S}备{_S}(?:案号)?{_S}[:：]?{_S}[0-9０-９]{{10,14}}{_S}号?(?:{_S}[-－]{_S}\d+)?"
    rf"|公安(?:机关|部门|局|部)?(?:联网)?备案(?:编)?号?{_S}[:：]?{_S}[\u4e00-\u9fff]*{_S}[0-9０-９][0-9０-９\-－]{{9,24}}{_S}号?"
)
_HOST = re.compile(
    rf"(?:主{_S}办{_S}(?:单位|机关|方)?|网站主办(?:单位)?|版权所有){_S}[:：]{_S}([^\s:：|｜。；;，,]{{3,60}})"
    r"|([\u4e00-\u9fff]{4,40})[\s\u3000]*[(（]?主办[)）]?(?=[\s|｜，,。]|$)"
    rf"|主{_S}办{_S}(?:单位)?[\s\u3000]+([\u4e00-\u9fff（）()]{{4,40}})"
)
_OWNER = re.compile(r"版权所有[\s\u3000©:：]*([\u4e00-\u9fff（）()]{4,40})|([\u4e00-\u9fff]{4,30})[\s\u3000]*版权所有")
_PHONE = re.compile(
    r"(?:电\s*话|热\s*线|联系方式|联系我们|传\s*真)[^\d\nA-Za-z备(（]{0,12}"
    r"((?:[(（]?0\d{2,3}[)）]?[\s\-－—]*)?\d{7,8}(?!\d)|1[3-9]\d{9}|12345|400[\s-]?\d{3}[\s-]?\d{4})"
    r"|(?<!\d)([(（]?0\d{2,3}[)）]?[\s\-－—]\d{7,8})(?!\d)"
)
_DIGITS = re.compile(r"\d{5}|400[\s-]?\d{3}[\s-]?\d{4}")
_IPV6 = re.compile(
    r"(?:本网站|本站|网站|已|全面)?\s*(?:已经?)?(?:全面)?支持\s*IPv6[^\s。；;]{0,20}|IPv6\s*(?:网络|访问|升级)[^\s。；;]{0,20}",
    re.I,
)


class _Mark(NamedTuple):
    """A pattern, and words in lower case without one of which it cannot match: all parts of one of them."""

    pattern: re.Pattern[str]
    words: tuple[frozenset[bytes], ...]

    def possible(self, signs: frozenset[bytes]) -> bool:
        """Whether a page with these signs can have it."""
        return any(word <= signs for word in self.words)


def _mark(pattern: str, *words: str) -> _Mark:
    parts = tuple(frozenset(part.encode() for part in word.split()) for word in words)
    return _Mark(re.compile(pattern, re.I), parts)


_CONAC = _mark(r"bszs\.conac\.cn|dcs\.conac\.cn|conac\.cn/sitename", "conac.cn")
#: The element that the badge's script fills.
_CONAC_HOLDER = _mark(r"_ideConac|conac", "conac")
_BADGE_NAMES = _mark(
    r"党政机关(?:网站)?标识|事业单位(?:网站)?标识|(?:^|/)(?:red|blue)\.png|dzjg|jgbs\.|conac",
    *("党政机关", "事业单位", "red.png", "blue.png", "dzjg", "jgbs.", "conac"),
)
_ERRORS = _mark(
    r"zfwz(?:zc|gl)\.www\.gov\.cn|pucha\.kaipuyun\.cn|_span_jiucuo|jiucuo\.js|exposure/jiucuo",
    *("www.gov.cn", "pucha.kaipuyun", "jiucuo"),
)
_ERRORS_NAMES = _mark(r"(?:我|找)为?(?:政府)?网站找错|政府网站找错|网站纠错|纠错", "找 错", "纠 错")
_SITEMAP = _mark(r"网\s*站\s*地\s*图|站\s*点\s*地\s*图|site\s*map", "网 站 地 图", "站 点 地 图", "site map")
_ACCESS = _mark(
    r"无\s*障\s*碍|适\s*老|长\s*者|老\s*年\s*(?:人)?\s*(?:模\s*式|版)|长\s*辈|关\s*怀\s*(?:版|模\s*式)?",
    *("障 碍", "适 老", "长 者", "老 年", "长 辈", "关 怀"),
)
#: Scripts of the toolbars in common use.
_TOOLBAR = _mark(
    r"govwza\.cn|/wza/|/AiWza/|cniil_wza|cniil/assist|assist\.js|barrierfree|/aria\.js",
    *("wza", "cniil", "assist.js", "barrierfree", "aria.js"),
)
_REFERRED = (_CONAC, _CONAC_HOLDER, _ERRORS, _TOOLBAR)
_CALLED = (_BADGE_NAMES, _ERRORS_NAMES, _SITEMAP, _ACCESS)
_HAS_ICP, _HAS_IPV6 = b"icp", b"ipv6"
_MARKS = (*_REFERRED, *_CALLED)
#: What pages are searched for on behalf of `find_marks`.
WORDS = (_HAS_ICP, _HAS_IPV6, *(part for mark in _MARKS for word in mark.words for part in word))
_SIGNS = Signs(WORDS)
#: Without one of these no sentence says that IPv6 is supported.
_SUPPORTED = ("支持", "网络", "访问", "升级")
_WIDE = str.maketrans("０１２３４５６７８９：", "0123456789:")


def find_marks(parsed: ParsedPage, signs: frozenset[bytes]) -> FooterMarks:
    """Read the marks from text, links, images and scripts of the whole page: feet are rarely marked as such.

    `signs` are those of WORDS that the page's source holds.
    """
    tree, lines = parsed.tree, parsed.lines
    text = "\n".join([*(line.text for line in lines), *_hints(tree)])
    foot = _foot(lines)
    references = _Texts(_references(tree) if any(mark.possible(signs) for mark in _REFERRED) else ())
    labels = _Texts(_labels(tree) if any(mark.possible(signs) for mark in _CALLED) else ())
    return FooterMarks(
        site_id_code=_shown(_CODE, text, lambda m: m[1].translate(_WIDE)) if "标" in text else "",
        icp=_shown(_ICP, text) if _HAS_ICP in signs else "",
        psb=_shown(_PSB, text) if "公" in text and "备" in text else "",
        host_unit=_host(foot),
        contact=_phone(foot),
        conac_badge=references.find(_CONAC) or references.find(_CONAC_HOLDER) or labels.find(_BADGE_NAMES, ("img",)),
        zhaocuo=references.find(_ERRORS) or labels.find(_ERRORS_NAMES, ("a", "img")),
        sitemap=labels.find(_SITEMAP, ("a",)),
        accessibility=labels.find(_ACCESS) or references.find(_TOOLBAR),
        ipv6_statement=_shown(_IPV6, text) if _HAS_IPV6 in signs and any(w in text for w in _SUPPORTED) else "",
    )


def _foot(lines: Sequence[Line]) -> str:
    """The text of the page's foot: what stands in footer regions, and the last lines anyway."""
    marked = [line.text for line in lines if line.region == "footer"]
    tail: list[str] = []
    length = 0
    for line in reversed(lines):
        length += len(line.text)
        if length > _TAIL:
            break
        tail.append(line.text)
    return "\n".join([*marked, *reversed(tail)])


def _hints(tree: Tree) -> Iterator[str]:
    """What pictures stand for: a number is sometimes only in the picture's alternative text."""
    for element in tree.tagged("img"):
        yield from (fold(element.attrs[name])[:200] for name in ("alt", "title") if element.attrs.get(name))


def _shown(pattern: re.Pattern[str], text: str, pick: Callable[[re.Match[str]], str] = lambda m: m[0]) -> str:
    match = pattern.search(text)
    return fold(pick(match))[:MAX_VALUE] if match else ""


def _host(foot: str) -> str:
    if "版权所有" not in foot and ("主" not in foot or "办" not in foot):
        return ""
    match = _HOST.search(foot) or _OWNER.search(foot)
    return fold(match[0])[:MAX_VALUE] if match else ""


def _phone(foot: str) -> str:
    # The pattern is tried at every bracket and digit; most pages show no number as long as these.
    shown = _shown(_PHONE, foot, lambda m: m[1] or m[2]) if _DIGITS.search(foot) else ""
    # "(0795-8819792" lost its other bracket to what follows the number.
    return shown if ")" in shown or "）" in shown else shown.lstrip("(（")


class _Texts:
    """Short texts of a page by where they stand (a tag, script or nothing), in document order."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._texts = list(texts)
        # Nearly all pages lack nearly all marks: that is told faster in all texts at once.
        whole = "\n".join(value for _, value in self._texts)
        self._signs = _SIGNS.within(whole.encode("utf-8", "surrogatepass").lower())

    def find(self, mark: _Mark, places: tuple[str, ...] = ()) -> str:
        """The first text in which the mark stands; of a script only the mark."""
        if not mark.possible(self._signs):
            return ""
        for place, value in self._texts:
            match = mark.pattern.search(value) if not places or place in places else None
            if match:
                return (match[0] if place == "script" else fold(value))[:MAX_VALUE]
        return ""


def _references(tree: Tree) -> Iterator[tuple[str, str]]:
    """Addresses and names of elements, and the texts of scripts."""
    for element in tree.either(("script",), _NAMING):
        attrs = element.attrs
        yield from (("", attrs[name]) for name in _NAMING if attrs.get(name))
        if element.tag == "script":
            yield from (("script", child) for child in element.children if isinstance(child, str))


def _labels(tree: Tree) -> Iterator[tuple[str, str]]:
    """What elements are called, with their tags, in document order."""
    for element in tree.among(_LABELLED):
        for value in _values(element):
            if value and len(value) <= MAX_VALUE:
                yield element.tag, value


def _values(element: Element) -> list[str]:
    attrs = element.attrs
    names = _IMAGE_NAMES if element.tag == "img" else _CALLED_BY
    values = [attrs[name] for name in names if name in attrs] if attrs else []
    if 0 < element.size <= _LABEL:
        # Wrappers nest as deep as they like: only links are read with all that they hold.
        whole = element.tag in ("a", "button")
        values.append(words(element, "") if whole else "".join([c for c in element.children if isinstance(c, str)]))
    return values
