from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from core.outcome import Outcome
from reports.problem_list import COLUMNS, write_problem_list
from tests.reports.factory import inspection, observation


def written() -> bytes:
    stream = io.BytesIO()
    write_problem_list(inspection(), stream)
    return stream.getvalue()


def test_columns_are_those_of_real_notices() -> None:
    assert "｜".join(column.name for column in COLUMNS) == (
        "序号｜责任单位｜网站/栏目（账号名称、平台）｜问题类型（对应指标编号）｜问题描述｜页面地址｜证据（截图、检测时间）｜"
        "首次发现｜整改要求｜整改时限｜整改情况｜复核结果"
    )


def test_sheets_rows_and_print_setup() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written()))
    assert book.sheetnames == ["问题清单", "疑似待核实", "链接问题明细", "链接人工核对", "未检测项目", "已整改"]
    assert [book[name].max_row - 1 for name in book.sheetnames] == [9, 1, 24, 0, 3, 1]
    sheet = book["问题清单"]
    row = [cell.value for cell in sheet[2]]
    assert row[:4] == [1, "云岭县人民政府办公室", "云岭县人民政府", "站内错链断链（L-01 可用性）"]
    assert "检测时间 2026-11-23 08:10" in str(row[6])
    assert row[8] == "删除失效链接或者改到新地址，改好后用浏览器核实一次再反馈。"
    assert row[9:] == ["2026-12-01", None, None]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L10"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"


def test_links_that_nobody_could_tell_are_listed_for_a_person() -> None:
    value = inspection()
    refused = replace(observation(message="无法判断：服务器拒绝自动检查。"), outcome=Outcome.CANT_TELL)
    site = replace(value.sites[0], unclear=(refused, replace(refused, sources=(), evidence=())))
    stream = io.BytesIO()
    write_problem_list(replace(value, sites=(site, *value.sites[1:])), stream)
    rows = list(openpyxl.load_workbook(stream)["链接人工核对"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == (
        1,
        "云岭县人民政府",
        "站内错链断链",
        refused.subject,
        "无法判断：服务器拒绝自动检查。",
        42,
        "https://www.yunling-demo.gov.cn/list/0.html",
        "shots/ab12.png",
        None,
        None,
    )
    assert rows[1][6:] == (None, None, None, None)


def test_constant_bytes() -> None:
    assert written() == written()
