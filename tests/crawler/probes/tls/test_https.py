from __future__ import annotations

from crawler.probes.tls.https import _cookie, probe_https
from tests.crawler.fetch.servers import fetcher


def test_no_cookie_s_value_is_kept() -> None:
    told = _cookie("JSESSIONID=secret; Path=/; HttpOnly ; SameSite=Lax")
    assert told == {"name": "JSESSIONID", "flags": ["httponly", "path", "samesite"]}
    assert _cookie("bare") == {"name": "bare", "flags": []}


async def test_both_schemes_are_asked_on_their_usual_ports() -> None:
    async with fetcher(timeout=1.0) as client:
        probe, answers = await probe_https(client, "localhost.invalid")
    assert [answer.url for answer in answers] == ["http://localhost.invalid/", "https://localhost.invalid/"]
    assert probe.data["http"]["error"] and probe.data["https"]["error"]
