"""PDF attachments: a sample of them judged together, so that one way of making them is one finding of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from core.outcome import Evidence, Observation, Outcome, Source, SubjectKind
from core.snapshot import Probe, RecordRef, Snapshot, Verdict, Watch

#: What is wrong with a file by its facts; None: it does not apply.
Judge = Callable[[Mapping[str, Any]], bool | None]
#: Most excerpts shown.
_MAX_SHOWN = 5


def judge_files(check: str, problem: str, snapshot: Snapshot, judge: Judge) -> Iterator[Observation]:
    """One observation of the site about its sampled PDF files; `problem` (Chinese) completes 「有 n 个」."""
    home, probes = snapshot.site.home, tuple(snapshot.probes("pdf"))
    read = [probe for probe in probes if not probe.data.get("failure") and not probe.data.get("encrypted")]
    judged = [probe for probe in read if judge(probe.data) is not None]
    bad = [probe for probe in judged if judge(probe.data)]
    unread = len(probes) - len(read)
    beside = f"另有 {unread} 个加密或者损坏，未能读取。" if unread else ""
    if bad:
        words = f"抽查 {len(judged)} 个 PDF 附件，有 {len(bad)} 个{problem}。{beside}"
        sources = tuple(Source(probe.subject) for probe in bad)
        evidence = tuple(_evidence(probe) for probe in bad[:_MAX_SHOWN])
        yield Observation(check, home, SubjectKind.SITE, Outcome.FAILED, words, (), evidence, sources, len(bad))
    elif unread:
        words = f"{unread} 个 PDF 附件加密或者损坏，未能读取，请人工核对。"
        evidence = tuple(_evidence(probe) for probe in probes[:_MAX_SHOWN])
        yield Observation(check, home, SubjectKind.SITE, Outcome.CANT_TELL, words, evidence=evidence)
    elif not judged:
        yield Observation(check, home, SubjectKind.SITE, Outcome.INAPPLICABLE, "没有可供本项检查的 PDF 附件。")
    elif all(_seen_again(watch, {probe.subject for probe in judged}, snapshot) for watch in snapshot.watches(check)):
        words = f"抽查 {len(judged)} 个 PDF 附件，没有发现问题。"
        evidence = tuple(_evidence(probe) for probe in judged[:1])
        yield Observation(check, home, SubjectKind.SITE, Outcome.PASSED, words, evidence=evidence)
    else:
        words = f"抽查 {len(judged)} 个 PDF 附件，没有发现问题，但此前有问题的附件没有全部取得，不能确认已整改。"
        yield Observation(check, home, SubjectKind.SITE, Outcome.CANT_TELL, words)


def _seen_again(watch: Watch, judged: set[str], snapshot: Snapshot) -> bool:
    return all(url in judged or _is_gone(url, snapshot) for url in watch.pages)


def _is_gone(url: str, snapshot: Snapshot) -> bool:
    resource = snapshot.resource(url)
    return resource is not None and resource.verdict is Verdict.DEAD


def _evidence(probe: Probe) -> Evidence:
    data = probe.data
    told = (
        f"pages={data.get('pages')} tagged={data.get('tagged')} title={data.get('title')!r} lang={data.get('lang')!r}"
    )
    return RecordRef(*data["record"]).evidence(probe.subject, told)
