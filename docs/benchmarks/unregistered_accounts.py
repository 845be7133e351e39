"""How many unregistered accounts are found among invented names, and how many of those found are none.

The labelled set lies beside this file in `unregistered/`: three invented counties with their units and registered
accounts, and some three hundred names, each labelled `clue` (a government account that is not registered), `registered`
or `other`. By a digest of its name each belongs to one of two halves; words and rules were mended by the first alone.
Run: `python docs/benchmarks/unregistered_accounts.py [tuned|aside|both]`.
"""

from __future__ import annotations

import csv
import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checks.media.clues.references import Reference
from checks.media.clues.verdict import Judge, Rank, Verdict
from checks.media.clues.words import load_words
from core.county import Account

FOLDER = Path(__file__).parent / "unregistered"
HALVES = ("tuned", "aside")


def judged(half: str) -> Iterator[tuple[dict[str, str], Verdict]]:
    """Every labelled name of one half with what is made of it."""
    data = tomllib.loads((FOLDER / "registers.toml").read_text("utf-8"))
    words = load_words()
    judges = {
        county["name"]: Judge(
            county["name"],
            county["units"],
            [Account(platform, name, number, unit=unit) for platform, name, number, unit in county["accounts"]],
            words,
        )
        for county in data["county"]
    }
    with (FOLDER / "names.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if half_of(row) == half:
                references = [Reference(row["platform"], row["id"])] if row["id"] else []
                yield row, judges[row["county"]].judge(row["platform"], row["name"], references)


def half_of(row: dict[str, str]) -> str:
    """Which half a labelled name belongs to."""
    digest = hashlib.sha256(f"{row['county']}/{row['platform']}/{row['name']}".encode()).digest()
    return HALVES[digest[0] % 2]


def figures(rows: list[tuple[dict[str, str], Verdict]]) -> tuple[float, float, float]:
    """Precision and recall of clues of middle and high rank, and the share of registered ones that are recognised."""
    found = Counter((row["label"], verdict.rank >= Rank.MIDDLE) for row, verdict in rows)
    right, wrong, missed = found["clue", True], found["other", True] + found["registered", True], found["clue", False]
    known = [verdict.rank is Rank.REGISTERED for row, verdict in rows if row["label"] == "registered"]
    return right / (right + wrong), right / (right + missed), sum(known) / len(known)


def main(chosen: str) -> None:
    """Print the figures, and each name that was judged otherwise than labelled."""
    for half in HALVES if chosen == "both" else (chosen,):
        rows = list(judged(half))
        precision, recall, known = figures(rows)
        told = f"{half}: {len(rows)} names, precision {precision:.3f}, recall {recall:.3f}, registered {known:.3f}\n"
        sys.stdout.write(told)
        for row, verdict in rows:
            seen = "clue" if verdict.rank >= Rank.MIDDLE else "registered" if verdict.rank < 0 else "other"
            if seen != row["label"]:
                name = f"{row['county']} {row['platform']} {row['name']}"
                sys.stdout.write(f"  {name}: {row['label']}, judged {seen}: {verdict.reason}\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "both")
