"""The gate before judging: a crawl that failed itself must not accuse, nor acquit, anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.snapshot import Resource, Sanity, Verdict

#: Fewer pages than this in the last snapshot say nothing about a fall.
MIN_PREVIOUS_PAGES = 20
#: Fewer addresses than this say nothing about the network.
MIN_TRIED = 4

_HOME_PROBLEMS = {
    Verdict.BLOCKED: "网站首页拒绝了采集请求（可能有防护设备拦截），所见内容不能代表网站",
    Verdict.LOGIN_WALL: "网站首页要求登录，未能取得公开内容",
    Verdict.PARKED: "网站首页是域名停放页",
    Verdict.GUARDED: "网站首页解析到内部或保留地址，未予连接；如确为内网网站，请在登记表中登记允许的地址段",
    Verdict.DNS_FAILED: "首页域名解析没有得到明确结果，可能是本机的域名服务故障",
    Verdict.DNS_GONE: "首页域名没有解析记录",
    Verdict.TIMEOUT: "首页在规定时间内没有响应",
    Verdict.REFUSED: "首页连接被拒绝或中断",
    Verdict.TLS: "首页的加密连接无法建立",
    Verdict.SERVER_ERROR: "首页返回服务器错误",
    Verdict.UNAVAILABLE: "首页只显示系统维护一类提示",
    Verdict.DEAD: "首页地址返回不存在，请核对登记的首页地址",
}
_NOT_ALLOWED = "{}，不采集首页；如已取得网站主办单位同意，请在登记表中把 robots 改为 ignore"


@dataclass(frozen=True, slots=True)
class CrawlFacts:
    """What the gate looks at.

    `home` is what became of the registered home page; `home_recorded`: an html page stands behind it. `answered`
    counts tried addresses that brought any HTTP status, of `tried`. `internal` and `temporary` count internal
    pages tried, and those that failed in a way that may pass. `previous_pages` is None without an earlier snapshot.
    """

    home: Resource | None
    home_recorded: bool
    pages: int
    tried: int
    answered: int
    internal: int
    temporary: int
    previous_pages: int | None = None


def judge_sanity(facts: CrawlFacts) -> Sanity:
    """Say whether this crawl may be judged. Pure."""
    reasons = tuple(_reasons(facts))
    return Sanity("inconclusive", reasons) if reasons else Sanity()


def _reasons(facts: CrawlFacts) -> Iterator[str]:
    if facts.tried >= MIN_TRIED and facts.answered == 0:
        yield f"本次尝试的 {facts.tried} 个地址全部没有响应，可能是本机网络故障"
    home = _home_problem(facts)
    if home:
        yield home
    previous = facts.previous_pages
    if previous is not None and previous >= MIN_PREVIOUS_PAGES and facts.pages * 2 < previous:
        yield f"本次只采集到 {facts.pages} 个页面，不足上次（{previous} 个）的一半"
    if facts.internal >= MIN_TRIED and facts.temporary * 2 > facts.internal:
        yield f"站内 {facts.internal} 个页面中有 {facts.temporary} 个临时打不开，超过一半，可能是网站或网络临时故障"


def _home_problem(facts: CrawlFacts) -> str:
    home = facts.home
    if home is None:
        return "没有采集到网站首页"
    if home.verdict is Verdict.OK and facts.home_recorded:
        return ""
    if home.verdict is Verdict.NOT_CHECKED:
        robots = home.detail.startswith("robots.txt")
        return _NOT_ALLOWED.format(home.detail) if robots else f"首页未能检查（{home.detail[:200]}）"
    told = _HOME_PROBLEMS.get(home.verdict, "没有采集到可用的首页网页")
    status = f"（HTTP {home.status}）" if home.status else ""
    return f"{told}{status}"
