"""identity.footer and identity.domain over small sealed snapshots."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.identity.codes import id_code_in, is_id_code, shows_icp
from checks.runner import run_checks
from core.county import Site
from core.outcome import Observation
from core.snapshot import FooterMarks, PageFacts, PageKind, open_snapshot
from tests.checks.accessibility.judging import registry
from tests.support.snapshots import HOME, SITE, SnapshotBuilder

FULL = FooterMarks(
    site_id_code="网站标识码：5300990001",
    icp="滇ICP备00000000号-1",
    psb="滇公网安备 53009900000001号",
    host_unit="云岭县人民政府办公室",
    contact="0000-0000000",
    conac_badge="https://bszs.conac.cn/sitename?id=0",
    zhaocuo="https://zfwzzc.www.gov.cn/",
    sitemap="/wzdt/",
)


def run(
    folder: Path, check: str, facts: PageFacts | None = None, *, html: str = "", site: Site = SITE
) -> list[Observation]:
    builder = SnapshotBuilder(folder, site=site)
    if facts is not None:
        builder.page(site.home, html, kind=PageKind.HOME, facts=facts)
    with open_snapshot(builder.seal()) as snapshot:
        return [item for item in run_checks(registry(), snapshot) if item.check == check]


def footer(folder: Path, marks: FooterMarks, html: str = "", site: Site = SITE) -> dict[str, Observation]:
    found = run(folder, "identity.footer", PageFacts(footer=marks), html=html, site=site)
    return {item.identity[0]: item for item in found}


def test_all_marks_pass(tmp_path: Path) -> None:
    found = footer(tmp_path, FULL)
    assert len(found) == 8
    assert {item.outcome for item in found.values()} == {"passed"}
    assert not any(item.warning for item in found.values())
    assert found["icp"].evidence[0].excerpt == FULL.icp


@pytest.mark.parametrize("mark", ["icp", "psb", "host_unit", "contact", "conac_badge", "zhaocuo", "sitemap"])
def test_one_missing_mark_fails_alone(tmp_path: Path, mark: str) -> None:
    found = footer(tmp_path, replace(FULL, **{mark: ""}), "<p>欢迎</p>")
    assert [name for name, item in found.items() if item.outcome == "failed"] == [mark]
    assert found[mark].kind == "site"


@pytest.mark.parametrize(
    ("mark", "html"),
    [
        ("zhaocuo", "<script src=/jiucuo.js></script>"),
        ("conac_badge", "<script>document.write('http://dcs.conac.cn/js')</script>"),
        ("host_unit", "主 办：云岭县"),
        ("sitemap", "<img src=sitemap.png>"),
    ],
)
def test_a_hint_in_the_source_is_not_an_accusation(tmp_path: Path, mark: str, html: str) -> None:
    assert footer(tmp_path, replace(FULL, **{mark: ""}), html)[mark].outcome == "cantTell"


def test_footer_written_by_script_is_not_accused(tmp_path: Path) -> None:
    found = footer(tmp_path, FooterMarks(zhaocuo="/x"), "<div id=foot></div><script src=/foot.js></script>")
    assert {item.outcome for name, item in found.items() if name != "zhaocuo"} == {"cantTell"}


def test_footer_in_a_frame_is_not_accused(tmp_path: Path) -> None:
    html = "<p>Copyright 云岭县</p><iframe src=/foot.html></iframe><script>var a = 'copyright'</script>"
    assert {item.outcome for item in footer(tmp_path, FooterMarks(), html).values()} == {"cantTell"}


def test_footer_text_without_marks_is_accused(tmp_path: Path) -> None:
    found = footer(tmp_path, FooterMarks(), "<p>Copyright 云岭县</p>")
    assert found["psb"].outcome == "failed"


def test_truncated_home_is_not_accused(tmp_path: Path) -> None:
    found = run(tmp_path, "identity.footer", PageFacts(truncated=True))
    assert {item.outcome for item in found} == {"cantTell"}


def test_home_not_recorded_cannot_be_told(tmp_path: Path) -> None:
    found = run(tmp_path, "identity.footer")
    assert {item.outcome for item in found} == {"cantTell"}
    assert found[0].evidence[0].url == HOME


@pytest.mark.parametrize(
    ("shown", "registered", "outcome"),
    [
        ("5300990001", "5300990001", "passed"),
        ("标识码 BM12345678", "bm12345678", "passed"),
        ("5300990001", "", "passed"),
        ("5300990002", "5300990001", "failed"),
        ("530099001", "5300990001", "failed"),
        ("53009900011", "", "failed"),
    ],
)
def test_site_id_code(tmp_path: Path, shown: str, registered: str, outcome: str) -> None:
    site = replace(SITE, id_code=registered)
    assert footer(tmp_path, replace(FULL, site_id_code=shown), site=site)["site_id_code"].outcome == outcome


def test_other_code_is_said_to_differ_from_the_register(tmp_path: Path) -> None:
    found = footer(tmp_path, replace(FULL, site_id_code="5300990002"))["site_id_code"]
    assert "与登记不一致" in found.message


def test_unusual_filing_numbers_pass_with_a_warning(tmp_path: Path) -> None:
    found = footer(tmp_path, replace(FULL, icp="备案号见公告", psb="公网安备110000000012号"))
    assert (found["icp"].outcome, bool(found["icp"].warning)) == ("passed", True)
    assert (found["psb"].outcome, bool(found["psb"].warning)) == ("passed", True)


def test_code_forms() -> None:
    assert id_code_in("标识码：53 0099 0001。") == "5300990001"
    assert not is_id_code("bm1234567")
    assert shows_icp("京 ICP 证 B2-20090001")
    assert shows_icp("滇ICP备案号：００００００００号")


@pytest.mark.parametrize(
    ("home", "changes", "outcome"),
    [
        ("https://www.yunling-demo.gov.cn/", {}, "passed"),
        ("http://云岭.政务/", {}, "passed"),
        ("http://xn--9kqv75a.xn--zfr164b/", {}, "passed"),
        ("http://www.yunling-demo.com/", {}, "failed"),
        ("http://gov.cn.yunling-demo.com/", {}, "failed"),
        ("http://yunlinggov.cn/", {"id_code": ""}, "failed"),
        ("http://www.yunling-demo.com/", {"id_code": "", "unit": ""}, "cantTell"),
        ("http://127.0.0.2:8000/", {}, "inapplicable"),
        ("http://[::1]:8000/", {}, "inapplicable"),
        ("http://localhost/", {}, "inapplicable"),
    ],
)
def test_domain(tmp_path: Path, home: str, changes: dict[str, str], outcome: str) -> None:
    site = replace(SITE, home=home, **changes)  # type: ignore[arg-type]
    (found,) = run(tmp_path, "identity.domain", PageFacts(), site=site)
    assert (found.outcome, found.subject) == (outcome, home)


def test_domain_without_a_recorded_home(tmp_path: Path) -> None:
    (found,) = run(tmp_path, "identity.domain")
    assert (found.outcome, found.evidence[0].url) == ("passed", HOME)


FED = "<p>欢迎</p><div id=foot></div><script src=/foot.js></script>"


def browsed(folder: Path, shown: FooterMarks, html: str, *, whole: bool = True) -> dict[str, Observation]:
    builder = SnapshotBuilder(folder).page(HOME, FED, kind=PageKind.HOME, facts=PageFacts())
    builder.rendered(HOME, html, facts=PageFacts(footer=shown), whole=whole)
    with open_snapshot(builder.seal()) as snapshot:
        found = [item for item in run_checks(registry(), snapshot) if item.check == "identity.footer"]
    return {item.identity[0]: item for item in found}


def test_a_foot_that_scripts_write_is_read_in_the_browser(tmp_path: Path) -> None:
    found = browsed(tmp_path, FULL, "<p>主办：云岭县</p>")
    assert {item.outcome for item in found.values()} == {"passed"}
    shown = found["icp"].evidence[-1]
    assert (shown.excerpt, shown.shot[:6]) == (FULL.icp, "shots/")


def test_a_mark_that_a_written_foot_lacks_is_suspected_at_first(tmp_path: Path) -> None:
    found = browsed(tmp_path, replace(FULL, icp=""), "<p>主办：云岭县人民政府办公室</p>")
    assert [(name, item.rounds) for name, item in found.items() if item.outcome == "failed"] == [("icp", 2)]
    assert found["icp"].evidence[-1].shot


@pytest.mark.parametrize(
    ("html", "whole"), [("<p>主办：云岭县</p>", False), ("<p>欢迎</p>", True)], ids=["not whole", "no foot"]
)
def test_a_foot_that_the_browser_does_not_show_either_accuses_nobody(tmp_path: Path, html: str, whole: bool) -> None:
    found = browsed(tmp_path, FooterMarks(), html, whole=whole)
    assert {item.outcome for item in found.values()} == {"cantTell"}
