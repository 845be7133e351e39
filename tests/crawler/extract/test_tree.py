"""What the parsed page tells of its elements without their being looked through."""

from __future__ import annotations

from crawler.extract.tree import Tree, build, in_order

PAGE = (
    "<body><div id=a class=x>甲<p class=y>乙</p></div><a href=1.html CLASS=z>丙</a>"
    "<p hidden>丁<a name=n href=2.html>戊</a></p></body>"
)


def tree() -> Tree:
    return build(PAGE)


def test_elements_know_their_place_in_the_page() -> None:
    page = tree()
    assert [element.place for element in page.elements] == list(range(len(page.elements)))


def test_elements_of_several_tags_come_in_document_order() -> None:
    page = tree()
    assert list(page.among(("p", "a"))) == [element for element in page.elements if element.tag in ("p", "a")]
    assert list(page.among(("table", "ul"))) == []


def test_elements_with_one_of_several_attributes_come_once_and_in_document_order() -> None:
    page = tree()
    for names in (("class", "id"), ("href",), ("name", "href", "hidden"), ("onclick",)):
        expected = [element for element in page.elements if not element.attrs.keys().isdisjoint(names)]
        assert list(page.bearing(names)) == expected


def test_parts_of_a_page_are_joined() -> None:
    page = tree()
    assert list(in_order((page.tagged("a"), page.bearing(("class",)), ()))) == [
        element for element in page.elements if element.tag == "a" or "class" in element.attrs
    ]
    assert list(in_order(())) == []


def test_elements_of_a_tag_or_with_an_attribute_come_once_and_in_document_order() -> None:
    page = tree()
    for tags, names in ((("a",), ("class",)), (("p", "a", "table"), ("href", "id")), ((), ("name",)), (("p",), ())):
        expected = [e for e in page.elements if e.tag in tags or not e.attrs.keys().isdisjoint(names)]
        assert list(page.either(tags, names)) == expected
    assert list(page.bearing_any(lambda name: name.startswith("h"))) == [
        element for element in page.elements if {"href", "hidden"} & element.attrs.keys()
    ]


def test_attributes_of_any_names_and_without_values() -> None:
    page = build("<p HIDDEN CLASS=A data-X=1>甲</p><p nowrap>乙</p><svg viewBox='0 0 1 1'></svg>")
    first, second = page.tagged("p")
    assert (first.attrs, first.hidden, first.names) == ({"hidden": "", "class": "A", "data-x": "1"}, True, "a ")
    assert (second.attrs, second.hidden) == ({"nowrap": ""}, False)
    assert [element.tag for element in page.bearing(("viewbox",))] == ["svg"]
