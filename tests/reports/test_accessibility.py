"""Accessibility in the page and as EARL: faults, doubts and what was not tested stay apart."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks import load_registry
from core.outcome import Evidence, Observation, Outcome, Source, SubjectKind
from core.snapshot import SHOTS, open_snapshot
from reports.accessibility import arranged, kinds, of_accessibility, pictures_of
from reports.assembly import help_pages
from reports.data import write_earl
from reports.html import page_names, write_accessibility_page, write_html
from reports.model import Inspection
from reports.writing import write_documents
from tests.reports.factory import PORTAL, inspection
from tests.reports.hostile import TEXTS, poison
from tests.support.snapshots import SnapshotBuilder

CHECK = "a11y.image_alt"


def seen(
    outcome: Outcome, check: str = CHECK, *identity: str, pages: int = 0, message: str = "图片缺少替代文字。"
) -> Observation:
    sources = tuple(Source(f"{PORTAL.home}{number}.html", element="header > img") for number in range(min(pages, 20)))
    evidence = (Evidence(PORTAL.home, "crawl.warc.gz", 1, "<urn:x>", '<img src="logo.png">'),)
    return Observation(check, PORTAL.home, SubjectKind.SITE, outcome, message, identity, evidence, sources, pages)


SEEN = (
    seen(Outcome.FAILED, CHECK, "header img", pages=135, message="图片缺少替代文字。位于 header img，共135个页面。"),
    seen(Outcome.CANT_TELL, CHECK, "main img", pages=2, message="需人工核对：图片缺少替代文字。"),
    seen(Outcome.PASSED, CHECK, "footer img", message="没有再发现。"),
    seen(Outcome.PASSED, "a11y.lang", message="没有发现问题。"),
    seen(Outcome.INAPPLICABLE, "a11y.iframe_title", message="没有这类内容。"),
    seen(Outcome.UNTESTED, "a11y.title", message="未检测：检查程序出错。"),
)


def county() -> Inspection:
    value = inspection()
    registry = load_registry(())
    site = replace(value.sites[0], accessibility=SEEN)
    return replace(value, sites=(site, *value.sites[1:]), checks=help_pages(registry))


def earl(value: Inspection) -> dict[str, list[dict[str, Any]]]:
    stream = io.BytesIO()
    write_earl(value, stream)
    document = json.loads(stream.getvalue())
    assert document["@context"]["earl"] == "http://www.w3.org/ns/earl#"
    kinds: dict[str, list[dict[str, Any]]] = {}
    for node in document["@graph"]:
        kind = node["@type"] if isinstance(node["@type"], str) else node["@type"][0]
        kinds.setdefault(kind.removeprefix("earl:"), []).append(node)
    return kinds


def test_every_outcome_is_an_assertion_of_a_known_test_about_a_known_subject() -> None:
    nodes = earl(county())
    assert [item["earl:result"]["earl:outcome"]["@id"] for item in nodes["Assertion"]] == [
        *("earl:failed", "earl:cantTell", "earl:passed", "earl:passed", "earl:inapplicable", "earl:untested")
    ]
    tests = {item["@id"] for item in nodes["TestCriterion"]}
    subjects = {item["@id"] for item in nodes["TestSubject"]}
    (assertor,) = nodes["Assertor"]
    assert assertor["dct:hasVersion"] == "0.1.0"
    for item in nodes["Assertion"]:
        assert item["earl:test"]["@id"] in tests
        assert item["earl:subject"]["@id"] in subjects
        assert item["earl:assertedBy"]["@id"] == assertor["@id"]
    assert len({item["@id"] for item in nodes["Assertion"]}) == len(SEEN)


def test_an_assertion_points_to_the_element_on_each_page() -> None:
    failed = earl(county())["Assertion"][0]["earl:result"]
    assert "共135个页面" in failed["dct:description"]
    assert len(failed["earl:pointer"]) == 20
    assert failed["earl:pointer"][0] == {
        "@type": "ptr:CSSSelectorPointer",
        "ptr:expression": "header > img",
        "ptr:reference": {"@id": f"{PORTAL.home}0.html"},
    }


def test_criteria_name_success_criteria_and_act_rules() -> None:
    (found,) = [item for item in earl(county())["TestCriterion"] if item["dct:identifier"] == CHECK]
    assert "WCAG 2.2 SC 1.1.1" in found["dct:references"]
    assert {"@id": "https://www.w3.org/WAI/standards-guidelines/act/rules/23a2a8/"} in found["dct:references"]


def test_same_inspection_same_bytes_and_sites_without_results_are_left_out() -> None:
    one, other = io.BytesIO(), io.BytesIO()
    write_earl(county(), one)
    write_earl(county(), other)
    assert one.getvalue() == other.getvalue()
    assert set(earl(inspection())) == {"Assertor"}


def test_the_most_widespread_comes_first_and_checks_are_counted_once() -> None:
    wide = seen(Outcome.FAILED, CHECK, "x", pages=300)
    found = arranged((*SEEN, wide))
    assert [item.identity for item in found.violations] == [("x",), ("header img",)]
    assert (len(found.doubts), len(found.untested), found.passed, found.inapplicable) == (1, 1, 1, 1)


def test_only_accessibility() -> None:
    dead = replace(SEEN[0], check="link.dead")
    assert of_accessibility(load_registry(()), (dead, *SEEN)) == SEEN


def page(value: Inspection, number: int = 0) -> str:
    stream = io.BytesIO()
    write_accessibility_page(value, value.sites[number], stream)
    return stream.getvalue().decode()


def report(value: Inspection) -> str:
    stream = io.BytesIO()
    write_html(value, stream)
    return stream.getvalue().decode()


@pytest.mark.parametrize("words", ["违规 1 处，需人工核对 1 处，未检测 1 项", "共135个页面"])
def test_the_report_counts_and_leads_to_the_page(words: str) -> None:
    part = report(county()).split('id="accessibility-')[1].split("<h3")[0]
    assert words in part
    assert f'href="accessibility/{page_names(county())[0]}"' in part


def test_the_page_has_what_is_needed_to_repair() -> None:
    text = page(county())
    tree = LexborHTMLParser(text)
    (kind,) = tree.css("#faults .kind")
    words = kind.text()
    for needed in (
        "135 个页面",
        "header img",
        '<img src="logo.png">',
        "WCAG 2.2 SC 1.1.1（A 级）",
        "如何整改",
        "header > img",
    ):
        assert needed in words, needed
    assert [node.text(strip=True) for node in tree.css("#doubts .barrier h4 .pages")] == ["2 个页面"]
    assert ["检查程序出错" in node.text() for node in tree.css("#untested")] == [True]
    links = {node.attributes["href"] for node in tree.css("a")}
    assert {"../earl.jsonld", "../report.html#site-1", "#fault-a11y.image_alt"} <= links
    assert all(tree.css(link.replace(".", "\\.")) for link in links if link and link.startswith("#"))
    assert not tree.css("script, img")


def test_an_element_seen_in_a_browser_is_shown_with_its_picture() -> None:
    value, name = county(), "shots/x.jpg"
    proof = replace(SEEN[0].evidence[0], shot=name)
    site = replace(
        value.sites[0], accessibility=(replace(SEEN[0], evidence=(proof,)),), pictures={name: b"\xff\xd8\xff"}
    )
    assert '<img src="data:image/jpeg;base64,/9j/" alt="出现问题的元素的截图' in page(replace(value, sites=(site,)))


def test_what_one_template_spreads_widest_comes_first() -> None:
    wide = seen(Outcome.FAILED, "a11y.lang", "html", pages=500)
    assert [(kind.check, kind.pages) for kind in kinds((*SEEN[:1], wide))] == [("a11y.lang", 500), (CHECK, 135)]


def test_it_is_written_beside_the_other_documents(tmp_path: Path) -> None:
    value = county()
    (written,) = write_documents(value, tmp_path).accessibility
    assert written == tmp_path / "accessibility" / page_names(value)[0]
    assert written.read_text("utf-8") == page(value)


def test_each_site_has_a_page_of_its_own_name() -> None:
    value = county()
    keys = ("9999990001", "9999990001", "云岭/../x", "云岭", ".")
    sites = tuple(replace(value.sites[0], site=replace(PORTAL, key=key)) for key in keys)
    names = page_names(replace(value, sites=sites))
    assert names == ("9999990001.html", "site-2.html", "x.html", "site-4.html", "site-5.html")
    assert page_names(inspection()) == ("", "", "")


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_nothing_that_a_page_says_breaks_or_arms_the_document(text: str) -> None:
    told = page(poison(county(), text))
    tree = LexborHTMLParser(told)
    assert not tree.css("script, img, iframe, object, embed, form, base")
    assert not any(name.startswith("on") or name == "style" for node in tree.css("*") for name in node.attributes)
    assert len(told) < 1_000_000


def test_pictures_come_from_the_snapshot_most_widespread_first(tmp_path: Path) -> None:
    picture = b"\xff\xd8\xff one"
    builder = SnapshotBuilder(tmp_path).rendered(PORTAL.home, "<p>", shot=picture)
    name = f"{SHOTS}/{hashlib.sha256(picture).hexdigest()}.jpg"
    proof, gone = (replace(SEEN[0].evidence[0], shot=shot) for shot in (name, "shots/none.jpg"))
    with open_snapshot(builder.seal()) as snapshot:
        found = pictures_of(snapshot, (replace(SEEN[0], evidence=(gone,)), replace(SEEN[1], evidence=(proof,))))
    assert found == {name: picture}
