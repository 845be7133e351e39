"""Probe "domains": what has become of a site's further and old domain names."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import dns.name
from selectolax.lexbor import LexborHTMLParser

from core.clock import Clock, beijing_now
from core.snapshot.nesting import bounded
from core.snapshot.probe import Probe
from crawler.fetch import Answer, Chain, Fetcher, Lookup, follow
from crawler.fetch.nameservers import Nameservers
from crawler.probes.dns.aliases import INVENTED
from crawler.probes.dns.zone import SECONDS
from crawler.verdicts.parked import is_parked
from crawler.verdicts.sight import look

#: Most domains of one site looked at, and bytes of a page.
MAX_DOMAINS = 20
_MAX_BODY = 512 * 1024
#: A page with less text than this may only send visitors on, by a script.
_LITTLE = 200
_CODE = re.compile(r"标识码\s{0,3}[:：]?\s{0,3}(\d{10})")


async def probe_domains(
    fetcher: Fetcher, names: Nameservers, home: str, domains: Sequence[tuple[str, str]], clock: Clock = beijing_now
) -> tuple[Probe, list[Answer]]:
    """Look up each of `domains` ((name, role): "alias" or "old") and open its home page; also the answers, to record.

    Data: {"invented", "domains": [{"domain", "role", "A", "AAAA", "page"}]}. `invented` is the outcome of a name that
    never exists: a resolver that finds it lies. `page` is None without addresses, else {"url", "status", "failure",
    "final", "title", "code", "canonical", "parked", "little", "onward"}: `code` is the identification code that the
    page shows, `onward` whether a page of little text names the home page's host.
    """
    at = clock().isoformat()
    invented = await names.ask(dns.name.from_text(INVENTED), "A", SECONDS)
    asked = [_domain(fetcher, home, domain, role) for domain, role in domains[:MAX_DOMAINS]]
    results = await asyncio.gather(*asked)
    data = {"invented": invented.outcome, "domains": [told for told, _ in results]}
    return Probe("domains", home, at, data), [answer for _, answer in results if answer is not None]


async def _domain(fetcher: Fetcher, home: str, domain: str, role: str) -> tuple[dict[str, Any], Answer | None]:
    told: dict[str, Any] = {"domain": domain, "role": role, **await _outcomes(fetcher.resolver, domain), "page": None}
    if "found" not in (told["A"], told["AAAA"]):
        return told, None
    chain = await _opened(fetcher, home, domain)
    told["page"] = _page(chain, home)
    return told, chain.last


async def _outcomes(resolver: Lookup, domain: str) -> dict[str, str]:
    found = await resolver.lookup(domain)
    return {"A": found.a.outcome, "AAAA": found.aaaa.outcome}


async def _opened(fetcher: Fetcher, home: str, domain: str) -> Chain:
    """As a visitor who types the name: http, and https where nothing answers; on the home page's port if it has one."""
    port = urlsplit(home).port
    place = f"{domain}:{port}" if port else domain
    chain = await follow(fetcher, f"http://{place}/", max_body=_MAX_BODY)
    if chain.last.status:
        return chain
    secure = await follow(fetcher, f"https://{place}/", max_body=_MAX_BODY)
    return secure if secure.last.status else chain


def _page(chain: Chain, home: str) -> dict[str, Any]:
    answer = chain.last
    kind = answer.header("content-type")
    sight = look(answer.body, kind)
    # What a page says of itself that is no text; scripts and attributes are in it.
    raw = answer.body[:_MAX_BODY].decode("utf-8", "replace")
    dom = LexborHTMLParser(bounded(raw)[0])
    canonical = dom.css_first('link[rel="canonical"]')
    code = _CODE.search(sight.own)
    little = len(sight.own) + sight.linked < _LITTLE
    return {
        "url": chain.hops[0].url,
        "status": answer.status,
        "failure": chain.failure.value if chain.failure else "",
        "final": answer.url,
        "title": sight.title[:200],
        "code": code[1] if code else "",
        "canonical": str((canonical.attributes.get("href") or "") if canonical else "")[:500],
        "parked": is_parked(sight, chain.hops[0].url, answer.url),
        "little": little,
        "onward": little and (urlsplit(home).hostname or home) in raw,
    }
