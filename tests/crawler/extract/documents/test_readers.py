import gzip
from datetime import date

from core.snapshot.link import Role
from crawler.extract.documents import css, feed, sitemap, webmanifest

DAY = date(2026, 3, 2)
SITE = "https://www.yunling-demo.gov.cn/"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def test_a_sheets_addresses_start_from_the_sheet_and_imports_are_read_on() -> None:
    body = b"@import 'b.css'; p{background:url(../i.png)} @font-face{src:url(f.woff)}"
    found = css.read(body, "text/css", SITE + "css/a.css", DAY)
    assert found is not None
    roles = [(SITE + "css/b.css", Role.STYLE), (SITE + "i.png", Role.IMAGE), (SITE + "css/f.woff", Role.OTHER)]
    assert [(link.url, link.role) for link in found.links] == roles
    assert [lead.url for lead in found.leads] == [SITE + "css/b.css"]
    assert css.read(body, "text/html; charset=utf-8", SITE, DAY) is None


def test_a_gzipped_index_leads_to_its_parts() -> None:
    body = gzip.compress(f"<sitemapindex {NS}><sitemap><loc>{SITE}1.xml</loc></sitemap></sitemapindex>".encode())
    found = sitemap.read(body, "application/gzip", SITE + "sitemap.xml.gz", DAY)
    assert found is not None and [lead.url for lead in found.leads] == [SITE + "1.xml"]


def test_entities_and_other_xml_are_no_sitemap() -> None:
    bomb = b"<!DOCTYPE u [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&a;</loc></url></urlset>"
    assert sitemap.read(bomb, "text/xml", SITE, DAY) is None
    assert sitemap.read(b"<note/>", "text/xml", SITE, DAY) is None


def test_a_feeds_moments_are_beijing_days() -> None:
    moment = b"<pubDate>Sun, 01 Mar 2026 18:00:00 GMT</pubDate>"
    body = b"<rss><item><title>T</title><link>/a.html</link>" + moment + b"</item></rss>"
    found = feed.read(body, "application/rss+xml", SITE + "rss.xml", DAY)
    assert found is not None and [(i.url, i.day) for i in found.items] == [(SITE + "a.html", date(2026, 3, 2))]


def test_a_manifests_icons_start_from_the_manifest() -> None:
    body = b'{"icons": [{"src": "i.png"}], "start_url": "/"}'
    found = webmanifest.read(body, "application/manifest+json", SITE + "app/m.json", DAY)
    assert found is not None and {link.url for link in found.links} == {SITE + "app/i.png", SITE}
