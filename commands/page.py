"""`xunjian page URL…`: judge single pages without a crawl, for editors before publishing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import click
from rich.text import Text

from checks import Params, Registry, load_registry
from checks.interface import Scope
from checks.links.wording import reason, silence
from checks.runner import run_page_checks, settings_of
from commands.frame import load_settings, output
from commands.judge import exit_for, print_table, write_document
from commands.language import _
from commands.targets import checked_ranges, clean_address
from core.county import Site
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot, open_snapshot
from crawler.crawl import record_pages
from crawler.options import CrawlOptions
from indicators import load_tables, with_lists
from inspection import WEBSITE_TABLE

#: Said where the walk brought no page and no verdict either.
_NOTHING = "没有得到网页：地址或域名不存在、不能连接，或者返回的不是网页"


@click.command(help=_("Judge single pages without crawling: for editors, before publishing."))
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", help=_("How to print."))
@click.option("--allow-private", multiple=True, metavar="CIDR", help=_("Private addresses that may be connected to."))
def page(urls: tuple[str, ...], shape: str, allow_private: tuple[str, ...]) -> None:
    """Record the given pages, run every page check on each, print what was found."""
    settings = load_settings(allow_private=checked_ranges(allow_private))
    addresses = list(dict.fromkeys(clean_address(url) for url in urls))
    registry = load_registry()
    params = with_lists(load_tables(settings.indicator_dir), WEBSITE_TABLE).params
    with TemporaryDirectory(prefix="xunjian-page-") as folder:
        # Each page is let through for its own literal address only, so each has its options.
        options = CrawlOptions.from_settings(settings, Site(addresses[0], addresses[0], addresses[0]))
        sealed = record_pages(addresses, options, Path(folder) / "pages", lambda _step: None)
        with open_snapshot(sealed) as snapshot:
            seen = [item for url in addresses for item in _judge_page(registry, snapshot, url, params)]
            if shape == "json":
                write_document(sys.stdout.buffer, snapshot, registry, seen)
            else:
                print_table(output(), registry, seen)
                output().print(Text(_summary(seen)))
    raise SystemExit(exit_for(seen))


def _judge_page(
    registry: Registry, snapshot: Snapshot, url: str, params: Mapping[str, Params]
) -> Iterator[Observation]:
    recorded = snapshot.page(url)
    if recorded is None:
        yield _not_recorded(snapshot, url)
        return
    page_checks = [item for item in registry if item.scope is not Scope.SNAPSHOT]
    yield from run_page_checks(page_checks, recorded, settings_of(registry, params))


def _not_recorded(snapshot: Snapshot, url: str) -> Observation:
    resource = snapshot.resource(url)
    why = reason(resource) if resource else _silence(snapshot, url) or _NOTHING
    words = f"页面未能取得，未作判定（{why}）。"
    evidence = resource.evidence() if resource else ()
    return Observation("page", url, SubjectKind.PAGE, Outcome.CANT_TELL, words, evidence=evidence)


def _silence(snapshot: Snapshot, url: str) -> str:
    """Why nothing at all came from the page's host, which was asked for its rules just before."""
    place = "{0.scheme}://{0.netloc}/robots.txt".format(urlsplit(url))
    said = [str(probe.data.get("failure", "")) for probe in snapshot.probes("robots") if probe.subject == place]
    return silence(said[-1]) if said else ""


def _summary(seen: list[Observation]) -> str:
    failed = sum(item.outcome is Outcome.FAILED for item in seen)
    return _("{failed} problems in {judged} judgements").format(failed=failed, judged=len(seen))
