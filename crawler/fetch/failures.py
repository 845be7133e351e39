"""From an exception of the HTTP client to a verdict and a sentence. What cannot be laid to the site is NOT_CHECKED."""

from __future__ import annotations

import errno
import re

import aiohttp
from aiohttp.http_exceptions import ContentLengthError, HttpProcessingError, TransferEncodingError

from core.snapshot.resource import Verdict
from crawler.fetch.dialer import NotResolved, Trip
from crawler.fetch.lenient import HeadMissing, HeadTooLarge

_REFUSED = {errno.ECONNREFUSED, errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE}
_SILENT = {errno.ETIMEDOUT, errno.EHOSTUNREACH}
_ERRNO = re.compile(r"\[Errno (\d+)\]")
#: OpenSSL: unable to get (local) issuer certificate, unable to verify the first certificate. The server left out an
#: intermediate certificate, which most browsers fetch or know: it is neither expired nor self-signed.
_INCOMPLETE = frozenset({2, 20, 21})
#: How aiohttp says that a chunked body simply stopped.
_ENDED_EARLY = "Not enough data"
#: Exceptions that need no closer look, first match wins. InvalidURL is our client's limit: the address was
#: parsed as a browser does before.
_PLAIN: tuple[tuple[tuple[type[Exception], ...], Verdict], ...] = (
    ((TimeoutError,), Verdict.TIMEOUT),
    ((HeadTooLarge,), Verdict.TOO_LARGE),
    ((HeadMissing,), Verdict.NOT_CHECKED),
    ((aiohttp.ClientSSLError,), Verdict.TLS),
    ((aiohttp.ClientResponseError, HttpProcessingError), Verdict.PROTOCOL),
    ((aiohttp.ServerDisconnectedError, ConnectionError), Verdict.REFUSED),
    ((aiohttp.InvalidURL,), Verdict.NOT_CHECKED),
)

Failure = tuple[Verdict, str]


def explain(error: Exception, trip: Trip, *, answered: bool) -> Failure:
    """Return the verdict and an English detail for what `error` did to one request, `answered` after its head came."""
    if trip.refusals and not trip.peer:
        return Verdict.GUARDED, trip.refusals[0]
    if lacks_issuer(error):
        return Verdict.NOT_CHECKED, f"证书链不完整 (the issuer's certificate was not sent): {error}"[:400]
    if trip.resolving and isinstance(error, TimeoutError):
        return Verdict.DNS_FAILED, "DNS: no answer in time"
    if isinstance(error, TimeoutError) and trip.securing:
        return Verdict.TIMEOUT, "TLS: connected, but nobody answered the handshake in time"
    verdict = _verdict(error)
    if verdict is Verdict.REFUSED and answered:
        verdict = Verdict.TRUNCATED
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return verdict, f"DNS: {error.os_error}"[:400]
    return verdict, f"{type(error).__name__}: {error}"[:400]


def lacks_issuer(error: Exception) -> bool:
    """Whether a certificate was refused only because its issuer is not known here."""
    cause = error.certificate_error if isinstance(error, aiohttp.ClientConnectorCertificateError) else None
    return getattr(cause, "verify_code", 0) in _INCOMPLETE


def _verdict(error: Exception) -> Verdict:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _dns(error.os_error)
    if isinstance(error, aiohttp.ClientPayloadError):
        return _payload(error)
    plain = next((verdict for kinds, verdict in _PLAIN if isinstance(error, kinds)), None)
    if plain is not None:
        return plain
    return _system(error) if isinstance(error, OSError) else Verdict.NOT_CHECKED


def _dns(cause: OSError) -> Verdict:
    return (cause.resolution.verdict if isinstance(cause, NotResolved) else None) or Verdict.DNS_FAILED


def _payload(error: aiohttp.ClientPayloadError) -> Verdict:
    cause = error.__cause__
    if isinstance(cause, ContentLengthError):
        return Verdict.TRUNCATED
    if isinstance(cause, TransferEncodingError):
        return Verdict.TRUNCATED if _ENDED_EARLY in str(cause) else Verdict.PROTOCOL
    return Verdict.PROTOCOL if isinstance(cause, HttpProcessingError) else Verdict.TRUNCATED


def _system(error: OSError) -> Verdict:
    """Judge by errno; when several addresses failed differently, aiohttp tells the numbers only in its message."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, ConnectionError):
        return Verdict.REFUSED
    codes = {cause.errno} if cause.errno is not None else {int(code) for code in _ERRNO.findall(str(cause))}
    if codes & _REFUSED:
        return Verdict.REFUSED
    return Verdict.TIMEOUT if codes & _SILENT else Verdict.NOT_CHECKED
