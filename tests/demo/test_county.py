"""The demo county as a whole: it is large enough, seeded enough, and the same every time."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from demo.build import build_county, write_county
from demo.county import running_demo
from demo.expected import load_expected
from demo.pages import SiteBuilder
from demo.plan import FOLDER, load_sites
from demo.seeds import Edit, Seeds, load_seeds

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def seeded() -> dict[str, SiteBuilder]:
    return build_county(load_sites(), load_seeds(), TODAY, 8080)


def _pages(builders: dict[str, SiteBuilder]) -> list[str]:
    return [
        path
        for builder in builders.values()
        for path in builder.files
        if path.endswith(("/", ".html", ".htm", ".shtml"))
    ]


def test_more_than_400_pages_on_five_sites(seeded: dict[str, SiteBuilder]) -> None:
    assert len(seeded) >= 5
    assert len({builder.plan.layout for builder in seeded.values()}) == 5
    assert len(_pages(seeded)) > 400


def test_at_least_60_faults_of_at_least_20_kinds(seeded: dict[str, SiteBuilder]) -> None:
    expected = load_expected(seeded)
    names = [(item.check, item.subject, item.identity) for item in expected]
    assert len(names) == len(set(names)) >= 60
    assert len({item.check for item in expected}) >= 20
    assert {item.state for item in expected} == {"confirmed", "suspected"}
    assert {item.site for item in expected} == {builder.plan.code for builder in seeded.values()}


def test_the_township_in_the_portals_tree_has_faults_of_its_own(seeded: dict[str, SiteBuilder]) -> None:
    township = [item for item in load_expected(seeded) if "/xiangzhen/yunxi/" in item.subject]
    assert len(township) >= 5


def test_expected_rows_name_only_known_fields() -> None:
    rows = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))["fault"]
    assert all(
        set(row) <= {"site", "check", "subject", "identity", "state", "note", "browser", "after", "pages"}
        for row in rows
    )


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2027, 1, 1), date(2028, 2, 29), date(2031, 8, 31)])
def test_same_day_same_bytes(today: date) -> None:
    first = build_county(load_sites(), load_seeds(), today, 8080)
    again = build_county(load_sites(), load_seeds(), today, 8080)
    assert {name: one.files for name, one in first.items()} == {name: one.files for name, one in again.items()}


def test_every_internal_path_is_written_once(seeded: dict[str, SiteBuilder], tmp_path: Path) -> None:
    write_county(seeded, tmp_path)
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == sum(len(one.files) for one in seeded.values())


def test_an_edit_that_matches_nothing_is_named() -> None:
    seeds = Seeds(edit=(Edit("dag", "/", "no such text", ""),))
    with pytest.raises(ValueError, match="no such text"):
        build_county(load_sites(), seeds, TODAY, 8080)


def test_a_county_that_cannot_be_built_leaves_nothing_open(tmp_path: Path) -> None:
    # An unclosed socket would be a ResourceWarning, which is an error here.
    with (
        pytest.raises(ValueError, match="no such text"),
        running_demo(tmp_path, TODAY, seeds=Seeds(edit=(Edit("dag", "/", "no such text", ""),))),
    ):
        pass


def test_register_is_whole(tmp_path: Path) -> None:
    with running_demo(tmp_path, TODAY) as county:
        register = county.register
        units = {unit.name for unit in register.units}
        assert {unit.parent for unit in register.units} <= units | {""}
        assert {column.unit for column in register.columns} <= units
        assert {account.unit for account in register.accounts} <= units
        assert len(register.accounts) >= 8
        assert len({account.platform for account in register.accounts}) >= 4
        assert {column.site for column in register.columns} == {site.key for site in register.sites}
        assert all(f":{county.port}/" in column.url for column in register.columns)
        assert len({account.key for account in register.accounts}) == len(register.accounts)


def test_other_seeds_carry_no_expectations(tmp_path: Path) -> None:
    with running_demo(tmp_path, TODAY, seeds=Seeds()) as county:
        assert county.expected == ()
