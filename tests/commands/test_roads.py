"""What the doctor says of our own network, with real controls on loopback."""

from __future__ import annotations

import asyncio

import pytest

from commands.diagnosis import State
from commands.roads import examine_roads
from settings import Settings
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import LOOPBACK, ok
from tests.crawler.fetch.site import site


async def told(**settings: object) -> dict[str, list[tuple[State, str]]]:
    """The doctor's lines by name; it has an event loop of its own, so it gets a thread of its own."""
    found: dict[str, list[tuple[State, str]]] = {}
    values = {"allow_private": LOOPBACK, "dns_servers": ("127.0.0.1:1",), **settings}
    for line in await asyncio.to_thread(lambda: list(examine_roads(Settings(**values)))):  # type: ignore[arg-type]
        found.setdefault(line.name, []).append((line.state, line.words))
    return found


async def test_without_controls_the_doctor_says_what_to_set() -> None:
    found = await told()
    for name, setting in (("IPv4 route", "ipv4_controls"), ("IPv6 route", "ipv6_controls")):
        ((state, words),) = found[name]
        assert state is State.LACKING
        assert f"set {setting} to two URLs" in words


async def test_every_control_is_told() -> None:
    async with site({"/": ok(b"one")}) as one, site({"/": ok(b"two")}) as two:
        urls = (f"{one.url}/", f"{two.url}/none")
        found = await told(ipv4_controls=urls)
    good, bad = found["IPv4 control"]
    assert good[0] is State.GOOD and bad[0] is State.LACKING
    assert f"{urls[0]}: HTTP 200, 127.0.0.1 (this machine)" in good[1]
    assert f"{urls[1]}: HTTP 404" in bad[1]
    ((state, words),) = found["IPv4 route"]
    assert state is State.LACKING
    assert "public Internet" in words


@pytest.mark.parametrize(("answers", "said"), [(True, "one control only"), (False, "none of the controls answers")])
async def test_one_control_and_one_that_is_out(answers: bool, said: str) -> None:
    async with site({"/": ok(b"one")}) as one:
        found = await told(ipv4_controls=(f"{one.url}/{'' if answers else 'none'}",))
    assert said in found["IPv4 route"][0][1]


async def test_a_resolver_that_tells_no_address_is_named() -> None:
    async with dns_server(lambda _name, _kind: ()) as server:
        found = await told(ipv6_controls=("http://one.test/", "http://two.test/"), dns_servers=(server,))
    assert "the resolver tells no address" in found["IPv6 route"][0][1]


@pytest.mark.parametrize("settings", [{"dns_servers": ("nonsense",)}, {"dnssec_anchors": ("nonsense",)}])
async def test_settings_that_cannot_be_read_are_broken(settings: dict[str, object]) -> None:
    ((state, words),) = (await told(**settings))["network settings"]
    assert state is State.BROKEN
    assert "nonsense" in words


async def test_a_tunnel_is_no_road() -> None:
    async with site({"/": ok(b"one")}, "::1") as one:
        seen = (await look_from("2002:7f00:1::7", f"{one.url}/", f"{one.url}/"))["IPv6 route"]
    assert "6to4 tunnel" in seen
    assert "native line" in seen


async def look_from(source: str, *controls: str) -> dict[str, str]:
    """What the doctor says where packets leave from `source`."""
    settings = Settings(ipv6_controls=controls, allow_private=LOOPBACK, dns_servers=("127.0.0.1:1",))
    lines = await asyncio.to_thread(lambda: list(examine_roads(settings, lambda _far: source)))
    return {line.name: line.words for line in lines}
