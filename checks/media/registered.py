"""What checks of the register of media accounts share: whom they speak of, and how a row is quoted."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from checks.media.taken import of_account
from core.county import Account, AccountState
from core.outcome import Evidence, Observation, Outcome


def said(
    check: str, account: Account, outcome: Outcome, message: str, quoted: str, *, warning: str = "", days_left: int = 0
) -> Observation:
    """What a check says of one account; `quoted` is what the register holds (Chinese), `days_left` a warning's."""
    evidence = (Evidence(account.url, excerpt=f"登记表：{account.title}，{quoted}"[:500]),)
    left = str(days_left) if warning else ""
    return of_account(check, account, outcome, message, evidence, warning=warning, days_left=left)


def running(accounts: Iterable[Account]) -> list[Account]:
    """Those in operation that publish on somebody's platform: no apps, none closed."""
    return [account for account in accounts if account.state is AccountState.RUNNING and not account.is_program]


def by_unit(accounts: Iterable[Account]) -> dict[str, list[Account]]:
    """Accounts by the unit that answers for them; those without one are left out."""
    found: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if name := folded(account.unit):
            found[name].append(account)
    return dict(found)


def folded(name: str) -> str:
    """A name for comparison: half-width, lower case, without blanks or marks."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(mark for mark in text if mark.isalnum())


def oldest_first(accounts: Iterable[Account]) -> list[Account]:
    """In the order they were opened, unknown days last; never in the order of rows, which people change."""
    return sorted(accounts, key=lambda account: (account.opened_on or date.max, account.key))
