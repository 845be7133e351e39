"""The sheet of media accounts: every column, whatever it is called; entries that outlive a new name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from core.county import NO_CERTIFICATION, Account, AccountState, Register
from ledger.register.account_values import read_date, read_function
from ledger.register.headings import SHEETS, Kind
from ledger.register.parse import ParseResult, parse

GH = "gh_0123456789ab"


def read(folder: Path, *rows: Sequence[object], base: Register | None = None) -> ParseResult:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "新媒体"
    for number, row in enumerate(rows, start=1):
        for index, cell in enumerate(row, start=1):
            sheet.cell(number, index).value = cell  # type: ignore[assignment]
    book.save(folder / "accounts.xlsx")
    return parse([folder / "accounts.xlsx"], base)


def test_every_field_has_a_column_but_the_key() -> None:
    filled = {heading.attribute for heading in SHEETS[Kind.ACCOUNTS]}
    assert filled == {field.name for field in fields(Account)} - {"key"}


def test_synonyms_dates_and_remarks(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["全县政务新媒体台账"],
        [
            "序号",
            "新媒体类型",
            "名称",
            "账号ID（gh_）",
            "责任单位",
            "账号主体",
            "运维单位",
            "负责人",
            "联系电话",
            "功能定位",
            "开通时间",
            "备案号",
            "运行状态",
            "关停日期",
            "关停公告",
            "授权有效期至",
            "最后更新日期",
        ],
        [
            1,
            "微信",
            "云岭教育",
            f" {GH} ",
            "县教育局",
            "未认证",
            "某公司",
            "张三",
            "0000－1234567",
            "信息发布/服务类",
            date(2019, 5, 6),
            "云新媒备〔2019〕 1号",
            "已关停",
            "2026年3月31日",
            "www.yunling-demo.gov.cn/gg.html",
            "2027/6/30",
            20261120,
        ],
    )
    assert result.errors == ()
    assert result.register.accounts == (
        Account(
            "微信公众号",
            "云岭教育",
            GH,
            unit="县教育局",
            state=AccountState.CLOSED,
            certified_body=NO_CERTIFICATION,
            operator="某公司",
            person="张三",
            phone="0000-1234567",
            function="发布、服务",
            opened_on=date(2019, 5, 6),
            filing_number="云新媒备〔2019〕 1号",
            state_on=date(2026, 3, 31),
            notice_url="http://www.yunling-demo.gov.cn/gg.html",
            authorised_until=date(2027, 6, 30),
            updated_on=date(2026, 11, 20),
        ),
    )
    assert [note for note in result.notes if "序号" in note]


def test_an_app(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["平台", "应用名称", "包名", "下载链接", "接口域名", "APP备案号"],
        [
            "APP",
            "云岭通",
            "cn.demo",
            "www.yunling-demo.gov.cn/a.apk",
            "a.yunling-demo.gov.cn、b.yunling-demo.gov.cn",
            "备1A",
        ],
    )
    (app,) = result.register.accounts
    assert app.is_program
    assert (app.platform, app.package, app.app_filing) == ("移动客户端", "cn.demo", "备1A")
    assert app.domains == ("a.yunling-demo.gov.cn", "b.yunling-demo.gov.cn")


@pytest.mark.parametrize(
    ("title", "cell", "expected"),
    [
        ("开设日期", "2026年2月30日", "日期，如 2026-11-23"),
        ("授权到期", "长期", "日期，如 2026-11-23"),
        ("状态", "停了", "正常、关停、迁移、注销之一"),
        ("功能类别", "其他", "发布、服务或两者"),
        ("主页URL", "ftp://a.b/", "http://"),
        ("账号ID", 1234567890123456789, "按文本格式填写"),
        ("账号ID", "1.23457E+18", "按文本格式填写"),
        ("后端域名", "10.0.0.1", "不能是 IP 地址"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, title: str, cell: object, expected: str) -> None:
    result = read(
        tmp_path, ["平台", "账号名称", title], ["微博", "甲", "" if title == "平台" else cell], ["微博", "乙", ""]
    )
    (error,) = result.errors
    assert (error.sheet, error.row) == ("新媒体", 2)
    assert error.column.startswith(title)
    assert expected in error.expected
    assert [account.name for account in result.register.accounts] == ["乙"]


def test_a_bad_telephone_is_not_repeated(tmp_path: Path) -> None:
    number = "0000" * 600
    (error,) = read(tmp_path, ["平台", "账号名称", "电话"], ["微博", "甲", number]).errors
    assert error.column == "电话"
    assert "0000" not in str(error)


@pytest.mark.parametrize(
    "text", ["2026-11-23", "2026/11/23", "2026.11.23", "２０２６年11月23日", "20261123", "2026-11-23T00:00:00"]
)
def test_days(text: str) -> None:
    assert read_date(text) == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["2026", "11-23", "2026-13-01", "46349", "2026-11-23 起"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="日期"):
        read_date(text)


def test_functions() -> None:
    assert [read_function(said) for said in ("发布", "政务服务", "服务+发布", "综合")] == [
        "发布",
        "服务",
        "发布、服务",
        "发布、服务",
    ]


HEAD = ["平台", "账号名称", "账号ID"]
KNOWN = Account("新浪微博", "云岭发布", unit="县政府办", certified_body="县政府办")


def test_an_id_learnt_later_and_a_new_name_keep_the_entry(tmp_path: Path) -> None:
    (with_id,) = read(tmp_path, HEAD, ["微博", "云岭发布", "1234"], base=Register(accounts=(KNOWN,))).register.accounts
    assert with_id == replace(KNOWN, platform="微博", account_id="1234")
    assert with_id.key == "新浪微博:云岭发布"
    (renamed,) = read(
        tmp_path, HEAD, ["微博", "云岭融媒", "1234"], base=Register(accounts=(with_id,))
    ).register.accounts
    assert renamed == replace(with_id, name="云岭融媒")


def test_another_id_under_the_same_name_is_another_account(tmp_path: Path) -> None:
    base = Register(accounts=(replace(KNOWN, account_id="1234"),))
    (other,) = read(tmp_path, HEAD, ["微博", "云岭发布", "9999"], base=base).register.accounts
    assert other == Account("微博", "云岭发布", "9999")


def test_a_sheet_without_ids_loses_none(tmp_path: Path) -> None:
    base = Register(accounts=(Account("微博", "云岭发布", "1234"),))
    (kept,) = read(tmp_path, HEAD[:2], ["微博", "云岭发布"], base=base).register.accounts
    assert kept == base.accounts[0]


def test_the_same_id_twice_is_an_error(tmp_path: Path) -> None:
    result = read(tmp_path, HEAD, ["微博", "甲", "1"], ["新浪微博", "乙", "1"])
    assert [(error.row, error.expected) for error in result.errors] == [(3, "不重复的登记（与第 2 行重复）")]


@pytest.mark.parametrize(
    ("platform", "source", "wanted"),
    [
        ("微博", "official.wiebo", "official.weibo"),
        ("微博", "爬虫", "xunjian media adapters"),
        ("微博", "feed", "feed https://"),
        ("微博", "rss www.example.gov.cn/feed.xml", "feed https://"),
        ("微博", "feed ftp://www.example.gov.cn/feed.xml", "feed https://"),
        ("微博", "https://user:word@www.example.gov.cn/feed.xml", "不含用户名"),
        ("微博", "official.wechat", "适用于微博的取数途径"),
        ("抖音", "OFFICIAL.WEIBO", "适用于抖音的取数途径"),
    ],
)
def test_a_source_that_nobody_can_ask_is_told(tmp_path: Path, platform: str, source: str, wanted: str) -> None:
    rows = [["平台", "账号名称", "数据来源"], [platform, "云岭发布", source], ["微博", "云岭林业", ""]]
    result = read(tmp_path, *rows)
    (error,) = result.errors
    assert (error.row, error.column, error.found) == (2, "数据来源", source)
    assert wanted in error.expected
    assert [account.name for account in result.register.accounts] == ["云岭林业"]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("feed https://www.example.gov.cn/feed.xml", "feed https://www.example.gov.cn/feed.xml"),
        ("订阅源：https://www.example.gov.cn/f", "订阅源：https://www.example.gov.cn/f"),
        ("http://云岭.中国/f", "http://云岭.中国/f"),
        ("official.weibo", "official.weibo"),
        ("表格", "表格"),
        ("无", ""),
    ],
)
def test_a_source_stays_as_it_was_written(tmp_path: Path, source: str, kept: str) -> None:
    result = read(tmp_path, ["平台", "账号名称", "数据来源"], ["新浪微博", "云岭发布", source])
    assert result.errors == ()
    assert result.register.accounts[0].source == kept
