from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import load_calendar
from core.catalogue import shipped_catalogue
from core.county import Column, ColumnCategory, Site
from core.snapshot import Watch
from crawler.job import CrawlJob, read_job
from crawler.options import CrawlOptions
from crawler.progress import Phase, Progress, read_progress
from settings import Settings

SITE = Site("yunling", "云岭县人民政府", "https://www.yunling-demo.gov.cn/", scopes=("dept.yunling-demo.gov.cn",))


def test_a_job_survives_its_file(tmp_path: Path) -> None:
    job = CrawlJob(
        SITE,
        (Column("yunling", "通知公告", f"{SITE.home}tzgg/", ColumnCategory.NOTICES),),
        tmp_path / "20261123",
        (Watch("link.dead", f"{SITE.home}gone.html", "link", ("x",), (SITE.home,)),),
        CrawlOptions.from_settings(Settings(), SITE),
        (f"{SITE.home}map/",),
        tmp_path / "20261116",
        calendar=load_calendar(),
        catalogue=shipped_catalogue(),
        siblings=("https://lyj.yunling-demo.gov.cn/",),
        availability={"days": [{"day": "2026-11-22", "opened": 24}], "slots": []},
    )
    assert read_job(job.to_json()) == job
    assert job.partial == tmp_path / "20261123.partial"


@given(st.builds(Progress, st.sampled_from(Phase), st.integers(0), st.integers(0), url=st.text()))
def test_progress_survives_its_line(progress: Progress) -> None:
    line = progress.to_line()
    assert line.isascii()
    assert "\n" not in line
    assert read_progress(line) == progress


@pytest.mark.parametrize("line", ["", "nonsense", "[]", '{"error": "x"}', '{"progress": {"phase": "?"}}'])
def test_other_lines_are_no_progress(line: str) -> None:
    assert read_progress(line) is None
