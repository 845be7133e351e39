"""What documents are called, whose they are, and what the title of an interpretation names. Holds no check."""

from __future__ import annotations

import re

from core.county import Column, Site
from core.snapshot import Page

#: 云岭政规〔2026〕7号, with the brackets that are typed instead of 六角括号.
NUMBER = re.compile(
    r"(?P<issuer>[^\d〔\[（(【\s]{1,15})\s?[〔\[（(【](?P<year>(?:19|20)\d\d)[〕\]）)】]\s*(?P<number>\d+)\s*号"
)
#: Numbers and titles of higher authorities, whose documents a county's site only shows again.
_HIGHER = re.compile(
    r"国|中[发办]|省|自治区|部|署|总局|[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新][政府办]"
)
_HIGHER_TITLE = re.compile(
    r"(?:中共中央|国务院|中华人民共和国|国家|全国|[^《》县区]{1,10}(?:省|市|州|盟|部|厅|总局|自治区))"
)
#: What may stand before a number: no other character of an issuer's name.
_BEGIN = r"(?:^|(?<=[^一-龥])|(?<=[于据按照对将以和与及读解]))"
EXPLAINS = re.compile(r"解读|图解|读懂|看懂|答记者问|政策问答|图说")
_QUOTED = re.compile(r"《([^《》]{6,120})》")
_ISSUED = re.compile(r".*印发《?(?P<name>[^《》]{6,120}?)》?的通知")
_NOISE = re.compile(r"[\s《》〈〉“”\"]")
#: What stands around a document's name in a title that does not quote it: 一图读懂：…, … 政策解读（一）.
_LEAD = re.compile(
    r"^(?:【[^】]{1,12}】|[一几两]?[图分张钟]{0,3}(?:读懂|看懂)|(?:政策|文字|视频|专家|动漫|一图)?(?:图解|解读|图说))[:：丨|\s]*"
)
_TAIL = re.compile(
    r"(?:的)?(?:政策|文字|图文|视频|专家)?(?:图解|解读|解读材料)(?:之?[（(]?[一二三四五六七八九\d]{1,2}[)）]?)?$"
)
_PLACE = re.compile(r"(?:[一-龥]{2,8}?(?:省|市|州|地区|盟)){0,3}(?P<own>[一-龥]{2,12}?(?:自治县|县|市|区|旗))")
#: 巍山县 is what people call 巍山彝族回族自治县.
_AUTONOMOUS = re.compile(r"(?<=[一-龥]{2})(?:[一-龥]{1,4}族)+自治县$")


def document_name(title: str) -> str:
    """What a document is called where it is quoted: without its issuer, “关于印发” and “的通知”."""
    issued = _ISSUED.fullmatch(title.strip())
    return _NOISE.sub("", issued["name"] if issued else title)


def document_names(title: str) -> frozenset[str]:
    """Everything that a document with this title is called: its whole title, from “关于” on, and what it issues."""
    whole = _NOISE.sub("", title)
    begun = whole.find("关于")
    return frozenset({whole, document_name(title), whole[max(begun, 0) :]} - {""})


def quoted_name(title: str) -> str:
    """The one document that an interpretation's title names; empty when it is none or names several.

    Quoted in 《》, or all that is left of the title without “一图读懂：” or “政策解读”.
    """
    quoted = {document_name(name) for name in _QUOTED.findall(title)}
    if quoted:
        return quoted.pop() if len(quoted) == 1 and EXPLAINS.search(_QUOTED.sub("", title)) else ""
    bare = _TAIL.sub("", _LEAD.sub("", title.strip()).strip()).strip()
    return _NOISE.sub("", bare) if bare != title.strip() and len(bare) >= 6 and "《" not in bare else ""


def number_of(text: str) -> str:
    """The first document number in a text, written one way (云岭政规〔2026〕7号); empty when there is none."""
    found = NUMBER.search(text)
    return f"{found['issuer'].strip()}〔{found['year']}〕{int(found['number'])}号" if found else ""


def mentions(text: str, number: str) -> bool:
    """Whether a text gives a document number; 岭政发〔2026〕7号 is not given by 云岭政发〔2026〕7号."""
    parts = NUMBER.fullmatch(number)
    if parts is None:
        return False
    issuer, year, running = re.escape(parts["issuer"]), parts["year"], parts["number"]
    return bool(re.search(rf"{_BEGIN}{issuer}\s?[〔\[（(【]{year}[〕\]）)】]\s?0*{running}\s?号", text))


def is_own(page: Page, column: Column, site: Site) -> bool:
    """Whether a document is plainly of the site's own government or units, not of a higher authority."""
    article = page.facts.article
    number, title = NUMBER.search(article.document_number), article.title.strip()
    if "转发" in title or (number and _HIGHER.search(number["issuer"])):
        return False
    stems = {stem for unit in (site.name, site.unit, column.unit) for stem in stems_of(unit)}
    if not title.startswith(tuple(stems)) and _HIGHER_TITLE.match(title):
        return False
    named = (article.publisher, title) if number else (article.publisher, title, article.source)
    return any(text.startswith(tuple(stems)) for text in named)


def stems_of(unit: str) -> frozenset[str]:
    """What names of a place's units begin with: 盘龙区 and 昆明市盘龙区 of 昆明市盘龙区人民政府办公室.

    The unit itself when no place leads it; nothing for an empty name.
    """
    place = _PLACE.match(unit)
    if place is None:
        return frozenset({unit} - {""})
    short = _AUTONOMOUS.sub("县", place["own"])
    return frozenset({place[0], place["own"], short})
