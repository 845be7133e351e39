"""What a browser's engine said of one page, over all widths."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.render import Scanned
from reports.data.pages import rendered_rules

GROUPS = ("violations", "incomplete", "passes", "inapplicable", "errors")


def view(width: int, **groups: Any) -> dict[str, Any]:
    return {"width": width, **{name: groups.get(name, []) for name in GROUPS}}


def rule(name: str, *nodes: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "help": "说明", "criteria": ["1.4.3"], "act": [], "best": False, "nodes": list(nodes)}


def node(selector: str, *, moved: bool = False) -> dict[str, Any]:
    return {"selector": selector, "html": "<p>" * 400, "notes": ["甲", "乙"], "moved": moved}


def told(*views: dict[str, Any], missed: tuple[str, ...] = ()) -> dict[str, dict[str, Any]]:
    scanned = Scanned("http://x/", "", missed=missed, views=list(views))
    return {item["id"]: item for item in rendered_rules(scanned)}


def test_the_gravest_of_all_widths_counts() -> None:
    found = told(
        view(1280, passes=[rule("a")], inapplicable=["b"], errors=["c"]),
        view(375, violations=[rule("a", node("p"))], incomplete=[rule("b", node("i"))], passes=[rule("c")]),
    )
    assert {name: item["outcome"].value for name, item in found.items()} == {
        "a": "failed",
        "b": "cantTell",
        "c": "passed",
    }
    (element,) = found["a"]["elements"]
    assert (element["level"], element["width"], element["note"], len(element["excerpt"])) == (
        "fault",
        375,
        "甲；乙",
        500,
    )
    assert found["b"]["elements"][0]["level"] == "doubt"


@pytest.mark.parametrize(("moved", "outcome"), [((True, True), "cantTell"), ((True, False), "failed")])
def test_what_moved_while_it_was_measured_is_a_doubt(moved: tuple[bool, ...], outcome: str) -> None:
    found = told(view(1280, violations=[rule("a", *(node("p", moved=one) for one in moved))]))
    assert found["a"]["outcome"] == outcome


def test_nothing_is_certain_when_the_canary_was_missed() -> None:
    views = view(1280, violations=[rule("a", node("p"))], passes=[rule("b")], inapplicable=["c"])
    outcomes = {name: item["outcome"].value for name, item in told(views, missed=("image-alt",)).items()}
    assert outcomes == {"a": "cantTell", "b": "cantTell", "c": "inapplicable"}
