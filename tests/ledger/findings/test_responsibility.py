"""Whose finding it is."""

from dataclasses import replace

from core.county import Column, Unit
from core.outcome import Outcome, Source, SubjectKind
from ledger.findings.responsibility import unit_lookup
from tests.ledger.observations import SITE, link

ROOT = "http://www.yunling-demo.gov.cn/"
COLUMNS = (
    Column(SITE.key, "教育", f"{ROOT}jyj/index.html", unit="县教育局"),
    Column(SITE.key, "卫生", f"{ROOT}wjj/index.html", unit="县卫生健康局"),
)
FAILED = Outcome.FAILED


def test_a_link_is_of_the_unit_whose_pages_carry_it() -> None:
    lookup = unit_lookup(SITE, COLUMNS)
    education, health = Source(f"{ROOT}jyj/a.html"), Source(f"{ROOT}wjj/b.html")
    assert lookup(replace(link(FAILED), sources=(education,))) == "县教育局"
    assert lookup(replace(link(FAILED), sources=(education, health))) == SITE.unit
    assert lookup(replace(link(FAILED), sources=())) == SITE.unit


def test_a_fault_of_a_template_is_of_the_unit_whose_pages_show_it() -> None:
    lookup = unit_lookup(SITE, COLUMNS)
    education, health = Source(f"{ROOT}jyj/a.html"), Source(f"{ROOT}wjj/b.html")
    fault = replace(link(FAILED), kind=SubjectKind.SITE, subject=ROOT)
    assert lookup(replace(fault, sources=(education,))) == "县教育局"
    assert lookup(replace(fault, sources=(education, health))) == SITE.unit


def test_pages_columns_and_the_site_itself() -> None:
    lookup = unit_lookup(SITE, COLUMNS)
    assert lookup(replace(link(FAILED), kind=SubjectKind.PAGE, subject=f"{ROOT}jyj/a.html")) == "县教育局"
    assert lookup(replace(link(FAILED), kind=SubjectKind.COLUMN, subject=COLUMNS[1].url)) == "县卫生健康局"
    site = replace(link(FAILED), kind=SubjectKind.SITE, subject=COLUMNS[1].url, sources=())
    assert lookup(site) == SITE.unit


def test_whom_a_check_names_if_the_register_knows_it() -> None:
    lookup = unit_lookup(SITE, COLUMNS, (Unit("县民政局"),))
    found = replace(link(FAILED), kind=SubjectKind.SITE, subject=ROOT, sources=())
    assert lookup(replace(found, facets={"unit": "县民政局"})) == "县民政局"
    assert lookup(replace(found, facets={"unit": "民政部门"})) == SITE.unit
    assert unit_lookup(SITE, COLUMNS)(replace(found, facets={"unit": "县民政局"})) == SITE.unit
