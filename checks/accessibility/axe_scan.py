"""How far the scan in the browser came: what was not scanned is told, never taken for good."""

from __future__ import annotations

from collections.abc import Iterator

from checks.accessibility.axe import is_usable
from checks.interface import ACCESSIBILITY, Params, check
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Scan, Snapshot

#: Most pages named in one message.
_SHOWN = 5


@check(id="a11y.axe_scan", title="浏览器无障碍检测的完成情况", clause=ACCESSIBILITY, needs={"scans"})
def axe_scan(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：说明本次在浏览器中检测了多少个有代表性的页面，有没有页面没能检测。

    为什么重要：没有检测到的页面不等于没有问题。检测程序先在一个已知有错的页面上试运行，
    找不出已知的错误时，本次结果一律不采信。

    如何整改：页面打不开、长时间不停止加载、自动跳走的，请检查页面脚本；检测程序异常的，请运维人员运行
    xunjian doctor 检查浏览器。
    """
    scans = list(snapshot.scans())
    failed = [scan for scan in scans if not is_usable(scan)]
    if not failed:
        words = f"在浏览器中检测了 {len(scans)} 个有代表性的页面。"
        yield _said(snapshot, Outcome.PASSED, words, scans)
        return
    missed = sorted({name for scan in failed for name in scan.missed})
    trial = f"检测程序没有找出已知错误（{'、'.join(missed)}），相应结果不采信。" if missed else ""
    reasons = "；".join(f"{scan.url}：{_reason(scan)}" for scan in failed[:_SHOWN])
    words = f"选取的 {len(scans)} 个页面中，有 {len(failed)} 个没能检测，无法判断。{trial}{reasons}。"
    yield _said(snapshot, Outcome.CANT_TELL, words, failed)


def _reason(scan: Scan) -> str:
    if scan.missed:
        return "检测程序未通过试运行"
    names = {
        "time": "长时间没有结束",
        "crash": "页面崩溃",
        "moved": "脚本转到了别处",
        "guard": "地址不允许访问",
        "size": "页面过大",
        "HTTP": f"打开时返回 {scan.status}",
        "anti-bot page": "返回的是防护页面",
    }
    return next((words for start, words in names.items() if scan.failure.startswith(start)), "浏览器没有能够打开")


def _said(snapshot: Snapshot, outcome: Outcome, words: str, scans: list[Scan]) -> Observation:
    evidence = tuple(scan.record.evidence(scan.url, scan.failure) for scan in scans[:_SHOWN] if scan.record)
    return Observation("a11y.axe_scan", snapshot.site.home, SubjectKind.SITE, outcome, words, evidence=evidence)
