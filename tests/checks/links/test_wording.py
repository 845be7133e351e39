"""Reasons in words for officials."""

from __future__ import annotations

from checks.links.wording import CUT_FILE, NO_ISSUER, REASONS, SITELESS, THROWN, describe_sources, is_siteless, reason
from core.outcome import Source
from core.snapshot import CHOICE, Link, Resource, Role, Verdict
from crawler.fetch.verdict import NO_LISTING


def test_a_missing_intermediate_certificate_is_not_laid_to_robots_or_caps() -> None:
    left_out = Resource("https://www.yunling-demo.gov.cn/", Verdict.NOT_CHECKED, True, detail="证书链不完整 (…)")
    capped = Resource("https://www.yunling-demo.gov.cn/a", Verdict.NOT_CHECKED, True)
    assert reason(left_out) == NO_ISSUER
    assert reason(capped) == REASONS[Verdict.NOT_CHECKED]


def test_a_file_that_lacks_its_end_is_not_laid_to_the_network() -> None:
    cut = Resource("http://a.gov.cn/a.pdf", Verdict.TRUNCATED, True, detail="file without its end: no %%EOF in …")
    assert reason(cut) == CUT_FILE
    assert reason(Resource("http://a.gov.cn/a.pdf", Verdict.TRUNCATED, True)) == REASONS[Verdict.TRUNCATED]


def test_what_browsers_only_choose_among_others_is_told_so() -> None:
    sources = (Source("http://a.gov.cn/", ""),)
    choice, shown = (
        Link("http://a.gov.cn/a.png", Role.IMAGE, element, True, 1, 1, False, "", sources, None)
        for element in (CHOICE, "img")
    )
    assert "备选" in describe_sources([choice], sources)
    assert "备选" not in describe_sources([choice, shown], sources)


def test_a_server_that_failed_with_status_200_is_not_told_by_that_status() -> None:
    thrown = Resource(
        "http://a.cn/", Verdict.SERVER_ERROR, True, status=200, detail="a server's error page sent with 200"
    )
    assert reason(thrown) == THROWN
    assert "HTTPS" in reason(Resource("https://a.cn/", Verdict.TIMEOUT, True, detail="TLS: connected, but …"))
    assert "403" in reason(Resource("http://a.cn/b/", Verdict.CLIENT_ERROR, True, status=403, detail=NO_LISTING))


def test_a_name_that_points_nowhere_is_told_from_one_in_the_own_network() -> None:
    nowhere, within = (
        Resource("http://a.cn/", Verdict.GUARDED, False, detail=f"地址 {address} 属于内网、本机或保留地址。")
        for address in ("0.0.0.0", "10.0.0.1")
    )
    assert "0.0.0.0" in reason(nowhere)
    assert reason(within) == REASONS[Verdict.GUARDED]


def test_a_host_without_a_site_is_not_called_sold() -> None:
    closed = Resource("http://a.gov.cn/", Verdict.PARKED, False, detail="no site stands there: '站点已停用'")
    assert reason(closed) == SITELESS
    assert is_siteless(closed)
    assert not is_siteless(Resource("http://a.gov.cn/", Verdict.PARKED, False, detail="parking page titled 'a'"))
