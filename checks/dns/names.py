"""A site's further and old domain names as the probe "domains" recorded them. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checks.ipv6.answers import OUTCOMES, latest, probe_evidence
from core.county import Site
from core.hosts import host_of
from core.outcome import Evidence, Outcome
from core.snapshot import Snapshot
from core.statuses import REFUSALS

_NONE = frozenset({"nodata", "nxdomain"})


@dataclass(frozen=True, slots=True)
class Name:
    """One registered name: raw outcomes of A and AAAA, and what its home page came to."""

    domain: str
    outcomes: tuple[str, str]
    page: Mapping[str, Any]
    evidence: tuple[Evidence, ...]

    @property
    def gone(self) -> bool:
        """Whether it surely has no address."""
        return set(self.outcomes) <= _NONE

    @property
    def opens(self) -> bool:
        """Whether it shows a page."""
        return bool(self.page) and not self.page["failure"] and 200 <= int(self.page["status"]) < 300

    @property
    def refuses(self) -> bool:
        """Whether it refuses automatic visitors, and may well show others something."""
        return bool(self.page) and int(self.page["status"]) in REFUSALS

    @property
    def end(self) -> str:
        """The host that its redirects lead to."""
        return host_of(str(self.page.get("final", "")))

    @property
    def canonical(self) -> str:
        """The host that its page names as its proper one."""
        return host_of(str(self.page.get("canonical", "")))

    @property
    def doubt(self) -> str:
        """The raw outcome that keeps it open whether it has an address, in words."""
        return "、".join(OUTCOMES.get(outcome, "查询出错") for outcome in self.outcomes if outcome not in _NONE)


def names_of(snapshot: Snapshot, role: str) -> Iterator[Name]:
    """Every name of `role` ("alias", "old") that was looked at."""
    probe = latest(snapshot, "domains")
    for one in probe.data["domains"] if probe else ():
        if one["role"] == role:
            shown = one["page"] or {}
            words = (
                f"{one['domain']} A {one['A']} AAAA {one['AAAA']} → {shown.get('final', '')} {shown.get('status', '')}"
            )
            evidence = probe_evidence(probe, words) if probe else ()
            yield Name(one["domain"], (one["A"], one["AAAA"]), shown, evidence)


def unanswerable(snapshot: Snapshot, registered: tuple[str, ...]) -> tuple[Outcome, str] | None:
    """Why no name can be judged: none registered, none looked at, or a resolver that finds names that never exist."""
    if not registered:
        return Outcome.INAPPLICABLE, "登记表中没有填写。"
    probe = latest(snapshot, "domains")
    if probe is None:
        return Outcome.CANT_TELL, "本次没有查询。"
    if probe.data["invented"] == "found":
        return Outcome.CANT_TELL, "本系统所用的解析服务器对不存在的域名也给出地址，无法判断。"
    return None


def is_own(host: str, site: Site) -> bool:
    """Whether a host is the site's home, or lies among its registered hosts."""
    bare = {own.removeprefix("www.") for own in (site.host, *site.aliases)}
    return host.removeprefix("www.") in bare or host in site.places
