"""HTTP statuses by which a server keeps somebody out, and says nothing of whether a visitor gets in."""

from __future__ import annotations

#: The errors of the IANA HTTP Status Code Registry (2026-11).
_REGISTERED = frozenset({*range(400, 418), *range(421, 427), 428, 429, 431, 451, *range(500, 509), 510, 511})
#: Refusals of programs, or of strangers in general; and what no standard knows. RFC 9110 section 15 would have that
#: read as 400 or 500, but firewalls invent statuses for whom they keep out: 418, 444, 468, 493, 521, 567, 999 …
REFUSALS = frozenset({401, 403, 405, 407, 412, 429, 451, 511, 999} | ({*range(400, 600)} - _REGISTERED))
