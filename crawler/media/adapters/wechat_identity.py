"""Whose articles they are: their addresses carry the account's `__biz`. Holds no adapter."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from core.county import Account
from core.snapshot.media import UNKNOWN, Identity, Post


def identity_of(account: Account, posts: Iterable[Post]) -> Identity:
    """The registered account's, where its addresses carry the same `__biz`; unknown where either is not known."""
    registered = {biz_of(account.url), biz_of(account.qr)} - {""}
    seen = sorted({biz_of(post.url) for post in posts} - {""})
    if not registered or not seen:
        return UNKNOWN
    if registered & set(seen):
        return Identity(account.account_id, account.name)
    return Identity(f"__biz={seen[0]}", f"__biz={seen[0]}")


def biz_of(url: str) -> str:
    """The `__biz` in an address; empty when there is none."""
    try:
        return next(iter(parse_qs(urlsplit(url).query).get("__biz", ())), "")
    except ValueError:
        return ""
