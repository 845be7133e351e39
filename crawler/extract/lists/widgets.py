"""Table and list widgets that ask for their rows themselves: layui, bootstrap-table, EasyUI, DataTables, and holders
that name their source in an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.extract.leads import Lead
from crawler.extract.lists.answers import reader
from crawler.extract.lists.harmless import reads_list
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.literals import UNKNOWN, read_literal
from crawler.extract.lists.records import is_address
from crawler.extract.lists.requests import Asked, leads_of
from crawler.extract.lists.scripts import calls_of, known_values
from crawler.extract.tree import Element, in_order, words

NAME = "widget"
#: Most sources of one page, and longest attribute read.
MAX_SOURCES, _LONGEST = 5, 2000


@dataclass(frozen=True, slots=True)
class Widget:
    """How one kind of widget is called (pattern of the function), which fields it adds, and whether it posts."""

    call: str
    fields: Mapping[str, str]
    post: bool = False


#: What each sends when nobody says otherwise, as its documentation has it.
WIDGETS = (
    Widget(r"(?:layui\.)?(?:table|treeTable)\.render", {"page": "1", "limit": "20"}),
    Widget(r"\$\([^()]{1,60}\)\.bootstrapTable", {"limit": "20", "offset": "0"}),
    Widget(r"\$\([^()]{1,60}\)\.(?:datagrid|treegrid)", {"page": "1", "rows": "20"}, post=True),
    Widget(r"\$\([^()]{1,60}\)\.[dD]ataTable", {"draw": "1", "start": "0", "length": "20"}),
    Widget(r"\$\([^()]{1,60}\)\.jqGrid", {"page": "1", "rows": "20"}),
    Widget(r"\$\([^()]{1,60}\)\.(?:pagination|infiniteScroll|loadmore|listview|pageList)", {}),
)
_EASYUI, _LAYUI, _BOOTSTRAP = WIDGETS[2], WIDGETS[0], WIDGETS[1]
_ADDRESS_NAMES = ("url", "ajax", "dataSource", "dataUrl", "sAjaxSource", "ajaxUrl")
_FIELD_NAMES = ("where", "queryParams", "data", "postData", "params", "ajaxData", "query")
#: Fields that a function of the options gives back.
_RETURNED = re.compile(
    r"queryParams\s{0,9}[:=][^{}]{0,120}[{(]\s{0,9}(?:return\s{0,9})?(?=\{)|queryParams[^{}]{0,120}\{[^{}]{0,300}return\s{0,9}(?=\{)"
)
_ATTRIBUTES = (
    *("data-url", "data-src", "data-source", "data-api", "data-ajax", "data-ajax-url", "data-load", "data-remote"),
    *("data-href", "data-json", "data-action", "data-list-url", "data-next", "hx-get", "ic-get-from", "url"),
)
_DECLARING = frozenset({"lay-data", "data-toggle", *_ATTRIBUTES})
_HOLDERS = frozenset({"ul", "ol", "dl", "table", "tbody", "div", "section"})
_MORE = re.compile(r"(?:点击)?(?:加载|查看|显示|浏览)?更多(?:内容|信息)?[.…>»]*|load\s*more|more", re.I)
#: Further pages of the page itself are no data.
_PAGES = re.compile(r"\{\w+\}\.s?html?$", re.I)
_PLACE = re.compile(r"\{(?:page(?:no|num|index)?|p|n|0)\}", re.I)


def find(page: ListPage) -> Iterator[Lead]:
    """The first page of each widget's rows; what a button for more would load."""
    found: dict[Lead, None] = {}
    for asked in _asked(page):
        found.update(dict.fromkeys(leads_of(page, asked, NAME)))
        if len(found) >= MAX_SOURCES:
            break
    yield from found


def _asked(page: ListPage) -> Iterator[Asked]:
    scripts = page.scripts
    lower = scripts.lower()
    if any(mark in lower for mark in _CALLED):
        names = known_values(scripts)
        for widget in WIDGETS:
            for call in calls_of(scripts, widget.call, names):
                options = next((value for value in call if isinstance(value, dict)), None)
                if options:
                    yield from _of_options(options, widget, scripts)
    for element in _declaring(page):
        if element.region not in ("header", "footer", "nav"):
            yield from _of_element(element)


def _declaring(page: ListPage) -> Sequence[Element]:
    """The elements whose attributes can say anything of their rows; most pages have none."""
    classed = page.tree.bearing(("class",)) if "easyui-" in page.text else ()
    by_class = [element for element in classed if "easyui-" in element.attrs["class"]]
    return in_order((page.tree.bearing(_DECLARING), by_class))


#: Words without one of which no script calls a widget.
_CALLED = (
    *("table.render", "treetable.render", "bootstraptable", "datagrid", "treegrid", "datatable", "jqgrid"),
    *("pagination(", "infinitescroll", "loadmore", "listview", "pagelist"),
)


def _of_options(options: Mapping[str, Any], widget: Widget, scripts: str) -> Iterator[Asked]:
    source = next((options[name] for name in _ADDRESS_NAMES if options.get(name)), "")
    own = source if isinstance(source, dict) else options
    address = own.get("url", "") if isinstance(source, dict) else source
    if not isinstance(address, str) or not address.strip(UNKNOWN):
        return
    given = next((own[name] for name in _FIELD_NAMES if own.get(name) not in (None, UNKNOWN)), None)
    if given is None and UNKNOWN in (own.get("queryParams"), own.get("data")):
        given = _returned(scripts)
        if given is None:
            return
        yield _request(address, given, own, widget)
        return
    fields = given if isinstance(given, dict) else {}
    yield _request(address, {**widget.fields, **fields}, own, widget)


def _returned(scripts: str) -> dict[str, Any] | None:
    match = _RETURNED.search(scripts)
    value = read_literal(scripts, match.end(), {})[0] if match else None
    return value if isinstance(value, dict) else None


def _request(address: str, fields: Mapping[str, Any], own: Mapping[str, Any], widget: Widget) -> Asked:
    method = str(own.get("method", own.get("type", own.get("mtype", "post" if widget.post else "get")))).lower()
    return Asked(address, fields, method == "post", "json" in str(own.get("contentType", "")).lower())


def _of_element(element: Element) -> Iterator[Asked]:
    attrs = element.attrs
    if "easyui-" in attrs.get("class", ""):
        yield from _declared(attrs, "{" + attrs.get("data-options", "")[:_LONGEST] + "}", _EASYUI)
    elif "lay-data" in attrs:
        yield from _declared(attrs, attrs["lay-data"][:_LONGEST], _LAYUI)
    elif attrs.get("data-toggle") == "table":
        yield from _declared(
            {"url": attrs.get("data-url", ""), "method": attrs.get("data-method", "get")}, "", _BOOTSTRAP
        )
    elif _may_hold(element):
        source = next((attrs[name] for name in _ATTRIBUTES if is_address(attrs.get(name, ""))), "")
        if source and reads_list(source) and not _PAGES.search(source):
            yield Asked(_PLACE.sub("1", source))


def _declared(attrs: Mapping[str, str], written: str, widget: Widget) -> Iterator[Asked]:
    options = read_literal(written, 0, {})[0] if written else {}
    named = {name: attrs[name] for name in ("url", "method") if attrs.get(name)}
    yield from _of_options({**named, **(options if isinstance(options, dict) else {})}, widget, "")


def _may_hold(element: Element) -> bool:
    """An empty place for a list, or a button for more of it."""
    if not element.size:
        return element.tag in _HOLDERS
    return element.size <= 12 and _MORE.fullmatch(words(element, "")) is not None


RECOGNISER = Recogniser(NAME, (), find, reader(NAME))
