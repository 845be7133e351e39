"""A rule's ruling as the verdict on one page."""

from __future__ import annotations

import pytest

from checks import Fault, Params, Ruling, rule
from checks.interface import ATTRIBUTE, Check
from checks.single import page_verdict
from core.elements import SeenElement, Tag
from core.snapshot import Page
from tests.checks.accessibility.judging import page_of


@rule(id="t.rule", title="图片没有名称")
def images(page: Page, params: Params) -> Ruling:
    """帮助。"""
    return Ruling(0)


ITEM: Check = getattr(images, ATTRIBUTE)
PAGE = page_of("<img src=a><img src=b><p>" + "字" * 300)
A, B = (Fault(node, "没有 alt。") for node in PAGE.dom.css("img"))


@pytest.mark.parametrize(
    ("ruling", "outcome", "message"),
    [
        (Ruling(0), "inapplicable", "本页没有这类内容，不适用。"),
        (Ruling(2), "passed", "本页查看 2 处，没有发现问题。"),
        (Ruling(2, [A, B]), "failed", "图片没有名称，本页 2 处：没有 alt。"),
        (Ruling(2, [A], [B]), "failed", "图片没有名称，本页 1 处：没有 alt。"),
        (Ruling(2, (), [Fault(A.node)]), "cantTell", "需人工核对：图片没有名称，本页 1 处。"),
        (Ruling(2, advice=[A]), "passed", "本页查看 2 处，没有发现问题。"),
    ],
)
def test_verdict(ruling: Ruling, outcome: str, message: str) -> None:
    found = page_verdict(ITEM, PAGE, ruling)
    assert (found.outcome, found.message) == (outcome, message)
    assert bool(found.warning) == bool(ruling.advice)


def test_at_most_five_elements_are_shown_each_cut() -> None:
    (long,) = PAGE.dom.css("p")
    found = page_verdict(ITEM, PAGE, Ruling(9, [Fault(long)] * 9))
    assert [len(item.excerpt) for item in found.evidence] == [200] * 5


def test_cut_page_is_not_accused() -> None:
    page = page_of("<img src=a>", truncated=True)
    found = page_verdict(ITEM, page, Ruling(1, [Fault(node) for node in page.dom.css("img")]))
    assert (found.outcome, found.message[:6]) == ("cantTell", "页面过大或嵌")


def test_element_seen_in_a_browser_shows_its_picture() -> None:
    seen = SeenElement("img", "<img>", (Tag("img"), Tag("body")), "shots/x.jpg")
    (item,) = page_verdict(ITEM, PAGE, Ruling(1, [Fault(seen)])).evidence
    assert (item.excerpt, item.shot) == ("<img>", "shots/x.jpg")
