"""`register`: template, validate, import, export, and back again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commands.exits import Exit
from core.outcome import Source
from core.snapshot import ListItem, PageFacts, PageKind
from ledger.register.parse import parse
from ledger.register.template import EXAMPLE
from tests.commands.conftest import Run
from tests.support.snapshots import HOME, SITE, SnapshotBuilder

HEAD = "网站标识码,网站名称,首页网址,主办单位\n"
GOOD = "".join(f"000000000{n},云岭网站{n},http://w{n}.yunling-demo.gov.cn/,县政府办公室\n" for n in range(1, 6))


def sites(path: Path, rows: str) -> Path:
    path.write_text(HEAD + rows, "utf-8")
    return path


@pytest.mark.parametrize("target", ["out.xlsx", "out"])
def test_round_trip(xunjian: Run, working_folder: Path, target: str) -> None:
    assert xunjian("register", "template", "county.xlsx").exit_code == Exit.FINE
    assert xunjian("register", "validate", "county.xlsx").exit_code == Exit.FINE
    imported = xunjian("register", "import", "county.xlsx", "--by", "县府办")
    assert imported.exit_code == Exit.FINE
    assert "added: " in imported.output
    assert xunjian("register", "export", target).exit_code == Exit.FINE
    path = working_folder / target
    written = [path] if path.is_file() else sorted(path.iterdir())
    assert parse(written).register == EXAMPLE
    again = xunjian("register", "import", *written)
    assert again.exit_code == Exit.FINE
    assert all(f"{kind}: 0" in again.output for kind in ("added", "changed", "removed"))


def test_nothing_is_overwritten(xunjian: Run, working_folder: Path) -> None:
    (working_folder / "county.xlsx").write_bytes(b"mine")
    for verb in ("template", "export"):
        result = xunjian("register", verb, "county.xlsx")
        assert result.exit_code == Exit.ERROR
        assert "exists already" in result.stderr
    assert (working_folder / "county.xlsx").read_bytes() == b"mine"


def test_validate_stores_nothing(xunjian: Run, working_folder: Path) -> None:
    xunjian("register", "validate", sites(working_folder / "s.csv", GOOD))
    assert not (working_folder / "xunjian-data").exists()


def test_a_broken_row_is_named_and_loses_no_other(xunjian: Run, working_folder: Path) -> None:
    path = sites(working_folder / "s.csv", f"{GOOD}12,坏网站,http://bad.yunling-demo.gov.cn/,县政府办公室\n")
    for verb in ("validate", "import"):
        result = xunjian("register", verb, path)
        assert result.exit_code == Exit.PROBLEMS
        assert "第 7 行“网站标识码”列" in result.output
        assert "5 sites" in result.output
    assert "sites, 0 columns" in xunjian("register", "validate", path).output
    assert xunjian("register", "export", "kept").exit_code == Exit.FINE
    kept = parse(sorted((working_folder / "kept").iterdir())).register
    assert [site.name for site in kept.sites] == [f"云岭网站{n}" for n in range(1, 6)]


def test_what_is_no_register(xunjian: Run, working_folder: Path) -> None:
    (working_folder / "x.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    for verb in ("validate", "import"):
        assert xunjian("register", verb, "x.xlsx").exit_code == Exit.ERROR


def test_shrinking_by_more_than_half_needs_a_word(xunjian: Run, working_folder: Path) -> None:
    assert xunjian("register", "import", sites(working_folder / "s.csv", GOOD)).exit_code == Exit.FINE
    few = sites(working_folder / "few.csv", GOOD.splitlines(keepends=True)[0])

    def count() -> int:
        folder = working_folder / f"out{len(list(working_folder.iterdir()))}"
        assert xunjian("register", "export", folder).exit_code == Exit.FINE
        return len(parse(sorted(folder.iterdir())).register.sites)

    refused = xunjian("register", "import", few, input="n\n")
    assert refused.exit_code == Exit.INTERRUPTED
    assert "shrinks by more than half" in refused.output
    assert xunjian("register", "import", few, input="").exit_code == Exit.INTERRUPTED
    assert count() == 5
    assert xunjian("register", "import", few, input="y\n").exit_code == Exit.FINE
    assert count() == 1


def test_yes_does_not_ask(xunjian: Run, working_folder: Path) -> None:
    assert xunjian("register", "import", sites(working_folder / "s.csv", GOOD)).exit_code == Exit.FINE
    few = sites(working_folder / "few.csv", GOOD.splitlines(keepends=True)[0])
    assert xunjian("register", "import", few, "--yes").exit_code == Exit.FINE


def test_discovery_writes_rows_that_can_be_imported(xunjian: Run, working_folder: Path) -> None:
    items = tuple(ListItem(f"{HOME}tz/{n}.html", f"第{n}号公告", date(2026, 11, n)) for n in (1, 2, 3))
    builder = SnapshotBuilder(working_folder / "snapshot").page(HOME, kind=PageKind.HOME)
    builder.page(f"{HOME}tz/", kind=PageKind.COLUMN, facts=PageFacts(title="通知公告", items=items))
    builder.link(f"{HOME}tz/", samples=(Source(HOME, "通知公告", "a", 1, "nav"),)).seal()
    result = xunjian("register", "discover", "snapshot", "-o", "columns.xlsx")
    assert result.exit_code == Exit.FINE
    assert "1 lists" in result.output
    xunjian("register", "import", sites(working_folder / "s.csv", f"{SITE.id_code},{SITE.name},{HOME},县政府办公室\n"))
    imported = xunjian("register", "import", "columns.xlsx")
    assert imported.exit_code == Exit.FINE, imported.output
    assert "1 sites, 1 columns" in imported.output
    assert "columns.xlsx exists already" in xunjian("register", "discover", "snapshot", "-o", "columns.xlsx").stderr


def test_the_history_of_accounts(xunjian: Run, working_folder: Path) -> None:
    def account(row: str) -> Path:
        path = working_folder / "a.csv"
        path.write_text(f"平台,账号名称,账号ID,状态,状态日期,电话\n{row}\n", "utf-8")
        return path

    xunjian("register", "import", account("微博,云岭发布,77,,,0000-1234567"), "--by", "甲")
    changed = xunjian("register", "import", account("微博,云岭发布,77,注销,2026-11-02,0000-7654321"), "--by", "乙")
    told = xunjian("register", "history", "云岭发布")
    assert told.exit_code == Exit.FINE
    first, second = told.output.splitlines()
    assert "甲 added 云岭发布（微博）" in first
    assert "状态：正常 → 注销；电话：（已填） → （已填）；状态日期： → 2026-11-02" in second
    assert "1234567" not in told.output + changed.output
    assert "7654321" not in told.output + changed.output
    assert xunjian("register", "history").output == told.output
    assert "No account called 别的" in xunjian("register", "history", "别的").stderr
