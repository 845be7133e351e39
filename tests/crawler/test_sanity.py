from __future__ import annotations

from dataclasses import replace

import pytest

from core.snapshot import Resource, Verdict
from crawler.sanity import CrawlFacts, judge_sanity

HOME = Resource("https://www.yunling-demo.gov.cn/", Verdict.OK, True, status=200)
GOOD = CrawlFacts(HOME, True, 100, 300, 290, 100, 3, 110)


def test_a_whole_crawl_may_be_judged() -> None:
    assert judge_sanity(GOOD).sound


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (replace(GOOD, home=None), "没有采集到网站首页"),
        (replace(GOOD, home_recorded=False), "首页"),
        (replace(GOOD, home=replace(HOME, verdict=Verdict.BLOCKED, status=412)), "HTTP 412"),
        (replace(GOOD, home=replace(HOME, verdict=Verdict.NOT_CHECKED, detail="robots.txt 不允许")), "改为 ignore"),
        (replace(GOOD, home=replace(HOME, verdict=Verdict.NOT_CHECKED, detail="robots.txt 返回 503")), "503"),
        (replace(GOOD, home=replace(HOME, verdict=Verdict.NOT_CHECKED, detail="证书链不完整")), "（证书链不完整）"),
        (replace(GOOD, home=replace(HOME, verdict=Verdict.SOFT_404)), "首页"),
        (replace(GOOD, tried=10, answered=0), "网络故障"),
        (replace(GOOD, pages=49, previous_pages=100), "一半"),
        (replace(GOOD, internal=10, temporary=6), "超过一半"),
    ],
)
def test_a_failed_crawl_is_inconclusive_and_says_why(facts: CrawlFacts, word: str) -> None:
    sanity = judge_sanity(facts)
    assert not sanity.sound
    assert any(word in reason for reason in sanity.reasons)


@pytest.mark.parametrize(
    "facts",
    [
        replace(GOOD, pages=50, previous_pages=100),
        replace(GOOD, pages=3, previous_pages=19),
        replace(GOOD, pages=3, previous_pages=None),
        replace(GOOD, internal=10, temporary=5),
        replace(GOOD, internal=3, temporary=3, tried=3, answered=0),
    ],
)
def test_the_edges_are_still_sound(facts: CrawlFacts) -> None:
    assert judge_sanity(facts).sound
