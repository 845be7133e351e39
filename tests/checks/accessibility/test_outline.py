"""The one pass: who is hidden, surely or perhaps, and what the rules find in it."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.accessibility.outline import Outline, outline_of


def seen_of(html: str) -> tuple[Outline, int]:
    dom = LexborHTMLParser(html)
    node = dom.css_first("[data-t]")
    assert node is not None
    return outline_of(dom), node.mem_id


@pytest.mark.parametrize(
    "html",
    [
        "<p data-t hidden>",
        "<p hidden=until-found><i data-t>",
        "<p style='color:red;DISPLAY : none'><i data-t style='display:block'>",
        "<p style='visibility:hidden'><i data-t>",
        "<p inert><i data-t>",
        "<p aria-hidden=TRUE><i data-t>",
        "<dialog><p data-t>",
        "<body><noscript><p data-t></noscript>",
        "<input type=hidden data-t>",
    ],
)
def test_surely_hidden(html: str) -> None:
    seen, key = seen_of(html)
    assert key in seen.hidden
    assert key in seen.unseen


def test_a_usual_class_perhaps_hides_where_no_sheet_speaks_of_it() -> None:
    seen, key = seen_of("<p class='a d-none'><i data-t>")
    assert key not in seen.hidden
    assert key in seen.perhaps
    assert key in seen.unseen
    seen, key = seen_of("<style>.d-none{display:none} .on{display:block}</style><p class='on d-none'><i data-t>")
    assert key not in seen.unseen


HIDDEN = [
    "<style>.pop { color: red; display: none }</style><p class=pop><i data-t>",
    "<style>a{} aside{display:none}</style><aside data-t>",
    "<style>.a.b{display:none}</style><p class='b c a' data-t>",
    "<style>.a{/* } */display:none}</style><p class=a data-t>",
    "<style>@media print { .b{color:red} } } .a{display:none}</style><p class=a data-t>",
    "<style>@media screen, print { .b{color:red} .a{display:none} }</style><p class=a data-t>",
    "<style><!-- .a{display:none} --></style><p class=a data-t>",
    "<style>[x]{display:none} .c{display:block}</style><p data-t class=a x>",
    "<style>div[class='a']{display:none}</style><div class=a data-t>",
    "<style>.a > i{visibility:hidden}</style><p class=a><i data-t>",
    "<style>p.a + i{display:none}</style><div><p class=a></p> text <!-- --> <i data-t>",
    "<style>p ~ i{display:none}</style><div><p class=a></p><b></b><i data-t>",
    "<style>li:nth-child(2){display:none}</style><ul><li><li data-t>",
    "<style>.a:not(.b, .c){display:none}</style><p class=a data-t>",
    "<style>:is(.a, .c) i{display:none}</style><p class=a><i data-t>",
    "<style>ul li{display:none}</style><ul><li><p data-t>",
    "<style>.a,.b{display:none}</style><p class=b data-t>",
    "<style>.k{display:none !important} .k{display:block}</style><p class=k data-t>",
    "<style>.k{display:none}</style><p class=k data-t style='color:red'>",
    "<style>.x .y{display:none} .y{display:block}</style><p class=x><i class=y data-t>",
    "<style>.x .y{display:none} .z .y{display:block}</style><p class=x><i class=y data-t>",
    "<style>.a{visibility:hidden} i{visibility:inherit}</style><p class=a><i data-t>",
    "<style>.a{content-visibility:hidden}</style><p class=a><i data-t>",
    "<style>@media (min-width:1px){.a{display:none}}</style><p class=a data-t>",
    (
        "<style>@media (max-width:767px){.a{display:none}} @media (min-width:768px){.a{visibility:hidden}}</style>"
        "<p class=a data-t>"
    ),
    (
        "<style>@media (width<9in){.a{display:none}} @media not all and (max-width:863px){.a{display:none}}</style>"
        "<p class=a data-t>"
    ),
    "<style media='screen and (min-width:1px)'>.a{display:none}</style><p class=a data-t>",
    "<style>@supports (display:grid){.a{display:none}}</style><p class=a data-t>",
    "<style>.a:hover{color:red;display:none} .a{display:none}</style><p class=a data-t>",
    "<style>.a{display:none} .a::after, .a:before{display:block}</style><p class=a data-t>",
    "<style>.a{display:none;*display:block;display:block\\9}</style><p class=a data-t>",
    "<style>.p{ .a{display:none} }</style><p class=p><i class=a data-t>",
    "<style>.sm\\:no{display:none}</style><p class='sm:no' data-t>",
    "<style>i::before{content:'}'} .a{display:none}</style><p class=a data-t>",
    "<style>input:checked ~ .a{display:none}</style><div><input type=checkbox checked><p class=a data-t>",
    "<style>.b{display:block}</style><p class=a hidden data-t>",
]


@pytest.mark.parametrize("html", HIDDEN)
def test_surely_hidden_by_style_sheets(html: str) -> None:
    seen, key = seen_of(html)
    assert key in seen.hidden
    assert key in seen.unseen
    assert key not in seen.doubtful


SHOWN = [
    "<p style='visibility:hidden'><i data-t style='visibility: visible'>",
    "<p data-t hidden style='display:flex'>",
    "<p data-t aria-hidden=false>",
    "<dialog open><p data-t>",
    "<style>body{display:none} html{visibility:hidden}</style><p data-t>",
    "<body class=hide style='visibility:hidden' hidden><p data-t>",
    "<style>.a.b, .a::before, .a:hover, ul p {display:none}</style><p data-t class=a>",
    "<style>@media print { .b{color:red} .a{display:none} }</style><p data-t class=a>",
    "<style media=print>.a{display:none}</style><p data-t class=a>",
    "<style>/* .a{display:none} */ .c{display:block}</style><p data-t class=a x>",
    "<style>@media (max-width:768px){.a{display:none}}</style><p data-t class=a>",
    "<style>@media (max-width: 9px) { .a .pop, #q { visibility: hidden } }</style><p id=q data-t>",
    "<style>.a{display:none} @media (min-width:768px){.a{display:block}}</style><p data-t class=a>",
    (
        "<style>.a{display:none} @media (min-width:48em) and (orientation:landscape){.a{display:block}}</style>"
        "<p data-t class=a>"
    ),
    "<style>.t{display:none} .t.on{display:block}</style><p class='t on'><i data-t>",
    "<style>.x .y{display:block} .y{display:none}</style><p class=x><i class=y data-t>",
    "<style>#i{display:block} .y.y.y{display:none}</style><p class=y id=i data-t>",
    "<style>.y{display:none} :where(#i){display:block} .y{display:flex}</style><p class=y id=i data-t>",
    "<style>.a{display:none}</style><p class=a style='display:block' data-t>",
    "<style>.a{display:block}</style><p class=a hidden data-t>",
    "<style>.a{display:block !important}</style><p class=a style='display:none' data-t>",
    "<style>.a{visibility:hidden} i{visibility:visible}</style><p class=a><i data-t>",
    "<style>.a > i{display:none}</style><p class=a><b><i data-t>",
    "<style>.a:empty, p:not(.a){display:none}</style><p class=a data-t>x",
    "<style>.a + i{display:none}</style><div><p class=a></p><b></b><i data-t>",
    "<style>li:nth-child(2){display:none}</style><ul><li data-t><li>",
    "<style>@media print and (min-width:1px), speech {.a{display:none}}</style><p data-t class=a>",
    "<style>@keyframes k{ i{display:none} } @font-face{ i{display:none} }</style><p><i data-t>",
    "<style>.p{ .a{display:none} }</style><p class=q><i class=a data-t>",
    "<style type=text/less>.a{display:none}</style><p data-t class=a>",
    "<style>.a:hover .b{display:none}</style><p class=a><i class=b data-t>",
    "<style>input:checked ~ .a{display:none}</style><div><input type=checkbox><p class=b data-t>",
    "<p class=a data-t></p><script>$('.a').click(function () { $('.b').hide() }); $('.a').show()</script>",
]


@pytest.mark.parametrize("html", SHOWN)
def test_not_hidden(html: str) -> None:
    seen, key = seen_of(html)
    assert key not in seen.unseen
    assert key not in seen.doubtful


DOUBTFUL = [
    "<style>.sub{display:none} .dd:hover .sub{display:block}</style><div class=dd><p class=sub><i data-t>",
    "<style>.m{visibility:hidden} .m:focus-within{visibility:visible}</style><p class=m data-t>",
    "<style>.p{display:none} #t:checked ~ .p{display:block}</style><div><input id=t type=radio><p class=p data-t>",
    "<style>.a:not(:hover){display:none}</style><p class=a data-t>",
    "<style>@supports not (display:grid){.a{display:none}}</style><p class=a data-t>",
    "<style>@media (prefers-color-scheme: dark){.a{display:none}}</style><p class=a data-t>",
    "<p class=a><i data-t></i></p><script>document.querySelector('.a').style.display = 'none'</script>",
    "<p id=a data-t></p><script>var e = document.getElementById('a').parentNode; $('#a').hide()</script>",
    "<style>@layer x{.a{display:none}} @container (width > 1px){.b{display:none}}</style><p class=a><i data-t>",
    "<style>div:has(.b) .a{display:none}</style><div><p class=a data-t>",
    "<style>.a:lang(zh){display:none}</style><p class=a data-t>",
    "<style>.a:not(.b i){display:none}</style><p class=a data-t>",
    (
        "<style>@media (max-width:9px){.a{color:red}} @media (min-width:9px){.a:not(:hover){display:none}}</style>"
        "<p class=a data-t>"
    ),
]


@pytest.mark.parametrize("html", DOUBTFUL)
def test_perhaps_hidden_by_style_sheets(html: str) -> None:
    seen, key = seen_of(html)
    assert key not in seen.unseen
    assert key in seen.doubtful


def test_html_in_svg_is_html_again() -> None:
    dom = LexborHTMLParser("<svg><a href=x></a><foreignObject><p><a href=y></a></foreignObject></svg><a href=z></a>")
    seen = outline_of(dom)
    assert [node.attributes["href"] for node in seen.elements("a")] == ["y", "z"]
    assert [node.attributes["href"] for node in seen.foreign_by_tag["a"]] == ["x"]


def test_ids_roles_and_aria_are_kept_even_where_hidden() -> None:
    dom = LexborHTMLParser("<p id=a hidden role=tab aria-label=甲></p><p id=a></p><p aria-live=off>")
    seen = outline_of(dom)
    assert len(seen.ids["a"]) == 2
    assert seen.target("a") is not None
    assert seen.target("b") is None
    assert (len(seen.with_role), len(seen.with_aria)) == (1, 2)


@pytest.mark.parametrize(
    "sheet", ["/*" * 50_000, "{" * 50_000, "@media print{" * 9_000, "a{" * 50_000, ".a," * 50_000 + "{display:none}"]
)
def test_hostile_sheets_end(sheet: str) -> None:
    assert seen_of(f"<style>{sheet}</style><p data-t class=a>")
