"""Reasons in words for officials."""

from __future__ import annotations

from checks.links.wording import CUT_FILE, NO_ISSUER, REASONS, reason
from core.snapshot import Resource, Verdict


def test_a_missing_intermediate_certificate_is_not_laid_to_robots_or_caps() -> None:
    left_out = Resource("https://www.yunling-demo.gov.cn/", Verdict.NOT_CHECKED, True, detail="证书链不完整 (…)")
    capped = Resource("https://www.yunling-demo.gov.cn/a", Verdict.NOT_CHECKED, True)
    assert reason(left_out) == NO_ISSUER
    assert reason(capped) == REASONS[Verdict.NOT_CHECKED]


def test_a_file_that_lacks_its_end_is_not_laid_to_the_network() -> None:
    cut = Resource("http://a.gov.cn/a.pdf", Verdict.TRUNCATED, True, detail="file without its end: no %%EOF in …")
    assert reason(cut) == CUT_FILE
    assert reason(Resource("http://a.gov.cn/a.pdf", Verdict.TRUNCATED, True)) == REASONS[Verdict.TRUNCATED]
