"""`xunjian report` after an inspection of a register that nobody imported."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from commands.report import rebuild
from core.clock import BEIJING
from core.county import Account, Register, Site
from core.errors import UsageError
from inspection import Plan, inspect_county, new_run, open_house
from settings import Settings
from tests.crawler.site import page, serve

MOMENT = datetime(2026, 11, 16, 9, 0, tzinfo=BEIJING)
ACCOUNT = Account("微博", "青石发布", "100001", unit="青石镇政府", person="张三")


async def test_documents_written_anew_go_by_the_register_of_the_inspection(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path / "data", report_dir=tmp_path / "anew", delay=0, allow_private=("127.0.0.0/8",)
    )
    async with serve({"/": page("首页")}) as one, serve({"/": page("首页")}) as two:
        sites = (Site("z-town", "青石镇", one.home), Site("a-county", "云岭县", two.home))
        plan = Plan(new_run(MOMENT), MOMENT, Register("云岭县", (), sites, (), (ACCOUNT,)), sites, "", (ACCOUNT,))
        with open_house(settings) as house:
            with pytest.raises(UsageError, match="inspect first"):
                rebuild(house, None)
            first, documents = await asyncio.to_thread(
                inspect_county, house, plan, lambda _site, _progress: None, tmp_path / "first"
            )
            again, anew = rebuild(house, None)
    assert [report.site.key for report in again.sites] == ["z-town", "a-county"]
    assert again == replace(first, accounts=(ACCOUNT.without_person(),))
    assert anew.notice.read_bytes() == documents.notice.read_bytes()
    assert anew.problem_list.read_bytes() == documents.problem_list.read_bytes()
