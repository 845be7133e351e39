from __future__ import annotations

import base64
import hashlib
import io
import itertools
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from reports.html import write_html
from reports.html.grouping import MOST_SHOWN
from reports.model import AvailabilityDay, Browsed, Inspection
from tests.reports.factory import clean, inspection


def written(value: Inspection) -> bytes:
    stream = io.BytesIO()
    write_html(value, stream)
    return stream.getvalue()


def opened(value: Inspection) -> LexborHTMLParser:
    return LexborHTMLParser(written(value).decode())


def test_policy_allows_only_our_style_and_script() -> None:
    tree = opened(inspection())
    meta = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    policy = (meta.attributes["content"] or "") if meta else ""
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        node = tree.css_first(tag)
        assert node
        digest = base64.b64encode(hashlib.sha256(node.text().encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not tree.css("link, [src], [style]")


def test_page_is_accessible() -> None:
    tree = opened(inspection())
    assert tree.css_first("html[lang=zh-CN]")
    assert len(tree.css("h1")) == len(tree.css("main")) == 1
    levels = [int((node.tag or "h0")[1]) for node in tree.css("h1, h2, h3, h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    labelled = {node.attributes["for"] for node in tree.css("label")}
    assert {node.attributes["id"] for node in tree.css("input, select")} == labelled
    assert all("scope" in node.attributes for node in tree.css("th"))
    names = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(names) == len(set(names))
    for link in tree.css("a[href^='#']"):
        assert (link.attributes["href"] or "")[1:] in names


def test_everything_is_told() -> None:
    text = opened(inspection()).text()
    for told in (
        "2019-19-website",
        "首页被安全防护拦截",
        "采集不完整",
        "疑似待核实",
        "历史专题，按规定归档",
        "距期限还有 3 天",
        "超过设定的采集页面数上限：120 个地址",
        "xunjian judge 9999990001-20261123",
        "共 42 处，列出前 3 处",
        "检测机没有可用的 IPv6 线路",
        "节假日表只到 2026 年",
    ):
        assert told in text, told


def test_the_days_of_the_monitoring_are_shown_and_only_where_there_are_any() -> None:
    value = inspection()
    days = (AvailabilityDay("2026-11-21", 18, 2, 1, 0, 3), AvailabilityDay("2026-11-22", 20, 0, 0, 4, 0))
    monitored = replace(value, sites=(replace(value.sites[0], availability=days), *value.sites[1:]))
    rows = [node.text(separator=" ").split() for node in opened(monitored).css("tr")]
    assert ["2026-11-21", "21", "2", "1", "0", "3"] in rows
    assert ["2026-11-22", "20", "0", "0", "4", "0"] in rows
    assert [node.text() for node in opened(monitored).css("h3")].count("可用性监测") == 1
    assert "可用性监测" not in [node.text() for node in opened(value).css("h3")]


def test_long_groups_are_folded() -> None:
    tree = opened(inspection(MOST_SHOWN * 3 + 30))
    folds = [node.css_first("summary").text() for node in tree.css("details.fold:not(.unit)")]  # type: ignore[union-attr]
    assert folds == ["其余 10 条"] * 3


def test_clean_and_constant() -> None:
    assert "在已检测的范围内未发现问题" in opened(clean()).text()
    assert written(inspection()) == written(inspection())


def test_links_are_counted_and_can_be_copied() -> None:
    tree = opened(inspection())
    lists = tree.css("textarea.copy")
    assert lists
    lines = (lists[0].text() or "").strip().split("\n")
    assert len(lines) > 2
    assert {line.count("\t") for line in lines} == {7}


def test_a_veto_names_what_counts() -> None:
    value = inspection()
    site = value.sites[0]
    counting = tuple(problem.finding.fingerprint for problem in site.problems[:2])
    results = tuple(
        replace(result, fingerprints=counting) if result.row.id == "W-V4" else result
        for result in site.assessment.results
    )
    site = replace(site, assessment=replace(site.assessment, results=results))
    tree = opened(replace(value, sites=(site, *value.sites[1:])))
    told = [node.parent for node in tree.css("summary") if node.text() == "计入的 2 项"]
    assert len(told) == 1
    assert told[0]
    assert len(told[0].css("li")) == 2


JPEG = b"\xff\xd8\xff picture"


def with_browsed(*browsed: Browsed) -> Inspection:
    value = inspection()
    return replace(value, sites=(replace(value.sites[0], browsed=browsed), *value.sites[1:]))


def test_pictures_stand_in_the_page_itself() -> None:
    seen = Browsed("https://www.yunling-demo.gov.cn/tzgg/", "页面内容由脚本生成", "显示稿件 9 条", "shots/a.jpg", JPEG)
    same = replace(seen, url="https://www.yunling-demo.gov.cn/gggs/")
    tree = opened(with_browsed(seen, same))
    (image,) = tree.css("img")
    assert image.attributes["src"] == f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}"
    assert image.attributes["alt"]
    meta = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    assert meta and "img-src data:" in (meta.attributes["content"] or "")
    assert "显示稿件 9 条" in tree.text()


def test_evidence_points_to_its_picture() -> None:
    value = inspection()
    shot = next(e.shot for p in value.sites[0].problems for e in p.observation.evidence if e.shot)
    tree = opened(with_browsed(Browsed(value.sites[0].site.home, "x", "y", shot, JPEG)))
    anchor = tree.css_first(".problem a[href^='#browsed-']")
    assert anchor
    assert tree.css_first(f"[id='{(anchor.attributes['href'] or '')[1:]}']")
    assert not opened(value).css("a[href^='#browsed-']")


def test_pictures_are_bounded() -> None:
    large = [
        Browsed(f"https://a-demo.gov.cn/{n}", "x", "y", f"shots/{n}.jpg", bytes([n]) * 3 * 2**20) for n in range(1, 7)
    ]
    tree = opened(with_browsed(*large))
    assert len(tree.css("img")) == 4
    assert "shots/6.jpg" in tree.text()


def test_what_a_browser_was_shown_is_only_text() -> None:
    hostile = Browsed('javascript:alert(1)//"><script>', "<b>x", "<img src=x>", "shots/<i>.jpg", JPEG)
    tree = opened(with_browsed(hostile))
    assert len(tree.css("img")) == len(tree.css("script")) == 1
    assert not tree.css("a[href^='javascript']")
