"""Links in posts to pages that now show gambling or pornography. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.media.taken import of_account
from checks.security.judging import Reason, reasons_of
from checks.security.reporting import ASK
from checks.security.survey import signs_in
from checks.security.wording import NOTHING, Reader
from core.county import Account
from core.outcome import BY_PERSON, Observation, Outcome
from core.snapshot import Post, Resource, Snapshot, Verdict

#: The check that these observations belong to, and what an identity of theirs begins with, before the address.
CHECK, LINK = "media.content_risk", "link"


def harmful_links(snapshot: Snapshot, account: Account, posts: Sequence[Post], reader: Reader) -> Iterator[Observation]:
    """Links behind which such words stand, and those watched that show nothing of the kind now."""
    places: dict[str, list[Post]] = {}
    for post in posts:
        for link in post.links if not post.removed else ():
            places.setdefault(link, []).append(post)
    mine = [watch.identity for watch in snapshot.watches(CHECK) if watch.subject == account.key]
    watched = [identity[1] for identity in mine if len(identity) == len((LINK, "")) and identity[0] == LINK]
    for url in dict.fromkeys((*watched, *places)):
        resource = snapshot.resource(url)
        if resource is None or resource.verdict is not Verdict.OK:
            continue
        html = snapshot.received(resource)
        reasons = _reasons(html, resource, reader) if html else []
        if reasons:
            yield _observe(account, resource, reasons, places.get(url, []))
        elif html and url in watched:
            message = "已重新打开该链接，未再见到疑似内容。"
            yield of_account(CHECK, account, Outcome.PASSED, message, resource.evidence(), identity=(LINK, url))


def _reasons(html: str, resource: Resource, reader: Reader) -> list[Reason]:
    signs = signs_in(html, resource.evidence(), resource.final_url, reader)
    return [reason for reason in reasons_of(signs) if reason.sure] if signs else []


def _observe(account: Account, resource: Resource, reasons: list[Reason], posts: list[Post]) -> Observation:
    hits = sum((reason.hits for reason in reasons), NOTHING)
    where = "、".join(reason.where for reason in reasons)
    seen = f"稿件“{posts[0].headline[:40]}”中的链接" if posts else "以前稿件中的链接"
    message = (
        f"疑似链接到{'、'.join(hits.titles)}内容：{seen} {resource.url[:200]} 打开的页面{where}有“{hits.words}”等词语。"
    )
    identity = (LINK, resource.url)
    evidence = resource.evidence()
    return of_account(CHECK, account, Outcome.FAILED, f"{message}{ASK}", evidence, identity=identity, rounds=BY_PERSON)
