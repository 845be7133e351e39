"""What a week's slots come to."""

from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from core.availability import Control, SlotOutcome, SlotRecord, Try, due_at, slots_of, whole_days
from core.clock import BEIJING
from ledger.availability.leases import Wanted, begin, end, lease
from ledger.availability.window import load_window

TODAY = date(2026, 11, 25)
DAYS = whole_days(TODAY, 7)
DAY = DAYS[3]
YES = (Control("http://control.example/", True),)
NOW = datetime(2026, 11, 20, 13, 20, tzinfo=BEIJING)


def saw(outcome: SlotOutcome, kind: str = "timeout", status: int = 0) -> tuple[Try, ...]:
    return (Try("", outcome, kind, status),)


def visit(
    ledger: Engine,
    slot: str,
    outcome: SlotOutcome = SlotOutcome.OPENED,
    *,
    site: str = "site1",
    controls: tuple[Control, ...] | None = None,
    at: datetime | None = None,
    tries: tuple[Try, ...] | None = None,
    note: str = "",
) -> None:
    """Write one ended visit."""
    wanted, moment = Wanted(site, slot, f"www.{site}.example"), at or due_at(site, slot)
    lease(ledger, [wanted], "w", moment)
    assert begin(ledger, wanted, "w", moment)
    shown = tries or saw(outcome, "ok" if outcome is SlotOutcome.OPENED else "timeout")
    record = SlotRecord(site, slot, wanted.host, outcome, None, shown, controls, note)
    assert end(ledger, record, "w", moment + timedelta(seconds=1))


def counts(ledger: Engine, day: date = DAY) -> dict[str, int]:
    """The day's outcomes that occurred."""
    window = load_window(ledger, "site1", DAYS)
    assert window is not None
    (found,) = [one for one in window["days"] if one["day"] == day.isoformat()]
    return {name: number for name, number in found.items() if number and name != "day"}


def test_a_site_that_nobody_visits_has_no_window(ledger: Engine) -> None:
    visit(ledger, f"{TODAY.isoformat()}T00")
    visit(ledger, f"{DAY.isoformat()}T00", site="site2")
    assert load_window(ledger, "site1", DAYS) is None


def test_every_slot_of_every_day_is_told(ledger: Engine) -> None:
    first, second, third, fourth, *_rest = slots_of(DAY)
    visit(ledger, first)
    visit(ledger, second, SlotOutcome.FAILED, controls=YES)
    visit(ledger, third, SlotOutcome.UNCLEAR, tries=saw(SlotOutcome.UNCLEAR, "blocked", 403))
    visit(ledger, fourth, SlotOutcome.OWN, controls=(Control("http://control.example/", False),), note="网络中断")
    assert counts(ledger) == {"opened": 1, "failed": 1, "unclear": 1, "own": 1, "missed": 20}
    window = load_window(ledger, "site1", DAYS)
    assert window is not None
    assert [one["day"] for one in window["days"]] == [day.isoformat() for day in DAYS]
    assert [(one["slot"], one["outcome"], one["note"]) for one in window["slots"]] == [
        (second, "failed", ""),
        (third, "unclear", ""),
        (fourth, "own", "网络中断"),
    ]
    assert window["slots"][0]["controls"] == [{"url": "http://control.example/", "ok": True, "detail": ""}]
    assert window["slots"][0]["tries"][0]["kind"] == "timeout"


def test_what_was_cut_off_is_lost_and_what_never_began_is_missed(ledger: Engine) -> None:
    first, second, *_rest = slots_of(DAY)
    cut, waiting = Wanted("site1", first, "h"), Wanted("site1", second, "h")
    lease(ledger, [cut, waiting], "w", NOW)
    begin(ledger, cut, "w", NOW)
    assert counts(ledger) == {"lost": 1, "missed": 23}


def test_without_controls_other_hosts_around_it_are_the_proof(ledger: Engine) -> None:
    slot = next(slots_of(DAY))
    moment = due_at("site1", slot)
    visit(ledger, slot, SlotOutcome.FAILED)
    assert counts(ledger) == {"own": 1, "missed": 23}
    for number, minutes in enumerate((-20, -5, 5), start=2):
        visit(ledger, slot, site=f"site{number}", at=moment + timedelta(minutes=minutes))
    assert counts(ledger) == {"failed": 1, "missed": 23}


def test_too_few_too_far_or_failing_neighbours_prove_nothing(ledger: Engine) -> None:
    first, second, third = list(slots_of(DAY))[2:23:10]
    early = due_at("site1", first)
    # Two hosts only.
    visit(ledger, first, SlotOutcome.FAILED, at=early)
    for number, minutes in ((2, -5), (3, 5)):
        visit(ledger, first, site=f"site{number}", at=early + timedelta(minutes=minutes))
    # Three hosts, but the next one did not open either.
    noon = due_at("site1", second)
    visit(ledger, second, SlotOutcome.FAILED, at=noon)
    for number, minutes in ((2, -9), (3, -8), (4, 9)):
        visit(ledger, second, site=f"site{number}", at=noon + timedelta(minutes=minutes))
    visit(ledger, second, SlotOutcome.FAILED, site="site5", at=noon + timedelta(minutes=1), controls=YES)
    # Nobody was looked at afterwards, but 40 minutes later.
    night = due_at("site1", third)
    visit(ledger, third, SlotOutcome.FAILED, at=night)
    for number, minutes in ((2, -9), (3, -8), (4, -7), (5, 40)):
        visit(ledger, third, site=f"site{number}", at=night + timedelta(minutes=minutes))
    assert counts(ledger) == {"own": 3, "missed": 21}


def test_an_answer_needs_no_proof_and_silence_does(ledger: Engine) -> None:
    first, second, *_rest = slots_of(DAY)
    visit(ledger, first, SlotOutcome.UNCLEAR, tries=saw(SlotOutcome.UNCLEAR, "blocked", 403))
    visit(ledger, second, SlotOutcome.UNCLEAR, tries=saw(SlotOutcome.UNCLEAR, "tls"))
    assert counts(ledger) == {"unclear": 1, "own": 1, "missed": 22}
