"""The tables of last year's report of disclosure: whether their numbers add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.disclosure.reports import reports_of, title_of
from checks.disclosure.tables import Line, tables_of
from checks.interface import Params, check
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "disclosure.annual_tables"
_NEW, _LEFT = re.compile(r"本年(?:度)?新收"), re.compile(r"上年(?:度)?结转")
_SUM, _NEXT = re.compile(r"[（(]七[)）]总计"), re.compile(r"结转下年度?")
#: Columns of the third table in the format of 2021; other numbers of columns are added up all the same.
_COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
#: Columns of one group of the fourth table (结果维持、结果纠正、其他结果、尚未审结、总计), and its three groups.
_GROUP, _GROUPS = 5, ("行政复议", "未经复议直接起诉", "复议后起诉")
_MOST_TOLD = 5


@check(
    id=_CHECK,
    title="年度报告表格数据不勾稽",
    clause="国办公开办函〔2021〕30号（年度报告格式；勾稽关系见报告表格所印说明）",
    needs={"pages", "dom"},
)
def annual_tables(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """年度报告表格数据不勾稽：收到和处理申请情况、行政复议和诉讼情况的表格中，数字加起来不等于总计。

    是什么：读取上一年度政府信息公开年度报告中的表格，按 2021 年格式核对：收到和处理申请情况表，每一列“本年新收”加“上年
    结转”应等于“（七）总计”加“结转下年度”，办理结果各项之和应等于“（七）总计”，每一行各类申请人之和应等于总计；行政
    复议、行政诉讼情况表，每组四种结果之和应等于总计。表格是图片、附件，有空格，行列与格式不同而不能对应的，记
    “无法判断”。

    为什么重要：表格数据不勾稽，说明统计有误，会在年报核查中被退回、通报。

    如何整改：由政务公开机构对照办件台账核对，更正报告中的表格，并在报告中说明更正情况。
    """
    for page in reports_of(snapshot, snapshot.taken_at.year - 1):
        tables = list(tables_of(page))
        yield _observe(page, "applications", "收到和处理申请情况表", _applications(tables))
        yield _observe(page, "lawsuits", "行政复议、行政诉讼情况表", _lawsuits(tables))


def _applications(tables: Sequence[Sequence[Line]]) -> list[str] | None:
    """What does not add up in the table of applications; None when there is no table that can be read."""
    for table in tables:
        rows = _key_rows(table)
        if rows is not None:
            new, left, total, rest = rows
            items = table[table.index(left) + 1 : table.index(total)]
            counted = [item for item in items if item.numbers]
            if any(len(item.numbers) != len(new.numbers) or item.gaps for item in counted):
                return None
            return [*_columns(rows, counted), *_rows((new, left, *counted, total, rest))]
    return None


def _key_rows(table: Sequence[Line]) -> tuple[Line, Line, Line, Line] | None:
    found = [next((line for line in table if words.search(line.label)), None) for words in (_NEW, _LEFT, _SUM, _NEXT)]
    lines = [line for line in found if line is not None and line.numbers and not line.gaps]
    if len(lines) != len(found) or len({len(line.numbers) for line in lines}) != 1 or len(lines[0].numbers) < 2:
        return None
    new, left, total, rest = lines
    return (new, left, total, rest) if table.index(left) < table.index(total) else None


def _columns(rows: tuple[Line, Line, Line, Line], items: Sequence[Line]) -> Iterator[str]:
    new, left, total, rest = rows
    for place in range(len(new.numbers)):
        name = _COLUMNS[place] if len(new.numbers) == len(_COLUMNS) else f"第{place + 1}列"
        came, gone = new.numbers[place] + left.numbers[place], total.numbers[place] + rest.numbers[place]
        if came != gone:
            yield f"“{name}”列新收加结转为 {came}，办理总计加结转下年为 {gone}"
        done = sum(item.numbers[place] for item in items)
        if items and done != total.numbers[place]:
            yield f"“{name}”列办理结果各项之和为 {done}，总计为 {total.numbers[place]}"


def _rows(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if len(line.numbers) == len(_COLUMNS) and sum(line.numbers[:-1]) != line.numbers[-1]:
            yield f"“{line.label[-20:]}”行各类申请人之和为 {sum(line.numbers[:-1])}，总计为 {line.numbers[-1]}"


def _lawsuits(tables: Sequence[Sequence[Line]]) -> list[str] | None:
    """What does not add up in the table of reviews and lawsuits; None when there is no table that can be read."""
    for table in tables:
        labels = "".join(line.label for line in table)
        lines = [line for line in table if len(line.numbers) == _GROUP * len(_GROUPS) and not line.gaps]
        if "结果维持" in labels and len(lines) == 1:
            return list(_groups(lines[0].numbers))
    return None


def _groups(numbers: Sequence[int]) -> Iterator[str]:
    for place, name in enumerate(_GROUPS):
        group = numbers[place * _GROUP : (place + 1) * _GROUP]
        if sum(group[:-1]) != group[-1]:
            yield f"“{name}”各项之和为 {sum(group[:-1])}，总计为 {group[-1]}"


def _observe(page: Page, part: str, name: str, wrong: list[str] | None) -> Observation:
    if wrong is None:
        outcome, message = Outcome.CANT_TELL, f"无法核对{name}：没有读到完整的表格，可能是图片、附件，或格式不同。"
    elif wrong:
        rest = f" 等 {len(wrong)} 处" if len(wrong) > _MOST_TOLD else ""
        outcome, message = Outcome.FAILED, f"{name}数据不勾稽：{'；'.join(wrong[:_MOST_TOLD])}{rest}。"
    else:
        outcome, message = Outcome.PASSED, f"{name}数据勾稽。"
    evidence = page.evidence(title_of(page)[:200])
    return Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, identity=(part,), evidence=evidence)
