from __future__ import annotations

import pytest
from hypothesis import given

from crawler.verdicts.blank import is_blank
from tests.crawler.verdicts.hostile import bodies


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>通知公告</title></head><body></body></html>",
        "<html><body><!-- list --><div class=main>&nbsp;<p>　</p></div></body></html>",
        "<meta charset=utf-8><div></div>",
        " \r\n ",
    ],
)
def test_nothing_is_to_be_seen(page: str) -> None:
    assert is_blank(page.encode())


@pytest.mark.parametrize(
    "page",
    [
        "<p>无</p>",
        "<body><img src=a.png></body>",
        "<div id=app></div><script src=/app.js></script>",
        "<body style='background:url(a.png)'></body>",
        "<body background=a.png></body>",
        "<link rel=stylesheet href=a.css><div class=poster></div>",
        "<frameset><frame src=a.html></frameset>",
        "<meta http-equiv=refresh content='0;url=/a'>",
        "<my-element></my-element>",
        "<input type=text>",
    ],
)
def test_something_is_to_be_seen_or_may_come(page: str) -> None:
    assert not is_blank(page.encode())


@given(bodies)
def test_any_page_is_read(body: bytes) -> None:
    is_blank(body)
