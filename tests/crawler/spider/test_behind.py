"""Foreign domains whose page only leads on to where they are for sale."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from crawler.spider.behind import deserted_behind
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import site

HTML = "Content-Type: text/html; charset=utf-8"
FOR_SALE = "<p>This domain may be for sale. Related searches</p>"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (f"<title>127.0.0.1</title>{FOR_SALE}", "parking page"),
        (f"<title>travel</title>{FOR_SALE}", ""),
        (
            "<title>Welcome to nginx!</title><p>If you see this page, the web server is successfully installed.</p>",
            "no site",
        ),
        ("<title>127.0.0.1</title><p>县旅游公司欢迎您</p>", ""),
    ],
)
async def test_what_a_foreign_page_leads_to_tells_what_became_of_its_domain(page: str, told: str) -> None:
    async with site({"/lander": ok(page.encode(), HTML)}) as served, fetcher() as client:
        visit: Any = SimpleNamespace(over=None, fetcher=client)
        found = await deserted_behind(visit, f"{served.url}/a/3.html", f"{served.url}/lander")
        gone = await deserted_behind(visit, f"{served.url}/a/3.html", f"{served.url}/none")
    assert (found.startswith(told), bool(found), gone) == (True, bool(told), "")
