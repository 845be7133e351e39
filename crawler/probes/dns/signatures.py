"""Whether signatures over a record set hold, and why not. All work is bounded: zones may be made to be costly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import dns.dnssec
import dns.dnssecalgs
import dns.exception
import dns.message
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdataset
import dns.rdatatype
import dns.rrset
from dns.rdtypes.ANY.DNSKEY import DNSKEY
from dns.rdtypes.ANY.DS import DS
from dns.rdtypes.ANY.RRSIG import RRSIG

#: Most signatures over one set that are tried, and most keys of the same tag (KeyTrap, CVE-2023-50387).
_MAX_SIGNATURES = 8
_MAX_SAME_TAG = 4
#: Digests of DS records that are believed (RFC 8624): SHA-256, SHA-384, and SHA-1 where there is nothing better.
_GOOD_DIGESTS = (2, 4)
_OLD_DIGESTS = (1,)

#: Flags of a DNSKEY: it may sign a zone; it has been withdrawn (RFC 4034, RFC 5011).
_ZONE_KEY, _REVOKED = 256, 128

#: Why a signature does not hold: from what tells least to what tells most.
REASONS = ("unsigned", "unknown-key", "unsupported", "early", "expired", "wrong")


def signed_set(
    message: dns.message.Message, section: list[dns.rrset.RRset], name: dns.name.Name, kind: dns.rdatatype.RdataType
) -> tuple[dns.rrset.RRset | None, dns.rrset.RRset | None]:
    """A record set of one section and the signatures over it."""
    rrset = message.get_rrset(section, name, dns.rdataclass.IN, kind)
    return rrset, message.get_rrset(section, name, dns.rdataclass.IN, dns.rdatatype.RRSIG, kind)


def broken(
    rrset: dns.rrset.RRset,
    signatures: dns.rrset.RRset | None,
    zone: dns.name.Name,
    keys: Iterable[DNSKEY],
    now: float,
) -> str:
    """Why no signature by `keys` of `zone` over `rrset` holds at `now` (seconds since 1970); empty: one does."""
    reasons = {"unsigned"}
    known = tuple(keys)
    for signature in cast(list[RRSIG], list(signatures or ())[:_MAX_SIGNATURES]):
        if signature.signer != zone:
            reasons.add("unknown-key")
            continue
        reason = _tried(rrset, signature, zone, known, now)
        if not reason:
            return ""
        reasons.add(reason)
    return max(reasons, key=REASONS.index)


def _tried(
    rrset: dns.rrset.RRset,
    signature: RRSIG,
    zone: dns.name.Name,
    keys: tuple[DNSKEY, ...],
    now: float,
) -> str:
    if not supported(signature.algorithm):
        return "unsupported"
    if signature.expiration < now:
        return "expired"
    if signature.inception > now:
        return "early"
    same = [key for key in keys if dns.dnssec.key_id(key) == signature.key_tag and key.algorithm == signature.algorithm]
    if not same:
        return "unknown-key"
    candidates = dns.rdataset.from_rdata_list(0, list(same[:_MAX_SAME_TAG]))
    try:
        dns.dnssec.validate_rrsig(rrset, signature, {zone: candidates}, now=now)
    except (dns.exception.DNSException, ValueError):
        return "wrong"
    return ""


def supported(algorithm: int) -> bool:
    """Whether signatures of this algorithm are checked here; China's SM2 (17) and retired ones count as unsigned."""
    try:
        dns.dnssecalgs.get_algorithm_cls(algorithm)
    except (dns.exception.DNSException, ValueError):
        return False
    key = dns.rdata.from_text(dns.rdataclass.IN, dns.rdatatype.DNSKEY, f"{_ZONE_KEY} 3 {algorithm} AAAA")
    return dns.dnssec.default_policy.ok_to_validate(cast(DNSKEY, key))


def usable(ds_set: Iterable[DS]) -> list[DS]:
    """The DS records that can be checked here, the better digests alone where there are any."""
    known = [ds for ds in ds_set if supported(ds.algorithm)]
    good = [ds for ds in known if ds.digest_type in _GOOD_DIGESTS]
    return (good or [ds for ds in known if ds.digest_type in _OLD_DIGESTS])[:_MAX_SIGNATURES]


def entry_keys(zone: dns.name.Name, keys: Iterable[DNSKEY], ds_set: Iterable[DS]) -> list[DNSKEY]:
    """The keys of `zone` that one of `ds_set` names."""
    fit = [key for key in keys if key.flags & _ZONE_KEY and not key.flags & _REVOKED]
    return [key for key in fit if any(_names(ds, zone, key) for ds in ds_set)]


def _names(ds: DS, zone: dns.name.Name, key: DNSKEY) -> bool:
    if ds.key_tag != dns.dnssec.key_id(key) or ds.algorithm != key.algorithm:
        return False
    try:
        made = dns.dnssec.make_ds(zone, key, ds.digest_type, validating=True)
    except (dns.exception.DNSException, ValueError):
        return False
    return bool(made.digest == ds.digest)
