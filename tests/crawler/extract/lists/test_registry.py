"""Recognisers of other packages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.extract.leads import Lead
from crawler.extract.lists import registry
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.tree import build

URL = "http://www.yunling-demo.gov.cn/"


class Entry:
    """An entry point as importlib gives it."""

    def __init__(self, name: str, found: Recogniser) -> None:
        self.name, self._found = name, found

    def load(self) -> Recogniser:
        return self._found


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def find(page: ListPage) -> list[Lead]:
        return [Lead(page.base + "list.dat", "own")]

    entries = [Entry("own", Recogniser("own", ("owncms",), find)), Entry("trs", Recogniser("trs", (), find))]
    monkeypatch.setattr(registry, "entry_points", lambda group: entries if group == "xunjian.lists" else [])
    registry.recognisers.cache_clear()
    yield
    registry.recognisers.cache_clear()


@pytest.mark.usefixtures("plugged")
def test_another_packages_recogniser_is_asked_and_takes_no_built_in_name() -> None:
    text = "<script>ownCms.show()</script>"
    assert list(registry.find_list_leads(ListPage(build(text), text, URL, URL))) == [Lead(URL + "list.dat", "own")]
    assert list(registry.find_list_leads(ListPage(build("<p>"), "<p>", URL, URL))) == []
