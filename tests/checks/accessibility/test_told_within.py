"""One missing name is one finding: at the picture or link that lacks it, not once more at what stands around."""

from __future__ import annotations

import pytest

from tests.checks.accessibility.judging import judge, page_of

RULES = ("image_alt", "svg_name", "link_name", "button_name", "widget_name", "heading_empty")
DRAWN = "<svg role=img></svg>"
ONCE = [
    ("<a href=/x><img src=a.png></a>", {"image_alt"}),
    ("<a href=/x><span><img src=a.png></span><i></i></a>", {"image_alt"}),
    ("<button><img src=a.png></button>", {"image_alt"}),
    (f"<a href=/x>{DRAWN}</a>", {"svg_name"}),
    ("<div role=tab><img src=a.png></div>", {"image_alt"}),
    ("<h2><a href=/x><img src=a.png></a></h2>", {"image_alt"}),
    ("<h2><a href=/x></a></h2>", {"link_name"}),
    ("<h2><img src=a.png></h2>", {"image_alt"}),
]
ELSE = [
    ("<a href=/x><img src=a.png alt=''></a>", {"link_name"}),
    ("<a href=/x></a><img src=a.png>", {"link_name", "image_alt"}),
    ("<a href=/x>甲<img src=a.png></a>", {"image_alt"}),
    ("<h2></h2><a href=/x></a>", {"heading_empty", "link_name"}),
    ("<a href=/x><img src=a.png aria-hidden=true></a>", {"link_name"}),
    ("<a href=/x><img src=a.png alt=甲></a>", set()),
]


@pytest.mark.parametrize(("html", "told"), [*ONCE, *ELSE])
def test_a_missing_name_is_told_where_it_is_missing(html: str, told: set[str]) -> None:
    page = page_of(f"<p>云岭县</p>{html}")
    assert {rule for rule in RULES if judge(f"a11y.{rule}", page).outcome == "failed"} == told


def test_the_picture_tells_of_its_link_and_shows_it() -> None:
    found = judge("a11y.image_alt", "<a href=/x class=top><img src=a.png></a><p>字<img src=b.png></p>")
    assert "链接因此也没有名称（WCAG 2.4.4、4.1.2）" in found.message
    assert [item.excerpt[:10] for item in found.evidence] == ["<a href=/x"[:8] + '"/', '<img src="']
    assert "同一个问题" in judge("a11y.link_name", "<a href=/x><img src=a.png></a>").message


def test_what_a_script_may_name_is_asked_about_once_and_accuses_no_link_around_it() -> None:
    html = "<p>云岭县</p><a href=/x><img src=a.png id=pic></a><script>document.querySelector('#pic').alt = t</script>"
    outcomes = {rule: judge(f"a11y.{rule}", html).outcome.value for rule in ("image_alt", "link_name")}
    assert outcomes == {"image_alt": "cantTell", "link_name": "passed"}
