from __future__ import annotations

import errno
from typing import Any
from unittest.mock import Mock

import aiohttp
import pytest

from core.snapshot import Verdict
from crawler.fetch.dialer import Trip
from crawler.fetch.failures import explain


def connecting(error: OSError) -> aiohttp.ClientConnectorError:
    key: Any = Mock(host="www.yunling-demo.gov.cn", port=80, ssl=True)
    return aiohttp.ClientConnectorError(key, error)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (TimeoutError(), Verdict.TIMEOUT),
        (connecting(OSError(errno.ECONNREFUSED, "refused")), Verdict.REFUSED),
        (connecting(ConnectionResetError("handshake cut short")), Verdict.REFUSED),
        (connecting(OSError(errno.EHOSTUNREACH, "no route to host")), Verdict.TIMEOUT),
        (connecting(OSError(errno.ENETUNREACH, "our own lack")), Verdict.NOT_CHECKED),
        (connecting(OSError(errno.EMFILE, "our own files")), Verdict.NOT_CHECKED),
        (connecting(OSError("Multiple exceptions: [Errno 101] no road, [Errno 111] refused")), Verdict.REFUSED),
        (connecting(OSError("Multiple exceptions: [Errno 101] no road, [Errno 110] silent")), Verdict.TIMEOUT),
        (aiohttp.ServerDisconnectedError(), Verdict.REFUSED),
        (aiohttp.InvalidURL("x"), Verdict.NOT_CHECKED),
        (ValueError("anything else"), Verdict.NOT_CHECKED),
    ],
)
def test_only_what_the_site_did_is_laid_to_it(error: Exception, verdict: Verdict) -> None:
    found, detail = explain(error, Trip(), answered=False)
    assert found is verdict
    assert detail


def test_a_reset_after_the_head_is_a_truncation() -> None:
    assert explain(ConnectionResetError("reset"), Trip("192.0.2.1"), answered=True)[0] is Verdict.TRUNCATED


def test_a_refusal_of_our_own_guard_is_never_the_sites_fault() -> None:
    trip = Trip(refusals=["地址已拒绝"])
    assert explain(connecting(OSError(errno.ECONNREFUSED, "x")), trip, answered=False) == (
        Verdict.GUARDED,
        "地址已拒绝",
    )


def test_silence_while_tls_is_agreed_on_is_told() -> None:
    verdict, detail = explain(TimeoutError(), Trip(securing=True), answered=False)
    assert (verdict, detail[:4]) == (Verdict.TIMEOUT, "TLS:")


def test_silence_of_the_name_service_is_no_silence_of_the_site() -> None:
    assert explain(TimeoutError(), Trip(resolving=True), answered=False)[0] is Verdict.DNS_FAILED
