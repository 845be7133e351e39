"""Names, numbers and owners of documents, as titles write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.policy.naming import document_names, mentions, number_of, quoted_name, stems_of
from checks.policy.repeals import is_directory
from checks.policy.text import share_in


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("一图读懂：云岭县秸秆禁烧管理办法", "云岭县秸秆禁烧管理办法"),
        ("云岭县秸秆禁烧管理办法政策解读（二）", "云岭县秸秆禁烧管理办法"),
        ("【图解】云岭县秸秆禁烧管理办法", "云岭县秸秆禁烧管理办法"),
        ("关于《云岭县秸秆禁烧管理办法》的政策解读", "云岭县秸秆禁烧管理办法"),
        ("《云岭县秸秆禁烧管理办法》", ""),
        ("《云岭县秸秆禁烧管理办法》《云岭县养犬管理办法》解读", ""),
        ("县农业农村局局长谈秸秆禁烧", ""),
        ("政策解读", ""),
    ],
)
def test_what_an_interpretation_names(title: str, name: str) -> None:
    assert quoted_name(title) == name


def test_a_document_goes_by_several_names() -> None:
    assert document_names("云岭县人民政府关于加强秸秆禁烧工作的意见") == {
        "云岭县人民政府关于加强秸秆禁烧工作的意见",
        "关于加强秸秆禁烧工作的意见",
    }


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("岭政规〔2026〕7号", "岭政规〔2026〕7号"),
        ("岭政规[2026] 07 号", "岭政规〔2026〕7号"),
        ("岭政规（2026）7号", "岭政规〔2026〕7号"),
        ("2026年第7号", ""),
    ],
)
def test_numbers(text: str, number: str) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("《云岭县秸秆禁烧管理办法》（岭政规〔2026〕7号）", True),
        ("根据岭政规[2026]07号文件", True),
        ("云岭政规〔2026〕7号", False),
        ("岭政规〔2026〕17号", False),
    ],
)
def test_a_number_in_a_text(text: str, given: bool) -> None:
    assert mentions(text, "岭政规〔2026〕7号") is given
    assert not mentions(text, "")


@pytest.mark.parametrize(
    ("unit", "stems"),
    [
        ("云岭县人民政府办公室", {"云岭县"}),
        ("望江市云岭区人民政府", {"望江市云岭区", "云岭区"}),
        ("云岭彝族回族自治县水务局", {"云岭彝族回族自治县", "云岭县"}),
        ("云溪镇人民政府", {"云溪镇人民政府"}),
        ("", set()),
    ],
)
def test_stems(unit: str, stems: set[str]) -> None:
    assert stems_of(unit) == stems


@pytest.mark.parametrize(
    ("title", "is_list"),
    [
        ("云岭县现行有效行政规范性文件目录", True),
        ("云岭县人民政府关于废止部分行政规范性文件的决定", True),
        ("2026年行政规范性文件清理结果", True),
        ("关于开展行政规范性文件清理工作的通知", False),
        ("云岭县行政规范性文件管理办法", False),
        ("关于征求废止部分规范性文件意见的公告", False),
    ],
)
def test_lists_of_documents(title: str, is_list: bool) -> None:
    assert is_directory(title) is is_list


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_share_is_a_share(one: str, other: str) -> None:
    assert 0 <= share_in(one, other) <= 1
    assert share_in(one, one) == (1 if len(one) >= 8 else 0)


@given(st.text(max_size=80))
def test_any_title_is_read(title: str) -> None:
    quoted_name(title)
    mentions(title, number_of(title))
    assert "" not in document_names(title)
