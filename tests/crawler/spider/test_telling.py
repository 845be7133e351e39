from __future__ import annotations

from crawler.progress import Phase, Progress
from crawler.spider.telling import EACH, Teller


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def told(moments: list[tuple[float, Phase]]) -> list[Progress]:
    clock, seen = Clock(), list[Progress]()
    teller = Teller(seen.append, lambda: 7, clock)
    for number, (clock.now, phase) in enumerate(moments):
        teller.tell(phase, number, 0, 0, "")
    return seen


def test_every_step_of_a_small_site_is_told() -> None:
    assert [step.pages for step in told([(0.0, Phase.PAGES)] * EACH)] == list(range(EACH))


def test_of_a_large_site_a_step_is_told_every_half_second() -> None:
    steps = told([(0.0, Phase.PAGES)] * EACH + [(tick / 100, Phase.PAGES) for tick in range(200)])
    assert [step.pages - EACH for step in steps[EACH:]] == [50, 100, 150]
    assert {step.waiting_pages for step in steps} == {7}


def test_a_phase_that_begins_is_always_told() -> None:
    phases = (Phase.PAGES, Phase.LINKS, Phase.LINKS, Phase.SCAN)
    steps = told([(0.0, Phase.PAGES)] * EACH + [(0.0, phase) for phase in phases])
    assert [step.phase for step in steps[EACH:]] == [Phase.LINKS, Phase.SCAN]
