"""Government apps: their download, their filing number, IPv6 of their domains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.interface import Params, check
from checks.ipv6.answers import aaaa_answer, join, latest, probe_evidence
from checks.ipv6.attempts import home_attempts
from checks.ipv6.vantage import judgeable
from checks.links.judging import outcome_of
from checks.links.wording import reason
from checks.media.taken import of_account, set_aside
from core.county import Account, AccountState
from core.outcome import Observation, Outcome
from core.platforms import Platform
from core.snapshot import Probe, Resource, Snapshot, SnapshotKind, Verdict

_DOWNLOAD, _FILING, _IPV6 = "media.app_download", "media.app_filing", "media.app_ipv6"
_NEEDS = {"accounts", "probes"}


def _programs(snapshot: Snapshot, check_id: str) -> Iterator[Account | Observation]:
    """The programs in use; for closed ones what settles their findings."""
    for account in snapshot.accounts:
        if not account.is_program:
            continue
        if account.state is AccountState.RUNNING:
            yield account
        else:
            yield set_aside(check_id, account, snapshot, f"登记状态为{account.state.value}")


@check(
    id=_DOWNLOAD,
    title="政务应用程序无法下载",
    clause="国办秘函〔2019〕19号 政务新媒体 单项否决 2（含 APP 无法下载、使用）",
    needs=_NEEDS,
    defaults={"temporary_rounds": 2},
    of=SnapshotKind.MEDIA,
)
def app_download(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政务应用程序无法下载：登记的应用商店页面或安装包下载地址打不开，或者下载到的不是安装包。

    是什么：只读取下载地址的开头一小段，不安装、不运行。地址不存在、应用已下架、APK 地址返回的不是安装包的，判为问题；
    服务器出错、超时、商店页面显示下架的，须在两次独立巡检中都出现。应用商店拒绝自动检查的，记“无法判断”。没有登记下载
    地址的，记“无法判断”。小程序没有下载地址，不检查。

    为什么重要：应用程序无法下载、无法使用属于单项否决情形；下载链接失效还可能被人利用来传播仿冒程序。

    如何整改：由主办单位更新登记表和网站上的下载地址；应用已停用的，按规定下架并发公告，在登记表中填写状态和日期。
    """
    rounds = int(params["temporary_rounds"])
    for item in _programs(snapshot, _DOWNLOAD):
        if isinstance(item, Observation):
            yield item
        elif item.platform == Platform.MINI_PROGRAM:
            yield of_account(_DOWNLOAD, item, Outcome.INAPPLICABLE, "小程序没有下载地址，不检查。", ())
        else:
            yield _judge_download(item, latest(snapshot, "app.download", item.key), rounds)


def _judge_download(account: Account, probe: Probe | None, rounds: int) -> Observation:
    if probe is None:
        words = "登记表没有可打开的下载地址" if not account.download_url else "本次没有检查下载地址"
        return of_account(_DOWNLOAD, account, Outcome.CANT_TELL, f"无法判断能否下载：{words}。", ())
    data = probe.data
    resource = Resource(
        str(data["url"]), Verdict(data["verdict"]), False, status=int(data["status"]), content_type=data["content_type"]
    )
    outcome, times = outcome_of(resource, rounds)
    evidence = probe_evidence(probe, f"HTTP {data['status']} {data['content_type']} {data['final']}")
    if outcome is not Outcome.PASSED:
        words = "下载地址打不开" if outcome is Outcome.FAILED else "无法判断能否下载"
        return of_account(_DOWNLOAD, account, outcome, f"{words}：{reason(resource)}。", evidence, rounds=times)
    if data["gone"]:
        message = "下载页面显示应用已下架或不存在。"
        return of_account(_DOWNLOAD, account, Outcome.FAILED, message, evidence, rounds=rounds)
    return _judge_content(account, data, evidence)


def _judge_content(account: Account, data: Mapping[str, Any], evidence: tuple[Any, ...]) -> Observation:
    if data["kind"] in ("apk", "ipa") and not data["zip"]:
        if data["html"]:
            message = "下载地址返回的是网页，不是安装包。"
            return of_account(_DOWNLOAD, account, Outcome.FAILED, message, evidence)
        message = "无法判断能否下载：返回的内容开头不像安装包，请人工核实。"
        return of_account(_DOWNLOAD, account, Outcome.CANT_TELL, message, evidence)
    if data["zip"]:
        return of_account(_DOWNLOAD, account, Outcome.PASSED, "下载地址返回安装包。", evidence)
    return of_account(_DOWNLOAD, account, Outcome.PASSED, "下载页面可以打开。", evidence)


@check(
    id=_FILING,
    title="政务应用程序未标明备案编号",
    clause="国办函〔2026〕12号（政务应用程序上线前备案）；APP 备案编号应在显著位置标明",
    needs=_NEEDS,
    of=SnapshotKind.MEDIA,
)
def app_filing(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政务应用程序未标明备案编号：应用程序的下载页面没有显示登记的备案编号。

    是什么：下载页面显示了登记的备案编号的，通过；显示了不同编号、没有显示，或者内容由脚本生成看不到的，记“无法判断”，
    请人工在应用内和下载页面核对。登记表没有备案编号的，由“账号未按时备案”一项检查。

    为什么重要：备案编号应在显著位置标明，群众据此分辨程序真假。

    如何整改：由主办单位在应用内和下载页面的显著位置标明备案编号；登记的编号有误的，更正登记表。
    """
    for item in _programs(snapshot, _FILING):
        if isinstance(item, Observation):
            yield item
            continue
        probe = latest(snapshot, "app.download", item.key)
        shown = str(probe.data["filing"]) if probe else ""
        evidence = probe_evidence(probe, shown) if probe else ()
        number = item.app_filing or item.filing_number
        if not number:
            message = "登记表没有备案编号，由“账号未按时备案”一项检查。"
            yield of_account(_FILING, item, Outcome.INAPPLICABLE, message, evidence)
        elif shown and _folded(shown) == _folded(number):
            yield of_account(_FILING, item, Outcome.PASSED, f"下载页面显示备案编号 {shown}。", evidence)
        else:
            seen = f"显示的是 {shown}" if shown else "没有看到备案编号"
            message = f"无法判断是否在显著位置标明备案编号 {number}：下载页面{seen}，请人工在应用内核对。"
            yield of_account(_FILING, item, Outcome.CANT_TELL, message, evidence)


def _folded(number: str) -> str:
    return "".join(number.split()).upper()


@check(
    id=_IPV6,
    title="政务应用程序域名不支持 IPv6",
    clause="国办发〔2018〕123号（APP 全面支持 IPv6）；《推进互联网协议第六版（IPv6）规模部署行动计划》",
    needs=_NEEDS,
    defaults={"temporary_rounds": 2},
    of=SnapshotKind.MEDIA,
)
def app_ipv6(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政务应用程序域名不支持 IPv6：登记的后端域名没有 AAAA 记录，或者 IPv6 地址连接不上。

    是什么：对登记的每个后端域名查询 AAAA 记录，再用 IPv6 连接其 443 端口；只要有 HTTP 应答就算支持，不论内容。没有
    AAAA记录的，判为问题；有记录而连接不上的，须在两次独立巡检中都出现。本系统没有可用的 IPv6 网络、域名解析没有明确答
    复、IPv4也连接不上的，记“无法判断”。没有登记后端域名的，记“无法判断”。

    为什么重要：政务应用程序应当全面支持 IPv6。

    如何整改：由主办单位通知托管单位为后端域名增加 AAAA 记录，在服务器、负载均衡和防火墙上放行 IPv6；域名有变化的，更
    新登记表的“后端域名”列。
    """
    for item in _programs(snapshot, _IPV6):
        if isinstance(item, Observation):
            yield item
        elif not item.domains:
            message = "无法判断是否支持 IPv6：登记表没有填写后端域名。"
            yield of_account(_IPV6, item, Outcome.CANT_TELL, message, ())
        else:
            for domain in item.domains:
                yield _judge_domain(snapshot, item, domain, int(params["temporary_rounds"]))


def _judge_domain(snapshot: Snapshot, account: Account, domain: str, rounds: int) -> Observation:
    def say(outcome: Outcome, words: str, evidence: tuple[Any, ...], times: int = 1) -> Observation:
        return of_account(_IPV6, account, outcome, words, evidence, identity=(domain,), rounds=times)

    answer = aaaa_answer(snapshot, domain)
    if answer.outcome == "nodata":
        return say(Outcome.FAILED, f"后端域名 {domain} 没有 AAAA 记录，不支持 IPv6。", answer.evidence)
    if answer.outcome != "found":
        words = f"无法判断 {domain} 是否支持 IPv6：AAAA 记录{answer.meaning}。"
        return say(Outcome.CANT_TELL, words, answer.evidence)
    doubt = judgeable(snapshot, "ipv6")
    attempts = home_attempts(snapshot, f"https://{domain}/")
    if doubt or attempts.probe is None:
        words = f"无法判断 {domain} 能否用 IPv6 连接：{doubt or '本次没有连接记录'}。"
        return say(Outcome.CANT_TELL, words, answer.evidence)
    evidence = probe_evidence(attempts.probe, attempts.excerpt)
    if any(one.status for one in attempts.six):
        return say(Outcome.PASSED, f"后端域名 {domain} 可以用 IPv6 连接。", evidence)
    if not any(one.status for one in attempts.four):
        return say(Outcome.CANT_TELL, f"无法判断 {domain} 能否用 IPv6 连接：IPv4 也没有应答。", evidence)
    addresses = join(sorted({one.address for one in attempts.six}))
    return say(Outcome.FAILED, f"后端域名 {domain} 的 IPv6 地址（{addresses}）连接不上。", evidence, rounds)
