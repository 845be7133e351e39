"""Clean pages: official tags and marks everywhere, links that lead somewhere, the old site in GBK."""

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from demo.layouts import relative
from demo.pages import SiteBuilder
from demo.plan import SitePlan, load_sites

TODAY = date(2026, 11, 23)
PLANS = {plan.id: plan for plan in load_sites()}
ARTICLE_TAGS = {
    "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType",
    "ArticleTitle", "PubDate", "ContentSource",
}  # fmt: skip


def _built(plan: SitePlan) -> SiteBuilder:
    builder = SiteBuilder(plan, TODAY, 8080)
    builder.build()
    return builder


@pytest.fixture(scope="module", params=sorted(PLANS))
def builder(request: pytest.FixtureRequest) -> SiteBuilder:
    return _built(PLANS[request.param])


def _html(builder: SiteBuilder) -> dict[str, LexborHTMLParser]:
    return {
        path: LexborHTMLParser(body.decode(builder.plan.charset))
        for path, body in builder.files.items()
        if path.endswith(("/", ".html", ".htm", ".shtml"))
    }


def test_pages_carry_language_title_and_tags(builder: SiteBuilder) -> None:
    articles = {item.path for column in builder.plan.columns for item in builder.items(column)}
    for path, dom in _html(builder).items():
        names = {node.attributes.get("name") for node in dom.css("meta[name]")}
        wanted = ARTICLE_TAGS if path in articles else {"SiteName", "SiteDomain", "SiteIDCode"}
        assert wanted <= names, path
        assert dom.css_first("html").attributes.get("lang"), path  # type: ignore[union-attr]
        assert dom.css_first("title").text().strip(), path  # type: ignore[union-attr]
        assert all(node.attributes.get("alt") for node in dom.css("img")), path


def test_every_reference_inside_the_site_exists(builder: SiteBuilder) -> None:
    for path, dom in _html(builder).items():
        nodes = [(node, name) for name in ("href", "src") for node in dom.css(f"[{name}]")]
        for node, name in nodes:
            target = urlsplit(urljoin(builder.root + path, node.attributes[name] or ""))
            if target.scheme == "http" and target.hostname == builder.plan.host:
                assert target.path in builder.files, f"{path} → {target.path}"


def test_home_shows_official_marks(builder: SiteBuilder) -> None:
    home = builder.files["/"].decode(builder.plan.charset)
    assert f"标识码：{builder.plan.code}" in home
    assert re.search(r"[\u4e00-\u9fa5]ICP备\d+号-\d", home)
    assert re.search(r"公网安备\s*\d{14}\s*号", home)
    for mark in ("主办单位", "网站地图", "bszs.conac.cn", "zfwzzc.www.gov.cn", "0000-1234"):
        assert mark in home


def test_paging_reaches_every_article(builder: SiteBuilder) -> None:
    pages = _html(builder)
    for column in builder.plan.columns:
        paths = builder.column_paths(column)
        shown = {
            urlsplit(urljoin(builder.root + path, node.attributes.get("href") or "")).path
            for path in paths
            for node in pages[path].css("a[href]")
        }
        assert {item.path for item in builder.items(column)} <= shown
        assert set(paths) <= shown | {paths[0]}


def test_days_are_never_in_the_future(builder: SiteBuilder) -> None:
    days = [item.date for column in builder.plan.columns for item in builder.items(column)]
    assert max(days) <= TODAY - timedelta(days=1)


def test_old_site_is_gbk_and_says_gb2312() -> None:
    home = _built(PLANS["dag"]).files["/"]
    assert b"charset=gb2312" in home
    assert "云岭县档案馆" in home.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        home.decode("utf-8")


def test_attachments_and_pictures_are_what_they_are_called() -> None:
    magic = {".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04", ".pdf": b"%PDF-1.", ".png": b"\x89PNG\r\n"}
    found = set()
    for path, body in _built(PLANS["portal"]).files.items():
        ending = path[path.rfind(".") :]
        if ending in magic:
            found.add(ending)
            assert body.startswith(magic[ending]), path
        if ending in (".docx", ".xlsx"):
            assert zipfile.ZipFile(BytesIO(body)).testzip() is None
    assert found == set(magic)


@pytest.mark.parametrize(
    ("page", "target", "written"),
    [
        ("/zwyw/", "/zwyw/202611/t1.html", "202611/t1.html"),
        ("/zwyw/202611/t1.html", "/zwyw/", "../"),
        ("/zwyw/", "/zwyw/", "./"),
        ("/info/1001/1.htm", "/index.htm", "../../index.htm"),
    ],
)
def test_relative_addresses_lead_back(page: str, target: str, written: str) -> None:
    assert relative(page, target) == written
    assert urljoin(page, written) == target
