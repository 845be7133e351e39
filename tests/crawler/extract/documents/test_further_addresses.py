"""Addresses of feeds, sitemaps and manifests beside those of pages: files, pictures, films, programs."""

from __future__ import annotations

from datetime import date

from core.snapshot.link import Role
from crawler.extract.documents.registry import read_document

HOST = "http://www.yunling-demo.gov.cn"
DAY = date(2026, 11, 23)


def addresses(reader: str, body: str, kind: str = "application/xml") -> set[tuple[str, Role]]:
    document = read_document(reader, body.encode(), kind, f"{HOST}/", DAY)
    assert document is not None
    return {(link.url.removeprefix(HOST), link.role) for link in document.links}


def test_atom_enclosures_and_logo() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><logo>/logo.png</logo><icon>/icon</icon><entry><title>通知</title>'
        '<link href="/1.html"/><link rel="enclosure" href="/1.pdf"/><link rel="enclosure"/></entry></feed>'
    )
    assert addresses("feed", body) == {
        ("/1.html", Role.PAGE), ("/1.pdf", Role.ATTACHMENT), ("/logo.png", Role.IMAGE), ("/icon", Role.IMAGE),
    }  # fmt: skip


def test_image_of_an_rss_channel() -> None:
    body = (
        "<rss><channel><image><url>/c.gif</url><link>/</link></image><item><title>通知</title><link>/1.html</link>"
        "</item></channel></rss>"
    )
    assert addresses("feed", body) == {("/1.html", Role.PAGE), ("/c.gif", Role.IMAGE)}


def test_films_of_a_sitemap() -> None:
    body = (
        '<urlset xmlns:v="v" xmlns:i="i"><url><loc>/1.html</loc><i:image><i:loc>/1.jpg</i:loc></i:image><v:video>'
        "<v:thumbnail_loc>/t.jpg</v:thumbnail_loc><v:content_loc>/1.mp4</v:content_loc></v:video></url></urlset>"
    )
    assert addresses("sitemap", body) == {
        ("/1.html", Role.PAGE), ("/1.jpg", Role.IMAGE), ("/t.jpg", Role.IMAGE), ("/1.mp4", Role.MEDIA),
    }  # fmt: skip


def test_programs_of_a_manifest() -> None:
    body = (
        '{"start_url": "/", "related_applications": [{"platform": "web", "url": "https://app.example/x"}, {"id": 1}]}'
    )
    found = addresses("manifest", body, "application/json")
    assert found == {("/", Role.PAGE), ("https://app.example/x", Role.OTHER)}
