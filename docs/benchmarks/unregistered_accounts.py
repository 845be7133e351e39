"""How many unregistered accounts are found among invented names, and how many of those found are none.

The labelled set lies beside this file in `unregistered/`: three invented counties with their units and registered
accounts, and some three hundred names, each labelled `clue` (a government account that is not registered), `registered`
or `other`. By a digest of its name each belongs to one of two halves; words and rules were mended by the first alone.
Three further counties with names of their own (`unseen`) were written when the rules stood.
Run: `python docs/benchmarks/unregistered_accounts.py [tuned|aside|unseen|all]`.
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
from docs.benchmarks.written import write_result

FOLDER = Path(__file__).parent / "unregistered"
HALVES = ("tuned", "aside")
#: Names of three more counties, written after the rules: the file says why each is what it is.
UNSEEN = "unseen"
PARTS = (*HALVES, UNSEEN)


def judged(part: str) -> Iterator[tuple[dict[str, str], Verdict]]:
    """Every labelled name of one part with what is made of it."""
    registers, names = ("unseen.toml", "unseen.csv") if part == UNSEEN else ("registers.toml", "names.csv")
    data = tomllib.loads((FOLDER / registers).read_text("utf-8"))
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
    with (FOLDER / names).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if part in (UNSEEN, half_of(row)):
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
    """Print each name that was judged otherwise than labelled; with "all" write the figures into the document."""
    lines = ["| part | names | precision | recall | registered accounts recognised |", "|---|---|---|---|---|"]
    for part in PARTS if chosen == "all" else (chosen,):
        rows = list(judged(part))
        precision, recall, known = figures(rows)
        lines.append(f"| {part} | {len(rows)} | {precision:.3f} | {recall:.3f} | {known:.3f} |")
        for row, verdict in rows:
            seen = "clue" if verdict.rank >= Rank.MIDDLE else "registered" if verdict.rank < 0 else "other"
            if seen != row["label"]:
                name = f"{row['county']} {row['platform']} {row['name']}"
                sys.stdout.write(f"{part}: {name}: {row['label']}, judged {seen}: {verdict.reason}\n")
    sys.stdout.write("\n".join(lines) + "\n")
    if chosen == "all":
        write_result("unregistered", lines)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "all")
