"""Lists in frames: which frames of a page without entries of its own are the list, whatever their address is called."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import Extracted, extract

HOST = "http://www.yunling-demo.gov.cn"
URL = f"{HOST}/zwgk/tzgg/"
INNER = f"{HOST}/inner/33.jsp?c=3"


def read(body: str) -> Extracted:
    html = f"<html><head><title>通知公告</title></head><body><div class=main>{body}</div></body></html>"
    return extract(html.encode(), "text/html", URL, date(2026, 11, 23))


def pages(found: Extracted) -> list[str]:
    return [lead.url for lead in found.leads if not lead.reader]


HOLDING = {
    "plain": "<iframe src='/inner/33.jsp?c=3' width=100% height=700></iframe>",
    "waiting for a script": "<iframe width=100% height=700 data-src='/inner/33.jsp?c=3'></iframe>",
    "an object": "<object type=text/html data='/inner/33.jsp?c=3' width=100% height=700></object>",
    "address by id": "<iframe id=f height=600></iframe>"
    "<script>document.getElementById('f').src='/inner/33.jsp?c=3'</script>",
    "address by selector": "<iframe id=f></iframe><script>$('#f').attr('src', '/inner/33.jsp?c=3');</script>",
    "written": "<script>document.write('<iframe width=100% src=\"/inner/33.jsp?c=3\"></iframe>')</script>",
    "no size said": "<h2>通知公告</h2><iframe src='/inner/33.jsp?c=3'></iframe>",
}
OTHER = {
    "another site": "<iframe src='http://www.other.gov.cn/inner/33.jsp?c=3' height=700></iframe>",
    "a file": "<iframe src='/inner/33.pdf' height=700></iframe>",
    "a viewer": "<iframe src='/pdf/viewer.html?file=/a.pdf' height=700></iframe>",
    "a map": "<iframe src='/map.html' height=700></iframe>",
    "a counter": "<iframe src='/tools/count.jsp' height=700></iframe>",
    "a strip": "<iframe src='/inner/33.jsp?c=3' height=60></iframe>",
    "hidden": "<iframe src='/inner/33.jsp?c=3' style='display:none'></iframe>",
    "in the footer": "</div><div class=footer><iframe src='/inner/33.jsp?c=3'></iframe>",
    "an address put together": "<iframe id=f></iframe><script>$('#f').attr('src', '/inner/33.jsp?c=' + id);</script>",
}
ROWS = "".join(f"<li><a href={n}.html>云岭县第{n}号公告</a><span>2026-11-0{n}</span></li>" for n in (1, 2, 3))


@pytest.mark.parametrize("name", HOLDING)
def test_a_page_without_entries_goes_on_in_its_frame(name: str) -> None:
    found = read(HOLDING[name])
    assert pages(found) == [INNER]
    assert "frame" in found.facts.scripted


@pytest.mark.parametrize("name", OTHER)
def test_other_frames_are_no_list(name: str) -> None:
    found = read(OTHER[name])
    assert pages(found) == []
    assert "frame" not in found.facts.scripted


@pytest.mark.parametrize("own", [f"<ul>{ROWS}</ul>", "<p>发布日期：2026-11-10</p>"], ids=["a list", "an article"])
def test_a_page_with_content_of_its_own_does_not_go_on_in_a_frame(own: str) -> None:
    found = read(own + HOLDING["plain"])
    assert pages(found) == []
    assert "frame" not in found.facts.scripted
