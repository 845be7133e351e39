from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.county import ColumnCategory
from core.outcome import Source
from core.snapshot import ListItem, PageFacts, PageKind, open_snapshot
from ledger.register.discovery import Proposal, Shape, discover
from tests.support.snapshots import HOME, SnapshotBuilder, facts_of

NAV = "nav"


def entries(folder: str, *titles: str, day: date | None = date(2026, 11, 1)) -> tuple[ListItem, ...]:
    return tuple(ListItem(f"{HOME}{folder}{number}.html", title, day) for number, title in enumerate(titles))


class Site:
    """A home page whose navigation leads to what is added."""

    def __init__(self, folder: Path) -> None:
        self.builder = SnapshotBuilder(folder)
        self.builder.page(HOME, kind=PageKind.HOME, facts=PageFacts(title="云岭县人民政府"))

    def add(
        self,
        path: str,
        text: str,
        html: str = "",
        items: Sequence[ListItem] = (),
        *,
        kind: PageKind = PageKind.OTHER,
        region: str = NAV,
        **facts: object,
    ) -> None:
        url = f"{HOME}{path}"
        self.builder.page(url, html, kind=kind, facts=facts_of(html, items=tuple(items), **facts))
        self.builder.link(url, samples=(Source(HOME, text, "a", 1, region),))

    def found(self) -> dict[str, Proposal]:
        with open_snapshot(self.builder.seal()) as snapshot:
            return {proposal.url.removeprefix(HOME): proposal for proposal in discover(snapshot)}


def test_lists_empty_ones_single_pages_archives_and_channels(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.add("news/", "政务动态", items=entries("news/", "甲", "乙", "丙"), kind=PageKind.COLUMN)
    site.add("empty/", "人事任免", "<div class=nav><a href=/>首页</a></div><h2>人事任免</h2>")
    site.add("about/", "县情概况", f"<p>{'云岭县位于群山之间。' * 20}</p>")
    site.add("old/", "往届专题", items=entries("old/", "甲", "乙", "丙"), kind=PageKind.COLUMN)
    site.add("fed/", "视频播报", scripted=("gkmlpt",))
    site.add("map/", "网站地图", "<h2>网站地图</h2>")
    site.add("xxgk/", "政府信息公开", "<h2>政府信息公开</h2>")
    for name in ("guide", "rules"):
        site.add(f"xxgk/{name}/", name, items=entries(f"xxgk/{name}/", "甲", "乙"), kind=PageKind.COLUMN)
    found = site.found()
    assert {path: proposal.shape for path, proposal in found.items()} == {
        "news/": Shape.LIST,
        "empty/": Shape.EMPTY,
        "about/": Shape.SINGLE,
        "old/": Shape.ARCHIVE,
        "fed/": Shape.DATA,
        "map/": Shape.SINGLE,
        "xxgk/": Shape.CHANNEL,
        "xxgk/guide/": Shape.LIST,
        "xxgk/rules/": Shape.LIST,
    }
    assert found["news/"].newest == date(2026, 11, 1)
    assert found["news/"].items == 3
    assert (found["xxgk/guide/"].parent, found["xxgk/guide/"].level) == (f"{HOME}xxgk/", 2)


def test_the_name_comes_from_tag_then_links_then_title(tmp_path: Path) -> None:
    site = Site(tmp_path)
    listed = entries("x/", "甲", "乙", "丙")
    site.add("a/", "更多>>", "<title>通知公告-云岭县人民政府</title>", listed, meta={"columnname": ("公示栏",)})
    site.add("b/", "【政策解读】", "<title>页面</title>", listed)
    site.add("c/", "更多>>", "<title>通知公告 - 云岭县人民政府</title>", listed)
    site.add("d/", "更多>>", "<title>云岭要闻</title>", listed, meta={"columnname": ("{$name}",)})
    names = {path: (proposal.name, proposal.category) for path, proposal in site.found().items()}
    assert names == {
        "a/": ("公示栏", ColumnCategory.NOTICES),
        "b/": ("政策解读", ColumnCategory.INTERPRETATION),
        "c/": ("通知公告", ColumnCategory.NOTICES),
        "d/": ("云岭要闻", ColumnCategory.NEWS),
    }


def test_titles_speak_for_a_column_whose_name_says_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path)
    titles = ("关于印发云岭县河长制实施方案的通知", "云岭县河道管理办法", "云岭县公园管理规定", "甲", "云岭县烟花条例")
    site.add("zl/", "资料", items=entries("zl/", *titles), kind=PageKind.COLUMN)
    assert site.found()["zl/"].category is ColumnCategory.POLICIES


def test_further_pages_and_articles_are_no_columns(tmp_path: Path) -> None:
    site = Site(tmp_path)
    title = "<title>通知公告</title>"
    site.add("tz/index.html", "通知公告", title, entries("tz/", "甲", "乙", "丙"), kind=PageKind.COLUMN)
    site.add("tz/p2.html", "2", title, entries("tz/", "丁", "戊", "己"), kind=PageKind.COLUMN, region="main")
    site.add("tz/p3.html", "下页", "<title>又一页</title>", entries("tz/", "庚", "辛", "壬"), region="main")
    site.add("tz/0.html", "甲", "<title>甲</title>", kind=PageKind.ARTICLE)
    site.builder.lead(f"{HOME}tz/index.html", f"{HOME}tz/p3.html")
    assert site.found().keys() == {"tz/index.html"}


def test_the_trail_says_which_column_is_above(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.add("col/1.html", "政务公开", items=entries("a/", "甲", "乙"), kind=PageKind.COLUMN)
    trail = "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/col/1.html'>政务公开</a> &gt; 财政信息</div>"
    site.add("col/7.html", "财政信息", trail, entries("b/", "甲", "乙"), kind=PageKind.COLUMN)
    found = site.found()
    assert found["col/7.html"].parent == f"{HOME}col/1.html"
    assert found["col/7.html"].level == 2


def test_navigation_to_another_site_is_told_apart(tmp_path: Path) -> None:
    site = Site(tmp_path)
    foreign = "https://zwfw.other-demo.gov.cn/"
    site.builder.resource(foreign, status=200)
    site.builder.link(foreign, samples=(Source(HOME, "办事大厅", "a", 1, NAV),))
    (proposal,) = site.found().values()
    assert (proposal.name, proposal.shape, proposal.worth_registering) == ("办事大厅", Shape.LINK, False)
