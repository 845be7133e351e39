"""The bound before any parse: honest pages pass whole, hostile ones are cut and said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot.nesting import MAX_OPEN, MAX_TAGS, MAX_TEXT, bounded


def test_an_honest_page_passes_whole() -> None:
    page = "<ul>" + "<li><a href='x'>通知</a>" * 5000 + "</ul>"
    assert bounded(page) == (page, False)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * (MAX_OPEN + 50),
        "<b><i>" * MAX_OPEN,
        "<span></span>" * MAX_TAGS,
        "文" * (MAX_TEXT + 1),
        "<table><div>" * MAX_OPEN + "</table>",
        "<!-->" + "<div>" * 20_000 + "-->",
        "<!-- --!>" + "<div>" * 20_000,
        "<svg><title>" + "<div>" * 20_000,
        "<iframe><!--</iframe>" + "<div>" * 20_000,
        "<p " + " ".join(f"a{n}" for n in range(20_000)) + ">",
        "<p " + "/".join(f"a{n}='>'" for n in range(20_000)) + ">",
        "".join(f"<body a{n}=1>" for n in range(20_000)),
        "<select>" + "<option>项</option>" * 20_000,
        "".join(f"<font a={n}><p>" for n in range(3000)),
        "<div>" + "".join(f"<font a={n}>" for n in range(400)) + "</div>" + "<p>x</p>" * 20_000,
    ],
)
def test_a_hostile_page_is_cut(page: str) -> None:
    text, cut = bounded(page)
    assert cut
    assert page.startswith(text)
    assert len(text) < len(page)


@pytest.mark.parametrize(
    "element",
    [
        '<code class="pre"><span class="a"><span class="b">x</span>=</span><b>y</b></code>',
        '<dt class="sig"><em class="n"><span>x</span></em></dt>',
        '<div><p class="a">文</p></div>',
    ],
)
def test_many_elements_closed_within_one_another_are_cheap(element: str) -> None:
    page = element * 9000
    assert bounded(page) == (page, False)


@pytest.mark.parametrize("before", ["<code>x</code>", "<span>x</span>", "<div><p>x</p></div>"])
def test_closed_elements_hide_no_open_ones(before: str) -> None:
    assert bounded((before + "<div>") * (MAX_OPEN + 50))[1]
    assert bounded(before * 9000 + "".join(f"<font a={n}><p>" for n in range(3000)))[1]


def test_tags_in_comments_and_scripts_do_not_count() -> None:
    page = "<!--" + "<div>" * 5000 + "--><script>" + "'<div>'" * 5000 + "</script><p>x"
    assert bounded(page) == (page, False)


def test_long_attributes_are_no_reason_to_cut() -> None:
    page = "<img src='data:image/png;base64," + "A" * 1_000_000 + "' alt='图'><p style='color:red; margin:0'>x"
    assert bounded(page) == (page, False)


def test_mismatched_closing_tags_are_bounded() -> None:
    page = ("<section><em></section>" * MAX_OPEN) + "<object></p>" * MAX_OPEN
    text, _cut = bounded(page)
    assert page.startswith(text)


@given(st.text(alphabet="<>/divb! -scripta\"'", max_size=300))
def test_never_raises_and_only_cuts(page: str) -> None:
    text, cut = bounded(page)
    assert page.startswith(text)
    assert cut == (len(text) < len(page))
