"""The registered account that a person names."""

from __future__ import annotations

from sqlalchemy import Engine

from commands.language import _
from core.county import Account
from core.errors import UsageError
from ledger.register.store import load_register


def named_account(engine: Engine, name: str) -> Account:
    """The registered account of that key, id or name. Raises UsageError when there is none, or several."""
    accounts = load_register(engine).accounts
    found = [account for account in accounts if name in (account.key, account.account_id, account.name, account.title)]
    if len(found) == 1:
        return found[0]
    known = "、".join(account.key for account in (found or accounts)[:10]) or "—"
    words = _("No single account {name} in the register; keys: {known}")
    raise UsageError(words.format(name=name[:80], known=known))
