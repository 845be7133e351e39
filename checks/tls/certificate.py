"""Whether the certificate is valid, for this host, and for how long yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.interface import Params, check
from checks.tls.offer import Offer, moment, observe, offer_of, uses_https
from core.clock import to_beijing
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot

ID = "tls.certificate"
_ASKED = "HTTPS 证书是否有效"
#: OpenSSL's verification results (x509_vfy.h): a leaf that vouches for itself; issuers that are not to be had here.
_SELF_SIGNED_LEAF = 18
_UNKNOWN_ISSUER = frozenset({2, 19, 20, 21})


@check(
    id=ID,
    title="HTTPS 证书过期、不匹配或即将到期",
    clause="《网络安全法》第二十一条（原文未逐字核实）；浏览器证书规则 RFC 5280、RFC 9525",
    needs={"probes"},
    # Thirty days are this system's own: time enough to apply for a new one.
    defaults={"warn_days": 30, "temporary_rounds": 2},
)
def certificate(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """HTTPS 证书过期、不匹配或即将到期：浏览器打开网站时提示“不安全”或者打不开。

    是什么：与网站的 HTTPS 端口握手，读取证书。证书已过期、尚未生效、不包含网站域名，或者是自己签发自己的，判为问题，
    须在两次独立巡检中都出现。30 天内到期的，作黄色预警并写明剩余天数。签发机构不在本系统的信任列表、可能缺少中级证书
    的，各浏览器结果不同，记“无法判断”，请人工核实。只支持国密 TLCP 的网站，普通浏览器打不开，读取其国密证书的日期和域
    名，并写明请用国密浏览器核实。没有启用 HTTPS 的不适用。

    为什么重要：证书失效后浏览器会拦截访问，等于网站打不开；还可能被仿冒。

    如何整改：由网站主办单位通知托管单位更换证书：域名（含 www 和不带 www）都要写入证书，连同中级证书一起安装；把证书
    到期日列入日历，到期前 30 天办理。
    """
    found = offer_of(snapshot)
    if found is None:
        yield observe(
            ID, snapshot, Outcome.INAPPLICABLE, "登记地址没有使用 HTTPS 的条件（IP 地址或自定端口），不检查证书。"
        )
    elif not uses_https(snapshot):
        yield observe(ID, snapshot, Outcome.INAPPLICABLE, "网站没有把访问者引导到 HTTPS，不检查证书。", found)
    elif not found.answered:
        yield observe(ID, snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：{found.state}。", found)
    else:
        yield _judge(snapshot, found, params)


def _judge(snapshot: Snapshot, found: Offer, params: Params) -> Observation:
    shown = found.certificate
    if "not_after" not in shown:
        reason = shown.get("error", "服务器没有出示证书")
        return observe(ID, snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：证书无法读取（{reason}）。", found)
    national = "" if found.speaks_tls else "网站只支持国密 TLCP，普通浏览器打不开，请用国密浏览器核实。"
    until = to_beijing(moment(shown["not_after"]))
    fault = _fault(snapshot, found)
    excerpt = f"{shown.get('subject', '')} | {shown.get('issuer', '')} | {shown['not_after']}"
    if fault:
        rounds = int(params["temporary_rounds"])
        return observe(ID, snapshot, Outcome.FAILED, f"{fault}{national}", found, excerpt=excerpt, rounds=rounds)
    doubt = _doubt(found)
    if doubt:
        return observe(ID, snapshot, Outcome.CANT_TELL, f"无法判断{_ASKED}：{doubt}{national}", found, excerpt=excerpt)
    days = (until - snapshot.taken_at).days
    message = f"证书有效，{until:%Y年%m月%d日}到期，还有 {days} 天。{national}"
    due = days <= int(params["warn_days"])
    warning = f"证书将于{until:%Y年%m月%d日}到期，还有 {days} 天。" if due else national
    facets = {"days_left": str(days)} if due else {}
    return observe(ID, snapshot, Outcome.PASSED, message, found, excerpt=excerpt, warning=warning, facets=facets)


def _fault(snapshot: Snapshot, found: Offer) -> str:
    """What every browser refuses; empty: nothing."""
    shown, now, host = found.certificate, snapshot.taken_at, snapshot.site.host
    until, since = moment(shown["not_after"]), moment(shown["not_before"])
    if now > until:
        return f"证书已于{to_beijing(until):%Y年%m月%d日}过期。"
    if now < since:
        return f"证书要到{to_beijing(since):%Y年%m月%d日}才生效。"
    if not covers(shown.get("names", ()), host):
        names = "、".join(shown.get("names", ())[:5]) or "没有写明域名"
        return f"证书不是签发给 {host} 的（证书中的域名：{names}）。"
    if found.data.get("verify", {}).get("code") == _SELF_SIGNED_LEAF:
        return "证书是自己签发的，任何浏览器都不信任。"
    return ""


def _doubt(found: Offer) -> str:
    """Why trust cannot be told from here; empty: it was verified, or only TLCP is spoken (issuers unknown here)."""
    verify = found.data.get("verify", {})
    if not verify or verify.get("ok"):
        return ""
    if verify.get("code") in _UNKNOWN_ISSUER:
        issuer = found.certificate.get("issuer", "")
        return f"签发机构不在本系统的信任列表，或者服务器没有发送中级证书（签发者：{issuer}）。请用常用浏览器核实。"
    return f"证书没有通过验证（{verify.get('message', '')}）。请用常用浏览器核实。"


def covers(names: Sequence[str], host: str) -> bool:
    """Whether a certificate with these names is for `host`, as RFC 9525 says: a star stands for one label."""
    wanted = host.lower().rstrip(".").strip("[]")
    return any(name.lower() == wanted or _covers_by_star(name.lower(), wanted) for name in names)


def _covers_by_star(name: str, host: str) -> bool:
    return name.startswith("*.") and host.partition(".")[2] == name[2:]
