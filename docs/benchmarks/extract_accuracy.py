"""Measure crawler.extract on a folder of real pages with known facts (facts.jsonl); prints a table, no page text.

Usage: python docs/benchmarks/extract_accuracy.py FOLDER [-v]
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.snapshot.facts import PageFacts
from crawler.extract import extract

#: Names in facts.jsonl → fields of FooterMarks.
MARKS = {
    "site_id_code": "site_id_code",
    "icp": "icp",
    "psb": "psb",
    "host": "host_unit",
    "conac_badge": "conac_badge",
    "zhaocuo": "zhaocuo",
    "a11y_entry": "accessibility",
    "ipv6_statement": "ipv6_statement",
}
#: The day the pages are taken to be visited, for year-less dates.
SEEN_ON = date(2026, 11, 23)


def bare(text: object) -> str:
    """Letters, digits and Chinese characters only, lower case."""
    return re.sub(r"[\W_]+", "", str(text)).lower()


def known_day(text: str | None) -> date | None:
    """The day of a known date such as 2005-8-12 16:12."""
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text or "")
    return date(*map(int, match.groups())) if match else None


def judge_date(known: dict[str, Any], facts: PageFacts) -> str:
    """exact, missed, wrong; or for pages without a known date: none or said."""
    day = known_day(known.get("publish_date"))
    if day is None:
        return "undated: none" if facts.publish_day is None else "undated: said"
    return "exact" if facts.publish_day == day else ("missed" if facts.publish_day is None else "wrong")


def judge_charset(known: dict[str, Any], facts: PageFacts) -> str:
    """Whether the charset used reads the same bytes the same way as the actual one."""
    actual = str(known["charset_actual"]).split()[0]
    family = "gb18030" if actual.startswith("gb") else actual
    return "right" if facts.charset_used == family else "wrong"


def judge_mark(expected: object, shown: str) -> str:
    """Against a known value: right, missed or wrong."""
    if not shown:
        return "missed"
    if expected is True or bare(expected) in bare(shown) or bare(shown) in bare(expected):
        return "right"
    return "wrong"


def judge_text(expected: str, shown: str) -> str:
    """Equal but for punctuation and white space."""
    return "right" if bare(expected) == bare(shown) else ("wrong" if shown else "missed")


Verdict = tuple[str, str, str]


def judge_page(known: dict[str, Any], facts: PageFacts) -> Iterator[Verdict]:
    """Each measure of one page, its verdict, and what was found."""
    yield "publish date", judge_date(known, facts), f"{facts.publish_day} {facts.publish_source}"
    yield "charset", judge_charset(known, facts), facts.charset_used
    if known.get("title"):
        yield "title", judge_text(known["title"], facts.article.title), facts.article.title
    if known.get("source"):
        # Fragments of documents name their issuing organ only.
        shown = facts.article.source or facts.article.publisher
        yield "source", judge_text(known["source"], shown), f"{known['source']!r} {shown!r}"
    if known_day(known.get("document_date")):
        signed = facts.article.signed_day
        verdict = "missed" if signed is None else ("right" if signed == known_day(known["document_date"]) else "wrong")
        yield "成文日期", verdict, str(signed)
    for name, value in (known.get("meta_tags") or {}).items():
        # facts.jsonl keeps the first 160 characters of long contents.
        right = any(content.startswith(value.strip("… ")) for content in facts.meta.get(name.lower(), ()))
        yield "meta tags", "right" if right else "wrong", name
    marks = known.get("footer_marks") or {}
    for name, field in MARKS.items():
        shown = getattr(facts.footer, field)
        if marks.get(name):
            yield f"mark {name}", judge_mark(marks[name], shown), f"{marks[name]!r} {shown!r}"
        elif shown:
            yield f"mark {name}", "said, not listed", repr(shown)


def main(folder: Path, options: list[str]) -> None:
    """Print one line per measure; with -v also each page that is not right."""
    table: dict[str, Counter[str]] = {}
    report: list[str] = []
    spent = 0.0
    for line in (folder / "facts.jsonl").read_text("utf-8").splitlines():
        known = json.loads(line)
        if known["kind"] == "attachment":
            continue
        body = (folder / known["file"]).read_bytes()
        url = str(known.get("url") or "http://www.example.gov.cn/a/b.html").split(" ")[0]
        started = time.process_time()
        facts = extract(body, "text/html", url, SEEN_ON).facts
        spent += time.process_time() - started
        for measure, verdict, note in judge_page(known, facts):
            table.setdefault(measure, Counter())[verdict] += 1
            if "-v" in options and verdict not in ("right", "exact", "undated: none"):
                report.append(f"{measure}: {verdict}: {known['file']} {note}")
    for measure, verdicts in table.items():
        report.append(f"{measure:22} " + ", ".join(f"{name} {number}" for name, number in sorted(verdicts.items())))
    sys.stdout.write("\n".join([*report, f"{'processor time':22} {spent:.2f} s", ""]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
