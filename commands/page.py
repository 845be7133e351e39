"""`xunjian page URL…`: judge single pages without a crawl, for editors before publishing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click
from rich.console import Console
from rich.text import Text

from checks import Check, Params, Registry, load_registry
from checks.interface import Scope
from checks.links.wording import reason
from checks.runner import Examined, examine_page, settings_of
from commands.exits import Exit
from commands.frame import load_settings, output
from commands.judge import exit_for
from commands.language import _
from commands.local_pages import local_file, served
from commands.page_table import print_page
from commands.targets import checked_ranges, clean_address
from core.county import Site
from core.errors import Unavailable
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Probe, Snapshot, Verdict, open_snapshot
from core.snapshot.scan import scan_from
from crawler.crawl import record_pages
from crawler.extract import classify
from crawler.options import CrawlOptions
from indicators import load_tables, with_lists
from inspection import WEBSITE_TABLE
from reports.data.pages import PageResult, entries_of, write_pages
from reports.plain import plain

if TYPE_CHECKING:
    from crawler.render import Scanned

#: Said where the walk brought no page and no verdict either.
_NOTHING = "没有得到网页，也没有得到不能打开的原因"
#: Said of what opens and is something else: a drawing, a document, plain text.
_NO_PAGE = "打开的不是网页（html），本命令只判网页"
#: Said where every rule would pass for want of anything to look at.
_SHELL = "页面源代码中没有文字，内容由脚本生成，各项规则没有看到实际内容；请加 --rendered 用浏览器查看"
#: What the browser as such and entries to ageing-friendly modes are shown as in the table.
_BROWSER, _ENTRY = "browser", "ageing.effect"


@click.command(help=_("Judge single pages without crawling: for editors, before publishing."))
@click.argument("urls", nargs=-1, required=True, metavar="URL|FILE...")
@click.option(
    "--rendered",
    is_flag=True,
    help=_("Look at the pages in a browser besides (axe-core, keyboard, narrow window, ageing-friendly mode)."),
)
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", help=_("How to print."))
@click.option("--allow-private", multiple=True, metavar="CIDR", help=_("Private addresses that may be connected to."))
def page(urls: tuple[str, ...], rendered: bool, shape: str, allow_private: tuple[str, ...]) -> None:
    """Record the given pages, run every page check and rule on each, print what was found."""
    settings = load_settings(allow_private=checked_ranges(allow_private))
    registry = load_registry()
    params = with_lists(load_tables(settings.indicator_dir), WEBSITE_TABLE).params
    with ExitStack() as stack:
        addresses = _addresses(urls, stack)
        given = list(dict.fromkeys(addresses.values()))
        # Each page is let through for its own literal address only, so each has its options.
        options = CrawlOptions.from_settings(settings, Site(given[0], given[0], given[0]))
        folder = stack.enter_context(TemporaryDirectory(prefix="xunjian-page-"))
        sealed = record_pages(given, options, Path(folder) / "pages", lambda _step: None)
        scans, engine, unseen = _scanned(given, options) if rendered else ({}, {}, "")
        with open_snapshot(sealed) as snapshot:
            results = [
                _judge_page(registry, snapshot, asked, url, params, scans.get(url)) for asked, url in addresses.items()
            ]
            if shape == "json":
                write_pages(sys.stdout.buffer, _page_checks(registry), results, engine | _why(unseen))
            else:
                _print(output(), registry, results, unseen)
    raise SystemExit(_exit(results, unseen))


def _addresses(urls: tuple[str, ...], stack: ExitStack) -> dict[str, str]:
    """What was asked → the address it is fetched from. Raises UsageError for what is neither file nor address."""
    files = {url: path for url in urls if (path := local_file(url))}
    local = stack.enter_context(served(list(files.values())))
    return {url: local[files[url]] if url in files else clean_address(url) for url in dict.fromkeys(urls)}


def _scanned(urls: list[str], options: CrawlOptions) -> tuple[dict[str, Scanned], dict[str, str], str]:
    # The browser's driver alone costs as much time as fifty pages.
    from commands.rendering import scan_pages  # noqa: PLC0415

    try:
        return *scan_pages(urls, options), ""
    except Unavailable as error:
        return {}, {}, str(error)


def _why(unseen: str) -> dict[str, str]:
    return {"failure": unseen} if unseen else {}


def _page_checks(registry: Registry) -> list[Check]:
    return [item for item in registry if item.scope is not Scope.SNAPSHOT]


def _judge_page(
    registry: Registry,
    snapshot: Snapshot,
    asked: str,
    url: str,
    params: Mapping[str, Params],
    scanned: Scanned | None,
) -> PageResult:
    recorded = snapshot.page(url)
    if recorded is None:
        missing = _not_recorded(snapshot, url)
        return PageResult(asked, url, missing.message, (Examined(missing),), None, scanned)
    recorded = _alone(_looked_at(recorded, scanned) if scanned else recorded)
    found = [*examine_page(_page_checks(registry), recorded, settings_of(registry, params))]
    if scanned is None and _is_shell(recorded):
        found.append(Examined(Observation("page", recorded.url, SubjectKind.PAGE, Outcome.CANT_TELL, _SHELL)))
    if scanned is not None and (scanned.failure or scanned.missed):
        words = f"浏览器未能完整查看本页（{scanned.failure or '检测程序未通过试运行'}）。"
        found.append(Examined(Observation(_BROWSER, recorded.url, SubjectKind.PAGE, Outcome.CANT_TELL, words)))
    return PageResult(asked, recorded.url, "", tuple(found), recorded.facts, scanned)


def _alone(page: Page) -> Page:
    """The page as what it is by itself: recorded first it stands as the home page, which only its address can tell."""
    root = urljoin(page.url, "/")
    return page.as_kind(classify(page.url, page.facts, Site(root, root, root), (), depth=1))


def _is_shell(page: Page) -> bool:
    """Whether there is nothing to see before scripts have run."""
    return page.facts.text_length == 0 and bool(page.facts.scripted or page.dom.css_first("body script, head script"))


def _not_recorded(snapshot: Snapshot, url: str) -> Observation:
    resource = snapshot.resource(url)
    if resource is None:
        why = _NOTHING
    elif resource.verdict is Verdict.GUARDED:
        why = resource.detail.rstrip("。")  # it says how to allow the address
    else:
        why = _NO_PAGE if resource.verdict is Verdict.OK else reason(resource)
    words = f"页面未能取得，未作判定（{why}）。"
    evidence = resource.evidence() if resource else ()
    return Observation("page", url, SubjectKind.PAGE, Outcome.CANT_TELL, words, evidence=evidence)


def _looked_at(recorded: Page, scanned: Scanned) -> Page:
    """The page with what the browser said of it, so that rules judge by both, as they do in an inspection."""
    from crawler.spider.scanning import scan_data, unfit  # noqa: PLC0415

    failure = unfit(replace(scanned, url=recorded.url), home=False)
    scan = scan_from(recorded.url, "page", scanned.at, failure, scan_data(scanned, {}))
    measured = {} if failure else scanned.measures
    probes = {kind: Probe(kind, recorded.url, scanned.at, data) for kind, data in measured.items()}
    return recorded.looked_at(scan, probes)


def _seen(results: list[PageResult]) -> list[Observation]:
    return [
        item for result in results for item in (*(found.observation for found in result.examined), *_beside(result))
    ]


def _beside(result: PageResult) -> Iterator[Observation]:
    """What the browser says that no rule of a page does: what entries to modes do."""
    scanned = result.scanned
    if scanned is None:
        return
    for entry in entries_of(scanned):
        words = f"“{entry['label']}”：{entry['note']}。"
        yield Observation(_ENTRY, result.url, SubjectKind.PAGE, entry["outcome"], words)


def _print(console: Console, registry: Registry, results: list[PageResult], unseen: str) -> None:
    for result in results:
        print_page(console, registry, result, list(_beside(result)))
    seen = _seen(results)
    if unseen:
        console.print(Text(plain(unseen), style="yellow"))
    failed = sum(item.outcome is Outcome.FAILED for item in seen)
    console.print(Text(_("{failed} problems in {judged} judgements").format(failed=failed, judged=len(seen))))


def _exit(results: list[PageResult], unseen: str) -> Exit:
    found = exit_for(_seen(results))
    return Exit.INCONCLUSIVE if unseen and found is Exit.FINE else found
