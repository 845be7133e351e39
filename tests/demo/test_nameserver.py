"""The demo's name server: every kind of answer, over UDP and TCP."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import dns.message
import dns.opcode
import dns.query
import dns.rcode
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.county import running_demo
from demo.nameserver import HostRecord, Zone, respond, respond_to_wire
from demo.seeds import Seeds

ZONE = Zone(
    {
        "www.yunling-demo.gov.cn": HostRecord(("127.0.0.21",), ("::1",)),
        "four.yunling-demo.gov.cn": HostRecord(("127.0.0.22",)),
    },
    ("yunling-demo.gov.cn",),
)


@pytest.mark.parametrize(
    ("name", "kind", "code", "answers"),
    [
        ("www.yunling-demo.gov.cn", "A", dns.rcode.NOERROR, ["127.0.0.21"]),
        ("WWW.Yunling-Demo.gov.cn", "AAAA", dns.rcode.NOERROR, ["::1"]),
        ("four.yunling-demo.gov.cn", "AAAA", dns.rcode.NOERROR, []),
        ("www.yunling-demo.gov.cn", "MX", dns.rcode.NOERROR, []),
        ("yunling-demo.gov.cn", "A", dns.rcode.NOERROR, []),
        ("gone.yunling-demo.gov.cn", "A", dns.rcode.NXDOMAIN, []),
        ("www.example.com", "A", dns.rcode.REFUSED, []),
        ("notyunling-demo.gov.cn", "A", dns.rcode.REFUSED, []),
    ],
)
def test_answers(name: str, kind: str, code: dns.rcode.Rcode, answers: list[str]) -> None:
    response = respond(ZONE, dns.message.make_query(name, kind))
    assert response.rcode() == code
    assert [item.to_text() for rrset in response.answer for item in rrset] == answers
    assert bool(response.authority) == (not answers and code != dns.rcode.REFUSED)


def test_other_opcodes_are_not_implemented() -> None:
    query = dns.message.make_query("www.yunling-demo.gov.cn", "A")
    query.set_opcode(dns.opcode.STATUS)
    assert respond(ZONE, query).rcode() == dns.rcode.NOTIMP


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(wire: bytes) -> None:
    assert respond_to_wire(ZONE, wire) is None or isinstance(respond_to_wire(ZONE, wire), bytes)


def test_a_response_is_not_answered() -> None:
    response = dns.message.make_response(dns.message.make_query("www.yunling-demo.gov.cn", "A"))
    assert respond_to_wire(ZONE, response.to_wire()) is None


@pytest.mark.parametrize("ask", [dns.query.udp, dns.query.tcp])
def test_served_over_udp_and_tcp(tmp_path: Path, ask: Callable[..., dns.message.Message]) -> None:
    with running_demo(tmp_path, date(2026, 11, 23), seeds=Seeds()) as county:
        query = dns.message.make_query("zfwzzc.www.gov.cn", "A")
        response = ask(query, "127.0.0.1", port=county.dns_port, timeout=5)
    assert response.answer[0][0].to_text() == "127.0.0.30"
