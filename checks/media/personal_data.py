"""Posts that give away whole numbers of identity or bank cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks.interface import Params, check
from checks.media.taken import of_account, set_aside, trusted, unseen
from checks.security.reporting import ASK
from core.county import Account, AccountState
from core.outcome import BY_PERSON, Evidence, Observation, Outcome
from core.personal import MOBILE, PersonalNumber, masked, personal_numbers
from core.snapshot import Post, Snapshot, SnapshotKind

_CHECK = "media.personal_data"


@check(
    id=_CHECK,
    title="政务新媒体疑似泄露个人信息",
    clause="《中华人民共和国个人信息保护法》第二十五条；《政府信息公开条例》第十五条",
    needs={"accounts", "posts"},
    of=SnapshotKind.MEDIA,
)
def personal_data(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政务新媒体疑似泄露个人信息：账号发布的稿件里有完整的身份证号码、银行卡号。

    是什么：检查取到的稿件的标题和正文，号码的位数、日期、校验码都正确的才列为疑似，须人工核实；已经用星号隐去一部分
    的不算。手机号码常是公开的办公电话，不列为问题。只看取到的文字，不看图片和附件。报告和问题清单里的号码一律只显示
    首尾几位。

    为什么重要：名单公示连同身份证号码、银行卡号一起发布，会被人用来冒名、诈骗，发布单位要承担责任。

    如何整改：请人工打开稿件核实。属实的，立即删除或者隐去号码后重新发布，通知受影响的人，检查同一批公示和附件；属于误
    报的，由人员认定并写明理由。
    """
    for account in snapshot.accounts:
        posts = [post for post in snapshot.posts(account.key) if not post.removed]
        if account.state is not AccountState.RUNNING and not posts:
            yield set_aside(_CHECK, account, snapshot, f"登记状态为{account.state.value}")
        elif doubt := trusted(snapshot, account):
            yield unseen(_CHECK, account, snapshot, f"无法检查稿件有无个人信息：{doubt}。")
        else:
            yield from _judge(snapshot, account, posts)


def _judge(snapshot: Snapshot, account: Account, posts: list[Post]) -> Iterator[Observation]:
    watched = {watch.identity for watch in snapshot.watches(_CHECK) if watch.subject == account.key}
    found = {post.name: (post, numbers) for post in posts if (numbers := _leaked(post))}
    for post, numbers in found.values():
        yield _observe(account, post, numbers)
    taking = snapshot.taking(account.key)
    evidence = taking.evidence() if taking else ()
    for identity in sorted(watched & {(post.name,) for post in posts if post.name not in found}):
        message = "稿件已重新检查，未再见到完整的号码。"
        yield of_account(_CHECK, account, Outcome.PASSED, message, evidence, identity=identity)
    if not found:
        message = f"已检查取到的 {len(posts)} 篇稿件，没有发现完整的身份证号码、银行卡号。"
        yield of_account(_CHECK, account, Outcome.PASSED, message, evidence)


def _leaked(post: Post) -> list[PersonalNumber]:
    numbers = (number for text in (post.title, post.text) for number in personal_numbers(text))
    return [number for number in numbers if number.sure and number.kind != MOBILE]


def _observe(account: Account, post: Post, numbers: list[PersonalNumber]) -> Observation:
    counted = "、".join(f"{count} 个{kind}" for kind, count in Counter(number.kind for number in numbers).items())
    message = f"疑似泄露个人信息：稿件“{post.headline[:40]}”里有 {counted}（如 {numbers[0].shown}）。{ASK}"
    proof = Evidence(post.url, excerpt=masked(f"{post.title} {post.text}")[:200])
    return of_account(_CHECK, account, Outcome.FAILED, message, (proof,), identity=(post.name,), rounds=BY_PERSON)
