"""TLS as a browser of today does it: verified, 1.2 or newer, yet tolerant of old gateways that browsers still open."""

from __future__ import annotations

import ssl
from functools import cache


# Reading the system's certificates takes as long as thirty requests.
@cache
def browser_context() -> ssl.SSLContext:
    """A verifying client context, one for the whole process: not to be changed.

    OpenSSL's own defaults refuse servers without RFC 5746 renegotiation and short DH parameters, which browsers
    open; to refuse them would call a site broken that its visitors can read.
    """
    context = ssl.create_default_context()
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    context.set_ciphers("DEFAULT:@SECLEVEL=1")
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
