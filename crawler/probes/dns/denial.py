"""Proof that a delegation has no DS record, so that the zone below is rightly unsigned (RFC 4035, RFC 5155)."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import cast

import dns.dnssec
import dns.message
import dns.name
import dns.rdatatype
from dns.rdtypes.ANY.DNSKEY import DNSKEY
from dns.rdtypes.ANY.NSEC import NSEC
from dns.rdtypes.ANY.NSEC3 import NSEC3

from crawler.probes.dns.signatures import broken, signed_set

#: Most hash rounds (RFC 9276 wants 0) and most proofs looked at.
_MAX_ITERATIONS = 150
_MAX_PROOFS = 10
_OPT_OUT = 1


def proves_no_ds(
    message: dns.message.Message,
    name: dns.name.Name,
    zone: dns.name.Name,
    keys: tuple[DNSKEY, ...],
    now: float,
) -> bool:
    """Whether the answer proves, signed by `zone`, that `name` is delegated without DS."""
    for owner, proof in _proofs(message, zone, keys, now, dns.rdatatype.NSEC):
        if owner == name:
            return _unsigned_delegation(proof)
    hashed = [
        (owner, proof)
        for owner, proof in _proofs(message, zone, keys, now, dns.rdatatype.NSEC3)
        if isinstance(proof, NSEC3) and proof.iterations <= _MAX_ITERATIONS
    ]
    return _by_hash(hashed, name, zone)


def _proofs(
    message: dns.message.Message,
    zone: dns.name.Name,
    keys: tuple[DNSKEY, ...],
    now: float,
    kind: dns.rdatatype.RdataType,
) -> Iterator[tuple[dns.name.Name, NSEC | NSEC3]]:
    owners = [rrset.name for rrset in message.authority if rrset.rdtype == kind]
    for owner in owners[:_MAX_PROOFS]:
        rrset, signatures = signed_set(message, message.authority, owner, kind)
        if rrset is not None and not broken(rrset, signatures, zone, keys, now):
            yield owner, cast(NSEC | NSEC3, rrset[0])


def _by_hash(proofs: list[tuple[dns.name.Name, NSEC3]], name: dns.name.Name, zone: dns.name.Name) -> bool:
    """A proof about the very name; or one of a span without proofs (opt-out) around it, below a name that exists."""
    below = name
    for owner, proof in proofs:
        if _hash(name, proof) == _label(owner):
            return _unsigned_delegation(proof)
    while below != zone:
        above = below.parent()
        if any(_hash(above, proof) == _label(owner) for owner, proof in proofs):
            return any(proof.flags & _OPT_OUT and _covers(owner, proof, below) for owner, proof in proofs)
        below = above
    return False


def _covers(owner: dns.name.Name, proof: NSEC3, name: dns.name.Name) -> bool:
    first, last, value = _label(owner), base64.b32hexencode(proof.next).decode().rstrip("="), _hash(name, proof)
    if first < last:
        return first < value < last
    return value > first or value < last


def _unsigned_delegation(proof: NSEC | NSEC3) -> bool:
    return _has(proof, dns.rdatatype.NS) and not (_has(proof, dns.rdatatype.DS) or _has(proof, dns.rdatatype.SOA))


def _has(proof: NSEC | NSEC3, kind: dns.rdatatype.RdataType) -> bool:
    byte, bit = divmod(int(kind), 8)
    return any(window == 0 and byte < len(bitmap) and bitmap[byte] & (0x80 >> bit) for window, bitmap in proof.windows)


def _hash(name: dns.name.Name, proof: NSEC3) -> str:
    return dns.dnssec.nsec3_hash(name, proof.salt, proof.iterations, proof.algorithm).upper()


def _label(owner: dns.name.Name) -> str:
    return owner.labels[0].decode("ascii", "replace").upper()
