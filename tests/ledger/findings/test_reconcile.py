"""What one inspection does to the findings: changes, and that silence closes nothing."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from core.finding import SETTLED, Change, Finding, FindingState
from core.outcome import Observation, Outcome
from ledger.findings.data import stored_observation
from ledger.findings.reconcile import Occasion, Reconciliation, reconcile
from tests.ledger.moments import at, on
from tests.ledger.observations import TARGET, link, unit_of

TODAY = on(31)
FAILED, PASSED = Outcome.FAILED, Outcome.PASSED
PRINT = link(FAILED).fingerprint


def step(found: dict[str, Finding], day: int, observations: Sequence[Observation]) -> Reconciliation:
    result = reconcile(found, observations, Occasion(f"run-{day}", "s", at(day)), unit_of, TODAY)
    found.update({finding.fingerprint: finding for finding in result.findings})
    return result


def changes(*rounds: Sequence[Observation]) -> list[Change]:
    found: dict[str, Finding] = {}
    return [step(found, day, observations).change for day, observations in enumerate(rounds, start=1)]


def test_new_still_fixed_reopened() -> None:
    one = (PRINT,)
    assert changes([link(FAILED)], [link(FAILED)], [link(PASSED)], [link(PASSED)], [link(FAILED)]) == [
        Change(new=one),
        Change(still=one),
        Change(fixed=one),
        Change(),
        Change(reopened=one),
    ]


def test_a_suspicion_is_no_change_until_it_is_confirmed() -> None:
    suspect = [link(FAILED, rounds=2)]
    assert changes(suspect, suspect, suspect) == [Change(), Change(new=(PRINT,)), Change(still=(PRINT,))]
    assert changes(suspect, [link(PASSED)]) == [Change(), Change()]


def test_a_pass_without_a_finding_leaves_nothing() -> None:
    found: dict[str, Finding] = {}
    assert step(found, 1, [link(PASSED)]) == Reconciliation((), (), Change())


def test_the_finding_keeps_its_last_failed_observation() -> None:
    found: dict[str, Finding] = {}
    step(found, 1, [link(FAILED)])
    step(found, 5, [link(PASSED)])
    finding = found[PRINT]
    assert stored_observation(finding) == link(FAILED)
    assert (finding.first_seen, finding.last_seen, finding.unit) == (at(1), at(1), "县政府办公室")


def test_an_older_snapshot_judged_late_does_not_undo_what_came_after() -> None:
    found: dict[str, Finding] = {}
    step(found, 5, [link(FAILED)])
    assert step(found, 3, [link(PASSED)]).change == Change()
    assert found[PRINT].state is FindingState.CONFIRMED
    late = Observation("link.dead", TARGET, link(FAILED).kind, FAILED, "旧消息")
    step(found, 2, [late])
    assert found[PRINT].data["message"] == "链接打不开。"
    assert (found[PRINT].first_seen, found[PRINT].last_seen) == (at(2), at(5))


def test_contradictions_in_one_run_never_close() -> None:
    found: dict[str, Finding] = {}
    step(found, 1, [link(FAILED)])
    assert step(found, 2, [link(PASSED), link(Outcome.CANT_TELL)]).events == ()
    assert step(found, 3, [link(PASSED), link(FAILED)]).change == Change(still=(PRINT,))


def test_the_same_run_again_says_nothing_more() -> None:
    found: dict[str, Finding] = {}
    step(found, 1, [link(FAILED)])
    assert step(found, 1, [link(PASSED)]).events == ()


def test_hostile_text_is_bounded_and_storable() -> None:
    found: dict[str, Finding] = {}
    hostile = Observation("link.dead", TARGET, link(FAILED).kind, FAILED, "\ud800\x00" + "长" * 9000)
    step(found, 1, [hostile])
    message = str(found[PRINT].data["message"])
    assert len(message) == 2000
    assert message.startswith("?长")


SILENT = [Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.INAPPLICABLE, FAILED]


@given(st.lists(st.lists(st.sampled_from(SILENT), max_size=3), max_size=12), st.integers(1, 3))
def test_without_a_pass_an_open_finding_never_closes(runs: list[list[Outcome]], rounds: int) -> None:
    found: dict[str, Finding] = {}
    step(found, 1, [link(FAILED, rounds=rounds)])
    other = link(PASSED, "http://www.yunling-demo.gov.cn/other.html")
    for day, outcomes in enumerate(runs, start=2):
        result = step(found, day, [other, *(link(outcome, rounds=rounds) for outcome in outcomes)])
        assert result.change.fixed == ()
        assert found[PRINT].state not in SETTLED


OUTCOMES = st.lists(st.sampled_from(list(Outcome)), max_size=3)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), OUTCOMES), max_size=10))
def test_each_finding_is_in_one_list_and_order_does_not_matter(runs: list[dict[str, list[Outcome]]]) -> None:
    found: dict[str, Finding] = {}
    mirrored: dict[str, Finding] = {}
    for day, run in enumerate(runs, start=1):
        observations = [link(outcome, TARGET + name) for name, outcomes in run.items() for outcome in outcomes]
        change = step(found, day, observations).change
        listed = [*change.new, *change.still, *change.fixed, *change.reopened]
        assert len(listed) == len(set(listed))
        assert step(mirrored, day, observations[::-1]).change == change
