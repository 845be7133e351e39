"""Every rule of a finding's life, and properties of the fold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import TransitionRefused
from core.finding import Event, EventKind, FindingState
from core.outcome import BY_PERSON
from ledger.findings.lifecycle import STATE_WORDS, Standing, fold, require_allowed
from tests.ledger.moments import at, on

S = FindingState
TODAY = on(31)


def seen(day: int, run: str | None = None, rounds: int = 1) -> Event:
    return Event(EventKind.SEEN, at(day), run=run or f"run-{day}", rounds=rounds)


def cleared(day: int) -> Event:
    return Event(EventKind.CLEARED, at(day), run=f"run-{day}")


def act(kind: EventKind, day: int, *, due: date | None = None, expires: date | None = None) -> Event:
    return Event(kind, at(day), "office", note="理由", due=due, expires=expires)


def states(*events: Event) -> list[FindingState]:
    return [fold(events[: count + 1], events[count].at.date()).state for count in range(len(events))]


def test_one_sighting_confirms_when_one_round_is_enough() -> None:
    assert states(seen(1)) == [S.CONFIRMED]


def test_a_temporary_problem_is_suspected_until_enough_runs_agree() -> None:
    assert states(seen(1, "a", 3), seen(2, "a", 3), seen(3, "b", 3), seen(4, "c", 3)) == [
        S.SUSPECTED,
        S.SUSPECTED,
        S.SUSPECTED,
        S.CONFIRMED,
    ]


def test_a_pass_between_starts_the_suspicion_anew() -> None:
    standing = fold([seen(1, rounds=2), cleared(2), seen(3, rounds=2)], TODAY)
    assert (standing.state, standing.reopened) == (S.SUSPECTED, 0)
    assert states(seen(1, rounds=2), cleared(2)) == [S.SUSPECTED, S.VERIFIED_FIXED]


def test_two_looks_at_the_same_trouble_are_one() -> None:
    hour = 3600
    first, soon, later = (
        Event(EventKind.SEEN, at(1, clock), run=run, rounds=2, apart=4 * hour)
        for clock, run in ((8, "a"), (11, "b"), (12, "c"))
    )
    assert states(first, soon, later) == [S.SUSPECTED, S.SUSPECTED, S.CONFIRMED]
    assert states(first, later) == [S.SUSPECTED, S.CONFIRMED]
    # It passed between: what was seen before no longer counts, near or not.
    assert states(first, cleared(1), soon, later) == [S.SUSPECTED, S.VERIFIED_FIXED, S.SUSPECTED, S.SUSPECTED]


def test_the_whole_way() -> None:
    events = [seen(1), act(EventKind.NOTIFIED, 2, due=on(10)), act(EventKind.REPORTED_FIXED, 5), cleared(8)]
    assert states(*events) == [S.CONFIRMED, S.NOTIFIED, S.REPORTED_FIXED, S.VERIFIED_FIXED]
    assert fold(events[:3], TODAY).due == on(10)
    assert fold(events, TODAY).due is None


def test_seen_after_a_repair_reopens_and_is_counted() -> None:
    standing = fold([seen(1), cleared(2), seen(3), cleared(4), seen(5)], TODAY)
    assert (standing.state, standing.reopened) == (S.CONFIRMED, 2)
    assert "再次出现" in standing.note


def test_a_temporary_problem_after_a_repair_needs_its_rounds_again() -> None:
    events = [seen(1), cleared(2), seen(3, rounds=2), seen(4, rounds=2)]
    assert states(*events) == [S.CONFIRMED, S.VERIFIED_FIXED, S.SUSPECTED, S.CONFIRMED]
    assert fold(events, TODAY).reopened == 1


def test_reported_fixed_but_seen_goes_back_with_a_note() -> None:
    notified = [seen(1), act(EventKind.NOTIFIED, 2, due=on(10)), act(EventKind.REPORTED_FIXED, 3), seen(4)]
    standing = fold(notified, TODAY)
    assert (standing.state, standing.due) == (S.NOTIFIED, on(10))
    assert "复查仍存在" in standing.note
    assert fold([seen(1), act(EventKind.REPORTED_FIXED, 3), seen(4)], TODAY).state is S.CONFIRMED


def test_seen_again_keeps_a_notice_and_its_deadline() -> None:
    standing = fold([seen(1), act(EventKind.NOTIFIED, 2, due=on(10)), seen(9)], TODAY)
    assert (standing.state, standing.due) == (S.NOTIFIED, on(10))


def test_a_waiver_holds_through_its_last_day_and_then_returns() -> None:
    events = [
        seen(1),
        act(EventKind.NOTIFIED, 2, due=on(20)),
        act(EventKind.WAIVED, 3, expires=on(10)),
        seen(5),
    ]
    assert fold(events, on(10)).state is S.WAIVED
    assert fold(events, on(10)).waiver == "理由"
    after = fold(events, on(11))
    assert (after.state, after.due, after.waiver) == (S.NOTIFIED, on(20), "")


def test_a_waiver_lapses_when_the_result_changes() -> None:
    events = [seen(1), act(EventKind.WAIVED, 2, expires=on(30)), cleared(3), seen(4)]
    assert states(*events) == [S.CONFIRMED, S.WAIVED, S.VERIFIED_FIXED, S.CONFIRMED]


def test_a_person_takes_a_waiver_back() -> None:
    assert states(seen(1), act(EventKind.WAIVED, 2, expires=on(30)), act(EventKind.WAIVER_LAPSED, 3))[-1] is S.CONFIRMED


def test_an_expired_waiver_is_over_for_what_follows() -> None:
    events = [seen(1, rounds=2), act(EventKind.WAIVED, 2, expires=on(5)), seen(8, rounds=2)]
    assert fold(events, on(8)).state is S.CONFIRMED


def test_dismissed_stays_whatever_is_seen_until_withdrawn() -> None:
    events = [seen(1), act(EventKind.DISMISSED, 2), seen(3), cleared(4), seen(5)]
    assert states(*events)[1:] == [S.DISMISSED] * 4
    assert fold([*events, act(EventKind.WAIVER_LAPSED, 6)], TODAY).state is S.CONFIRMED


def test_what_only_a_person_confirms_stays_suspected_until_then() -> None:
    events = [seen(day, rounds=BY_PERSON) for day in range(1, 9)]
    assert set(states(*events)) == {S.SUSPECTED}
    events += [act(EventKind.CONFIRMED, 9), seen(10, rounds=BY_PERSON), cleared(11), seen(12, rounds=BY_PERSON)]
    assert states(*events)[8:] == [S.CONFIRMED, S.CONFIRMED, S.VERIFIED_FIXED, S.SUSPECTED]


@pytest.mark.parametrize(
    ("state", "action"),
    [
        (S.SUSPECTED, EventKind.NOTIFIED),
        (S.SUSPECTED, EventKind.REPORTED_FIXED),
        (S.VERIFIED_FIXED, EventKind.NOTIFIED),
        (S.VERIFIED_FIXED, EventKind.WAIVED),
        (S.VERIFIED_FIXED, EventKind.DISMISSED),
        (S.DISMISSED, EventKind.WAIVED),
        (S.DISMISSED, EventKind.DISMISSED),
        (S.WAIVED, EventKind.NOTIFIED),
        (S.CONFIRMED, EventKind.WAIVER_LAPSED),
        (S.CONFIRMED, EventKind.CONFIRMED),
        (S.DISMISSED, EventKind.CONFIRMED),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(state: FindingState, action: EventKind) -> None:
    with pytest.raises(TransitionRefused, match="不能执行") as caught:
        require_allowed(state, action)
    assert STATE_WORDS[state] in str(caught.value)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    kinds = draw(st.lists(st.sampled_from(list(EventKind)), max_size=25))
    events = []
    for day, kind in enumerate(kinds, start=1):
        expires = on(1) + timedelta(days=day + draw(st.integers(0, 5))) if kind is EventKind.WAIVED else None
        due = on(28) if kind is EventKind.NOTIFIED else None
        run = f"run-{draw(st.integers(1, 6))}" if kind in (EventKind.SEEN, EventKind.CLEARED) else ""
        events.append(
            Event(kind, at(day), run=run, note="注", due=due, expires=expires, rounds=draw(st.integers(1, 3)))
        )
    return events


@given(histories(), st.dates(on(1), on(30, 6)))
def test_any_history_folds_to_a_state_with_words(events: list[Event], today: date) -> None:
    standing = fold(events, today)
    assert standing.state in STATE_WORDS
    assert (standing.state is S.WAIVED) == bool(standing.waiver)


@given(histories())
def test_only_a_pass_fixes(events: list[Event]) -> None:
    without = [event for event in events if event.kind is not EventKind.CLEARED]
    assert fold(without, TODAY).state is not S.VERIFIED_FIXED
    assert fold(without, TODAY).reopened == 0


@given(histories())
def test_after_a_pass_only_set_aside_findings_are_not_fixed(events: list[Event]) -> None:
    before = fold(events, on(27))
    after = fold([*events, cleared(27)], on(27)).state
    assert after is (S.DISMISSED if before.state is S.DISMISSED else S.VERIFIED_FIXED)


def test_nothing_happened_yet() -> None:
    assert fold([], TODAY) == Standing()
