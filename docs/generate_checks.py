"""Writes docs/checks.md from the built-in checks and tables; tests/test_documentation.py holds them together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks import Check, load_registry
from indicators import load_tables

HEAD = """# Checks

Generated from the built-in checks by `make docs`. `xunjian checks list` shows these and those of installed packages;
`xunjian checks show ID` shows one. The Chinese text is the help page that officials read in the report. How to write
one: [writing-a-check.md](writing-a-check.md).

| id | title | feeds |
| --- | --- | --- |
"""


def render() -> str:
    """The whole page."""
    checks, rows = list(load_registry(())), dict(_rows())
    table = "".join(
        f"| [`{item.id}`](#{_anchor(item.id)}) | {item.title} | {rows.get(item.id, '—')} |\n" for item in checks
    )
    return HEAD + table + "".join(_section(item) for item in checks)


def _rows() -> Iterator[tuple[str, str]]:
    """Check id → the rows of the shipped tables that it feeds."""
    fed: dict[str, list[str]] = {}
    for table in load_tables().values():
        for row in table.rows:
            for name in dict.fromkeys(name for clause in row.clauses for name in clause.checks):
                fed.setdefault(name, []).append(f"{row.id} {row.name}")
    yield from ((name, "；".join(found)) for name, found in fed.items())


def _section(item: Check) -> str:
    given = "、".join(f"`{name}` = {value}" for name, value in sorted(item.defaults.items())) or "—"
    needs = "、".join(sorted(item.needs))
    facts = (
        f"- clause: {item.clause}\n{_links(item)}- needs: {needs}\n- parameters: {given}\n- version: {item.version}\n"
    )
    return f"\n## {item.id}\n\n**{item.title}**\n\n{facts}\n{item.help}\n"


def _links(item: Check) -> str:
    """Where the ACT rules and success criteria stand in words."""
    rules = [f"[{name}](https://www.w3.org/WAI/standards-guidelines/act/rules/{name}/)" for name in item.act]
    return f"- ACT rules: {', '.join(rules)}\n" if rules else ""


def _anchor(check_id: str) -> str:
    return check_id.replace(".", "")


if __name__ == "__main__":
    Path(__file__).with_name("checks.md").write_text(render(), "utf-8")
