"""What all verbs share: the settings, the consoles, and errors turned into one plain sentence."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import click
from pydantic import ValidationError
from rich.console import Console

from commands.exits import Exit
from commands.language import _
from core.errors import UsageError, XunjianError
from settings import Settings


def output() -> Console:
    """Console for results (standard output)."""
    return Console(highlight=False, soft_wrap=False)


def notes() -> Console:
    """Console for progress and remarks (standard error), so that results can be piped."""
    return Console(stderr=True, highlight=False)


def load_settings(**overrides: Any) -> Settings:
    """Settings with the command line's values on top; None means not given. Raises UsageError naming the setting."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except (ValidationError, ValueError) as error:
        raise UsageError(_("A setting is wrong: {details}").format(details=_details(error))) from error


def _details(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    return "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())


class Group(click.Group):
    """A group whose verbs end without a traceback: typed errors with a plain sentence and 2, a stop with 130."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except XunjianError as error:
            fail(str(error))
        except (click.Abort, KeyboardInterrupt):
            # Click would leave with 1, which tells scripts that problems were confirmed.
            click.echo(_("Stopped."), err=True)
            sys.exit(Exit.INTERRUPTED)


def fail(message: str) -> NoReturn:
    """Print one plain sentence to standard error and leave with Exit.ERROR."""
    click.echo(_("Error: {message}").format(message=message), err=True)
    sys.exit(Exit.ERROR)


def existing(path: Path, what: str) -> Path:
    """Return `path`, or raise UsageError saying what was looked for there."""
    if not path.exists():
        raise UsageError(_("{what} not found: {path}").format(what=what, path=path))
    return path
