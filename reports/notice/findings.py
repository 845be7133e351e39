"""二、主要问题: each type with a judgement, the units, and a few examples. Suspected problems are never named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from reports.model import Inspection, Problem
from reports.notice.names import named_units
from reports.plain import plain
from reports.spread import is_spread
from reports.tally import AGAIN, STILL, UNCHECKED
from reports.wording import chinese_day, day_of

#: Examples of one type in the letter; the others stand in the enclosure.
MOST_EXAMPLES = 3
#: An indicator with more types of problem than this gets one paragraph for all: nobody reads forty in a letter.
MOST_TYPES = 8
#: Types named in such a paragraph, the most frequent first.
MOST_NAMED = 6


def website_findings(inspection: Inspection) -> Iterator[tuple[str, str]]:
    """(judgement, details) of each type of problem on websites."""
    return _findings((problem for site in inspection.sites for problem in site.problems), "处")


def account_findings(inspection: Inspection) -> Iterator[tuple[str, str]]:
    """(judgement, details) of each type of problem of media accounts."""
    return _findings(inspection.media.report.problems if inspection.media else (), "个")


def _findings(problems: Iterable[Problem], counted: str) -> Iterator[tuple[str, str]]:
    ordered = sorted(problems, key=lambda problem: (problem.rank, problem.title, problem.number))
    types: list[tuple[str, list[Problem], str]] = []
    for _, group in groupby(ordered, key=lambda problem: problem.rank):
        types.extend(_types(list(group), counted))
    for number, (name, found, kinds) in enumerate(types, start=1):
        yield f"{number}.{_judgement(plain(name, 60), found)}", _details(found, counted, kinds)


def _types(found: list[Problem], counted: str) -> Iterator[tuple[str, list[Problem], str]]:
    """(name, problems, which kinds) of each paragraph for one indicator's problems."""
    by_title = [(title, list(group)) for title, group in groupby(found, key=lambda problem: problem.title)]
    if len(by_title) <= MOST_TYPES:
        yield from ((title, group, "") for title, group in by_title)
        return
    often = sorted(by_title, key=lambda entry: (-len(entry[1]), entry[0]))
    named = "、".join(f"{plain(title, 60)}（{len(group)}{counted}）" for title, group in often[:MOST_NAMED])
    ordered = [problem for _, group in often for problem in group]
    yield found[0].indicator.partition(" ")[2], ordered, f"有{named}等{len(by_title)}类"


def _judgement(name: str, found: list[Problem]) -> str:
    units = {problem.unit for problem in found}
    extent = "个别单位" if len(units) == 1 else "部分单位"
    return f"{extent}存在“{name}”问题。"


def _details(found: list[Problem], counted: str, kinds: str) -> str:
    units = named_units([problem.unit or "责任单位未登记" for problem in found])
    examples = "；".join(_example(problem) for problem in found[:MOST_EXAMPLES])
    if len(found) == 1:
        return f"{examples}。"
    more = "等。其余详见附件" if len(found) > MOST_EXAMPLES else ""
    stated = f"，{kinds}" if kinds else ""
    return f"共{len(found)}{counted}，涉及{units}{stated}。其中：{examples}{more}。"


def _example(problem: Problem) -> str:
    what = plain(problem.observation.message, 160).rstrip("。；")
    column = plain(problem.column, 60)
    unit, site = plain(problem.unit, 60), plain(problem.site.name, 60)
    place = ("" if site == unit else f"“{site}”") + (f"“{column}”栏目" if column and column not in what else "")
    if problem.account:
        place = f"“{plain(problem.account, 80)}”"
    url = plain(problem.address, 160)
    # Of what stands on many pages the message says on how many; this is one of them.
    such = "如" if is_spread(problem.observation) else ""
    address = "" if not url or url in what else f"（{such}{url}）"
    return f"{unit}{place}，{what}{address}，{_since(problem)}"


def _since(problem: Problem) -> str:
    first = chinese_day(day_of(problem.finding.first_seen))
    if problem.status == STILL:
        return f"自{first}首次发现以来仍未整改到位"
    if problem.status == UNCHECKED:
        return f"{first}发现，本次未能复核"
    if problem.status == AGAIN:
        return f"{first}首次发现，整改后再次出现"
    return f"{first}发现"
