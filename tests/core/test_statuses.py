"""Which statuses keep somebody out, and which tell of a fault."""

from core.statuses import REFUSALS


def test_what_standards_know_as_a_fault_is_no_refusal() -> None:
    assert REFUSALS.isdisjoint({200, 302, 400, 404, 410, 414, 416, 422, 431, 500, 501, 502, 503, 504, 505, 508})
    assert {401, 403, 405, 407, 412, 418, 429, 432, 451, 461, 468, 471, 493, 509, 511, 521, 567, 999} <= REFUSALS
