"""What axe-core said in a browser, sorted into faults, doubts and advice, beside what our own rules say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.accessibility.axe import axe
from checks.ruling import Ruling
from core.snapshot import Page, Scan
from core.snapshot.scan import mark_of, scan_from
from tests.checks.accessibility.judging import URL, judge, page_of

HTML = """<html lang=zh><title>云岭县</title><body><main><p id=pale class=hint>浅色的字</p>
<img src=a.png><img src=b.png alt=县政府大楼></main>"""
IMG = "html > body:nth-of-type(1) > main:nth-of-type(1) > img:nth-of-type({})"


def node(selector: str = "#pale", tag: str = "p", **more: Any) -> dict[str, Any]:
    attributes = {"id": "pale", "class": "hint"} if tag == "p" else {}
    lineage = [[tag, attributes], ["main", {}], ["body", {}], ["html", {}]]
    return {"selector": selector, "html": f"<{tag}>", "lineage": lineage, "notes": ["对比度 2.3 不足"], **more}


def result(id: str, *nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    base = {"id": id, "help": f"{id} 的要求", "criteria": ["1.4.3"], "act": [], "best": False, "visual": False}
    return base | {"count": max(1, len(nodes)), "nodes": list(nodes)} | more


def contrast(*nodes: dict[str, Any]) -> dict[str, Any]:
    return result("color-contrast", *nodes, visual=True, act=["afw4f7"])


def image(*nodes: dict[str, Any]) -> dict[str, Any]:
    return result("image-alt", *nodes, act=["23a2a8"], criteria=["1.1.1"])


def view(width: int = 1280, **groups: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {name: [] for name in ("violations", "incomplete", "passes", "inapplicable", "errors")}
    return blank | {"width": width} | groups


def scan(*views: dict[str, Any], failure: str = "", **more: Any) -> Scan:
    data = {"final_url": URL, "status": 200, "settled": True, "missed": [], "lacking": [], "errors": 0, "engine": {}}
    return scan_from(URL, "home", "", failure, data | {"measures": {}, "views": list(views)} | more)


def ruled(found: Scan | None, html: str = HTML) -> Ruling | None:
    return axe(page_of(html, scan=found), {})


def counts(ruling: Ruling | None) -> tuple[int, int, int]:
    assert ruling is not None
    return len(ruling.faults), len(ruling.doubts), len(ruling.advice)


def test_a_fault_that_only_the_browser_sees_names_rule_criterion_and_measure() -> None:
    ruling = ruled(scan(view(violations=[contrast(node())])))
    assert counts(ruling) == (1, 0, 0)
    assert ruling is not None
    (fault,) = ruling.faults
    assert (fault.key, fault.note) == ("color-contrast", "color-contrast 的要求（WCAG 1.4.3）：对比度 2.3 不足")
    observation = judge("a11y.axe", page_of(HTML, scan=scan(view(violations=[contrast(node())]))))
    assert observation.outcome == "failed"
    assert observation.evidence[0].excerpt == "<p>"


def test_the_same_fault_at_two_widths_is_told_once_and_a_narrow_one_as_such() -> None:
    wide, narrow = view(violations=[contrast(node())]), view(375, violations=[contrast(node(), node("#other"))])
    ruling = ruled(scan(wide, narrow))
    assert counts(ruling) == (2, 0, 0)
    assert ruling is not None
    assert ["手机宽度" in fault.note for fault in ruling.faults] == [False, True]


@pytest.mark.parametrize(
    "found",
    [
        None,
        scan(),
        scan(view(violations=[contrast(node())]), failure="time: …"),
        scan(view(violations=[contrast(node())]), missed=["label"]),
    ],
    ids=["not sampled", "nothing came", "half of it", "engine not to be believed"],
)
def test_what_was_not_scanned_well_says_nothing(found: Scan | None) -> None:
    assert ruled(found) is None


@pytest.mark.parametrize(
    ("more", "at", "rule"),
    [
        ({}, {"moved": True}, contrast),
        ({"settled": False}, {}, contrast),
        ({"lacking": [["stylesheet", "https://cdn.example/a.css"]]}, {}, contrast),
        ({"lacking": [["script", "https://cdn.example/a.js"]], "errors": 2}, {}, image),
    ],
    ids=["moving", "restless", "unstyled", "unscripted"],
)
def test_a_page_that_did_not_look_as_it_should_is_in_doubt(more: Any, at: Any, rule: Any) -> None:
    assert counts(ruled(scan(view(violations=[rule(node(**at))]), **more))) == (0, 1, 0)


@pytest.mark.parametrize(
    "more",
    [{"lacking": [["script", "https://count.example/c.js"]]}, {"errors": 3}, {"lacking": [["stylesheet", "x"]]}],
    ids=["a counter", "an error of its own", "styles that names do not ask for"],
)
def test_what_does_not_matter_to_a_rule_takes_nothing_away(more: Any) -> None:
    script_made = node("#made", "img")
    assert counts(ruled(scan(view(violations=[image(script_made)]), **more))) == (1, 0, 0)


def test_best_practices_only_advise_and_need_no_review() -> None:
    best = result("region", node(), best=True, criteria=[])
    assert counts(ruled(scan(view(violations=[best], incomplete=[best])))) == (0, 0, 1)
    observation = judge("a11y.axe", page_of(HTML, scan=scan(view(violations=[best], passes=[image()]))))
    assert observation.outcome == "passed"
    assert "最佳实践" in observation.warning


def test_needs_review_is_a_doubt_with_its_reason() -> None:
    ruling = ruled(scan(view(incomplete=[contrast(node(notes=["文字压在图片上"]))])))
    assert counts(ruling) == (0, 1, 0)
    assert ruling is not None
    assert "文字压在图片上" in ruling.doubts[0].note


def test_what_our_own_rule_accuses_is_not_accused_twice() -> None:
    same = view(violations=[image(node(IMG.format(1), "img"))])
    assert counts(ruled(scan(same))) == (0, 0, 0)
    assert counts(ruled(scan(same, lacking=[["script", "https://cdn.example/a.js"]], errors=2))) == (0, 0, 0)


def test_where_our_own_rule_sees_no_fault_both_are_told_to_a_person() -> None:
    ruling = ruled(scan(view(violations=[image(node(IMG.format(2), "img"))])))
    assert counts(ruling) == (0, 1, 0)
    assert ruling is not None
    assert "不一致" in ruling.doubts[0].note


def test_what_a_style_sheet_perhaps_hides_is_a_fault_where_the_browser_sees_it() -> None:
    html = HTML.replace("<main>", "<style>img{display:none} main:hover img{display:inline}</style><main>")
    page = page_of(html, scan=scan(view(violations=[image(node(IMG.format(1), "img"))])))
    assert judge("a11y.image_alt", page_of(html)).outcome == "cantTell"
    assert judge("a11y.image_alt", page).outcome == "failed"
    assert judge("a11y.axe", page).outcome == "passed"


LISTS = "<html lang=zh><title>云岭县</title><body><ul><p>一</p></ul><li>二</li><marquee>三</marquee></body></html>"


@pytest.mark.parametrize(
    ("rule", "tag", "own"),
    [("list", "ul", "list_children"), ("listitem", "li", "listitem"), ("marquee", "marquee", "moving_text")],
)
def test_what_rules_of_two_names_find_at_one_element_is_one_fault(rule: str, tag: str, own: str) -> None:
    found = node(f"html > body:nth-of-type(1) > {tag}:nth-of-type(1)", tag)
    page = page_of(LISTS, scan=scan(view(violations=[result(rule, found)])))
    assert judge(f"a11y.{own}", page).outcome == "failed"
    assert judge("a11y.axe", page).outcome == "passed"
    made = page_of(LISTS, scan=scan(view(violations=[result(rule, node(f"#made > {tag}", tag))])))
    assert judge("a11y.axe", made).outcome == "failed"


def test_an_outer_fault_that_is_told_at_a_picture_is_not_told_by_the_engine_either() -> None:
    html = "<html lang=zh><title>云岭县</title><body><p>字</p><a href=/x><img src=a.png></a></body></html>"
    link, picture = node("html > body:nth-of-type(1) > a:nth-of-type(1)", "a"), node("html > body > a > img", "img")
    results = [result("link-name", link, act=["c487ae"]), image(picture)]
    page = page_of(html, scan=scan(view(violations=results)))
    outcomes = {check: judge(f"a11y.{check}", page).outcome.value for check in ("image_alt", "link_name", "axe")}
    assert outcomes == {"image_alt": "failed", "link_name": "passed", "axe": "passed"}


def test_a_rule_about_the_whole_page_is_judged_beside_rules_that_need_a_walk() -> None:
    whole = node("html", "html")
    page = page_of(HTML, scan=scan(view(violations=[result("bypass", whole, act=["cf77f2", "ye5d6e"])])))
    assert judge("a11y.axe", page).outcome == "cantTell"


def test_an_element_that_scripts_made_is_the_browsers_alone() -> None:
    assert counts(ruled(scan(view(violations=[image(node(IMG.format(9), "img"))])))) == (1, 0, 0)


def test_frames_and_shadow_trees_have_a_place_too() -> None:
    ruling = ruled(scan(view(violations=[image(node("iframe >>> img", lineage=[]))])))
    assert ruling is not None
    assert ruling.faults[0].node.lineage[0].name == "iframe"  # type: ignore[union-attr]


def passing(selector: str) -> Page:
    good = {**image(), "marks": [mark_of(selector)]}
    return page_of(HTML, scan=scan(view(passes=[good])))


def test_what_the_browser_saw_without_fault_is_a_doubt_from_the_source_too() -> None:
    assert judge("a11y.image_alt", page_of(HTML)).outcome == "failed"
    assert judge("a11y.image_alt", passing(IMG.format(2))).outcome == "failed"
    found = judge("a11y.image_alt", passing(IMG.format(1)))
    assert found.outcome == "cantTell"
    assert "不一致" in found.message


def test_the_browser_is_not_heard_when_it_is_not_to_be_believed() -> None:
    page = passing(IMG.format(1))
    assert page.scan is not None
    for bad in (replace(page.scan, missed=("label",)), replace(page.scan, failure="time: …")):
        assert judge("a11y.image_alt", page_of(HTML, scan=bad)).outcome == "failed"
