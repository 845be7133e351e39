"""In which forms policies are explained: text, pictures, films, press conferences, experts, questions and answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from checks.freshness.main_text import main_text
from checks.freshness.newest import months_before
from checks.interface import Params, check
from checks.policy.pairing import read_library
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "policy.kinds"
#: Words of a title → form, in the order in which they decide.
_TITLES = (
    ("新闻发布会", re.compile(r"发布会|新闻通气会")),
    ("视频", re.compile(r"视频|动漫|动画|短片|微课|直播")),
    ("图解", re.compile(r"图解|一图|图读|图说|长图|海报|漫画")),
    ("问答", re.compile(r"问答|答记者问|答疑|热点问题|百问")),
    ("专家解读", re.compile(r"专家|学者|教授")),
)
_FILM = re.compile(r"\.(?:mp4|m3u8|flv|webm|ogv)(?:$|[?#\"'])", re.I)
#: Text of a page that shows its content in pictures, in characters at most.
_LITTLE_TEXT = 200
_MAX_EVIDENCE = 10


@check(
    id=_CHECK,
    title="政策解读形式",
    clause="县政务公开工作要点（运用图表、动漫、视频、专家访谈、答记者问等形式）；无官方数字",
    needs={"pages", "links", "columns", "dom"},
    defaults={"months": 12},
)
def kinds(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政策解读形式：近一年的解读稿件中，文字、图解、视频、新闻发布会、专家解读、问答各有多少。

    是什么：按解读标题中的用语、页面是否有视频、是否以图片为主，给每篇解读归为一种形式并计数。归类只供参考，不作为问题；
    全部都是文字解读的，作黄色提示。

    为什么重要：县政务公开工作要点要求运用图表、动漫、视频、专家访谈、答记者问等群众喜闻乐见的形式解读政策。

    如何整改：对群众关心的文件，除文字解读外再制作图解、视频或问答，标题写明形式，如“一图读懂”“视频解读”。
    """
    first, today = months_before(snapshot.taken_at.date(), int(params["months"])), snapshot.taken_at.date()
    library = read_library(snapshot)
    recent = [page for page in library.interpretations if (day := page.facts.visible_day) and first <= day <= today]
    found = Counter(form_of(page) for page in recent)
    if not recent:
        message = f"近 {params['months']} 个月没有读到有发布日期的解读稿件。"
        yield Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, Outcome.INAPPLICABLE, message)
        return
    tally = "，".join(f"{form} {number} 篇" for form, number in sorted(found.items()))
    only = "解读稿件都是文字形式，可增加图解、视频、问答等形式。" if set(found) == {"文字"} else ""
    yield Observation(
        _CHECK,
        snapshot.site.home,
        SubjectKind.SITE,
        Outcome.PASSED,
        f"近 {params['months']} 个月解读稿件 {len(recent)} 篇：{tally}。",
        evidence=tuple(proof for page in recent[:_MAX_EVIDENCE] for proof in page.evidence(page.facts.article.title)),
        warning=only,
    )


def form_of(page: Page) -> str:
    """The form of one interpretation: what its title says, else what its page holds, else 文字."""
    for form, words in _TITLES:
        if words.search(page.facts.article.title):
            return form
    if page.dom.css_first("video") is not None or _FILM.search(page.html):
        return "视频"
    text = main_text(page.dom)
    return "图解" if text.media and text.length < _LITTLE_TEXT else "文字"
