from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt

from indicators.model import Conclusion
from reports.model import Inspection
from reports.notice import write_notice
from tests.reports.factory import assessment, clean, inspection, problem


def written(value: Inspection) -> bytes:
    stream = io.BytesIO()
    write_notice(value, stream)
    return stream.getvalue()


def opened(value: Inspection) -> Any:
    return docx.Document(io.BytesIO(written(value)))


def body(value: Inspection) -> str:
    return "\n".join(paragraph.text for paragraph in opened(value).paragraphs)


def xml(value: Inspection) -> str:
    with zipfile.ZipFile(io.BytesIO(written(value))) as archive:
        return archive.read("word/document.xml").decode()


def test_page_follows_the_standard() -> None:
    document = opened(inspection())
    page = document.sections[0]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    for got, wanted in zip(margins, (37, 35, 28, 26), strict=True):
        assert abs(got - Mm(wanted)) < Mm(0.05)
    normal = document.styles["Normal"]
    assert normal.paragraph_format.line_spacing == Pt(28.95)
    assert normal.element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia")) == "仿宋_GB2312"
    assert 'w:type="lines" w:linePitch="579"' in xml(inspection())


def test_parts_come_in_the_order_of_real_notices() -> None:
    text = body(inspection())
    parts = (
        "关于2026年第47周\n全县政府网站与政务新媒体检查情况的通报",
        "各乡镇人民政府，县直各单位：",
        "国办发〔2017〕47号",
        "国办秘函〔2019〕19号",
        "一、总体情况",
        "二、主要问题",
        "（一）政府网站方面",
        "（二）政务新媒体方面",
        "（三）其他方面",
        "三、下一步工作要求",
        "附件：问题清单",
        "云岭县人民政府办公室\n2026年11月23日",
    )
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_numbers_and_deadline() -> None:
    text = body(inspection())
    assert "共检查全县政府网站3个，其中合格1个，不合格1个，无法判定1个。合格率50.0%（无法判定的不计入）" in text
    assert "本期共确认问题9个，涉及责任单位4个，其中新发现4个，仍存在3个，整改后再次出现2个" in text
    assert "2026年12月1日（星期二）前（含当日）" in text
    assert "本期未对账号发布内容进行自动监测" in text
    assert "节假日表只到 2026 年" in text


def test_suspected_and_waived_problems_are_never_named() -> None:
    assert "slow.html" not in xml(inspection())
    assert "old.html" not in xml(inspection())


def test_a_clean_inspection_accuses_nobody_and_encloses_nothing() -> None:
    text = body(clean())
    assert "未发现需要通报的问题" in text
    assert "附件" not in text
    assert "限期整改" not in text
    assert not opened(clean()).tables


def test_no_judged_site_gives_no_rate() -> None:
    value = inspection()
    text = body(replace(value, sites=value.sites[2:]))
    assert "不计算合格率" in text


@pytest.mark.parametrize(("count", "tables"), [(10, 1), (230, 2)])
def test_a_long_list_begins_with_a_summary_by_unit(count: int, tables: int) -> None:
    document = opened(inspection(count))
    assert len(document.tables) == tables
    assert len(document.tables[-1].rows) == min(count + 2, 200) + 1
    assert xml(inspection(count)).count("<w:tblHeader") == tables


def test_constant_bytes() -> None:
    assert written(inspection()) == written(inspection())


def test_pages_are_numbered_right_and_left() -> None:
    document = opened(inspection())
    assert document.settings.odd_and_even_pages_header_footer
    assert document.sections[0].footer.paragraphs[0].text == "—  —"
    assert document.sections[0].even_page_footer.paragraphs[0].alignment == 0


def test_a_site_whose_crawl_was_not_sound_may_still_be_judged_by_what_was_gathered_apart() -> None:
    value = inspection()
    *others, town = value.sites
    down = replace(town, assessment=assessment(Conclusion.UNQUALIFIED))
    assert "采集未通过可信度检验，不作判定" in body(value)
    told = body(replace(value, sites=(*others, down)))
    assert "采集未通过可信度检验，除另行监测的项目外，不作判定" in told
    assert "采集未通过可信度检验，不作判定" not in told


@pytest.mark.parametrize("types", [8, 9])
def test_an_indicator_with_many_types_of_problem_is_one_paragraph(types: int) -> None:
    value = clean()
    row = "W-A11Y 无障碍与适老化"
    twice = [replace(problem(n + 1), title=f"第{min(n, types - 1)}类", indicator=row) for n in range(types + 1)]
    other = replace(problem(20), rank=1)
    first = replace(value.sites[0], problems=(*twice, other))
    text = body(replace(value, sites=(first, *value.sites[1:])))
    single = "个别单位存在“无障碍与适老化”问题。"
    assert (single in text) is (types > 8)
    assert ("个别单位存在“第3类”问题。" in text) is (types == 8)
    if types > 8:
        assert (
            f"有第8类（2处）、第0类（1处）、第1类（1处）、第2类（1处）、第3类（1处）、第4类（1处）等{types}类" in text
        )
        assert "2.个别单位存在“站内错链断链”问题。" in text
        assert "等。其余详见附件" in text
