"""What a certificate says, as far as it can be read: SM2 keys are unknown to many programs, dates and names are not."""

from __future__ import annotations

from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtensionOID

#: Most names of one certificate that are kept.
_MAX_NAMES = 100
#: OID of the SM2 signature with SM3 (GM/T 0006).
_SM2_SIGNATURE = "1.2.156.10197.1.501"


def describe(der: bytes) -> dict[str, Any]:
    """Subject, issuer, dates (ISO 8601, UTC), names, key and signature of a certificate; {"error"} when unreadable."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        return {
            "subject": certificate.subject.rfc4514_string()[:300],
            "issuer": certificate.issuer.rfc4514_string()[:300],
            "not_before": certificate.not_valid_before_utc.isoformat(),
            "not_after": certificate.not_valid_after_utc.isoformat(),
            "names": _names(certificate),
            "key": _key(certificate),
            "signature": certificate.signature_algorithm_oid.dotted_string,
            "self_issued": certificate.subject == certificate.issuer,
        }
    except (ValueError, UnsupportedAlgorithm) as error:
        return {"error": f"{type(error).__name__}: {error}"[:200]}


def _names(certificate: x509.Certificate) -> list[str]:
    try:
        found = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    if not isinstance(found, x509.SubjectAlternativeName):
        return []
    addresses = [str(address) for address in found.get_values_for_type(x509.IPAddress)]
    return [*found.get_values_for_type(x509.DNSName), *addresses][:_MAX_NAMES]


def _key(certificate: x509.Certificate) -> str:
    if certificate.signature_algorithm_oid.dotted_string == _SM2_SIGNATURE:
        return "SM2"
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return "unknown"
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    return f"EC {key.curve.name}" if isinstance(key, ec.EllipticCurvePublicKey) else type(key).__name__
