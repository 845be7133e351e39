"""Whether reachability over IPv6 can be judged at all; what every check of it asks first. Holds no check of its own."""

from __future__ import annotations

from dataclasses import dataclass

from checks.ipv6.answers import aaaa_answer, has_no_name
from checks.ipv6.vantage import judgeable
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Verge:
    """Why nothing is judged: the outcome to give, the reason in words, what shows it."""

    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()


def verge(snapshot: Snapshot) -> Verge | None:
    """None: the host has IPv6 addresses and this round had IPv6 itself, so that what failed may be judged."""
    host = snapshot.site.host
    if has_no_name(host):
        return Verge(Outcome.INAPPLICABLE, f"登记地址“{host}”不是域名，不适用")
    doubt = judgeable(snapshot, "ipv6")
    if doubt:
        return Verge(Outcome.CANT_TELL, doubt)
    answer = aaaa_answer(snapshot)
    if answer.outcome == "nodata":
        return Verge(Outcome.INAPPLICABLE, f"域名 {host} 没有 AAAA 记录，不适用", answer.evidence)
    if answer.outcome != "found":
        return Verge(Outcome.CANT_TELL, f"AAAA 记录{answer.meaning}", answer.evidence)
    return None


def unjudged(check: str, snapshot: Snapshot, found: Verge, asked: str) -> Observation:
    """The observation for it. `asked` is what was to be judged: 首页能否通过 IPv6 访问."""
    words = "无法判断" if found.outcome is Outcome.CANT_TELL else "不检查"
    message = f"{words}{asked}：{found.reason}。"
    return Observation(check, snapshot.site.home, SubjectKind.SITE, found.outcome, message, evidence=found.evidence)
