"""One fault at one place of a template is one finding of the site, and passes only when its pages were seen again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import checks.groups as groups_module
from checks import Fault, Params, Registry, Ruling, rule
from checks.interface import ATTRIBUTE, Check
from checks.runner import run_checks
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Sanity, Verdict, open_snapshot
from tests.support.snapshots import HOME, SnapshotBuilder, facts_of

HEADER = "<header><img class=logo></header>"
FOOTER = "<footer><img class=badge></footer>"
SPOT = ("header img.logo",)
A, B, C = (HOME + name for name in "abc")


def declared(judge: Callable[[Page], Ruling | None]) -> Check:
    @rule(id="t.rule", title="图片没有名称")
    def images(page: Page, params: Params) -> Ruling | None:
        """帮助。"""
        return judge(page)

    found: Check = getattr(images, ATTRIBUTE)
    return found


def nameless(page: Page) -> Ruling:
    found = page.dom.css("img")
    return Ruling(len(found), [Fault(node, "没有 alt") for node in found if "alt" not in node.attributes])


def run(folder: Path, judge: Callable[[Page], Ruling | None] = nameless) -> list[Observation]:
    item = declared(judge)
    with open_snapshot(folder) as snapshot:
        return list(run_checks(Registry({item.id: item}), snapshot))


def pages(folder: Path, **html: str) -> SnapshotBuilder:
    builder = SnapshotBuilder(folder)
    for name, text in html.items():
        builder.page(HOME + name, text)
    return builder


def told(found: list[Observation]) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.outcome.value, item.identity) for item in found]


def test_one_fault_of_a_template_is_one_finding_with_its_pages(tmp_path: Path) -> None:
    builder = pages(tmp_path, **{f"p{number:02}": HEADER + "<p>第" * number for number in range(30)})
    (found,) = run(builder.page(A, "<img alt=乙>").seal())
    assert (found.outcome, found.subject, found.kind) == (Outcome.FAILED, HOME, SubjectKind.SITE)
    assert (found.identity, found.source_count, len(found.sources), len(found.evidence)) == (SPOT, 30, 20, 5)
    assert found.message == "图片没有名称：没有 alt。位于 header img.logo，共30个页面。"
    assert found.sources[0].element == "html > body > header:nth-of-type(1) > img:nth-of-type(1)"
    assert found.evidence[0].excerpt == '<img class="logo">'


def test_two_places_are_two_findings_and_elements_of_one_place_are_counted(tmp_path: Path) -> None:
    found = run(pages(tmp_path, a=HEADER + FOOTER * 3, b=HEADER).seal())
    assert [(item.identity, item.source_count) for item in found] == [(("footer img.badge",), 1), (SPOT, 2)]
    assert found[0].message.endswith("共1个页面（3 处）。")


def test_a_changed_neighbour_changes_no_fingerprint(tmp_path: Path) -> None:
    (before,) = run(pages(tmp_path / "1", a=HEADER).seal())
    changed = HEADER.replace("<img", "<p>新公告</p><img alt=新><img")
    (after,) = run(pages(tmp_path / "2", b=changed, c=changed).seal())
    assert before.fingerprint == after.fingerprint


def test_keys_tell_faults_of_one_element_apart(tmp_path: Path) -> None:
    def two(page: Page) -> Ruling:
        (node,) = page.dom.css("img")
        return Ruling(1, [Fault(node, "甲", "one"), Fault(node, "乙", "two")])

    found = run(pages(tmp_path, a=HEADER).seal(), two)
    assert [item.identity for item in found] == [(*SPOT, "one"), (*SPOT, "two")]


def test_nothing_wrong_is_one_pass_and_nothing_there_is_inapplicable(tmp_path: Path) -> None:
    assert told(run(pages(tmp_path / "1", a="<img alt=甲>", b="").seal())) == [("passed", ())]
    assert told(run(pages(tmp_path / "2", a="<p>").seal())) == [("inapplicable", ())]
    assert told(run(pages(tmp_path / "3", a="<p>").seal(), lambda page: None)) == [("untested", ())]


def test_doubts_are_asked_of_a_person_and_faults_of_cut_pages_are_doubts(tmp_path: Path) -> None:
    def doubtful(page: Page) -> Ruling:
        return Ruling(1, doubts=[Fault(node) for node in page.dom.css("img")])

    (found,) = run(pages(tmp_path / "1", a=HEADER).seal(), doubtful)
    assert (found.outcome, found.identity, found.message[:7]) == (Outcome.CANT_TELL, SPOT, "需人工核对：图")
    cut = SnapshotBuilder(tmp_path / "2").page(A, HEADER, facts=facts_of(HEADER, truncated=True))
    assert told(run(cut.seal())) == [("cantTell", SPOT)]


def test_a_fault_beside_a_doubt_at_one_place_counts_its_own_pages(tmp_path: Path) -> None:
    builder = pages(tmp_path, b=HEADER).page(A, HEADER, facts=facts_of(HEADER, truncated=True))
    (found,) = run(builder.seal())
    assert (found.outcome, [source.page for source in found.sources]) == (Outcome.FAILED, [B])


def test_advice_is_a_warning_for_the_whole_site(tmp_path: Path) -> None:
    def advised(page: Page) -> Ruling:
        return Ruling(1, advice=[Fault(node, "建议补充") for node in page.dom.css("img")])

    found = run(pages(tmp_path, a=HEADER, b=FOOTER).seal(), advised)
    assert told(found) == [("passed", ("advice",)), ("passed", ())]
    assert found[0].warning == "建议改进：图片没有名称：建议补充。共2个页面。"


def test_a_crash_on_one_page_is_told_once_and_the_others_are_judged(tmp_path: Path) -> None:
    def crashing(page: Page) -> Ruling:
        if page.url != A:
            raise ValueError("odd page")
        return nameless(page)

    found = run(pages(tmp_path, a=HEADER, b="<p>", c="<p>").seal(), crashing)
    assert told(found) == [("failed", SPOT), ("untested", ())]
    assert "有 2 个页面" in found[1].message
    assert "odd page" in found[1].message


def test_more_places_than_anybody_reads_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups_module, "MAX_PLACES", 2)
    html = "".join(f"<img class={name}>" for name in ("qa", "qb", "qc", "qd"))
    found = run(pages(tmp_path, a=html).watch("t.rule", HOME, kind="site", identity=["img.qd"], pages=[A]).seal())
    assert told(found) == [
        ("failed", ("img.qa",)),
        ("failed", ("img.qb",)),
        ("failed", ("img.qd",)),
        ("cantTell", ("rest",)),
    ]


def doubtful(page: Page) -> Ruling:
    """Links that say nothing are asked about, pictures are accused."""
    images = [Fault(node) for node in page.dom.css("img:not([alt])")]
    links = [Fault(node, "只有符号") for node in page.dom.css("a")]
    return Ruling(len(images) + len(links), images, links)


CHAPTERS = tuple(f"<section id={name}><a class=mark>#</a></section>" for name in ("read", "write", "list", "close"))


def test_doubts_of_many_places_of_one_kind_are_one_question_with_its_pages(tmp_path: Path) -> None:
    few = run(pages(tmp_path / "few", a="".join(CHAPTERS[:3])).seal(), doubtful)
    assert [item.identity for item in few] == [(f"section#{name} a.mark",) for name in ("list", "read", "write")]
    (found,) = run(pages(tmp_path / "many", a="".join(CHAPTERS[:3]), b=CHAPTERS[3], c=CHAPTERS[0]).seal(), doubtful)
    assert told([found]) == [("cantTell", ("section#* a.mark", "alike"))]
    assert found.message == "需人工核对：图片没有名称：只有符号。位于 section#* a.mark 等相似位置，共3个页面（5 处）。"
    assert [source.page for source in found.sources] == [A, B, C]


def test_many_doubts_of_one_kind_leave_room_for_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups_module, "MAX_PLACES", 5)
    more = "".join(f"<section id=of{name}><a class=mark>#</a></section>" for name in ("alpha", "beta", "gamma"))
    found = run(pages(tmp_path, a="".join(CHAPTERS) + more, b=HEADER).seal(), doubtful)
    assert told(found) == [("failed", SPOT), ("cantTell", ("section#* a.mark", "alike"))]
    assert found[1].message.endswith("共1个页面（7 处）。")


def test_a_known_place_among_many_in_doubt_is_told_by_itself_and_never_mended(tmp_path: Path) -> None:
    builder = pages(tmp_path, a="".join(CHAPTERS), b="<section id=ends><a class=mark>#</a></section>")
    known = ["section#read a.mark"]
    builder.watch("t.rule", HOME, kind="site", identity=known, pages=[A], seen_on=1)
    found = told(run(builder.seal(), doubtful))
    assert found == [("cantTell", ("section#* a.mark", "alike")), ("cantTell", tuple(known))]


def test_what_another_rule_tells_of_is_neither_told_here_nor_mended(tmp_path: Path) -> None:
    def elsewhere(page: Page) -> Ruling:
        found = [Fault(node) for node in page.dom.css("img")]
        return Ruling(len(found), elsewhere=found)

    builder = pages(tmp_path, a=HEADER)
    (found,) = run(builder.watch("t.rule", HOME, kind="site", identity=SPOT, pages=[A], seen_on=1).seal(), elsewhere)
    assert told([found]) == [("passed", ())]
    assert "另有 1 处与其他检查项是同一个问题" in found.message


def watched(builder: SnapshotBuilder, *on: str, seen_on: int = 0) -> SnapshotBuilder:
    return builder.watch("t.rule", HOME, kind="site", identity=SPOT, pages=on, seen_on=seen_on or len(on))


def test_passes_when_every_page_was_seen_again_without_it(tmp_path: Path) -> None:
    found = run(watched(pages(tmp_path, a="<p>", b=FOOTER), A, B).seal())
    assert told(found) == [("failed", ("footer img.badge",)), ("passed", SPOT)]
    assert "复查了 2 个" in found[1].message
    assert found[1].evidence[0].url == A


def test_stays_while_any_page_shows_it(tmp_path: Path) -> None:
    assert told(run(watched(pages(tmp_path, a="<p>", c=HEADER), A).seal())) == [("failed", SPOT)]


def test_stays_while_a_page_was_not_seen_again(tmp_path: Path) -> None:
    builder = watched(pages(tmp_path, a="<img alt=甲>"), A, B).resource(B, Verdict.TIMEOUT)
    assert told(run(builder.seal())) == [("passed", ())]


def test_stays_when_a_page_came_back_cut_or_was_not_ruled_on(tmp_path: Path) -> None:
    cut = SnapshotBuilder(tmp_path / "1").page(A, "<p>", facts=facts_of("<p>", truncated=True))
    assert ("passed", SPOT) not in told(run(watched(cut, A).seal()))
    builder = watched(pages(tmp_path / "2", a="<p>", b="<p>"), A)
    assert ("passed", SPOT) not in told(run(builder.seal(), lambda page: Ruling(0) if page.url == B else None))


def test_stays_when_the_rule_crashed_anywhere(tmp_path: Path) -> None:
    def crashing(page: Page) -> Ruling:
        return Ruling(1 // (page.url == A))

    assert told(run(watched(pages(tmp_path, a="<p>", b="<p>"), A).seal(), crashing)) == [("untested", ())]


def test_a_crawl_that_left_pages_out_must_have_seen_nearly_as_many_as_had_it(tmp_path: Path) -> None:
    def crawled(folder: str, seen_on: int) -> SnapshotBuilder:
        return watched(pages(tmp_path / folder, a="<p>", b="<p>"), A, B, seen_on=seen_on)

    assert told(run(crawled("1", 3).gap("page_cap", C).seal())) == [("inapplicable", ())]
    assert told(run(crawled("2", 2).gap("page_cap", C).seal()))[-1] == ("passed", SPOT)
    assert told(run(crawled("3", 3).seal()))[-1] == ("passed", SPOT)


def test_stays_after_a_crawl_that_failed(tmp_path: Path) -> None:
    folder = watched(pages(tmp_path, a="<p>"), A).seal(sanity=Sanity("inconclusive", ("首页打不开。",)))
    assert told(run(folder)) == [("untested", ())]


def test_pages_taken_down_or_moved_count_as_seen_again(tmp_path: Path) -> None:
    builder = pages(tmp_path, a="<p>").resource(B, Verdict.DEAD, status=410)
    found = run(watched(builder.resource(C, status=301, final_url=A), B, C).seal())
    assert told(found)[-1] == ("passed", SPOT)
    assert "另有 1 个已下线" in found[-1].message


def test_a_dead_page_that_is_still_linked_keeps_it_open(tmp_path: Path) -> None:
    builder = pages(tmp_path, a="<p>").resource(B, Verdict.DEAD, status=404).link(B)
    assert told(run(watched(builder, B).seal())) == [("inapplicable", ())]


def test_findings_of_single_pages_are_still_judged_page_by_page(tmp_path: Path) -> None:
    builder = pages(tmp_path, a="<img alt=甲>", b=HEADER)
    for url in (A, B):
        builder.watch("t.rule", url, kind="page")
    found = [(item.subject, item.outcome.value) for item in run(builder.seal()) if item.kind is SubjectKind.PAGE]
    assert found == [(A, "passed"), (B, "failed")]
