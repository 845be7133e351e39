"""The command `xunjian`: the verbs, put together. Each lives in a file of its own in commands/."""

from __future__ import annotations

import click

from commands.availability import availability
from commands.baseline import baseline
from commands.catalogue import checks, indicators
from commands.clues import clues
from commands.crawl import crawl
from commands.demo import demo
from commands.doctor import doctor
from commands.findings import findings
from commands.frame import Group
from commands.inspect import inspect
from commands.judge import judge
from commands.language import _
from commands.media import media
from commands.page import page
from commands.publication import catalogue
from commands.register import register
from commands.report import report
from commands.schedule import schedule
from core.version import VERSION

HELP = _(
    "Xunjian inspects government websites: it crawls them, judges them by the official tables, follows every problem "
    "and writes the notice.\n\n"
    "Exit codes: 0 nothing wrong found; 1 problems confirmed; 2 error; 3 something could not be judged; "
    "130 interrupted (--resume goes on)."
)


@click.group(cls=Group, help=HELP)
@click.version_option(VERSION, prog_name="xunjian")
def main() -> None:
    """Entry point."""


for verb in (
    inspect,
    crawl,
    judge,
    page,
    report,
    checks,
    indicators,
    register,
    media,
    catalogue,
    findings,
    clues,
    baseline,
    schedule,
    availability,
    doctor,
    demo,
):
    main.add_command(verb)

if __name__ == "__main__":
    main()
