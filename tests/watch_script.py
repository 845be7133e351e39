"""A watch in a process of its own, to be killed at any moment: `python -m tests.watch_script FOLDER HOME`.

The clock goes on by ten minutes at each round, is kept in a file, and goes on where it stopped after a restart. The
address that is visited carries the slot, so that the server can count.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from availability import Means, Watch, network
from core.availability import Try, due_slot
from core.clock import BEIJING
from core.county import Site
from ledger.database import open_database
from ledger.register.store import load_register
from settings import Settings

START = datetime(2026, 11, 25, 6, 0, tzinfo=BEIJING)
STEP, ROUNDS = timedelta(minutes=10), 30


async def main(folder: Path) -> None:
    """Rounds until the end of the simulated time."""
    engine = open_database(f"sqlite:///{folder / 'ledger.db'}")
    place = folder / "round"
    count = int(place.read_text()) if place.exists() else 0

    def clock() -> datetime:
        return START + STEP * count

    real = network(Settings(delay=0, retry_wait=0), clock)

    async def visit(site: Site) -> tuple[Try, ...]:
        slot = due_slot(site.key, clock())
        return await real.visit(replace(site, home=f"{site.home}{site.key}/{slot}"))

    watch = Watch(engine, lambda: load_register(engine).sites, Means(visit, None, clock))
    while count < ROUNDS:
        temporary = folder / "round.new"
        temporary.write_text(str(count))
        temporary.replace(place)
        await watch.once()
        count += 1
    place.write_text(str(count))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
