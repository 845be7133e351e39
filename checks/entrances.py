"""Whether a site has an entrance to something (咨询建言, 办事服务), and whether it opens. Holds no check of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.entrance_doubts import hidden_entrance
from checks.reach import left_out
from core.county import ColumnCategory
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import BROKEN, POSTED, TEMPORARY, Link, PageKind, Role, Snapshot, Verdict

_MAX_EVIDENCE = 3
#: Longest text of a link that is an entrance, in characters.
_LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class Entrance:
    """What to look for: columns of a category, and links by their text.

    `name` must occur in the text and `other` must not; `address` marks targets that may be it whatever their text;
    `words` is what messages call it.
    """

    category: ColumnCategory
    name: re.Pattern[str]
    other: re.Pattern[str]
    address: re.Pattern[str]
    words: str


def judge_entrance(check: str, entrance: Entrance, snapshot: Snapshot) -> Observation:
    """The one observation about the site. Absent only after a whole crawl in which nothing could have hidden it."""
    links = list(_found(entrance, snapshot))
    verdicts = {link.resource.verdict for link in links if link.resource}
    names = "、".join(dict.fromkeys(_text(link, entrance) for link in links[:_MAX_EVIDENCE]))
    rounds = 1
    if Verdict.OK in verdicts:
        outcome, message = Outcome.PASSED, f"有{entrance.words}入口，可以打开（{names}）。"
    elif verdicts and verdicts <= BROKEN | TEMPORARY and all(link.resource for link in links):
        outcome, message = Outcome.FAILED, f"{entrance.words}入口打不开（{names}）。"
        rounds = 2 if verdicts & TEMPORARY else 1
    elif links:
        outcome, message = Outcome.CANT_TELL, f"无法判断{entrance.words}入口是否可用（{names}），请人工打开核对。"
    elif why := _doubt(entrance, snapshot):
        outcome, message = Outcome.CANT_TELL, f"没有识别出{entrance.words}入口，但{why}，请人工核对。"
    else:
        outcome, message = Outcome.FAILED, f"全站没有{entrance.words}入口。"
    evidence = _evidence(links, snapshot)
    return Observation(check, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence, rounds=rounds)


def _found(entrance: Entrance, snapshot: Snapshot) -> Iterator[Link]:
    registered = {column.url for column in snapshot.columns if column.category is entrance.category}
    for link in snapshot.links():
        named = _is_named(_text(link, entrance), entrance)
        if link.role is Role.PAGE and (link.target in registered or (named and _is_place(link.target, snapshot))):
            yield link


def _is_named(text: str, entrance: Entrance) -> bool:
    return bool(_names(text, entrance)) and len(text) <= _LONGEST_NAME


def _names(text: str, entrance: Entrance) -> bool:
    return entrance.name.search(text) is not None and not entrance.other.search(text)


def _is_place(target: str, snapshot: Snapshot) -> bool:
    """Whether a target may be a place to turn to: no mail address, and no article whose short title names one."""
    page = snapshot.page(target)
    return target.startswith(("http://", "https://")) and (page is None or page.kind is not PageKind.ARTICLE)


def _text(link: Link, entrance: Entrance) -> str:
    """What the link is called: where it has several names, the one that is an entrance's."""
    texts = [text for source in link.samples if (text := source.text.strip()[:60])]
    return next((text for text in texts if _is_named(text, entrance)), texts[0] if texts else "")


def _doubt(entrance: Entrance, snapshot: Snapshot) -> str:
    """Why an entrance may be there although none was read; empty when there is no reason to think so."""
    home = snapshot.home
    if home is None or home.facts.truncated:
        return "首页没有采集完整"
    if left_out(snapshot):
        return "本次没有采集全站"
    if any(column.category is entrance.category for column in snapshot.columns):
        return f"登记有“{entrance.category.value}”类栏目"
    for link in snapshot.links():
        if link.element == POSTED or (link.role is Role.PAGE and entrance.address.search(link.target)):
            return "站内有提交表单或疑似入口的地址"
        # A long name is a headline on the own site, but may be a common platform's elsewhere.
        if not link.internal and any(_names(source.text, entrance) for source in link.samples):
            return f"有指向其他网站的疑似入口 {link.target[:200]}"
    return hidden_entrance(home, entrance.name, entrance.other)


def _evidence(links: list[Link], snapshot: Snapshot) -> tuple[Evidence, ...]:
    found = (link.resource for link in links[:_MAX_EVIDENCE])
    answers = tuple(proof for resource in found if resource for proof in resource.evidence())
    return answers or (snapshot.home.evidence() if snapshot.home else (Evidence(snapshot.site.home),))
