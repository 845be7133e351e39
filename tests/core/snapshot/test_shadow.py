"""Shadow roots that a page's source declares, put where readers meet them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from core.snapshot.shadow import flattened

OPEN = "<template shadowrootmode=open>"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (f"<div>{OPEN}<b>甲</b></template>乙</div>", "<div><b>甲</b></div>"),
        (f"<div>{OPEN}甲<slot></slot></template>乙&lt;<i>丙</i></div>", "<div>甲乙&lt;<i>丙</i></div>"),
        (
            f"<x-a>{OPEN}<slot name=t>无</slot><slot>无</slot></template>乙<i slot=t>丙</i></x-a>",
            '<x-a><i slot="t">丙</i>乙</x-a>',
        ),
        (f"<div>{OPEN}<slot name=t><u>无</u></slot></template>乙</div>", "<div><u>无</u></div>"),
        (
            f"<p id=a>甲</p><div>{OPEN}<label for=a>乙</label><input id=a></template></div>",
            '<p id="a">甲</p><div><label for="shadow1-a">乙</label><input id="shadow1-a"></div>',
        ),
        (
            f"<div>{OPEN}<p>{OPEN}甲<slot></slot></template><slot></slot></p></template>乙</div>",
            "<div><p>甲乙</p></div>",
        ),
        (f"<div>{OPEN}甲</template>{OPEN}丙</template></div>", "<div>甲</div>"),
        # An element that may have none keeps its template, of which nothing is shown.
        (f"<a>{OPEN}甲</template>乙</a>", "<a><template>甲</template>乙</a>"),
        ("<template><p>甲</p></template>", "<template><p>甲</p></template>"),
    ],
)
def test_flat_tree(html: str, shown: str) -> None:
    body = flattened(LexborHTMLParser(f"<!DOCTYPE html><body>{html}")).body
    assert body is not None
    assert body.inner_html == shown


@pytest.mark.parametrize(
    "html", [f"<div>{OPEN}" * 400, f"<div>{OPEN}<slot></slot></template>" * 400, f"<div>{OPEN}" + "<slot>" * 3_000]
)
def test_many_roots_end(html: str) -> None:
    assert flattened(LexborHTMLParser(html)).html
