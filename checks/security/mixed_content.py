"""Pages on https that load parts by plain http."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.links.judging import MAX_SOURCES, merge_sources
from checks.security.reporting import ASK
from core.hosts import host_of
from core.outcome import BY_PERSON, Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Link, Role, Snapshot

_CHECK = "security.mixed_content"
#: What browsers block on an https page (W3C Mixed Content), so that the page loses it; the rest they upgrade or mark.
_BLOCKED = frozenset({Role.SCRIPT, Role.STYLE, Role.FRAME})
_SHOWN = frozenset({Role.IMAGE, Role.MEDIA})
_UPGRADES = "upgrade-insecure-requests"


@check(
    id=_CHECK,
    title="HTTPS 页面加载不加密的内容",
    clause="W3C Mixed Content；国内逐条要求未取得，列入清单",
    needs={"pages", "links", "dom"},
)
def mixed_content(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """HTTPS 页面加载不加密的内容：https 的页面里，脚本、样式、框架或图片写的是 http 地址。

    是什么：脚本、样式、框架用 http 地址的，浏览器会拦截，页面缺功能或者变形，列为疑似问题，请人工打开页面核实；图片、
    音视频用http 地址的，浏览器自动改用 https 或者提示“不完全安全”，作黄色预警。页面用响应头或标签声明了自动升级
    （upgrade-insecure-requests）的，不算。网站没有使用 https 的不适用。

    为什么重要：不加密的脚本在传输中可能被替换，整个页面随之失去加密的意义。

    如何整改：把引用地址改为 https，或改为不带协议的站内相对地址；对方网站不支持 https 的，把文件下载到本网站。
    """
    home = snapshot.home
    address = home.url if home else snapshot.site.home
    if not address.startswith("https:"):
        message = "网站没有使用 https，不检查。"
        yield Observation(_CHECK, address, SubjectKind.SITE, Outcome.INAPPLICABLE, message)
        return
    hosts = _by_host(snapshot)
    upgraded = bool(hosts) and _upgrades(snapshot)
    for host, links in sorted(hosts.items()):
        yield _judge(host, links, upgraded)
    evidence = home.evidence() if home else (Evidence(address),)
    for watch in snapshot.watches(_CHECK):
        if watch.subject not in hosts and snapshot.complete:
            message = "没有再见到 https 页面用 http 加载该网站的内容。"
            yield Observation(_CHECK, watch.subject, SubjectKind.LINK, Outcome.PASSED, message, evidence=evidence)
    if not hosts:
        message = "https 页面没有加载不加密的内容。"
        yield Observation(_CHECK, address, SubjectKind.SITE, Outcome.PASSED, message, evidence=evidence)


def _by_host(snapshot: Snapshot) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in snapshot.links():
        plain = link.role in _BLOCKED | _SHOWN and link.target.startswith("http://")
        if plain and any(source.page.startswith("https:") for source in link.samples):
            found.setdefault(host_of(link.target), []).append(link)
    return found


def _upgrades(snapshot: Snapshot) -> bool:
    """Whether the home page asks browsers to load everything by https; sites set it for all pages at once."""
    home = snapshot.home
    if home is None:
        return False
    policies = [value for name, value in snapshot.header_fields(home) if name == "content-security-policy"]
    # Browsers obey it in a tag too, which stands near the top.
    return any(_UPGRADES in policy.lower() for policy in (*policies, home.html[:20_000]))


def _judge(host: str, links: list[Link], upgraded: bool) -> Observation:
    blocked = [link for link in links if link.role in _BLOCKED]
    example = (blocked or links)[0].target
    sources = merge_sources(blocked or links)
    warning, rounds, outcome = "", 1, Outcome.PASSED
    if upgraded:
        message = f"页面声明了自动改用 https，从 {host} 加载的内容不受影响。"
    elif blocked:
        message = f"疑似：https 页面用 http 加载 {host} 的脚本、样式或框架（例如 {example}），浏览器会拦截。{ASK}"
        outcome, rounds = Outcome.FAILED, BY_PERSON
    else:
        message = warning = f"https 页面用 http 加载 {host} 的图片或音视频（例如 {example}）。"
    return Observation(
        _CHECK,
        host,
        SubjectKind.LINK,
        outcome,
        message,
        evidence=tuple(proof for link in links[:3] if link.resource for proof in link.resource.evidence()),
        sources=sources[:MAX_SOURCES],
        source_count=max(link.pages for link in links),
        warning=warning,
        rounds=rounds,
    )
