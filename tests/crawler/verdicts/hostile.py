"""Random pages for the tests that nothing raises: loose bytes, and tags in any order with any attributes."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = st.sampled_from(
    [
        *(
            "<html>",
            "<head>",
            "</head>",
            "<title>",
            "</title>",
            "<body>",
            "<h1>",
            "</h1>",
            "<p>",
            "</p>",
            "<a href='/x'>",
        ),
        *(
            "</a>",
            "<form action='/s'>",
            "</form>",
            "<input type=password>",
            "<input>",
            "<script src='//x'>",
            "</script>",
        ),
        *("<svg>", "<table><tr>", "<!--", "-->", "<![CDATA[", "<iframe src=", "<meta charset=gbk>", "&#0;", "&#xD800;"),
        *("404", "页面不存在", "域名出售", "访问被拦截", "document.cookie=", "location.reload()", "\x00", "\ufeff"),
    ]
)

#: A page's body, as any server could send it.
bodies = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=40).map(lambda p: "".join(p).encode("utf-8", "replace")),
)
