from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from core.county import Site
from crawler.options import CrawlOptions
from settings import Settings


def options(home: str, **changes: object) -> CrawlOptions:
    return CrawlOptions.from_settings(Settings(), Site("k", "n", home, **changes))  # type: ignore[arg-type]


def test_the_site_overrides_the_settings() -> None:
    found = options("https://www.yunling-demo.gov.cn/", max_pages=7, delay=3.0, robots="ignore")
    assert (found.max_pages, found.delay, found.robots) == (7, 3.0, "ignore")


@pytest.mark.parametrize(
    ("home", "allowed"),
    [
        ("http://127.0.0.1:8080/", ("127.0.0.1/32",)),
        ("http://0x7f000002/", ("127.0.0.2/32",)),
        ("http://[::1]:80/", ("::1/128",)),
        ("http://10.1.2.3/", ("10.1.2.3/32",)),
        ("http://www.yunling-demo.gov.cn/", ()),
        ("http://8.8.8.8/", ()),
    ],
)
def test_a_literal_private_home_opens_exactly_itself(home: str, allowed: tuple[str, ...]) -> None:
    assert options(home).allow_private == allowed


def test_no_delay_on_loopback_unless_the_register_says_so() -> None:
    assert options("http://127.0.0.1/").delay == 0
    assert options("http://127.0.0.1/", delay=1.0).delay == 1.0
    assert options("http://10.0.0.1/").delay == Settings().delay


def test_options_survive_json() -> None:
    found = options("http://127.0.0.1/")
    assert CrawlOptions.from_json(json.loads(json.dumps(asdict(found)))) == found
