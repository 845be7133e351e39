"""Whatever bytes come, readers of feeds, pages and words end with bounded results and never raise."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import BEIJING
from crawler.media.client import Reply, blotted
from crawler.media.interface import MAX_POSTS
from crawler.media.replies import page_instead, read_page
from crawler.media.syndication import read_feed
from crawler.media.words import MAX_LINKS, MAX_TEXT, read_words

SEEN = datetime(2026, 11, 23, 8, 0, tzinfo=BEIJING)
PIECES = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<title>", "&lt;a href='http://a/'&gt;", "<pubDate>", "2026-11-23",
     "]]>",
     "<feed>", "<entry>", "<link href='/x'/>", '{"version":"https://jsonfeed.org/version/1","items":[',
     "{", "]", "}", "null",
     '"id":1,', "<!--", "<![CDATA[", "已迁移", "该账号", "\x00", "\ufeff"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join).map(str.encode) | st.binary(max_size=300))
def test_any_bytes(body: bytes) -> None:
    reply = Reply("http://bridge.example/feed", 200, body)
    sheet = read_feed(reply, SEEN)
    assert sheet is None or all(post.at is None or post.at.tzinfo for post in sheet.posts)
    read_page(body)
    assert page_instead(reply, "订阅源").reason


@given(st.text(max_size=2000), st.sampled_from(["", "http://a.example/b/"]))
def test_any_words(text: str, base: str) -> None:
    shown, links = read_words(text, base)
    assert len(shown) <= MAX_TEXT
    assert len(links) <= MAX_LINKS
    assert all(link.startswith(("http://", "https://")) and "#" not in link for link in links)


def test_long_feeds_are_cut() -> None:
    body = b"<rss><channel>" + b"<item><guid>1</guid></item>" * (MAX_POSTS + 500) + b"</channel></rss>"
    sheet = read_feed(Reply("http://bridge.example/feed", 200, body), SEEN)
    assert sheet is not None
    assert len(sheet.posts) == MAX_POSTS


@pytest.mark.parametrize(
    "text", ["见https://www.a.gov.cn/b。", "见（https://www.a.gov.cn/b）", "<p>https://www.a.gov.cn/b，详见</p>"]
)
def test_addresses_end_where_chinese_begins(text: str) -> None:
    assert read_words(text)[1] == ("https://www.a.gov.cn/b",)


def test_secrets_are_blotted_out_however_they_are_written() -> None:
    secret = "ab/cd+ef=="
    written = f"{secret} ab%2Fcd%2Bef%3D%3D"
    assert blotted(written, (secret,)) == "*** ***"
