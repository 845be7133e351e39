"""Speed and size beside other programs, on one real documentation site served by nginx on loopback, in one run.

    PYTHONPATH=. .venv/bin/python docs/benchmarks/speed.py [RUNS] [FOLDER]

Installs the other programs into FOLDER (default: a temporary one). Our own crawl does what it always does: it checks
all addresses, records every answer in a WARC file and every page's facts in the index; then it repeats the crawl.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from docs_site import build_site, served
from peers import PEERS, Peer
from processes import Cost, run_measured
from written import machine, write_result

_CRAWL = Path(__file__).with_name("crawl_once.py")
#: Part of the addresses that a program must have asked for to be compared.
_WHOLE = 0.9
OURS, AGAIN = "Xunjian, first crawl", "Xunjian, unchanged again"


def main(runs: int, folder: Path) -> None:
    """Measure everything and write the table."""
    root = build_site(folder)
    found = machine()
    installed, absent = _install(folder)
    costs: dict[str, list[Cost]] = {}
    log = folder / "nginx" / "access.log"
    with served(root, folder / "nginx") as home:
        for number in range(runs):
            for name, command in {**_ours(folder, home, number), **installed}.items():
                log.write_bytes(b"")
                cost = run_measured(command(home), folder / f"{name}.log", folder)
                if cost:
                    cost = replace(cost, asked=_addresses(log))
                    costs.setdefault(name, []).append(cost)
                sys.stdout.write(f"{name}: {cost}\n")
                sys.stdout.flush()
    write_result("speed", _table(costs, _counts(folder), found, runs, absent))


def _addresses(log: Path) -> int:
    """Distinct addresses that the server was asked for."""
    return len({line.rpartition(" ")[2] for line in log.read_text("utf-8", "replace").splitlines()})


def _ours(folder: Path, home: str, number: int) -> dict[str, Callable[[str], list[str]]]:
    first, again = folder / f"crawl-{number}", folder / f"crawl-{number}-again"
    for old in (first, again):
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(f"{old}.partial", ignore_errors=True)
    start = [sys.executable, str(_CRAWL)]
    return {
        OURS: lambda home: [*start, home, str(first)],
        AGAIN: lambda home: [*start, home, str(again), str(first)],
    }


def _install(folder: Path) -> tuple[dict[str, Callable[[str], list[str]]], list[str]]:
    found: dict[str, Callable[[str], list[str]]] = {}
    absent = []
    for peer in PEERS:
        place = folder / peer.name.split(" (")[0].replace(" ", "-")
        try:
            peer.install(place)
        except (OSError, subprocess.CalledProcessError) as error:
            absent.append(f"{peer.name} ({error})")
        else:
            found[peer.name] = partial(_command, peer, place)
    return found, absent


def _command(peer: Peer, place: Path, home: str) -> list[str]:
    return list(peer.command(place, home))


def _counts(folder: Path) -> dict[str, int]:
    return dict(json.loads((folder / "crawl-0" / "manifest.json").read_text("utf-8"))["counts"])


def _table(costs: dict[str, list[Cost]], counts: dict[str, int], found: str, runs: int, absent: list[str]) -> list[str]:
    medians = {
        name: Cost(
            *(statistics.median(getattr(cost, part) for cost in some) for part in ("wall", "cpu", "memory", "asked"))
        )
        for name, some in costs.items()
    }
    ours = medians[OURS]
    size = f"{counts['pages']:,} pages, {counts['resources']:,} addresses. {found}."
    lines = [
        f"{size} Medians of {runs} run(s); ratios are to our first crawl, above 1: the other needs more.",
        "",
        "| program | addresses asked for | wall s | CPU s | peak MB | wall ratio | CPU ratio |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {cost.asked:,.0f} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.memory:.0f} | {_ratios(cost, ours)} |"
        for name, cost in sorted(medians.items(), key=lambda entry: -entry[1].wall)
    ]
    return [*lines, *(["", "Not measured: " + "; ".join(absent) + "."] if absent else [])]


def _ratios(cost: Cost, ours: Cost) -> str:
    """A program that did not ask for the whole site is no measure."""
    if cost.asked < ours.asked * _WHOLE:
        return "not the whole site |"
    return f"{cost.wall / ours.wall:.2f} | {cost.cpu / ours.cpu:.2f}"


if __name__ == "__main__":
    RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    if len(sys.argv) > 2:
        main(RUNS, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(RUNS, Path(temporary))
