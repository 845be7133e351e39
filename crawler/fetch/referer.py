"""What browsers say of the page that a request comes from."""

from __future__ import annotations

from urllib.parse import urlsplit


def referer_of(page: str, url: str) -> str:
    """The Referer of a request for `url` by the page (Referrer Policy, strict-origin-when-cross-origin, the default);
    empty when none is sent.
    """
    here, there = urlsplit(page), urlsplit(url)
    if here.scheme not in ("http", "https") or (here.scheme == "https" and there.scheme == "http"):
        return ""
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        return f"{here.scheme}://{here.netloc.rpartition('@')[2]}/"
    return here._replace(netloc=here.netloc.rpartition("@")[2], fragment="").geturl()
