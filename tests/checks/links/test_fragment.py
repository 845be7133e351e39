"""Links to places within pages: by WHATWG HTML 7.4.6.4, and never accused where a script may make the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Outcome, SubjectKind
from core.snapshot import Verdict
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder, facts_of

PAGE = HOME + "guide.html"
BODY = "<h2 id='Part1'>一</h2><a name=old>旧</a><p id='第二章'>二</p><p id='a b'>三</p><p id='%61'>四</p>"


def judged(folder: Path, html: str, name: str) -> Outcome:
    builder = SnapshotBuilder(folder).page(PAGE, html).place_link(PAGE, name)
    return judge_one("link.fragment", builder).outcome


@pytest.mark.parametrize(
    "name", ["Part1", "old", "第二章", "%E7%AC%AC%E4%BA%8C%E7%AB%A0", "a b", "a%20b", "%61", "Part%31"]
)
def test_places_that_a_browser_finds(tmp_path: Path, name: str) -> None:
    assert judged(tmp_path, BODY, name) is Outcome.PASSED


@pytest.mark.parametrize("name", ["part1", "Part2", "第三章", "%E7%AC%AC", "a+b", "Part1 "])
def test_places_that_are_not_there(tmp_path: Path, name: str) -> None:
    assert judged(tmp_path, BODY, name) is Outcome.FAILED


@pytest.mark.parametrize(
    "html",
    [
        "<img name=x><map name=x></map><p class=x>",
        "<!-- <a name=x> --><p>x</p>",
        "<script>var hm = document.createElement('script'); hm.src = '/count.js'</script>",
        "<script>document.write(unescape('%3Cscript src=/c.js%3E%3C/script%3E'))</script>",
        "<a href='#there'>甲</a><p id=there><script src=/js/common.js></script>",
        "<script type=application/json>{'x': 1}</script><script type=text/plain src=/x></script>",
    ],
)
def test_what_makes_no_place(tmp_path: Path, html: str) -> None:
    assert judged(tmp_path, html, "x") is Outcome.FAILED


@pytest.mark.parametrize(
    "html",
    [
        "<script src=/js/common.js></script>",
        "<a href='#elsewhere'>甲</a><script src=/js/common.js></script>",
        "<a href='#main-content'>跳到正文</a><p id=main-content><script src=/js/common.js></script>",
        "<a href='#y'>乙</a><a href='#z'>丙</a><a href='#p'>丁</a><p id=p><script src=/js/tabs.js></script>",
        "<script>$('#x').show()</script>",
        "<script>if (location.hash) open(location.hash)</script>",
        "<script>box.innerHTML = render()</script>",
        "<script>document.write('<p id=' + n + '>')</script>",
        "<script>document.createElement('h2').textContent = 1</script>",
        "<template><p id=x></template>",
        "<meta http-equiv=refresh content='0;url=/new.html'>",
        "<frameset><frame src=a.html></frameset>",
    ],
)
def test_what_may_make_it(tmp_path: Path, html: str) -> None:
    assert judged(tmp_path, html, "x") is Outcome.CANT_TELL


def test_a_page_that_was_cut_or_is_filled_by_scripts_proves_nothing(tmp_path: Path) -> None:
    for number, facts in enumerate((facts_of("", truncated=True), facts_of("", scripted=("list",)))):
        builder = SnapshotBuilder(tmp_path / str(number)).page(PAGE, "<p>", facts=facts).place_link(PAGE, "x")
        assert judge_one("link.fragment", builder).outcome is Outcome.CANT_TELL


def test_a_redirect_may_carry_its_own_place(tmp_path: Path) -> None:
    old = HOME + "old.html"
    builder = SnapshotBuilder(tmp_path).page(PAGE, BODY).resource(old, status=200, final_url=PAGE)
    found = judge("link.fragment", builder.place_link(old, "x").place_link(old, "Part1"))
    assert [item.outcome for item in found] == [Outcome.PASSED, Outcome.CANT_TELL]


def test_pages_that_were_not_recorded_are_not_judged(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).resource(PAGE, Verdict.DEAD, status=404).place_link(PAGE, "x")
    assert judge("link.fragment", builder.place_link(HOME + "a.pdf", "x")) == []


def test_a_finding_names_place_page_and_sources(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).page(PAGE, BODY).place_link(PAGE, "附件1", text="附件1")
    for number in range(30):
        builder.place_link(PAGE, "附件1", f"{HOME}{number:02}.html", rank=2)
    found = judge_one("link.fragment", builder)
    assert (found.subject, found.kind, found.identity) == (f"{PAGE}#附件1", SubjectKind.LINK, ())
    assert found.message.startswith(f"链接“附件1”指向的位置“#附件1”在目标页面 {PAGE} 中不存在")
    assert (found.source_count, len(found.sources), found.sources[0].page) == (31, 20, HOME)
    assert found.facets == {"place": "home"}
    assert found.evidence


def test_watched_places(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path).page(PAGE, BODY).page(HOME)
    gone = HOME + "gone.html"
    builder.resource(gone, Verdict.DEAD, status=404).place_link(gone, "x")
    builder.watch("link.fragment", f"{PAGE}#now-there", pages=[HOME])
    builder.watch("link.fragment", f"{PAGE}#unseen", pages=[HOME + "unseen.html"])
    builder.watch("link.fragment", f"{gone}#x", pages=[HOME])
    found = judge("link.fragment", builder)
    assert {(item.subject, item.outcome) for item in found} == {
        (f"{PAGE}#now-there", Outcome.PASSED),
        (f"{gone}#x", Outcome.PASSED),
    }


def drawn(folder: Path, html: str) -> Outcome:
    builder = SnapshotBuilder(folder).page(PAGE, html).place_link(PAGE, "icon-a", text="", element="use")
    found = judge_one("link.fragment", builder)
    assert found.outcome is not Outcome.FAILED or "图标不显示" in found.message
    return found.outcome


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ("<svg><symbol id=icon-a /></svg>", Outcome.PASSED),
        ("<svg><symbol id=icon-b /></svg>", Outcome.FAILED),
        ("<a href='#there'>甲</a><p id=there><script src=/iconfont.js></script>", Outcome.CANT_TELL),
        ("<script>document.body.insertAdjacentHTML('afterbegin', icons)</script>", Outcome.CANT_TELL),
    ],
)
def test_drawings_that_are_shown_by_name(tmp_path: Path, html: str, outcome: Outcome) -> None:
    assert drawn(tmp_path, html) is outcome


def test_drawings_of_a_file_of_such(tmp_path: Path) -> None:
    file = HOME + "icons.svg"
    builder = SnapshotBuilder(tmp_path).place_link(file, "a", element="use").place_link(file, "b", element="use")
    builder.place_link(HOME + "unread.svg", "c", element="use")
    builder.probe("sprite", file, {"lacking": ["b"], "record": ["crawl.warc.gz", 0, "<urn:uuid:1>"]})
    found = judge("link.fragment", builder)
    assert [(item.subject, item.outcome) for item in found] == [
        (f"{file}#a", Outcome.PASSED),
        (f"{file}#b", Outcome.FAILED),
    ]
