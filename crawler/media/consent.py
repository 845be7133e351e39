"""What an account's owner handed over so that an interface may be asked in its name. Never shown, never logged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Consent:
    """The owner's authorisation of one account: names like app_id, secret, access_token, refresh_token, open_id.

    `keep` writes renewed values back to where they are stored, encrypted.
    """

    values: Mapping[str, str] = field(repr=False)
    keep: Callable[[Mapping[str, str]], None] = field(repr=False)

    def get(self, name: str) -> str:
        """One value; empty when it was not handed over."""
        return self.values.get(name, "")

    def renewed(self, **changed: str) -> Consent:
        """The consent with values that the platform renewed; they are stored at once: the old ones may be void."""
        values = {**self.values, **changed}
        self.keep(values)
        return Consent(values, self.keep)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that must never be written anywhere in the clear."""
        return tuple(value for name, value in self.values.items() if name not in PUBLIC and len(value) >= _SHORTEST)


#: Names of values that are no secrets.
PUBLIC = frozenset({"app_id", "client_key", "open_id", "uid", "expires_at"})
#: Shorter values would blot out half of every text.
_SHORTEST = 6
