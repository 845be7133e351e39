"""Real-life registers: any order, title rows, synonyms, wide characters, broken rows, partial files."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from core.county import NO_APPROVAL, AccountState, Column, ColumnCategory, Register, Site, Unit
from core.errors import RegisterError
from ledger.register.headings import Kind
from ledger.register.parse import ParseResult, parse
from ledger.register.template import EXAMPLE
from ledger.register.values import read_approval

Sheet = Sequence[Sequence[object]]
HOME = "http://www.yunling-demo.gov.cn/"
SITES_HEAD = ["网站标识码", "网站名称", "首页网址", "主办单位", "主管单位"]


def book(path: Path, **sheets: Sheet) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


def read(tmp_path: Path, base: Register | None = None, **sheets: Sheet) -> ParseResult:
    return parse([book(tmp_path / "register.xlsx", **sheets)], base)


def test_the_national_list_is_a_register_as_it_is(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        Sheet1=[
            ["全国政府网站基本信息数据库"],
            [],
            ["序号", "主管单位", "网站标识码", "首页网址 ", "网站\n名称", "主办单位", "状态"],
            [1, "云岭市人民政府", 3600000001, "www.yunling-demo.gov.cn", "云岭县政府　门户", "县政府办公室", "正常"],
        ],
    )
    assert result.errors == ()
    assert result.register.sites == (
        Site("3600000001", "云岭县政府 门户", HOME, "3600000001", "县政府办公室", "云岭市人民政府"),
    )
    assert result.register.units == (Unit("县政府办公室"),)
    notes = "\n".join(result.notes)
    assert "“序号”“状态”不在登记项目内" in notes
    assert "未写协议，按 http://www.yunling-demo.gov.cn/ 登记" in notes
    assert "已自动建立：县政府办公室" in notes
    assert result.kinds == {Kind.SITES}


def test_every_kind_of_sheet(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        说明=[["本表填写“网站名称”等"], ["网站名称", "必填"]],
        基本信息=[["县区名称"], ["云岭县"]],
        单位=[["单位名称*", "电话", "邮箱"], ["县教育局", "0000－1234567", "a@yunling-demo.gov.cn"]],
        网站=[
            [
                *SITES_HEAD,
                "下属域名或网址前缀",
                "允许内网地址",
                "遵守robots(是/否)",
                "最多页数",
                "请求间隔秒",
                "其他域名",
                "曾用域名",
                "批准保留文号",
                "办事平台域名",
            ],
            [
                None,
                "门户",
                "https://WWW.yunling-demo.gov.cn:8443/a#top",
                "县教育局",
                None,
                "*.Zw.yunling-demo.gov.cn，www.yunling-demo.gov.cn/sub/ http://x.yunling-demo.gov.cn/y",
                "10.1.2.3/8、192.168.0.0/16",
                "否",
                300,
                0.5,
                "云岭.政务",
                "Old.yunling-demo.org、http://www.yunling-old-demo.com/index.html",
                "云政办函〔2018〕 5号",
                "zwfw.yunling-demo.org/yl/、bs.yunling-demo.org",
            ],
        ],
        栏目=[
            ["网站名称", "栏目名称", "栏目网址", "栏目类别", "更新周期（天）", "责任单位"],
            ["门户", "要闻", "http://www.yunling-demo.gov.cn/yw/", "新闻动态", "30天", "县教育局"],
        ],
        新媒体=[
            ["平台", "账号名称", "账号ID", "主页网址", "主办单位", "状态"],
            ["微信公众号", "云岭教育", "yl-jy", None, "县教育局", "已注销"],
        ],
    )
    assert result.errors == ()
    register = result.register
    key = "www.yunling-demo.gov.cn-8443"
    assert register.county == "云岭县"
    assert register.units == (Unit("县教育局", phone="0000-1234567", email="a@yunling-demo.gov.cn"),)
    assert register.sites[0] == Site(
        key,
        "门户",
        "https://www.yunling-demo.gov.cn:8443/a",
        unit="县教育局",
        scopes=("zw.yunling-demo.gov.cn", "http://www.yunling-demo.gov.cn/sub/", "http://x.yunling-demo.gov.cn/y"),
        allow_private=("10.0.0.0/8", "192.168.0.0/16"),
        robots="ignore",
        max_pages=300,
        delay=0.5,
        aliases=("xn--9kqv75a.xn--zfr164b",),
        old_domains=("old.yunling-demo.org", "www.yunling-old-demo.com"),
        approval="云政办函〔2018〕 5号",
        platforms=("http://zwfw.yunling-demo.org/yl/", "bs.yunling-demo.org"),
    )
    assert register.columns == (Column(key, "要闻", f"{HOME}yw/", ColumnCategory.NEWS, 30, "县教育局"),)
    assert register.accounts[0].state is AccountState.CANCELLED
    assert any("“说明”没有登记表的列名" in note for note in result.notes)


@pytest.mark.parametrize("text", ["无", "没有", " 未批准 "])
def test_what_was_never_approved(text: str) -> None:
    assert read_approval(text) == NO_APPROVAL


BAD_CELLS = [
    ("网站标识码", "36000", "10 位网站标识码"),
    ("网站名称", None, "必填内容"),
    ("首页网址", "ftp://www.yunling-demo.gov.cn/", "http://"),
    ("首页网址", "http://用户:密码@www.yunling-demo.gov.cn/", "不含用户名"),
    ("首页网址", "javascript:alert(1)", "网址"),
    ("首页网址", "http://门户/", "完整域名"),
    ("主办单位", "长" * 2001, "不超过 2000 个字"),
    ("下属域名或网址前缀", "a b", "域名或网址前缀"),
    ("其他域名", "没有", "域名，多个用顿号分隔"),
    ("旧域名", "10.1.2.3", "不能是 IP 地址"),
    ("允许内网地址", "是", "内网网段"),
    ("允许内网地址", "0.0.0.0/0", "不能是公网地址"),
    ("遵守robots（是/否）", "也许", "“是”或“否”"),
    ("最多页数", "-1", "1 至 1000000"),
    ("最多页数", "很多", "1 至 1000000"),
    ("请求间隔秒", "99", "0 至 60"),
    ("请求间隔秒", "一", "0 至 60"),
]


@pytest.mark.parametrize(("heading", "cell", "expected"), BAD_CELLS)
def test_a_broken_row_is_named_and_loses_no_other(tmp_path: Path, heading: str, cell: str, expected: str) -> None:
    good = {"网站名称": "甲", "首页网址": "http://a.yunling-demo.gov.cn/"}
    bad = {"网站名称": "乙", "首页网址": "http://b.yunling-demo.gov.cn/", heading: cell}
    last = {"网站名称": "丙", "首页网址": "http://c.yunling-demo.gov.cn/"}
    titles = list(dict.fromkeys([*good, heading]))
    result = read(tmp_path, 网站=[titles, *([row.get(title) for title in titles] for row in (good, bad, last))])
    assert [site.name for site in result.register.sites] == ["甲", "丙"]
    (error,) = result.errors
    assert (error.sheet, error.row, error.column) == ("网站", 3, heading)
    assert expected in str(error)
    assert len(str(error)) < 300


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("栏目类别", "杂项", "动态要闻、"),
        ("更新周期", "每天", "0 至 3660"),
        ("网站名称", "不存在", "“网站”表中唯一的网站"),
        ("栏目网址", "http://", "网址"),
    ],
)
def test_a_broken_column_row(tmp_path: Path, heading: str, cell: str, expected: str) -> None:
    row = {"网站名称": "门户", "栏目名称": "要闻", "栏目网址": f"{HOME}yw/", "栏目类别": "", "更新周期": ""}
    row[heading] = cell
    result = read(tmp_path, 网站=[["网站名称", "首页网址"], ["门户", HOME]], 栏目=[list(row), list(row.values())])
    assert result.register.columns == ()
    assert expected in str(result.errors[0])


def test_more_broken_cells(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        县=[["县区名称"], ["长" * 2001]],
        单位=[
            ["单位名称", "上级单位", "邮箱"],
            ["甲", "", "不是邮箱"],
            ["乙", "丙", ""],
            ["丙", "乙", ""],
            ["丁", "丁", ""],
        ],
        账号=[["平台", "账号名称", "状态"], ["微博", "云岭", "休眠"]],
    )
    assert [unit.name for unit in result.register.units] == ["乙", "丙"]
    assert [error.column for error in result.errors] == ["县区名称", "邮箱", "上级单位", "上级单位", "状态"]
    assert result.register.county == ""


def test_duplicates_are_named(tmp_path: Path) -> None:
    rows = [["网站名称", "首页网址"], ["甲", HOME], ["乙", "http://b.yunling-demo.gov.cn"], ["丙", HOME]]
    result = read(tmp_path, 网站=rows)
    assert [site.name for site in result.register.sites] == ["甲", "乙"]
    assert "与第 2 行重复" in str(result.errors[0])
    assert result.errors[0].row == 4


def test_a_name_that_two_sites_bear_needs_the_code(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        网站=[SITES_HEAD[:3], ["3600000001", "门户", HOME], ["3600000002", "门户", "http://b.yunling-demo.gov.cn/"]],
        栏目=[
            ["网站标识码", "网站名称", "栏目名称", "栏目网址"],
            ["", "门户", "甲", f"{HOME}a/"],
            ["3600000002", "门户", "乙", f"{HOME}b/"],
        ],
    )
    assert [(column.site, column.name) for column in result.register.columns] == [("3600000002", "乙")]
    assert len(result.errors) == 1


def test_a_partial_import_keeps_what_it_does_not_speak_of(tmp_path: Path) -> None:
    site = EXAMPLE.sites[0]
    result = read(tmp_path, EXAMPLE, 网站=[SITES_HEAD, [site.id_code, "新名称", site.home, site.unit, ""]])
    assert result.register == replace(EXAMPLE, sites=(replace(site, name="新名称", supervisor=""),))


def test_a_site_keeps_its_key_when_it_gets_a_code(tmp_path: Path) -> None:
    base = Register(sites=(Site("www.yunling-demo.gov.cn", "门户", HOME),))
    result = read(tmp_path, base, 网站=[SITES_HEAD[:3], ["3600000001", "门户", HOME]])
    assert result.register.sites == (Site("www.yunling-demo.gov.cn", "门户", HOME, "3600000001"),)


def test_a_slip_does_not_strike_off_what_is_registered(tmp_path: Path) -> None:
    site, unit, account = EXAMPLE.sites[0], EXAMPLE.units[1], EXAMPLE.accounts[0]
    result = read(
        tmp_path,
        EXAMPLE,
        单位=[["单位名称", "邮箱"], [EXAMPLE.units[0].name, ""], [unit.name, "坏邮箱"]],
        网站=[SITES_HEAD[:3], ["坏代码", site.name, site.home]],
        栏目=[
            ["网站标识码", "栏目名称", "栏目网址"],
            [site.id_code, EXAMPLE.columns[0].name, "http://"],
            ["x", "无", "y.z"],
        ],
        账号=[["平台", "账号名称", "账号ID", "状态"], [account.platform, account.name, account.account_id, "坏"]],
    )
    assert len(result.errors) == 5
    assert unit in result.register.units
    assert result.register.sites == (site,)
    assert result.register.columns == (EXAMPLE.columns[0],)
    assert result.register.accounts == (account,)


def test_columns_of_a_site_no_longer_registered_go_with_it(tmp_path: Path) -> None:
    result = read(tmp_path, EXAMPLE, 网站=[SITES_HEAD[:3], ["3600000009", "新站", "http://new.yunling-demo.gov.cn/"]])
    assert result.register.columns == ()


def test_csv_files_are_recognised_by_their_headings(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_bytes("栏目名称\t栏目网址\t网站名称\r\n要闻\twww.yunling-demo.gov.cn/yw/\t门户\r\n".encode("gb18030"))
    second.write_bytes(f"登记表,\r\n网站名称,首页网址\r\n门户,{HOME}\r\n".encode("utf-8-sig"))
    result = parse([first, second])
    assert result.errors == ()
    assert [column.url for column in result.register.columns] == [f"{HOME}yw/"]


def test_rows_shorter_than_the_header_are_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"网站名称,首页网址,主办单位\n门户,{HOME}\n,,\n备注行外,,,x\n", "utf-8")
    result = parse([path])
    assert len(result.register.sites) == 1
    assert [error.row for error in result.errors] == [4]


def test_errors_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("网站名称,首页网址\n" + "门户,坏\n" * 700, "utf-8")
    result = parse([path])
    assert len(result.errors) == 500
    assert "共有 700 处错误" in result.notes[-1]


def test_no_table_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="没有找到登记表"):
        read(tmp_path, 表=[["甲", "乙"], [1, 2]], 空=[])
    with pytest.raises(RegisterError, match="没有文件"):
        parse([])
