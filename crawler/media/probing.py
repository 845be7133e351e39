"""What is measured beside the posts: the word lists in force, and our own road to the net."""

from __future__ import annotations

from pathlib import Path

from core.clock import beijing_now
from core.snapshot import MEDIA, Probe
from core.watchlists import load_watchlists
from crawler.fetch import Fetcher
from crawler.media.job import MediaJob
from crawler.probes import probe_vantage
from crawler.record import Recorder
from crawler.record.store import recall, remember

_DONE = "probed:media"


async def probe_media(job: MediaJob, recorder: Recorder, fetcher: Fetcher) -> None:
    """Make these measurements once per snapshot."""
    if recall(recorder.db, _DONE):
        return
    controls = {"ipv4": job.options.ipv4_controls, "ipv6": job.options.ipv6_controls}
    lists = load_watchlists(Path(job.options.word_dir) if job.options.word_dir else None)
    probes = (
        await probe_vantage(fetcher, controls),
        Probe("watchlists", MEDIA.home, beijing_now().isoformat(), lists.to_data()),
    )
    with recorder.step():
        for probe in probes:
            recorder.probe(probe)
        remember(recorder.db, _DONE, "yes")
