"""Shares, forms and lists: what is told of a whole site, and when nothing can be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.outcome import Observation, Outcome
from tests.support.examples import read_example, record_example
from tests.support.judging import judge
from tests.support.snapshots import HOME

HERE = Path(__file__).parent
LINK = '<p><a href="https://sfj.example.gov.cn/ml/">现行有效行政规范性文件目录</a></p>'


def pages(kind: str, name: str) -> dict[str, str]:
    return read_example(HERE / kind / name)


def one(check: str, folder: Path, found: dict[str, str], gap: bool = False, percent: int = 0) -> Observation:
    builder = record_example(folder, found)
    if gap:
        builder.gap("page_cap", HOME + "x.html")
    (only,) = judge(check, builder, {"least_percent": percent} if percent else None)
    return only


def without(found: dict[str, str], *starts: str) -> dict[str, str]:
    return {path: html for path, html in found.items() if not path.startswith(starts)}


def test_no_column_of_interpretations(tmp_path: Path) -> None:
    only = one("policy.coverage", tmp_path, without(pages("good", "coverage"), "zcjd"))
    assert only.outcome is Outcome.INAPPLICABLE


def test_no_document_of_the_last_year(tmp_path: Path) -> None:
    old = {path: html.replace("2026-11-06", "2021-11-06") for path, html in pages("good", "coverage").items()}
    assert one("policy.coverage", tmp_path / "a", old).outcome is Outcome.INAPPLICABLE
    assert one("policy.kinds", tmp_path / "b", old).outcome is Outcome.INAPPLICABLE


def test_a_share_below_the_offices_own_is_no_fault_of_half_a_crawl(tmp_path: Path) -> None:
    bad = pages("bad", "coverage")
    assert one("policy.coverage", tmp_path / "a", bad).outcome is Outcome.PASSED
    assert one("policy.coverage", tmp_path / "a2", bad).warning
    assert one("policy.coverage", tmp_path / "b", bad, percent=50).outcome is Outcome.FAILED
    assert one("policy.coverage", tmp_path / "c", bad, gap=True, percent=50).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("title", "body", "form"),
    [
        ("《云岭县秸秆禁烧管理办法》政策解读", "", "文字"),
        ("《云岭县秸秆禁烧管理办法》政策问答", "", "问答"),
        ("《云岭县秸秆禁烧管理办法》新闻发布会解读", "", "新闻发布会"),
        ("专家解读《云岭县秸秆禁烧管理办法》", "", "专家解读"),
        ("《云岭县秸秆禁烧管理办法》政策解读", '<video src="/v/1.mp4"></video>', "视频"),
    ],
)
def test_forms(tmp_path: Path, title: str, body: str, form: str) -> None:
    found = pages("good", "late")
    found["zcjd/1.html"] = found["zcjd/1.html"].replace("《云岭县秸秆禁烧管理办法》政策解读", title)
    found["zcjd/1.html"] = found["zcjd/1.html"].replace("</body>", f"{body}</body>")
    only = one("policy.kinds", tmp_path, found)
    assert f"{form} 1 篇" in only.message
    assert bool(only.warning) is (form == "文字")


def test_pictures_instead_of_text(tmp_path: Path) -> None:
    html = (
        '<html><head><title>政策解读</title><meta name="ArticleTitle" content="政策解读"></head><body><h1>政策解读</h1>'
    )
    html += '<div>发布日期：2026-11-06</div><p><img src="/1.png" alt="图"></p></body></html>'
    only = one("policy.kinds", tmp_path, pages("good", "late") | {"zcjd/1.html": html})
    assert "图解 1 篇" in only.message


def test_no_normative_document_needs_no_list(tmp_path: Path) -> None:
    found = {path: html.replace("岭政规", "岭政发") for path, html in pages("good", "late").items()}
    assert one("policy.directory", tmp_path, found).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(("gap", "outcome"), [(False, Outcome.FAILED), (True, Outcome.CANT_TELL)])
def test_no_list_at_all(tmp_path: Path, gap: bool, outcome: Outcome) -> None:
    found = {path: html.replace(LINK, "") for path, html in pages("good", "normative").items()}
    assert one("policy.directory", tmp_path, found, gap).outcome is outcome


def test_a_list_without_a_day_may_be_new(tmp_path: Path) -> None:
    found = pages("bad", "directory")
    dateless = {path: html.replace("发布日期：2023-03-01", "") for path, html in found.items()}
    assert one("policy.directory", tmp_path / "a", dateless).outcome is Outcome.CANT_TELL
    both = found | {"gfxwj/ml2.html": dateless["gfxwj/ml.html"]}
    assert one("policy.directory", tmp_path / "b", both).outcome is Outcome.CANT_TELL


def test_a_page_of_scripts_may_hold_the_link(tmp_path: Path) -> None:
    script = "<script>createPageHTML(3, 0, 'index', 'html');</script></body>"
    found = {path: html.replace("</body>", script) for path, html in pages("bad", "linked").items()}
    outcomes = {item.outcome for item in judge("policy.linked", record_example(tmp_path, found))}
    assert outcomes == {Outcome.CANT_TELL}


@pytest.mark.parametrize("check", ["policy.linked", "policy.copied"])
def test_old_documents_are_left_alone(tmp_path: Path, check: str) -> None:
    found = {path: html.replace("2026-11-06", "2021-11-06") for path, html in pages("bad", "linked").items()}
    assert judge(check, record_example(tmp_path, found)) == []


def test_little_text_is_not_compared(tmp_path: Path) -> None:
    found = pages("good", "late")
    found["zcjd/1.html"] = found["zcjd/1.html"].split("<p>")[0] + "</body></html>"
    assert one("policy.copied", tmp_path, found).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(("day", "outcome"), [("2026-11-06", Outcome.FAILED), ("2026-11-10", Outcome.CANT_TELL)])
def test_a_document_without_a_number_in_two_columns(tmp_path: Path, day: str, outcome: Outcome) -> None:
    html = pages("good", "late")["zcwj/7.html"].replace("岭政规〔2026〕7号", "")
    found = {"zcwj/7.html": html, "tzgg/9.html": html.replace("2026-11-06", day)}
    outcomes = {item.outcome for item in judge("policy.duplicate", record_example(tmp_path, found))}
    assert outcomes == {outcome}


def test_templates_with_other_names_are_no_duplicates(tmp_path: Path) -> None:
    html = pages("good", "late")["zcwj/7.html"].replace("岭政规〔2026〕7号", "")
    found = {"zcwj/7.html": html, "zcwj/8.html": html.replace("秸秆禁烧", "烟花燃放")}
    assert {item.outcome for item in judge("policy.duplicate", record_example(tmp_path, found))} == {Outcome.PASSED}


@pytest.mark.parametrize(
    "html",
    [
        '<p>政策解读：<a href="/zcjd/1.html">局长谈禁烧</a></p>',
        '<p><b>政策解读：</b> <a href="/zcjd/1.html">局长谈禁烧</a></p>',
        '<table><tr><td>政策解读</td><td><a href="/zcjd/1.html">局长谈禁烧</a></td></tr></table>',
        '<p><a href="/zcjd/1.html">查看政策解读</a></p>',
    ],
)
def test_a_label_before_a_link(tmp_path: Path, html: str) -> None:
    found = pages("bad", "linked")
    found["zcwj/7.html"] = found["zcwj/7.html"].replace("</body>", f"{html}</body>")
    found["zcjd/1.html"] = found["zcjd/1.html"].replace("《云岭县秸秆禁烧管理办法》政策解读", "局长谈禁烧")
    told = {
        item.subject.removeprefix(HOME): item.outcome
        for item in judge("policy.linked", record_example(tmp_path, found))
    }
    assert told["zcwj/7.html"] is Outcome.PASSED
