"""Words before a date: which say that the page was published then, and which say something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from crawler.extract.dates import FULL

_S = r"[\s\u3000]*"


def spaced(*labels: str) -> str:
    """A pattern for labels whose characters may stand apart (发　布　日　期)."""
    return "|".join(_S.join(label) for label in labels)


_STRONG = spaced(
    *("发布日期", "发布时间", "公开日期", "公开时间", "上载日期", "上载时间", "上传时间", "上传日期", "发文时间"),
    *(
        "发稿时间",
        "发稿日期",
        "公布时间",
        "公布日期",
        "发表时间",
        "发表日期",
        "刊发时间",
        "刊登时间",
        "信息时间",
        "信息日期",
    ),
    *(
        "发布于",
        "发表于",
        "发布日",
        "录入时间",
        "录入日期",
        "添加时间",
        "添加日期",
        "上网时间",
        "上网日期",
        "上线时间",
    ),
    *("见报日期", "文章日期", "刊载日期", "刊载时间", "播出时间", "播发时间", "推送时间"),
    *("加入时间", "加入日期", "登载时间", "登载日期", "挂网时间", "挂网日期", "公告时间", "公告日期"),
    *("稿件时间", "稿件日期", "首次发布", "首发时间", "首发日期"),
)
_STRONG_ENGLISH = r"\b(?:Published|Posted|(?:Publish|Release|Post|Issue)\s*(?:Date|Time)|Date)(?:\s+on)?(?=\s*[:：])"
_WEAK = spaced("时间", "日期")
_NOT_BEFORE_WEAK = r"(?<![\u4e00-\u9fff、.．])(?<![\u4e00-\u9fff、.．][\s\u3000])"
_VALUE = rf"{_S}[】\])）]?{_S}[:：]?[\s\u3000\[(（【]*{FULL.pattern}"
#: A publish date with its label; a bare 时间 or 日期 is one only in an article's header. In two patterns: one that
#: heeds no case cannot be searched for by its first characters, and takes forty times as long.
_LABELLED = (re.compile(rf"(?:{_STRONG}){_VALUE}"), re.compile(_STRONG_ENGLISH + _VALUE, re.I))
WEAKLY = re.compile(rf"{_NOT_BEFORE_WEAK}(?:{_WEAK}){_S}[】\])）]?{_S}[:：]{_S}{FULL.pattern}")
#: Words in a line or the next one that make 时间 an event's.
EVENT = re.compile(r"地\s*点|[上下]午|中午|晚上|[（(]\s*(?:星期|周)|参加人|参会|出席|主持|事由|议题|对象|报名|星期")
#: Labels of days on which something takes place, before 时间 or 日期.
EVENTS = (
    r"(?:会\s*议|活\s*动|开\s*标|投\s*标|竞\s*[价拍]|拍\s*卖|报\s*名|考\s*试|面\s*试|体\s*检|演\s*出|举\s*[办行]|比\s*赛|开\s*庭"
    r"|听\s*证|培\s*训|招\s*聘|开\s*放|出\s*生)\s*(?:会\s*)?(?:时\s*间|日\s*期)"
)
#: Labels of other days, and of the reader's own moment.
OTHER = re.compile(
    rf"(?:{spaced('成文', '生成', '生效', '废止', '失效', '更新', '修改', '打印', '印发', '施行', '实施')}"
    rf"|{spaced('截止', '截至', '起止', '签发', '签署', '访问', '当前', '通过', '会议', '活动', '开标', '报名')}"
    rf"|{spaced('有效', '颁布', '评论', '回复', '答复', '留言', '服务器', '系统', '北京时间', '浏览时间', '拟')}"
    rf"|{spaced('原文', '招标', '采购', '中标', '附件', '批准', '制定', '修订', '登记', '成立')}"
    rf"|{spaced('预计', '出生', '发行')}|首\s*次(?!\s*发\s*布)|update[ds]?|modified|expires?)"
    r"[^\d。]{0,8}$|今天是|现在是|星期[一二三四五六日天]|©|Copyright",
    re.I,
)
#: Words that stand beside a publish date in an article's header.
COMPANY = re.compile(
    r"来\s*源|作\s*者|编\s*辑|浏\s*览|点\s*击|阅\s*读|访问量|字\s*[号体]|楼\s*主|发\s*表|发\s*布|发\s*稿|分享|打印|\b(?:Source|Author|Editor|Views)\b"
)
#: Of these, what says by itself that a line is an article's header and no banner's.
CREDIT = re.compile(
    r"来\s*源|作\s*者|编\s*辑|浏\s*览|点\s*击|阅\s*读|访问量|发\s*[布表稿]|楼\s*主|\b(?:Source|Author|Editor|Views)\b"
)
RANGE = re.compile(r"^\s*(?:至|到|~|～|—|－|-|–)\s*\d|^\s*(?:前|起|以来|以前|之前|以后|止)")
#: Most characters of a label and of what may stand between it and its date; most dates looked at one by one.
_NEAR, _FEW = 60, 20
_LABEL = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff\s\u3000]{1,14})[】\])）]?[\s\u3000]*[:：][\s\u3000\[(（【]*$")
_STRONG_END = re.compile(rf"(?:{_STRONG}|{_STRONG_ENGLISH})$")
_BARE_WEAK = re.compile(r"(?:^|[\s\u3000])(?:时[\s\u3000]*间|日[\s\u3000]*期)$")
#: A publish label with nothing behind it but the end of its line or the next label.
_AWAITING = re.compile(
    rf"(?:(?:{_STRONG})|(?:^|[\[【(（])(?:{_WEAK})){_S}[】\])）]?{_S}[:：]{_S}(?:[\[【(（|】\])）]|$|(?={COMPANY.pattern}))"
)


def awaits_day(lines: Iterable[str]) -> bool:
    """Whether the place behind a publish label is empty in any of the lines: a script may fill it."""
    return any(("时" in line or "日" in line) and _AWAITING.search(line) for line in lines)


def labelled_days(text: str) -> list[re.Match[str]]:
    """The publish dates with their labels, in order; groups as in FULL."""
    days = list(islice(FULL.finditer(text), _FEW + 1))
    if len(days) > _FEW:
        found = [match for pattern in _LABELLED for match in pattern.finditer(text)]
    else:
        found = [match for day in days for match in _labels_of(text, day)]
    return sorted(found, key=re.Match.start)


def _labels_of(text: str, day: re.Match[str]) -> Iterator[re.Match[str]]:
    """The date with its label, if it has one: only what stands right before it is read."""
    near = max(0, day.start() - _NEAR)
    found = (match for pattern in _LABELLED for match in pattern.finditer(text, near, day.end()))
    yield from (match for match in found if match.end() == day.end())


def foreign_label(before: str) -> bool:
    """Whether the text before a date ends with a label of some other day (填报日期：, 会议时间：)."""
    label = _LABEL.search(before)
    name = label[1].strip() if label else ""
    if not name or _STRONG_END.search(name) or _BARE_WEAK.search(name):
        return False
    return re.sub(r"[\s\u3000]", "", name).endswith(("时间", "期"))
