"""Narrow windows and doubled text in real Chromium."""

from __future__ import annotations

from typing import Any

import pytest

from tests.crawler.render.walk.walking import Lab, needs_chromium

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]
TEXT = "这是一段用来检查换行的文字，足够长，会占好几行。" * 5


def kinds(part: dict[str, Any]) -> set[str]:
    return {name for name, told in part.items() if isinstance(told, list) and told}


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (f"<p>{TEXT}</p>", set()),
        (f"<div style='width:1000px'><p>{TEXT}</p></div>", {"beyond"}),
        (f"<body style='min-width:1000px'><p>{TEXT}</p>", {"beyond"}),
        (f"<div style='display:flex;width:900px'>{f'<p style=width:300px>{TEXT}</p>' * 3}</div>", {"beyond"}),
        (f"<table width=1000><tr><td><h1>题</h1></td><td>{TEXT}</td></tr></table>", {"beyond"}),
        (f"<p>{TEXT}</p><table><tr><th>一</th></tr><tr><td style='min-width:700px'>{TEXT}</td></tr></table>", set()),
        (
            f"<table width=1000><tr><td>一</td><td>{TEXT}</td></tr><tr><td>二</td><td>{TEXT}</td></tr></table>",
            {"unclear"},
        ),
        (f"<p>{TEXT}</p><pre>{TEXT * 3}</pre>", set()),
        (f"<p>{TEXT}</p><div style='overflow-x:auto'><div style='width:900px'>{TEXT}</div></div>", {"unclear"}),
        (f"<nav style='position:fixed;left:100%;width:250px'>{TEXT}</nav><p>{TEXT}</p>", set()),
        (
            f"<div style='overflow:hidden'><div style='width:9999px'><p style='width:300px'>{TEXT}</p></div></div>",
            set(),
        ),
        (f"<p>{TEXT}</p><img src='data:,' width=900 height=20 alt=图>", set()),
    ],
)
async def test_narrow_window(lab: Lab, page: str, told: set[str]) -> None:
    assert kinds((await lab.measure(page, "reflow"))["narrow"]) == told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (f"<p>{TEXT}</p>", set()),
        (f"<div style='height:50px;overflow:hidden'>{TEXT}</div>", {"cut"}),
        (f"<div style='height:44px;line-height:1.2'>{TEXT}</div><div>{TEXT}</div>", {"over"}),
        (f"<div style='height:30px;overflow:hidden'><p>{TEXT}</p><p>{TEXT}</p></div>", set()),
        (f"<div style='max-height:50px;overflow:auto'>{TEXT}</div>", set()),
        (f"<div style='overflow:hidden;white-space:nowrap;text-overflow:ellipsis'>{TEXT[:60]}</div>", {"unsure"}),
        (f"<style>@media(max-width:700px){{nav{{max-height:0;overflow:hidden}}}}</style><nav>{TEXT}</nav>", set()),
    ],
)
async def test_doubled_text(lab: Lab, page: str, told: set[str]) -> None:
    assert kinds((await lab.measure(page, "reflow"))["zoomed"]) == told


async def test_the_window_is_as_wide_as_the_criterion_says(lab: Lab) -> None:
    assert (await lab.measure(f"<p>{TEXT}</p>", "reflow"))["narrow"]["width"] == 320
