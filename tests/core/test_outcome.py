from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.outcome import Observation, Outcome, SubjectKind, fingerprint

PART = st.text(st.characters(exclude_characters="\x1f"), max_size=20)


def observe(message: str, *identity: str) -> Observation:
    return Observation("a.b", "https://x/", SubjectKind.PAGE, Outcome.FAILED, message, identity=identity)


def test_fingerprint_ignores_everything_but_its_three_parts() -> None:
    assert observe("一", "i").fingerprint == observe("二", "i").fingerprint
    assert observe("一", "i").fingerprint != observe("一", "j").fingerprint


def test_fingerprint_is_stable_for_ever() -> None:
    # Findings of years hang on this value: changing how it is made would orphan every open one.
    expected = "162261171834b4dd8a045eec4c205c5138df9c070474d00d038384c22648c3b0"
    assert fingerprint("link.dead", "https://www.yunling-demo.gov.cn/a.html", ()) == expected


@given(st.lists(PART, min_size=2, max_size=4), st.lists(PART, min_size=2, max_size=4))
def test_different_parts_do_not_collide(one: list[str], two: list[str]) -> None:
    first = fingerprint(one[0], one[1], tuple(one[2:]))
    second = fingerprint(two[0], two[1], tuple(two[2:]))
    assert (first == second) == (one == two)


def test_lone_surrogates_do_not_crash() -> None:
    assert fingerprint("a", "\ud800", ())
