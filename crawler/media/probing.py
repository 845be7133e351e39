"""What is measured beside the posts: our road to the net, apps' domains over IPv6, word lists, confirmed clues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from core.clock import beijing_now
from core.county import Account
from core.snapshot import MEDIA, Probe
from core.watchlists import load_watchlists
from crawler.fetch import Fetcher
from crawler.media.job import MediaJob
from crawler.probes import probe_dns, probe_vantage
from crawler.probes.ipv6 import Tries, probe_home
from crawler.record import Recorder
from crawler.record.store import recall, remember

_DONE = "probed:media"
#: Most domains of all apps together.
MAX_DOMAINS = 60


async def probe_media(job: MediaJob, recorder: Recorder, fetcher: Fetcher) -> None:
    """Make these measurements once per snapshot."""
    if recall(recorder.db, _DONE):
        return
    controls = {"ipv4": job.options.ipv4_controls, "ipv6": job.options.ipv6_controls}
    lists = load_watchlists(Path(job.options.word_dir) if job.options.word_dir else None)
    vantage = await probe_vantage(fetcher, controls)
    road = any(control["ok"] for control in vantage.data["ipv6"]["controls"])
    tries = Tries(job.options.ipv6_tries, job.options.ipv6_spacing)
    probes = (
        vantage,
        *[probe for domain in app_domains(job.accounts) for probe in await _domain(fetcher, domain, tries, road)],
        Probe("watchlists", MEDIA.home, beijing_now().isoformat(), lists.to_data()),
        *(Probe("clue", clue["key"], beijing_now().isoformat(), clue) for clue in job.clues),
    )
    with recorder.step():
        for probe in probes:
            recorder.probe(probe)
        remember(recorder.db, _DONE, "yes")


def app_domains(accounts: Iterable[Account]) -> list[str]:
    """The hosts that the register names for programs, each once."""
    return list(dict.fromkeys(domain for account in accounts if account.is_program for domain in account.domains))[
        :MAX_DOMAINS
    ]


async def _domain(fetcher: Fetcher, domain: str, tries: Tries, road: bool) -> Sequence[Probe]:
    """What DNS says of a domain, and whether it answers over IPv6 where that works here."""
    names = await probe_dns(fetcher.resolver, domain)
    four, six = (tuple(names.data[kind]["addresses"]) for kind in ("A", "AAAA"))
    if not six or not road:
        return [names]
    return [names, await probe_home(fetcher, f"https://{domain}/", four, six, tries)]
