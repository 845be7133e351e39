"""How the names of columns are cleaned."""

from __future__ import annotations

import pytest

from core.snapshot import PageFacts
from ledger.register.discovery.naming import name_of, names_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("农业农村（二）", "农业农村（二）"),
        ("农业农村(二) >>", "农业农村(二)"),
        ("（一）农业农村（二）", "（一）农业农村（二）"),
        ("《条例》解读", "《条例》解读"),
        ("[通知公告]", "通知公告"),
        ("【人事（任免）】：", "人事（任免）"),
        ("· 政务动态》", "政务动态"),
        ("[政务动态", "政务动态"),
        ("((政务动态) )", "政务动态"),
    ],
)
def test_brackets_stay_where_they_are_the_names_own(text: str, name: str) -> None:
    assert names_in([text]) == [name]
    assert name_of(PageFacts(), [text], "")[0] == name


@pytest.mark.parametrize("text", ["", "（）", "【", "》》", "(" * 5000])
def test_brackets_alone_are_no_name(text: str) -> None:
    assert names_in([text]) == []
