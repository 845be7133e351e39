"""The register's template: filled in with invented examples, dropdowns, and a sheet that explains every column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

from core.county import Account, AccountState, Column, ColumnCategory, Register, Site, Unit
from ledger.register.headings import SHEETS, Kind
from ledger.register.write import add_sheet, close_workbook, new_workbook

#: Invented county, units, sites and accounts: to be overwritten.
EXAMPLE = Register(
    county="云岭县",
    units=(
        Unit("云岭县人民政府办公室", "", "张三", "0000-1234567", "bgs@yunling-demo.gov.cn"),
        Unit("云岭县教育局", "云岭县人民政府办公室", "李四", "0000-7654321", "jyj@yunling-demo.gov.cn"),
    ),
    sites=(
        Site(
            "0000000001",
            "云岭县人民政府门户网站",
            "http://www.yunling-demo.gov.cn/",
            "0000000001",
            "云岭县人民政府办公室",
            "云岭县人民政府",
            ("zwfw.yunling-demo.gov.cn",),
            max_pages=5000,
            delay=0.5,
        ),
    ),
    columns=(
        Column(
            "0000000001",
            "云岭要闻",
            "http://www.yunling-demo.gov.cn/xwdt/ylyw/",
            ColumnCategory.NEWS,
            unit="云岭县人民政府办公室",
        ),
        Column(
            "0000000001",
            "招生信息",
            "http://www.yunling-demo.gov.cn/jyj/zsxx/",
            ColumnCategory.OTHER,
            180,
            "云岭县教育局",
        ),
    ),
    accounts=(
        Account(
            "微信公众号",
            "云岭发布",
            "gh_0123456789ab",
            "",
            "云岭县人民政府办公室",
            kind="订阅号",
            certified_body="云岭县人民政府办公室",
            certification="政府",
            supervisor="云岭县人民政府",
            operator="云岭县融媒体中心",
            person="张三",
            phone="0000-1234567",
            function="发布",
            opened_on=date(2019, 5, 6),
            filed_on=date(2019, 5, 8),
            filing_number="云岭新媒备2019-01",
            source="official.wechat",
            authorised_until=date(2027, 6, 30),
        ),
        Account(
            "微博",
            "云岭教育",
            "",
            "https://weibo.example.com/yunling-demo",
            "云岭县教育局",
            AccountState.CLOSED,
            state_on=date(2026, 3, 31),
            notice_url="http://www.yunling-demo.gov.cn/jyj/tzgg/20260325.html",
        ),
        Account(
            "移动客户端",
            "云岭通",
            "",
            "",
            "云岭县人民政府办公室",
            function="服务",
            package="cn.gov.yunling.demo",
            download_url="http://www.yunling-demo.gov.cn/app/",
            domains=("app.yunling-demo.gov.cn",),
            app_filing="赣ICP备00000000号-1A",
        ),
    ),
)

_INTRODUCTION = (
    "本表登记巡检的单位、网站、栏目和政务新媒体账号。表中内容均为虚构示例，请改成本地情况后导入。",
    "各工作表的列可以增减和调换次序，表头上方可以有标题行；不认识的列会被忽略并提示。",
    "“网站”工作表可直接使用全国政府网站基本信息数据库导出的表格。",
    "再次导入会更新已有登记；登记减少一半以上时需要再次确认；从表中删去的停止巡检，历史记录保留。",
)


def write_template(path: Path) -> None:
    """Write the template. Raises RegisterError naming the path when it cannot be written."""
    book = new_workbook(path)
    _explain(book)
    for kind in Kind:
        add_sheet(book, kind, EXAMPLE)
    close_workbook(book, path)


def _explain(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("填写说明")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for index, width in enumerate((14, 24, 10, 60, 40)):
        sheet.set_column(index, index, width, wrap)
    for row, line in enumerate(_INTRODUCTION):
        sheet.merge_range(row, 0, row, 4, line, wrap)
        sheet.set_row(row, 32)
    start = len(_INTRODUCTION) + 1
    for index, title in enumerate(("工作表", "列", "是否必填", "说明", "可选值")):
        sheet.write_string(start, index, title, bold)
    rows = [(kind, heading) for kind in Kind for heading in SHEETS[kind]]
    for row, (kind, heading) in enumerate(rows, start=start + 1):
        needed = "必填" if heading.required else "可空"
        cells = (kind.value, heading.title, needed, heading.help, "、".join(heading.choices))
        for index, text in enumerate(cells):
            sheet.write_string(row, index, text, wrap)
