from __future__ import annotations

import ssl
from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crawler.probes.tls.certificate import describe
from tests.crawler.probes.tls.certificates import HOST, NOW, made, sm2


def leaf(path: Path) -> bytes:
    return ssl.PEM_cert_to_DER_cert(path.read_text().partition("-----BEGIN PRIVATE")[0])


def test_dates_names_and_key(tmp_path: Path) -> None:
    chain, _ = made(tmp_path, (HOST, "*.yunling-demo.gov.cn"), until=NOW + timedelta(days=3))
    told = describe(leaf(chain))
    assert told["names"] == [HOST, "*.yunling-demo.gov.cn"]
    assert told["key"] == "EC secp256r1"
    assert told["not_after"][:10] == f"{NOW + timedelta(days=3):%Y-%m-%d}"
    assert (told["subject"], told["issuer"], told["self_issued"]) == (f"CN={HOST}", "CN=Test Root", False)


def test_without_names(tmp_path: Path) -> None:
    chain, _ = made(tmp_path, ())
    assert describe(leaf(chain))["names"] == []


def test_sm2_is_read_without_an_error(tmp_path: Path) -> None:
    told = describe(sm2(tmp_path))
    assert (told["key"], told["names"], told["self_issued"]) == ("SM2", [HOST], True)
    assert told["not_after"] > told["not_before"]


@given(st.binary(max_size=300))
def test_any_bytes(der: bytes) -> None:
    assert "error" in describe(der)
