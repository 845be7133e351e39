"""One check's failure is its own result; what is not declared is not seen; taken-down pages close findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from checks import Params, Registry, check, page_check
from checks.interface import ATTRIBUTE, Check
from checks.runner import run_checks
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, PageKind, Role, Sanity, Snapshot, Verdict, open_snapshot
from tests.support.snapshots import HOME, SnapshotBuilder

A = HOME + "a.html"


def snapshot_check(function: Callable[[Snapshot], object], *needs: str, name: str = "t.s") -> Check:
    @check(id=name, title="题", clause="条", needs=set(needs), defaults={"n": 1})
    def declared(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
        """帮助。"""
        yield Observation(name, "x", SubjectKind.SITE, Outcome.PASSED, f"{function(snapshot)} {params['n']}")

    found: Check = getattr(declared, ATTRIBUTE)
    return found


def per_page(function: Callable[[Page], object], kinds: set[PageKind] | None = None, name: str = "t.p") -> Check:
    @page_check(id=name, title="题", clause="条", kinds=kinds, needs=set() if kinds else None)
    def declared(page: Page, params: Params) -> Iterator[Observation]:
        """帮助。"""
        yield Observation(name, page.url, SubjectKind.PAGE, Outcome.PASSED, str(function(page)))
        if page.url == A:
            raise ValueError("odd page")

    found: Check = getattr(declared, ATTRIBUTE)
    return found


def run(folder: Path, *checks: Check, **overrides: Params) -> list[Observation]:
    settings = {name.replace("_", "."): params for name, params in overrides.items()}
    with open_snapshot(folder) as snapshot:
        return list(run_checks(Registry({item.id: item for item in checks}), snapshot, settings))


def fail(snapshot: Snapshot) -> object:
    raise RuntimeError("broken rule")


def home(folder: Path) -> SnapshotBuilder:
    return SnapshotBuilder(folder).page(HOME, "<title>首页</title><p>a</p>", kind=PageKind.HOME).page(A, "<p>b</p>")


def test_crash_is_a_result_and_the_rest_goes_on(tmp_path: Path) -> None:
    bad, good = snapshot_check(fail, name="t.bad"), snapshot_check(lambda s: "好", name="t.good")
    found = run(home(tmp_path).seal(), bad, good)
    assert [(item.check, item.outcome) for item in found] == [("t.bad", Outcome.UNTESTED), ("t.good", Outcome.PASSED)]
    assert "RuntimeError：broken rule" in found[0].message


def test_crash_on_one_page_leaves_no_half_verdict(tmp_path: Path) -> None:
    found = run(home(tmp_path).seal(), per_page(lambda page: page.dom.css_first("p") is not None))
    assert [(item.subject, item.outcome) for item in found] == [(HOME, Outcome.PASSED), (A, Outcome.UNTESTED)]
    assert found[1].evidence


def test_page_kinds(tmp_path: Path) -> None:
    found = run(home(tmp_path).seal(), per_page(lambda page: page.facts.title, {PageKind.HOME}))
    assert [(item.subject, item.message) for item in found] == [(HOME, "首页")]


def test_params_are_overlaid(tmp_path: Path) -> None:
    (found,) = run(home(tmp_path).seal(), snapshot_check(lambda s: "n"), t_s={"n": 5})
    assert found.message == "n 5"


def test_undeclared_needs_are_not_visible(tmp_path: Path) -> None:
    folder = home(tmp_path).seal()
    reads: dict[str, Callable[[Snapshot], object]] = {
        "pages": lambda s: list(s.pages()),
        "links": lambda s: list(s.links()),
        "columns": lambda s: s.columns,
        "probes": lambda s: s.probes("dns"),
    }
    for need, read in reads.items():
        (found,) = run(folder, snapshot_check(read))
        assert (found.outcome, "UndeclaredNeed" in found.message) == (Outcome.UNTESTED, True)
        (found,) = run(folder, snapshot_check(read, need))
        assert found.outcome is Outcome.PASSED


def test_dom_needs_declaring_on_every_way_to_a_page(tmp_path: Path) -> None:
    folder = home(tmp_path).seal()
    ways: list[Callable[[Snapshot], object]] = [
        lambda s: s.home and s.home.dom,
        lambda s: [page.soup for page in s.pages(PageKind.HOME)],
        lambda s: getattr(s.page(HOME), "html", None),
    ]
    for way in ways:
        assert run(folder, snapshot_check(way, "pages"))[0].outcome is Outcome.UNTESTED
        assert run(folder, snapshot_check(way, "pages", "dom"))[0].outcome is Outcome.PASSED
    (found,) = run(folder, snapshot_check(lambda s: s.page(HOME + "none"), "pages"))
    assert found.message == "None 1"


def test_missing_need_is_untested_with_the_reason(tmp_path: Path) -> None:
    folder = home(tmp_path).seal(absent={"probes": "本次未做网络探测"})
    probing, plain = snapshot_check(lambda s: 1, "probes", name="t.a"), snapshot_check(lambda s: 1, name="t.b")
    found = run(folder, probing, plain)
    assert [item.outcome for item in found] == [Outcome.UNTESTED, Outcome.PASSED]
    assert found[0].message == "未检测：本次未做网络探测"


def test_inconclusive_snapshot_accuses_nobody(tmp_path: Path) -> None:
    folder = home(tmp_path).watch("t.p", A, kind="page").seal(sanity=Sanity("inconclusive", ("首页打不开。",)))
    found = run(folder, snapshot_check(lambda s: 1), per_page(lambda page: 1))
    assert [(item.outcome, item.subject) for item in found] == [(Outcome.UNTESTED, HOME)] * 2
    assert "首页打不开。" in found[0].message


def test_taken_down_page_closes_its_finding(tmp_path: Path) -> None:
    gone, linked, slow, never = (HOME + name for name in ("gone", "linked", "slow", "never"))
    builder = SnapshotBuilder(tmp_path).resource(gone, Verdict.DEAD, status=410).resource(slow, Verdict.TIMEOUT)
    builder.resource(linked, Verdict.DEAD, status=404).link(linked)
    for subject in (gone, linked, slow, never):
        builder.watch("t.p", subject, kind="page", identity=["alt"])
    builder.watch("t.p", HOME, kind="site")
    (found,) = run(builder.seal(), per_page(lambda page: 1))
    assert (found.subject, found.outcome, found.identity) == (gone, Outcome.PASSED, ("alt",))
    assert "410" in found.message


def test_what_pages_link_to_only_as_a_file_is_no_page_with_findings(tmp_path: Path) -> None:
    table, both, unasked = (HOME + name for name in ("t.xls", "b.xls", "u.xls"))
    builder = home(tmp_path).resource(table, Verdict.WRONG_TYPE, status=200).resource(both, status=200)
    for subject in (table, both, unasked):
        builder.link(subject, Role.ATTACHMENT).watch("t.p", subject, kind="page", identity=["alt"])
    builder.link(both, Role.FRAME)
    found = [item for item in run(builder.seal(), per_page(lambda page: 1)) if item.subject.endswith(".xls")]
    assert [(item.subject, item.outcome, item.identity) for item in found] == [(table, Outcome.PASSED, ("alt",))]
    assert "文件" in found[0].message
