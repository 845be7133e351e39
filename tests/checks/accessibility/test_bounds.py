"""Hostile pages: whatever comes, a verdict; and never an accusation past the bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks.accessibility.outline as outline_module
import checks.accessibility.reading as reading_module
from tests.checks.accessibility.judging import judge, page_of, registry

RULES = [check for check in registry() if check.id.startswith("a11y.") and check.scope == "rule"]
CHECKS = [check.id for check in RULES if not check.needs & {"scans", "walk"}]
_SOUP = (
    "<a href=/x>|</a>|<label for=i>|<label>|</label>|<input id=i>|<img src=a>|<svg>|<title>|<button>|<math>|</body>|<p>"
    "|<i id=i aria-labelledby='i j'>|<frameset>|<iframe src=a>|<template>|<select>|<map name=m>|<area href=a>|<dialog>"
    "|<img usemap=#m src=a>|<!--|-->|<html lang=x>|\x00|文|&nbsp;|<html lang=en>|<div role=button>|<object>|<script>"
    "|<meta name=viewport content='maximum-scale=1e9,user-scalable=..'>"
)
BLANKS = " " * 100_000
PATTERNS = (
    f"<style>li:hover{BLANKS}%{{display:block}}</style><script>key document{BLANKS}x location setTimeout({BLANKS}"
    f"</script><p style='{'flex-flow:' * 20_000}'>甲<p style='{'color:background' * 9_000}'>乙"
    f"<img src=a alt='{BLANKS}/a.'>"
)
PIECES = st.sampled_from(_SOUP.split("|"))


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
@settings(max_examples=150)
def test_any_html_gets_a_verdict(html: str) -> None:
    page = page_of(html)
    for check in CHECKS:
        assert judge(check, page).message


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "<img src=a>",
        "<label>" * 3_000 + "<input>" * 3_000,
        "<button>" * 20_000,
        "<i id=i aria-labelledby=i>" * 5_000 + "<a href=x aria-labelledby=i></a>" * 500,
        PATTERNS,
        "<div role=table><p role=row>" + "<b role=columnheader aria-colspan=9999 aria-rowspan=9999>甲</b>" * 900,
    ],
    ids=["deep", "labels", "buttons", "references", "patterns", "spans"],
)
def test_huge_pages_end(html: str) -> None:
    page = page_of(html)
    for check in CHECKS:
        assert judge(check, page).message


def test_too_many_elements_cannot_be_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outline_module, "MAX_ELEMENTS", 20)
    page = page_of("<input id=q>" + "<p>文" * 30 + "<label for=q>检索</label>")
    assert judge("a11y.form_label", page).outcome == "cantTell"


@pytest.mark.parametrize(
    "html", ["<a href=/x><i></i><i></i></a>", "<a href=/x aria-labelledby=b></a><b id=b><i></i><i></i></b>"]
)
def test_past_the_step_bound_nobody_is_accused(monkeypatch: pytest.MonkeyPatch, html: str) -> None:
    monkeypatch.setattr(reading_module, "MAX_STEPS", 1)
    assert judge("a11y.link_name", html).outcome == "cantTell"


def test_same_page_same_verdict() -> None:
    page = page_of("<img src=a><a href=/x></a>" * 3)
    assert [judge(check, page) for check in CHECKS] == [judge(check, page) for check in CHECKS]
