"""Labelled facts of an article's or document's header: 索引号, 文号, 成文日期, 发布机构, 有效性, 来源 …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from crawler.extract.date_labels import spaced
from crawler.extract.date_words import spelled
from crawler.extract.dates import FULL
from crawler.extract.document_number import labelled_number, other_number
from crawler.extract.lines import Line

#: Longest value kept, longest line read, in characters; most lines read.
_VALUE, _LINE, _LINES = 100, 400, 400
#: Fact → its labels. The publish date is found by crawler.extract.article, which asks here only for one in a table.
LABELS = {
    "index_number": ("索引号", "索取号", "信息索引号"),
    "document_number": ("发文字号", "文件编号", "发文文号", "文件字号", "发文号", "文号", "文书号", "字号"),
    "signed": ("成文日期", "成文时间", "印发日期", "签发日期"),
    "issued": ("发文日期",),
    "publisher": (
        "发布机构",
        "发文机关",
        "发布单位",
        "发文单位",
        "发文机构",
        "公开机构",
        "制发机关",
        "公开主体",
        "发布机关",
    ),
    "validity": ("有效性", "是否有效", "时效性", "效力状态", "文件状态", "有效状态", "时效"),
    "repealed": ("废止日期", "失效日期", "废止时间", "失效时间"),
    "effective": ("生效日期", "实施日期", "施行日期", "生效时间"),
    "published": ("发布日期", "发布时间", "公开日期", "公开时间"),
    "title": ("信息名称", "文件名称", "标题", "名称"),
    "source": ("信息来源", "文章来源", "消息来源", "稿件来源", "来源于", "来源", "稿源"),
}
_OTHERS: tuple[str, ...] = (
    "主题分类",
    "信息分类",
    "组配分类",
    "主题词",
    "公开方式",
    "公开形式",
    "公开范围",
    "公开时限",
)
_OTHERS += (
    "生成日期",
    "更新时间",
    "体裁",
    "关键词",
    "作者",
    "编辑",
)
_OTHERS += (
    "责任编辑",
    "浏览次数",
    "浏览量",
    "点击数",
    "点击",
    "阅读",
    "字体",
    "字号",
    "时间",
    "日期",
    "打印",
    "内容概述",
    "分类",
    "语种",
)
_NAMES = dict.fromkeys(_OTHERS, "") | {name: fact for fact, names in LABELS.items() for name in names}
_ANY = "|".join(spaced(name) for name in sorted(_NAMES, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|(?<=[\s|【\[（(　;；]))[【\[]?({_ANY})[】\]]?\s?(?:[:：]\s?|(?=\s|$)|(?<=[】\]]))")
_HINT = re.compile(r"[号期间性效构关位源态体题称]")
_END = re.compile(
    r"[|｜【\[]|(?<=[\u4e00-\u9fff)）])(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d|年\d{1,2}月\d)|\s(?:19|20)\d\d[-年/.]|\s\S{1,6}[:：]|\s打印|\s字体|\s分享|\s浏览"
)
_BRACKETS = (("(", ")"), ("（", "）"))
#: A short value whose characters stand apart, as labels' do: 县 供 销 社.
_SPACED_OUT = re.compile(r"[\u4e00-\u9fff](?:\s[\u4e00-\u9fff]){1,7}")


def labelled_facts(lines: Sequence[Line]) -> dict[str, str]:
    """The first value of every labelled fact, in text; facts that are not stated are not in it."""
    found: dict[str, str] = {}
    for name, value in _pairs([line for line in lines[:_LINES] if len(line.text) <= _LINE]):
        if name and value and name not in found:
            found[name] = value[:_VALUE] if name != "title" else value
    return found


def published_in_table(lines: Sequence[Line]) -> str:
    """The publish date that stands in a table under its label (发布日期); empty when none does."""
    if not any(line.text.rstrip(":：") in LABELS["published"] for line in lines[:_LINES]):
        return ""
    return labelled_facts(lines).get("published", "")


def fact_day(text: str) -> date | None:
    """The day of a fact's value, in numerals or Chinese words."""
    match = FULL.search(spelled(text))
    try:
        # Documents are older than the web pages that show them.
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """(fact, value) for every label: behind it in its line, or alone in the next line, which is no label."""
    marks = [list(_LABEL.finditer(line.text)) if _HINT.search(line.text) else [] for line in lines]
    yield from _tabled(lines, marks)
    for number, labels in enumerate(marks):
        text = lines[number].text
        for place, label in enumerate(labels):
            end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
            # Without a colon a word is a label only when it stands alone.
            colon = label[0].rstrip().endswith((":", "：", "】", "]"))
            fact = _NAMES[re.sub(r"\s", "", label[1])]
            behind = text[label.end() : end]
            value = _value(fact, behind)
            if not _cut(behind) and end == len(text) and number + 1 < len(lines) and not marks[number + 1]:
                value = _below(fact, lines[number], lines[number + 1])
            elif not colon:
                continue
            yield fact, value


def _below(fact: str, label: Line, line: Line) -> str:
    """The value in the line below a label: not the next paragraph, nor running text."""
    paragraph = label.block.tag == "p" == line.block.tag or "。" in line.text
    return "" if paragraph or len(line.text) > 2 * _VALUE else _value(fact, line.text)


def _tabled(lines: Sequence[Line], marks: Sequence[list[re.Match[str]]]) -> Iterator[tuple[str, str]]:
    """Tables with a row of labels above a row of values."""
    alone = [len(labels) == 1 and labels[0][0].strip() == line.text for line, labels in zip(lines, marks, strict=True)]
    number = 0
    while number < len(lines):
        count = 0
        while number + count < len(lines) and alone[number + count]:
            count += 1
        values = lines[number + count : number + 2 * count]
        if count > 1 and len(values) == count and not any(marks[number + count : number + 2 * count]):
            for label, line in zip(lines[number : number + count], values, strict=True):
                if label.block.tag in ("th", "td") and line.block.tag == "td":
                    fact = _NAMES[re.sub(r"\s", "", label.text.strip(":：【】[]"))]
                    yield fact, _value(fact, line.text)
        number += max(1, 2 * count)


def _value(fact: str, text: str) -> str:
    if fact != "document_number":
        return _cut(text)
    number = labelled_number(text)
    return other_number(_cut(text), text) if number is None else number


def _cut(text: str) -> str:
    end = _END.search(text)
    value = (text[: end.start()] if end else text).strip(" \u3000:：|;；,，】]")
    for opening, closing in _BRACKETS:
        if value.count(opening) != value.count(closing):
            value = value.strip(opening + closing)
    return "".join(value.split()) if _SPACED_OUT.fullmatch(value) else value
