"""What a request for a list's data says besides: what the page's own script would make a browser say."""

from __future__ import annotations


def asking_headers(origin: str, body: bytes) -> dict[str, str]:
    """Headers of a request for the data of the page at `origin` (empty: no such request), posting `body`.

    Some platforms refuse those that do not come from the page or not by script.
    """
    if not origin:
        return {}
    # RFC 9110 section 10.1.3: a fragment is not part of a Referer.
    headers = {"Referer": origin.partition("#")[0], "X-Requested-With": "XMLHttpRequest"}
    if body:
        json = body[:1] in (b"{", b"[")
        kind = "application/json" if json else "application/x-www-form-urlencoded"
        headers["Content-Type"] = f"{kind}; charset=UTF-8"
    return headers
