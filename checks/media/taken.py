"""What was seen of an account's updates, as the checks of them need it. Holds no check of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from checks.media.identity import mismatch
from core.county import Account, AccountState
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import FetchStatus, Post, Snapshot, Taking
from core.snapshot.media import AHEAD, moment_text

#: Interfaces that tell of whole days only end at midnight: so much of the last day may be open.
DAY = timedelta(days=1)
#: The way by which a person's look is taken: the moment of the look is that of the inspection.
LOOK = "evidence"
_WORDS = {
    FetchStatus.BLOCKED: "来源拒绝访问或要求登录",
    FetchStatus.AUTH_EXPIRED: "授权已过期或没有授权",
    FetchStatus.FAILED: "取数失败",
    FetchStatus.GONE: "账号已不存在",
}


@dataclass(frozen=True, slots=True)
class Updates:
    """One account's updates: `newest` is the last that was seen, `moment` the time to which all of them are known, else
    that of the inspection. `pinned` is the newest pinned post, which is no update."""

    account: Account
    taking: Taking
    newest: Post | None
    pinned: Post | None
    moment: datetime

    def known_since(self, first: datetime) -> bool:
        """Whether every update since `first` is known, the inspection's own day perhaps aside."""
        return self.taking.covers(first, self.taking.at, DAY)

    @property
    def to_the_end(self) -> bool:
        """Whether they are known up to the inspection itself; of a person's look: up to that look, which is one."""
        covered = self.taking.covered_to
        return covered is not None and (covered >= self.taking.at or self.taking.adapter == LOOK)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The newest update, and the answers that tell of it."""
        if self.newest is None:
            return self.taking.evidence()
        told = f"{self.newest.written or day(self.newest)} {self.newest.headline}"
        link = (Evidence(self.newest.url, excerpt=told[:500]),) if self.newest.url else ()
        return (*self.taking.evidence(told), *link)


def updates_of(snapshot: Snapshot, account: Account) -> Updates | str:
    """What was seen of a running account's updates, or why (Chinese) nothing can be said of them."""
    taking = snapshot.taking(account.key)
    if taking is None:
        return "本次没有对该账号取数"
    wrong = mismatch(account, taking)
    if wrong:
        return f"取到的账号与登记不符（{wrong}）"
    posts = [post for post in snapshot.posts(account.key) if post.at is not None and post.at <= taking.at + AHEAD]
    own = [post for post in posts if not post.pinned]
    covered = taking.covered_to is not None and taking.at - DAY <= taking.covered_to
    moment = min(taking.covered_to, taking.at) if covered and taking.covered_to else taking.at
    return Updates(account, taking, _newest(own), _newest([post for post in posts if post.pinned]), moment)


def _newest(posts: list[Post]) -> Post | None:
    return max(posts, key=lambda post: (moment_text(post.at), post.id), default=None)


def last_update(snapshot: Snapshot, account: Account) -> date | None:
    """The day of an account's last update, pinned posts aside; None: nobody could see one, or it was another's."""
    taking = snapshot.taking(account.key)
    posts = snapshot.posts(account.key) if taking and not mismatch(account, taking) else ()
    days = (post.at.date() for post in posts if post.at and not post.pinned and taking and post.at <= taking.at + AHEAD)
    return max(days, default=None)


def day(post: Post) -> str:
    """The day of a post for a message."""
    return f"{post.at:%Y-%m-%d}" if post.at else "日期不明"


def why_unknown(taking: Taking) -> str:
    """Why not all updates are known (Chinese)."""
    status = _WORDS.get(taking.status, "检查时段没有被完整覆盖")
    return f"{status}：{taking.reason}" if taking.reason else status


def not_running(account: Account) -> str:
    """What the register says of an account that need not be updated; empty: it runs, and is no program."""
    if account.is_program:
        return "应用程序另行检查"
    return "" if account.state is AccountState.RUNNING else f"登记状态为{account.state.value}"


def trusted(snapshot: Snapshot, account: Account) -> str:
    """Why the posts that came say nothing of this account (Chinese); empty: they are its own."""
    taking = snapshot.taking(account.key)
    if taking is None:
        return "本次没有对该账号取数"
    wrong = mismatch(account, taking)
    if wrong:
        return f"取到的账号与登记不符（{wrong}）"
    came = taking.status in (FetchStatus.OK, FetchStatus.OK_EMPTY) or any(snapshot.posts(account.key))
    return "" if came else why_unknown(taking)


def answers(taking: Taking) -> bool:
    """Whether it is certain that the account is there, or that it is not."""
    return taking.status in (FetchStatus.OK, FetchStatus.OK_EMPTY, FetchStatus.GONE)


def unseen(check: str, account: Account, snapshot: Snapshot, message: str) -> Observation:
    """Nothing was seen of what is asked."""
    taking = snapshot.taking(account.key)
    return of_account(check, account, Outcome.CANT_TELL, message, taking.evidence() if taking else ())


def set_aside(check: str, account: Account, snapshot: Snapshot, reason: str) -> Observation:
    """Nothing to judge, which settles a finding that is open."""
    open_one = any(watch.subject == account.key for watch in snapshot.watches(check))
    outcome = Outcome.PASSED if open_one else Outcome.INAPPLICABLE
    return of_account(check, account, outcome, f"{reason}，不再检查本项。", ())


def of_account(
    check: str,
    account: Account,
    outcome: Outcome,
    message: str,
    evidence: tuple[Evidence, ...],
    *,
    identity: tuple[str, ...] = (),
    warning: str = "",
    rounds: int = 1,
    **facets: str,
) -> Observation:
    """One observation about an account, its unit answerable; empty `facets` are left out."""
    told = {
        "platform": account.platform,
        "name": account.title,
        "unit": account.unit,
        **{name: value for name, value in facets.items() if value},
    }
    return Observation(
        check,
        account.key,
        SubjectKind.ACCOUNT,
        outcome,
        message,
        identity=identity,
        evidence=evidence,
        warning=warning,
        rounds=rounds,
        facets=told,
    )
