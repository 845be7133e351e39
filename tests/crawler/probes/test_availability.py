"""One visit: what counts as opened, what as not, what as neither; and whose time is whose."""

import asyncio
from pathlib import Path

import pytest

from core.availability import SlotOutcome, Try
from crawler.fetch import Fetcher, Resolver
from crawler.probes.availability import ask_controls, visit_home
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import Script, fetcher, ok, options, raw_server, says, server_tls

HTML = "Content-Type: text/html; charset=utf-8"
PAGE = ok("<html><title>云岭县人民政府</title><body>要闻动态</body></html>".encode(), HTML)


async def visited(script: Script, limit: float = 5.0, pause: float = 4.9) -> tuple[Try, ...]:
    """The tries at a server that follows `script`; without the pauses, which the limit has no room for twice."""
    async with raw_server(script) as port, fetcher() as client:
        return await visit_home(client, f"http://127.0.0.1:{port}/", limit=limit, pause=pause, sleep=still)


async def still(seconds: float) -> None:
    """Time does not pass in pauses."""


def kinds(tries: tuple[Try, ...]) -> list[tuple[str, str, int]]:
    return [(one.outcome.value, one.kind, one.status) for one in tries]


async def test_what_opens_has_opened_and_its_steps_are_timed(tmp_path: Path) -> None:
    server, client = server_tls(tmp_path)
    zone = {"www.yunling-demo.gov.cn": ("127.0.0.1",)}
    async with (
        dns_server(lambda name, kind: zone.get(name, ()) if kind == "A" else ()) as dns,
        raw_server(says(PAGE), tls=server) as port,
        Fetcher(options(dns_servers=(dns,)), tls=client) as opened,
    ):
        (one,) = await visit_home(opened, f"https://www.yunling-demo.gov.cn:{port}/")
    assert (one.outcome, one.kind, one.status, one.address) == (SlotOutcome.OPENED, "ok", 200, "127.0.0.1")
    steps = (one.dns_ms, one.connect_ms, one.tls_ms)
    assert all(step >= 0 for step in steps)
    # Each is rounded by itself.
    assert sum(steps) <= one.first_byte_ms + 3
    assert one.first_byte_ms <= one.total_ms


async def test_a_literal_address_has_no_name_and_plain_http_no_tls() -> None:
    (one,) = await visited(says(PAGE))
    assert (one.dns_ms, one.tls_ms) == (-1, -1)
    assert one.connect_ms >= 0


@pytest.mark.parametrize(
    ("answer", "kind", "status"),
    [
        (ok(b"", status="503 Service Unavailable"), "server_error", 503),
        (ok(b"", status="404 Not Found"), "dead", 404),
        (ok(b"", "Location: /", status="302 Found"), "redirect_loop", 302),
        (ok(b"", "Location: javascript:x", status="302 Found"), "bad_redirect", 302),
    ],
)
async def test_what_no_visitor_could_open_is_tried_again_until_the_time_is_up(
    answer: bytes, kind: str, status: int
) -> None:
    tries = await visited(says(answer))
    assert kinds(tries) == [("failed", kind, status)] * 2
    assert all(one.needs_proof for one in tries)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (ok(b"", status="403 Forbidden"), "blocked"),
        (ok(b"", status="412 Precondition Failed"), "blocked"),
        (ok(b"", status="521 Web Server Is Down"), "blocked"),
        (ok(b"<html><script>var __jsl_clearance=1</script></html>", HTML), "blocked"),
        (ok(b"", HTML), "empty"),
        (ok(b"", status="400 Bad Request"), "client_error"),
    ],
)
async def test_what_a_visitor_may_not_meet_is_unclear_and_not_tried_again(answer: bytes, kind: str) -> None:
    (one,) = await visited(says(answer))
    assert (one.outcome, one.kind) == (SlotOutcome.UNCLEAR, kind)
    assert not one.needs_proof


async def test_a_certificate_fault_is_no_outage(tmp_path: Path) -> None:
    server, _ = server_tls(tmp_path)
    async with raw_server(says(PAGE), tls=server) as port, fetcher() as client:
        (one,) = await visit_home(client, f"https://127.0.0.1:{port}/")
    assert (one.outcome, one.kind, one.status) == (SlotOutcome.UNCLEAR, "tls", 0)
    # No answer came over it, so it could be our own side as well.
    assert one.needs_proof


async def test_a_gateway_that_lets_plainer_programs_in_has_opened() -> None:
    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(PAGE if b"Upgrade-Insecure-Requests" in head else ok(b"", status="403 Forbidden"))

    assert kinds(await visited(script)) == [("opened", "ok", 200)]


async def test_what_opens_at_a_later_try_has_opened_and_both_are_kept() -> None:
    asked: list[bytes] = []

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        asked.append(head)
        writer.write(PAGE if len(asked) == 2 else ok(b"", status="502 Bad Gateway"))

    assert kinds(await visited(script)) == [("failed", "server_error", 502), ("opened", "ok", 200)]


async def test_tries_and_pauses_together_take_no_longer_than_the_limit() -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async with raw_server(says(ok(b"", status="500 Oops"))) as port, fetcher() as client:
        tries = await visit_home(client, f"http://127.0.0.1:{port}/", sleep=pause)
    # At 0, 5 and 10 seconds; a fourth would begin when the time is up.
    assert len(tries) == 3
    assert pauses == [5.0, 5.0]
    assert sum(pauses) + sum(one.total_ms for one in tries) / 1000 < 15


async def test_the_limit_holds_for_all_hops_together() -> None:
    silent = asyncio.Event()

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        if head.startswith(b"GET /slow"):
            await silent.wait()
        writer.write(ok(b"", "Location: /slow", status="302 Found"))

    (one,) = await visited(script, limit=1.5, pause=3.0)
    assert (one.outcome, one.kind, one.first_byte_ms) == (SlotOutcome.FAILED, "timeout", -1)
    assert one.url.endswith("/slow")
    assert one.total_ms >= 1500


async def test_text_that_is_coming_is_no_outage() -> None:
    silent = asyncio.Event()

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        text = "<html><body>" + "县政府常务会议研究部署防汛工作。" * 60
        writer.write(f"HTTP/1.1 200 OK\r\n{HTML}\r\nContent-Length: 999999\r\n\r\n{text}".encode())
        await silent.wait()

    (one,) = await visited(script, limit=1.5, pause=3.0)
    assert (one.outcome, one.kind, one.status) == (SlotOutcome.UNCLEAR, "timeout", 200)


async def test_refused_and_unknown_names_are_failures_that_need_proof() -> None:
    async with dns_server(lambda name, kind: ()) as dns, fetcher(dns_servers=(dns,)) as client:
        closed = await visit_home(client, "http://127.0.0.1:1/", limit=4.0, pause=5.0)
        gone = await visit_home(client, "http://gone.yunling-demo.gov.cn/", limit=4.0, pause=5.0)
    assert kinds(closed) == [("failed", "refused", 0)]
    assert kinds(gone) == [("failed", "dns_gone", 0)]
    assert gone[0].dns_ms >= 0
    assert gone[0].connect_ms == -1


async def test_a_guarded_address_is_not_contacted() -> None:
    touched: list[bytes] = []

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        touched.append(head)

    async with raw_server(script) as port, fetcher(allow_private=()) as client:
        (one,) = await visit_home(client, f"http://127.0.0.1:{port}/")
    assert (one.outcome, one.kind, touched) == (SlotOutcome.UNCLEAR, "guarded", [])


async def test_twelve_dead_names_keep_no_healthy_site_waiting() -> None:
    """Their name server says nothing at all; the healthy one is asked last and is done first."""
    done: list[str] = []
    zone = {f"dead{number}.example": None for number in range(12)} | {"well.example": ("127.0.0.1",)}

    async def visit(client: Fetcher, host: str, port: int) -> Try:
        (one,) = await visit_home(client, f"http://{host}:{port}/", limit=4.0, pause=5.0)
        done.append(host)
        return one

    async with (
        dns_server(lambda name, kind: zone[name] if kind == "A" else ()) as dns,
        raw_server(says(PAGE)) as port,
        # One resolver for all, as in the monitoring.
        Fetcher(options(), resolver=Resolver((dns,))) as client,
    ):
        tries = await asyncio.gather(*(visit(client, host, port) for host in zone))
    *dead, well = tries
    assert done[0] == "well.example"
    assert well.outcome is SlotOutcome.OPENED
    assert well.dns_ms >= 0
    assert {(one.outcome, one.kind, one.dns_ms) for one in dead} == {(SlotOutcome.FAILED, "dns_failed", -1)}


async def test_only_controls_that_open_answer() -> None:
    broken = says(ok(b"", status="502 Bad Gateway"))
    async with raw_server(says(PAGE)) as good, raw_server(broken) as bad, fetcher() as client:
        urls = [f"http://127.0.0.1:{good}/", f"http://127.0.0.1:{bad}/", "http://127.0.0.1:1/"]
        found = await ask_controls(client, urls)
    assert [(one.url, one.ok) for one in found] == list(zip(urls, (True, False, False), strict=True))
    assert all(one.detail for one in found)
