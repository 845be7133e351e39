"""Observations and runs for tests of findings."""

from core.county import Site
from core.outcome import Evidence, Observation, Outcome, Source, SubjectKind
from ledger.runs import SiteRun
from tests.ledger.moments import at

SITE = Site("0000000001", "云岭县政府", "http://www.yunling-demo.gov.cn/", "0000000001", "县政府办公室")
TARGET = "http://www.yunling-demo.gov.cn/none.html"
PAGE = "http://www.yunling-demo.gov.cn/a/index.html"


def link(outcome: Outcome, target: str = TARGET, rounds: int = 1) -> Observation:
    return Observation(
        "link.dead",
        target,
        SubjectKind.LINK,
        outcome,
        "链接打不开。",
        evidence=(Evidence(target, "crawl.warc.gz", 12, "urn:uuid:1"),),
        sources=(Source(PAGE, "旧闻"), Source(PAGE, "又一处")),
        source_count=2,
        rounds=rounds,
        facets={"place": "other"},
    )


def site_run(run: str, day: int, site: Site = SITE, sanity: str = "ok") -> SiteRun:
    return SiteRun(run, site, f"snapshots/{run}", at(day), sanity=sanity, checks={"link.dead": 1})


def unit_of(_observation: Observation) -> str:
    return "县政府办公室"
