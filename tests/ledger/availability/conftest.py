"""Registered sites in a database of either kind."""

import pytest
from sqlalchemy import Engine

from core.county import Register, Site
from ledger.register.store import save_register
from tests.ledger.moments import at

SITES = tuple(Site(f"site{number}", f"网站{number}", f"http://www{number}.example/") for number in range(6))


@pytest.fixture
def ledger(each_engine: Engine) -> Engine:
    save_register(each_engine, Register("云岭县", (), SITES), at(1), "test")
    return each_engine
