from __future__ import annotations

import pytest

from core.snapshot import Resource, Verdict
from crawler.spider.results import led_inside
from crawler.spider.visitors import Visitors

PUBLIC = "http://www.yunling-demo.gov.cn/a.html"


@pytest.mark.parametrize(
    ("asked", "final", "allowed", "verdict"),
    [
        (PUBLIC, "http://192.168.1.8/a.html", (), Verdict.BAD_REDIRECT),
        (PUBLIC, "http://localhost:8080/", (), Verdict.BAD_REDIRECT),
        # A name of an inner address may be another one outside.
        (PUBLIC, "http://oa.yunling-demo.gov.cn/", (), Verdict.GUARDED),
        (PUBLIC, PUBLIC, (), Verdict.GUARDED),
        (PUBLIC, "http://192.168.1.8/a.html", ("192.168.0.0/16",), Verdict.GUARDED),
        ("http://192.168.1.9/", "http://192.168.1.8/", (), Verdict.GUARDED),
    ],
)
def test_where_no_visitor_is_led(asked: str, final: str, allowed: tuple[str, ...], verdict: Verdict) -> None:
    found = Resource(asked, Verdict.GUARDED, internal=True, final_url=final)
    told = led_inside(found, Visitors(allowed).kept_out)
    assert told.verdict is verdict
    assert (final in told.detail) is (verdict is Verdict.BAD_REDIRECT)


def test_other_verdicts_stay() -> None:
    found = Resource(PUBLIC, Verdict.TIMEOUT, internal=True, final_url="http://192.168.1.8/")
    assert led_inside(found, Visitors(()).kept_out) == found
