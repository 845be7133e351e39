"""What is written is read back unchanged, evaluates nothing, and is the same bytes each time."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.county import Account, AccountState, Column, ColumnCategory, Register, Site, Unit
from core.errors import RegisterError
from core.platforms import canonical_platform
from ledger.register.account_values import FUNCTIONS, read_certified_body
from ledger.register.parse import parse
from ledger.register.template import EXAMPLE, write_template
from ledger.register.values import tidy
from ledger.register.write import write_csv, write_xlsx

words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(tidy)
hosts = st.from_regex(r"[a-z]{1,8}\.yunling-demo\.gov\.cn", fullmatch=True)
urls = st.builds("http://{}/{}".format, hosts, st.from_regex(r"[a-z0-9/]{0,10}", fullmatch=True))


days = st.none() | st.dates()
SOURCES = ("", "feed http://s.yunling-demo.gov.cn/f?a=1", "sheet", "人工取证")


def account(name: str, unit: st.SearchStrategy[str]) -> st.SearchStrategy[Account]:
    text = st.just("") | words
    return st.builds(
        Account,
        words.map(canonical_platform),
        st.just(name),
        url=st.just("") | urls,
        unit=unit,
        state=st.sampled_from(list(AccountState)),
        kind=text,
        qr=text,
        certified_body=text.map(lambda said: said and read_certified_body(said)),
        certification=text,
        supervisor=text,
        operator=text,
        person=text,
        phone=st.sampled_from(["", "0000-1234567"]),
        function=st.sampled_from(["", *FUNCTIONS]),
        opened_on=days,
        filed_on=days,
        filing_number=text,
        state_on=days,
        notice_url=st.just("") | urls,
        moved_to=text,
        source=st.sampled_from(SOURCES) | urls,
        authorised_until=days,
        updated_on=days,
        evidence=text,
        package=text,
        download_url=st.just("") | urls,
        domains=st.lists(hosts, max_size=2, unique=True).map(tuple),
        app_filing=text,
        key=st.just(""),
    )


@st.composite
def registers(draw: st.DrawFn) -> Register:
    units = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    unit = st.sampled_from(["", *units])
    codes = draw(st.lists(st.from_regex(r"[0-9]{10}", fullmatch=True), min_size=1, max_size=3, unique=True))
    sites = tuple(
        Site(
            code,
            draw(words),
            f"http://s{number}.yunling-demo.gov.cn/",
            code,
            draw(unit),
            draw(words),
            tuple(draw(st.lists(hosts, max_size=2, unique=True))),
            draw(st.sampled_from([(), ("10.0.0.0/8",)])),
            draw(st.sampled_from(["obey", "ignore"])),
            draw(st.none() | st.integers(1, 1000)),
            draw(st.none() | st.integers(0, 600).map(lambda tenths: tenths / 10)),
        )
        for number, code in enumerate(codes)
    )
    columns = tuple(
        Column(
            draw(st.sampled_from(codes)),
            draw(words),
            url,
            draw(st.sampled_from(list(ColumnCategory))),
            draw(st.integers(0, 400)),
            draw(unit),
        )
        for url in draw(st.lists(urls, max_size=3, unique=True))
    )
    accounts = tuple(draw(account(name, unit)) for name in draw(st.lists(words, max_size=3, unique=True)))
    return Register(
        draw(words), tuple(Unit(name, phone="+86 0".replace(" ", "")) for name in units), sites, columns, accounts
    )


@settings(max_examples=25)
@given(registers())
def test_written_and_read_back_it_is_the_same(tmp_path_factory: pytest.TempPathFactory, register: Register) -> None:
    folder = tmp_path_factory.mktemp("register")
    write_xlsx(register, folder / "register.xlsx")
    from_xlsx = parse([folder / "register.xlsx"])
    assert (from_xlsx.errors, from_xlsx.register) == ((), register)
    from_csv = parse(write_csv(register, folder))
    assert (from_csv.errors, from_csv.register) == ((), register)


def test_formulas_stay_text(tmp_path: Path) -> None:
    register = Register(units=(Unit("=HYPERLINK(1)", contact="@x", phone="+861"),))
    write_xlsx(register, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["单位"]
    cells = next(iter(sheet.iter_rows(min_row=2, values_only=True)))
    assert [cell for cell in cells if cell] == ["'=HYPERLINK(1)", "'@x", "'+861"]
    (path,) = write_csv(register, tmp_path)
    assert "'=HYPERLINK(1),,'@x,'+861," in path.read_text("utf-8-sig")


def test_the_same_register_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(EXAMPLE, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_template_is_a_register_with_dropdowns_and_explanations(tmp_path: Path) -> None:
    write_template(tmp_path / "new" / "template.xlsx")
    result = parse([tmp_path / "new" / "template.xlsx"])
    assert (result.errors, result.register) == ((), EXAMPLE)
    book = openpyxl.load_workbook(tmp_path / "new" / "template.xlsx")
    assert book.sheetnames[0] == "填写说明"
    dropdowns = {name: len(book[name].data_validations.dataValidation) for name in ("网站", "栏目", "新媒体账号")}
    assert dropdowns == {"网站": 1, "栏目": 1, "新媒体账号": 2}


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for write in (lambda path: write_xlsx(EXAMPLE, path / "a.xlsx"), lambda path: write_csv(EXAMPLE, path)):
        with pytest.raises(RegisterError, match="无法写入"):
            write(tmp_path / "file")
