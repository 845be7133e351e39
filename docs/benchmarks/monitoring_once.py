"""One hour of the availability monitoring of many sites, with a simulated clock, in a process of its own.

    python monitoring_once.py FOLDER PORT SITES

The clock goes through the hour minute by minute without waiting, so every site is due once and the cost is that of one
hour's visits. FOLDER holds the ledger. Prints how many sites opened and the longest visit in milliseconds.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from availability import Watch, network
from core.clock import BEIJING
from core.county import Register, Site
from ledger import tables
from ledger.database import open_database, reading
from ledger.register.store import load_register, save_register
from settings import Settings

START = datetime(2026, 11, 25, 13, 0, tzinfo=BEIJING)


async def main(folder: Path, port: int, count: int) -> None:
    """Register the sites, then visit each of them once."""
    engine = open_database(f"sqlite:///{folder / 'ledger.db'}")
    # Each has an address of its own, as real sites have.
    homes = [f"http://127.1.{number // 250}.{number % 250 + 1}:{port}/" for number in range(count)]
    sites = tuple(Site(f"site{number}", f"网站{number}", home) for number, home in enumerate(homes))
    save_register(engine, Register("云岭县", (), sites), START, "benchmark")
    hour = [START + timedelta(minutes=minute) for minute in range(61)]
    watch = Watch(engine, lambda: load_register(engine).sites, network(Settings(), lambda: hour[0]))
    while hour:
        await watch.once()
        hour.pop(0)
    slots = tables.availability
    with reading(engine) as connection:
        opened = select(func.count(), func.max(slots.c.total_ms)).where(slots.c.outcome == "opened")
        found, longest = connection.execute(opened).one()
    sys.stdout.write(f"{found} {longest}\n")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
