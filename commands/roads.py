"""What `xunjian doctor` says of our own network: per family the source address, its class, and every control asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from commands.diagnosis import Diagnosis, State
from commands.language import _
from core.errors import XunjianError
from crawler.fetch import Fetcher, FetchOptions
from crawler.fetch.dialer import source_address
from crawler.probes import probe_vantage
from crawler.probes.dns import read_anchors
from crawler.probes.vantage import Controls, Source
from settings import Settings

#: Seconds for one request to a control, and redirects followed: the doctor answers within half a minute.
_SECONDS = 5.0
_REDIRECTS = 4

_TUNNELS = frozenset({"6to4", "teredo"})
_NAMES = {"ipv4": "IPv4", "ipv6": "IPv6"}


def examine_roads(settings: Settings, source: Source = source_address) -> Iterator[Diagnosis]:
    """Ask every control of both families, bounded in time, and tell what can be judged from here.

    `source` tells the own address that packets to an address leave from.
    """
    controls = {"ipv4": settings.ipv4_controls, "ipv6": settings.ipv6_controls}
    try:
        read_anchors(settings.dnssec_anchors)
        seen = asyncio.run(_look(settings, controls, source))
    except XunjianError as error:
        yield Diagnosis(_("network settings"), State.BROKEN, str(error))
        return
    for family, name in _NAMES.items():
        yield _road(name, f"{family}_controls", seen[family])
        for control in seen[family]["controls"]:
            yield _control(_("{family} control").format(family=name), control)


async def _look(settings: Settings, controls: Controls, source: Source) -> Mapping[str, Any]:
    options = FetchOptions(
        settings.user_agent,
        timeout=min(settings.timeout, _SECONDS),
        max_redirects=_REDIRECTS,
        dns_servers=settings.dns_servers,
        allow_private=settings.allow_private,
        delay=0.0,
    )
    async with Fetcher(options) as fetcher:
        return (await probe_vantage(fetcher, controls, source=source)).data


def _road(name: str, setting: str, seen: Mapping[str, Any]) -> Diagnosis:
    source = _("no route")
    if seen["source"]:
        source = _("source {source} ({kind})").format(source=seen["source"], kind=_kind(seen["kind"]))
    advice = _advice(setting, seen)
    title = _("{family} route").format(family=name)
    if advice:
        return Diagnosis(title, State.LACKING, f"{source}; {advice}")
    answered = sum(1 for control in seen["controls"] if control["ok"])
    words = _("{answered} of {count} controls answer")
    return Diagnosis(title, State.GOOD, f"{source}; {words.format(answered=answered, count=len(seen['controls']))}")


def _advice(setting: str, seen: Mapping[str, Any]) -> str:
    """What follows and what to do; empty when reachability can be judged with two controls."""
    controls = seen["controls"]
    answered = [control for control in controls if control["ok"]]
    if not controls:
        words = _("no control is set, so reachability is always “could not tell”: set {setting} to two URLs")
    elif not answered and {control["lookup"] for control in controls} - {""} == {"nodata"}:
        words = _("the resolver tells no address of the controls: set dns_servers to one that does")
    elif not answered:
        words = _(
            "none of the controls answers, so reachability is “could not tell”: ask for a line, or mend {setting}"
        )
    elif seen["kind"] in _TUNNELS:
        words = _("this road is a tunnel of the transition, so reachability is “could not tell”: ask for a native line")
    elif len(controls) < 2:
        words = _("one control only, and its own outage would leave everything undecided: add a second to {setting}")
    elif all(control["kind"] != "global" for control in answered):
        words = _("no control is on the public Internet, so they prove a local road only: change {setting}")
    else:
        return ""
    return words.format(setting=setting)


def _control(title: str, control: Mapping[str, Any]) -> Diagnosis:
    state = State.GOOD if control["ok"] else State.LACKING
    words = _("{url}: {detail}, {address} ({kind}), {elapsed} ms") if control["ok"] else _("{url}: {detail}")
    shown = {**control, "kind": _kind(control["kind"]), "elapsed": control["elapsed_ms"]}
    return Diagnosis(title, state, words.format(**shown))


def _kind(kind: str) -> str:
    words = {
        "global": _("public address"),
        "private": _("private address"),
        "ula": _("private address, ULA"),
        "cgnat": _("carrier's private address"),
        "loopback": _("this machine"),
        "link-local": _("link-local address"),
        "6to4": _("6to4 tunnel"),
        "teredo": _("Teredo tunnel"),
    }
    return words.get(kind, kind)
