"""The numbers of one inspection, counted once, so that letter, page and terminal cannot disagree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from core.county import AccountState
from indicators.model import Conclusion
from reports.model import Inspection
from reports.wording import rate

#: What a problem's status may be, in the order it is told (Problem.status).
NEW, STILL, AGAIN, UNCHECKED = "新发现", "仍存在", "再次出现", "本次未能复核"


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of sites by verdict, of confirmed problems by status, and of what stands beside them."""

    sites: int
    qualified: int
    unqualified: int
    unclear: int
    problems: int
    new: int
    still: int
    again: int
    unchecked: int
    fixed: int
    suspected: int
    waived: int
    warnings: int
    units: int
    accounts: int
    running_accounts: int

    @property
    def pass_rate(self) -> str:
        """合格率 over judged sites (合格 + 不合格); empty when none could be judged."""
        judged = self.qualified + self.unqualified
        return rate(self.qualified, judged) if judged else ""


def tally(inspection: Inspection) -> Tally:
    """Count one inspection."""
    verdicts = Counter(site.assessment.conclusion for site in inspection.sites)
    problems = inspection.problems
    statuses = Counter(problem.status for problem in problems)
    return Tally(
        len(inspection.sites),
        verdicts[Conclusion.QUALIFIED],
        verdicts[Conclusion.UNQUALIFIED],
        verdicts[Conclusion.CANT_TELL],
        len(problems),
        statuses[NEW],
        statuses[STILL],
        statuses[AGAIN],
        statuses[UNCHECKED],
        sum(len(part.fixed) for part in inspection.parts),
        sum(len(part.suspected) for part in inspection.parts),
        sum(len(part.waived) for part in inspection.parts),
        sum(len(part.warnings) for part in inspection.parts),
        len({problem.unit for problem in problems}),
        len(inspection.accounts),
        sum(account.state is AccountState.RUNNING for account in inspection.accounts),
    )
