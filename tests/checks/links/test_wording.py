"""Reasons in words for officials."""

from __future__ import annotations

from checks.links.wording import NO_ISSUER, REASONS, reason
from core.snapshot import Resource, Verdict


def test_a_missing_intermediate_certificate_is_not_laid_to_robots_or_caps() -> None:
    left_out = Resource("https://www.yunling-demo.gov.cn/", Verdict.NOT_CHECKED, True, detail="证书链不完整 (…)")
    capped = Resource("https://www.yunling-demo.gov.cn/a", Verdict.NOT_CHECKED, True)
    assert reason(left_out) == NO_ISSUER
    assert reason(capped) == REASONS[Verdict.NOT_CHECKED]
