"""Forms and samples (表格、样表) that guides offer and that cannot be downloaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from checks.interface import Params, check
from checks.service.guides import guides
from checks.service.platforms.interface import Guide
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import BROKEN, TEMPORARY, Resource, Snapshot, Verdict

_CHECK = "service.forms"
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)(?:[?#]|$)", re.IGNORECASE)
_NAME = re.compile(r"(?:申请|登记|审批|备案|审核|承诺)(?:表|书)|样表|样本|表格|空表|下载")
#: Most links of one guide that are looked at.
_MAX_LINKS = 500


@check(
    id=_CHECK,
    title="办事表格、样表无法下载",
    clause="国办秘函〔2019〕19号 第二部分“办事服务”（表格样表可下载，逐条分值未见原文）",
    needs={"pages", "links", "columns", "dom"},
)
def forms(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """办事表格、样表无法下载：办事指南提供的申请表、样表等附件打不开。

    是什么：对每份办事指南，查看其中的表格、样表和附件链接（按文件类型和链接文字辨认）能否下载，下载的是不是文件。服务器暂时
    出错的列为疑似，两次检查结果一致才确认；没有检查到的，记“无法判断”；没有提供附件的指南不检查。

    为什么重要：群众要按样表填报，下载不了就要多跑一趟。分值未见原文，本项只列出，不计分。

    如何整改：由事项的实施单位重新上传现行的表格和样表，请网站技术单位检查链接；表格已经取消的，从指南中删去链接并说明。
    """
    for found in guides(snapshot):
        files = _files(found, snapshot)
        if files:
            yield _judge(found, files)


def _files(found: Guide, snapshot: Snapshot) -> dict[str, Resource | None]:
    files: dict[str, Resource | None] = {}
    for link in found.page.dom.css("a[href]")[:_MAX_LINKS]:
        href = (link.attributes.get("href") or "").strip()
        if _FILE.search(href) or (_NAME.search(link.text()[:60]) and not href.lower().startswith("javascript")):
            url = _absolute(found.page.url, href)
            if url.startswith(("http://", "https://")):
                files[url] = snapshot.resource(url)
    return files


def _absolute(base: str, href: str) -> str:
    try:
        return urldefrag(urljoin(base, href)).url
    except ValueError:
        return ""


def _judge(found: Guide, files: dict[str, Resource | None]) -> Observation:
    broken = {url: one for url, one in files.items() if one and one.verdict in BROKEN | TEMPORARY}
    evidence = (*found.page.evidence("；".join(files)), *(proof for one in broken.values() for proof in one.evidence()))
    outcome, rounds = Outcome.PASSED, 1
    message = f"“{found.name[:40]}”的 {len(files)} 个表格、附件可以下载。"
    if broken:
        outcome = Outcome.FAILED
        # One that is gone for good is enough; trouble that may pass is not.
        rounds = 1 if any(one.verdict in BROKEN for one in broken.values()) else 2
        message = f"“{found.name[:40]}”的 {len(broken)} 个表格、附件无法下载：{'、'.join(list(broken)[:3])}。"
    elif any(one is None or one.verdict is not Verdict.OK for one in files.values()):
        outcome, message = Outcome.CANT_TELL, f"无法判断“{found.name[:40]}”的表格能否下载：本次没有检查到全部附件。"
    return Observation(_CHECK, found.page.url, SubjectKind.PAGE, outcome, message, evidence=evidence[:6], rounds=rounds)
