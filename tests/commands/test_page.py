"""Single pages as files and addresses: what each rule says, and which elements it names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from commands.exits import Exit
from crawler.render import Scanned, find_chromium
from tests.commands.conftest import Run

GOOD = "<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><title>公告</title></head><body><main><h1>公告</h1>"
BAD = GOOD + "<p>正文<img class=logo src=/none.png>"


@pytest.fixture
def draft(working_folder: Path) -> Path:
    path = working_folder / "draft 1.html"
    path.write_text(BAD, "utf-8")
    return path


def document(output: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(output)
    assert found["schema"] == "xunjian/page/1"
    return found


def test_a_draft_on_the_disk_is_judged_with_the_elements_at_fault(xunjian: Run, draft: Path) -> None:
    result = xunjian("page", str(draft), "--format", "json")
    assert result.exit_code == Exit.PROBLEMS
    (page,) = document(result.stdout)["pages"]
    assert page["asked"] == str(draft)
    (found,) = [item for item in page["results"] if item["check"] == "a11y.image_alt"]
    assert (found["outcome"], found["looked_at"]) == ("failed", 1)
    (element,) = found["elements"]
    assert element["level"] == "fault"
    assert element["selector"] == "html > body > main:nth-of-type(1) > p:nth-of-type(1) > img:nth-of-type(1)"
    assert element["excerpt"] == '<img class="logo" src="/none.png">'
    assert element["place"] == "main img.logo"


def test_style_sheets_beside_a_draft_are_read(xunjian: Run, draft: Path) -> None:
    draft.with_name("site.css").write_text(".logo { display: none }", "utf-8")
    draft.write_text(BAD.replace("<title>", "<link rel=stylesheet href=site.css><title>"), "utf-8")
    (page,) = document(xunjian("page", str(draft), "--format", "json").stdout)["pages"]
    assert {item["outcome"] for item in page["results"] if item["check"] == "a11y.image_alt"} == {"inapplicable"}


def test_rules_say_which_criteria_and_act_rules_they_are(xunjian: Run, draft: Path) -> None:
    checks = {item["id"]: item for item in document(xunjian("page", str(draft), "--format", "json").stdout)["checks"]}
    assert "1.1.1" in checks["a11y.image_alt"]["wcag"]
    assert "23a2a8" in checks["a11y.image_alt"]["act"]


def test_many_files_in_one_run_and_the_same_bytes_but_for_the_port(xunjian: Run, working_folder: Path) -> None:
    paths = []
    for number in range(30):
        path = working_folder / f"{number % 3}" / f"{number:02}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD + f"<p>第 {number} 篇正文</p>", "utf-8")
        paths.append(str(path))
    first, second = (document(xunjian("page", *paths, "--format", "json").stdout) for _ in range(2))
    assert [page["asked"] for page in first["pages"]] == paths
    assert {page["failure"] for page in first["pages"]} == {""}
    assert [page["results"] for page in first["pages"]] == [page["results"] for page in second["pages"]]


def test_neither_file_nor_address(xunjian: Run, working_folder: Path) -> None:
    assert xunjian("page", str(working_folder / "none.html"), "--format", "json").exit_code != Exit.FINE


def test_without_a_browser_nothing_rendered_is_said_to_be_good(
    xunjian: Run, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XUNJIAN_BROWSER", "none")
    draft.write_text(GOOD + "<p>正文", "utf-8")
    found = document(xunjian("page", str(draft), "--rendered", "--format", "json").stdout)
    assert found["engine"]["failure"]
    assert found["pages"][0]["rendered"] is None


def test_what_a_browser_could_not_show_stands_among_the_results(
    xunjian: Run, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crashed(urls: Sequence[str], options: object) -> tuple[dict[str, Scanned], dict[str, str]]:
        return {url: Scanned(url, "2026-11-26T09:00:00+08:00", failure="crash: ended") for url in urls}, {}

    monkeypatch.setattr("commands.rendering.scan_pages", crashed)
    (page,) = document(xunjian("page", str(draft), "--rendered", "--format", "json").stdout)["pages"]
    (row,) = [item for item in page["results"] if item["check"] == "browser"]
    assert (row["outcome"], "crash" in row["message"]) == ("cantTell", True)


@pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
def test_a_browser_looks_besides(xunjian: Run, draft: Path) -> None:
    result = xunjian("page", str(draft), "--rendered", "--format", "json")
    assert result.exit_code == Exit.PROBLEMS
    found = document(result.stdout)
    assert found["engine"].keys() == {"axe-core", "chromium"}
    rendered = found["pages"][0]["rendered"]
    (rule,) = [item for item in rendered["rules"] if item["id"] == "image-alt"]
    assert (rendered["failure"], rule["outcome"], rule["criteria"]) == ("", "failed", ["1.1.1"])
    assert {item["width"] for item in rule["elements"]} == {1280}
    assert all(item["selector"].endswith("> img:nth-of-type(1)") for item in rule["elements"])


@pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
def test_keyboard_narrow_window_entries_and_disputes_stand_beside_the_rest(xunjian: Run, draft: Path) -> None:
    body = """<p>正文<img id=named src=/none.png><script>named.alt = '县徽'</script></p>
    <p><span onclick="show()" style="cursor:pointer">只能用鼠标</span> <a href="javascript:void(0)">适老版</a></p>
    <div style="width:900px"><p>这一段文字宽九百像素，在三百二十像素宽的窗口里要左右滚动才能读完。</p></div>"""
    draft.write_text(GOOD + body, "utf-8")
    (plain,) = document(xunjian("page", str(draft), "--format", "json").stdout)["pages"]
    (page,) = document(xunjian("page", str(draft), "--rendered", "--format", "json").stdout)["pages"]
    alone = {item["check"]: item["outcome"] for item in plain["results"]}
    beside = {item["check"]: item for item in page["results"]}
    assert (alone["a11y.image_alt"], beside["a11y.image_alt"]["outcome"]) == ("cantTell", "passed")
    assert {"a11y.axe", "a11y.keyboard_reach", "a11y.reflow"}.isdisjoint(alone)
    assert [item["excerpt"][:5] for item in beside["a11y.keyboard_reach"]["elements"]] == ["<span"]
    assert beside["a11y.reflow"]["outcome"] == "failed"
    assert beside["a11y.focus_trap"]["outcome"] == "passed"
    assert [(item["label"], item["outcome"]) for item in page["rendered"]["entries"]] == [("适老版", "failed")]
    assert page["rendered"]["measures"].keys() == {"reflow", "ageing", "keyboard"}


def test_drafts_given_by_hand_are_judged_whatever_they_look_like(xunjian: Run, working_folder: Path) -> None:
    login = "<form><label>口令<input type=password></label><button>登录</button></form>"
    gone = "<h2>页面不存在</h2><p>您访问的页面不存在或已删除</p>"
    paths = []
    for name, body in (("first", "<p>正文"), ("login", login), ("gone", gone), ("twin", "<p>正文")):
        path = working_folder / f"{name}.html"
        path.write_text(GOOD.replace("公告", "404") + body, "utf-8")
        paths.append(str(path))
    pages = document(xunjian("page", *paths, "--format", "json").stdout)["pages"]
    assert [(page["failure"], len(page["results"]) > 1) for page in pages] == [("", True)] * 4


def test_what_opens_and_is_no_page_is_said_to_be_none(xunjian: Run, working_folder: Path) -> None:
    path = working_folder / "logo.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"></svg>', "utf-8")
    (page,) = document(xunjian("page", str(path), "--format", "json").stdout)["pages"]
    assert "不是网页" in page["failure"]


def test_the_terminal_shows_page_by_page_which_elements_are_at_fault(xunjian: Run, working_folder: Path) -> None:
    faulty, sound = working_folder / "faulty.html", working_folder / "sound.html"
    pictures = "".join(f"<p class=p{number}><img src=/{number}.png>" for number in range(7))
    faulty.write_text(GOOD + f'<p>正文[bold]粗[/bold]</p>{pictures}<a href="#none">附件</a>', "utf-8")
    sound.write_text(GOOD + "<p>正文</p>", "utf-8")
    shown = xunjian("page", str(faulty), str(sound)).stdout
    first, _, second = shown.partition(str(sound))
    assert first.startswith(str(faulty))
    assert '· main p.pN img  <img src="/4.png">' in first
    assert "/5.png" not in first
    assert "and 2 more" in first
    assert "advice" in first
    assert "passed" not in first
    assert "nothing to mend" in second


def test_a_page_that_only_scripts_fill_is_not_said_to_be_good(xunjian: Run, draft: Path) -> None:
    draft.write_text(GOOD.partition("<body>")[0] + "<body><div id=app></div><script src=/app.js></script>", "utf-8")
    (page,) = document(xunjian("page", str(draft), "--format", "json").stdout)["pages"]
    (said,) = [item for item in page["results"] if item["check"] == "page"]
    assert said["outcome"] == "cantTell"
    assert "--rendered" in said["message"]


def test_what_is_said_of_a_page_does_not_depend_on_which_is_given_first(xunjian: Run, working_folder: Path) -> None:
    paths = [working_folder / "1.html", working_folder / "2.html"]
    for path in paths:
        path.write_text(GOOD + "<p>正文</p>" * 40, "utf-8")
    (first, second) = document(xunjian("page", *map(str, paths), "--format", "json").stdout)["pages"]
    assert first["results"] == second["results"]


@pytest.mark.parametrize("name", ["none.html", "./none", "/nowhere/none", "file:///nowhere/none.html", "~/none"])
def test_a_path_without_a_file_is_no_address(xunjian: Run, working_folder: Path, name: str) -> None:
    result = xunjian("page", name)
    assert (result.exit_code, working_folder.exists()) == (Exit.ERROR, True)
    assert f"There is no file {name}." in result.output


def test_what_was_read_is_shown_beside_what_is_judged(xunjian: Run, draft: Path) -> None:
    header = "<h1>关于做好秋收工作的通知</h1><p>发布时间：2026-09-01 来源：云岭县农业农村局</p>"
    draft.write_text(
        GOOD.replace("<h1>公告</h1>", header) + "<p>各乡镇人民政府：现将秋收工作安排如下。</p>" * 9, "utf-8"
    )
    (page,) = document(xunjian("page", str(draft), "--format", "json").stdout)["pages"]
    read = page["read"]
    assert (read["title"], read["published"]) == ("关于做好秋收工作的通知", "2026-09-01")
    assert (read["source"], read["signed"], read["entries"]) == ("云岭县农业农村局", "", 0)
    assert "published on 2026-09-01" in " ".join(xunjian("page", str(draft)).stdout.split())
