"""Whether visitors who come by http are led to https, and stay there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.interface import Params, check
from checks.ipv6.answers import latest, probe_evidence
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot

ID = "tls.https"
_HSTS = "strict-transport-security"


@check(
    id=ID,
    title="没有引导到 HTTPS",
    clause="没有查到强制性条款，本系统建议项",
    needs={"probes"},
)
def https(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """没有引导到 HTTPS：用 http 打开网站时，没有自动转到加密的 https。

    是什么：分别用 http、https 打开首页。https 能打开，而 http 不跳转到 https，或者没有设置 HSTS（告诉浏览器以后只用
    https），作黄色提醒；https 打开后又跳回 http 的，也作提醒。没有查到强制要求，所以只提醒，不列为问题；任何一边打不
    开的，记“无法判断”。

    为什么重要：http 的内容在传输中可能被窃听、插入广告或者篡改。

    如何整改：确认 https 正常后，在服务器上把 http 的访问 301 跳转到同一地址的 https，再设置 Strict-Transport-Security
    响应头（先用较短时间，确认无误再延长）。
    """
    probe = latest(snapshot, "https")
    if probe is None:
        message = "登记的是 IP 地址或自定端口，没有使用 HTTPS 的条件，不检查。"
        yield Observation(ID, snapshot.site.home, SubjectKind.SITE, Outcome.INAPPLICABLE, message)
        return
    yield _judge(snapshot, probe)


def _judge(snapshot: Snapshot, probe: Probe) -> Observation:
    plain, secure = probe.data.get("http", {}), probe.data.get("https", {})
    if not _opens(secure):
        message = f"网站没有可以打开的 HTTPS（{secure.get('error') or secure.get('status') or '没有结果'}）。"
        outcome = Outcome.CANT_TELL if snapshot.site.home.startswith("https:") else Outcome.INAPPLICABLE
        return _observe(snapshot, probe, outcome, message)
    if not str(secure["url"]).startswith("https:"):
        return _observe(snapshot, probe, Outcome.PASSED, "首页不要求 HTTPS。", "用 https 打开首页后又跳转回 http。")
    if not _opens(plain):
        return _observe(snapshot, probe, Outcome.PASSED, "网站只提供 HTTPS。", _staying(secure))
    if str(plain["url"]).startswith("https:"):
        return _observe(snapshot, probe, Outcome.PASSED, "http 自动转到 https。", _staying(secure))
    return _observe(snapshot, probe, Outcome.PASSED, "https 可以打开。", "用 http 打开首页没有跳转到 https。")


def _opens(view: Mapping[str, Any]) -> bool:
    return not view.get("error", "x") and 200 <= view.get("status", 0) < 400


def _staying(secure: Mapping[str, Any]) -> str:
    return "" if secure.get("headers", {}).get(_HSTS) else "没有设置 HSTS（Strict-Transport-Security）。"


def _observe(snapshot: Snapshot, probe: Probe, outcome: Outcome, message: str, warning: str = "") -> Observation:
    hops = "; ".join(" → ".join(probe.data.get(scheme, {}).get("hops", ())) for scheme in ("http", "https"))
    home = snapshot.site.home
    evidence = probe_evidence(probe, hops)
    return Observation(ID, home, SubjectKind.SITE, outcome, message, evidence=evidence, warning=warning)
