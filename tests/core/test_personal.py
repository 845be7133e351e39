"""Numbers of persons: found by their check characters, and masked wherever they may be shown. All are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.personal import CARD, IDENTITY, MOBILE, masked, personal_numbers

#: 530000 is a whole province and 1900 long ago: no such person.
WHOLE = "530000190001010002"
CARD_NUMBER = "6200000000000000000"


@pytest.mark.parametrize(
    ("text", "kind", "sure", "shown"),
    [
        (f"身份证{WHOLE}，", IDENTITY, True, "身份证530*************02，"),
        ("５３００００１９０００１０１０００２", IDENTITY, True, "530*************02"),
        ("53000019000101002x", IDENTITY, False, "530*************2x"),
        ("530000190001010004", IDENTITY, False, "530*************04"),
        ("530000190002300003", IDENTITY, False, "530*************03"),
        (f"卡号:{CARD_NUMBER}", CARD, True, "卡号:6200***********0000"),
        ("6200 0000 0000 0000 000", CARD, True, "6200*************** 000"),
        ("6200000000000000004", CARD, False, "6200***********0004"),
        ("电话13800000000。", MOBILE, True, "电话138****0000。"),
        ("138-0000-0000", MOBILE, True, "138******0000"),
        ("+8613800000000", MOBILE, True, "+86*******0000"),
    ],
)
def test_numbers_are_known_and_masked(text: str, kind: str, sure: bool, shown: str) -> None:
    found = list(personal_numbers(text))
    assert [(one.kind, one.sure) for one in found] == [(kind, sure)]
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码 91530000MA00000000",
        "文号 云政发〔2026〕123号，2026-11-23 08:00:00",
        "电话 0871-63600000、12345",
        "身份证530***********0003",
        "订单 20261123080000123456789",
        "金额 13800000000000 元",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert list(personal_numbers(text)) == []
    assert masked(text) == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_whole_number_is_left(before: str, after: str) -> None:
    shown = masked(f"{before}（{WHOLE}）{CARD_NUMBER} {after}")
    assert WHOLE not in shown
    assert CARD_NUMBER not in shown
    assert masked(shown) == shown
