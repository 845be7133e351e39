"""Words of gambling and pornography in posts, and behind their links, by the lists and the caution of pages."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, asked_again, check
from checks.media.harmful_links import harmful_links
from checks.media.taken import of_account, set_aside, trusted, unseen
from checks.security.lists import lists_of
from checks.security.reporting import ASK
from checks.security.wording import Hits, Reader, reader_of
from core.county import Account, AccountState
from core.outcome import BY_PERSON, Evidence, Observation, Outcome
from core.snapshot import Look, Post, Snapshot, SnapshotKind

_CHECK = "media.content_risk"
#: Distinct words that must agree before a text is suspected; as for pages.
_IN_TEXT, _IN_TITLE = 3, 2


@asked_again(Look.LINK)
@check(
    id=_CHECK,
    title="政务新媒体疑似不良内容",
    clause="国办秘函〔2019〕19号 政务新媒体 单项否决 1（发布或链接反动、暴力、色情等内容）",
    needs={"accounts", "posts", "links", "probes"},
    of=SnapshotKind.MEDIA,
)
def content_risk(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政务新媒体疑似不良内容：账号发布的稿件里，或者稿件链接的网页上，有赌博、色情内容惯用的词语。

    是什么：与网页检查使用同一词表（设置 word_dir），检查取到的稿件的标题和正文，以及打开稿件中的链接收到的网页。要有
    几个不同的词同时出现才列为疑似；打击赌博、扫黄打非、反诈、彩票公益等内容里的词语不算。只看取到的文字，不看图片和
    视频。列为疑似的都须人工核实。

    为什么重要：账号被盗后发布不良内容，稿件里的域名到期后被他人改作赌博、色情网站，影响恶劣，属于单项否决情形，越早发现越好。

    如何整改：请人工打开稿件核实。属实的，立即删除、修改密码、收回授权，向平台和网信、公安部门报告，查清原因；属于正常
    工作内容的，由人员认定误报并写明理由。
    """
    reader = reader_of(lists_of(snapshot))
    for account in snapshot.accounts:
        posts = list(snapshot.posts(account.key))
        if account.state is not AccountState.RUNNING and not posts:
            yield set_aside(_CHECK, account, snapshot, f"登记状态为{account.state.value}")
        elif doubt := trusted(snapshot, account):
            yield unseen(_CHECK, account, snapshot, f"无法检查稿件内容：{doubt}。")
        else:
            yield from _judge(snapshot, account, posts, reader)


def _judge(snapshot: Snapshot, account: Account, posts: list[Post], reader: Reader) -> Iterator[Observation]:
    watched = {watch.identity for watch in snapshot.watches(_CHECK) if watch.subject == account.key}
    found = [(post, hits) for post in posts if (hits := _hits(post, reader))]
    for post, hits in found:
        named = "、".join(hits.titles)
        message = f"疑似{named}内容：稿件“{post.headline[:40]}”有“{hits.words}”等词语。{ASK}"
        yield of_account(
            _CHECK,
            account,
            Outcome.FAILED,
            message,
            (Evidence(post.url, excerpt=f"{post.headline} {hits.words}"[:500]),),
            identity=(post.name,),
            rounds=BY_PERSON,
        )
    harmful = list(harmful_links(snapshot, account, posts, reader))
    yield from harmful
    clean = {(post.name,) for post in posts} - {(post.name,) for post, _ in found}
    taking = snapshot.taking(account.key)
    evidence = taking.evidence() if taking else ()
    for identity in sorted(watched & clean):
        message = "稿件已重新检查，未再见到疑似内容。"
        yield of_account(_CHECK, account, Outcome.PASSED, message, evidence, identity=identity)
    if not found and not any(item.outcome is Outcome.FAILED for item in harmful):
        message = f"已检查取到的 {len(posts)} 篇稿件和其中打开的链接，没有发现赌博、色情内容惯用的词语。"
        yield of_account(_CHECK, account, Outcome.PASSED, message, evidence)


def _hits(post: Post, reader: Reader) -> Hits | None:
    title = reader.hits(post.title, phrase=True)
    if len(title.strong) >= _IN_TITLE and not reader.fights(post.title):
        return title
    text = reader.lone_hits(post.text, reader.candidates(post.text))
    return text if len(text.strong) >= _IN_TEXT else None
