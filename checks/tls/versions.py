"""Which protocol versions the HTTPS port takes."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.tls.offer import Offer, observe, offer_of, uses_https
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot

ID = "tls.versions"
_ASKED = "HTTPS 协议版本是否合适"
_OLD = ("TLSv1", "TLSv1.1")
_GOOD = ("TLSv1.2", "TLSv1.3")


@check(
    id=ID,
    title="HTTPS 使用过时的协议版本",
    clause="RFC 8996（TLS 1.0、1.1 已废止）；国内强制性条款未取得，列入清单",
    needs={"probes"},
    defaults={"temporary_rounds": 2},
)
def versions(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """HTTPS 使用过时的协议版本：服务器仍接受已废止的 TLS 1.0、1.1，或者不接受 1.2 以上的版本。

    是什么：分别用 TLS 1.0、1.1、1.2、1.3 与网站握手。1.2、1.3 都不接受的，新浏览器打不开，判为问题，须两次独立巡检都
    出现；仍接受 1.0、1.1 的，作黄色预警。只支持国密 TLCP 的单独写明。

    为什么重要：TLS 1.0、1.1 有已知缺陷，国际标准已于 2021 年废止，主要浏览器不再支持。

    如何整改：由托管单位在网站服务器或前端防护设备上只启用 TLS 1.2、1.3；需要国密的，国密与 TLS 1.2 以上同时启用。
    """
    found = offer_of(snapshot)
    if found is None or not uses_https(snapshot):
        yield observe(ID, snapshot, Outcome.INAPPLICABLE, "网站没有使用 HTTPS，不检查协议版本。", found)
    elif not found.answered:
        yield observe(ID, snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：{found.state}。", found)
    else:
        yield _judge(snapshot, found, int(params["temporary_rounds"]))


def _judge(snapshot: Snapshot, found: Offer, rounds: int) -> Observation:
    accepted = found.accepted
    words = "、".join(accepted) or "无"
    if not accepted and found.data.get("tlcp", {}).get("spoken"):
        message = "网站只支持国密 TLCP，普通浏览器打不开；请确认是否有意为之。"
        return observe(ID, snapshot, Outcome.CANT_TELL, message, found)
    unclear = [name for name in _GOOD if found.data.get("versions", {}).get(name) not in ("accepted", "refused")]
    if not any(name in accepted for name in _GOOD):
        if unclear or not accepted:
            return observe(ID, snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：握手没有结果。", found)
        message = f"服务器只接受过时的协议版本（{words}），新浏览器打不开。"
        return observe(ID, snapshot, Outcome.FAILED, message, found, rounds=rounds)
    old = [name for name in _OLD if name in accepted]
    warning = f"服务器仍接受已废止的 {'、'.join(old)}。" if old else ""
    return observe(ID, snapshot, Outcome.PASSED, f"接受的协议版本：{words}。", found, warning=warning)
