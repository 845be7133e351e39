"""A fresh database and fixed moments."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from ledger.database import open_database
from tests.support.postgresql import find_programs, running_cluster


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (Debian: postgresql)")
    with running_cluster(programs) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def each_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The same test on both databases."""
    if request.param == "sqlite":
        yield request.getfixturevalue("engine")
        return
    opened = open_database(request.getfixturevalue("postgresql"))
    yield opened
    with opened.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    opened.dispose()
