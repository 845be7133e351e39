from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import Outcome
from tests.checks.tls.offers import PLAIN_SITE, view
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SITE, SnapshotBuilder

ID = "tls.https"
PLAIN = PLAIN_SITE.home
STAYING = {"strict-transport-security": "max-age=31536000"}


@pytest.mark.parametrize(
    ("plain", "secure", "outcome", "warning"),
    [
        (view(HOME), view(HOME, headers=STAYING), Outcome.PASSED, ""),
        (view(HOME), view(HOME), Outcome.PASSED, "HSTS"),
        (view(PLAIN), view(HOME), Outcome.PASSED, "没有跳转到 https"),
        (view(PLAIN), view(PLAIN), Outcome.PASSED, "又跳转回 http"),
        (view(PLAIN, 0, "refused"), view(HOME, headers=STAYING), Outcome.PASSED, ""),
        (view(HOME), view(HOME, 0, "tls"), Outcome.CANT_TELL, ""),
    ],
)
def test_https_site(
    tmp_path: Path, plain: dict[str, Any], secure: dict[str, Any], outcome: Outcome, warning: str
) -> None:
    found = judge_one(ID, SnapshotBuilder(tmp_path).probe("https", SITE.host, {"http": plain, "https": secure}))
    assert found.outcome is outcome
    assert (warning in found.warning) if warning else found.warning == ""


def test_a_plain_site_without_https(tmp_path: Path) -> None:
    data = {"http": view(PLAIN), "https": view(HOME, 0, "refused")}
    found = judge_one(ID, SnapshotBuilder(tmp_path / "1", site=PLAIN_SITE).probe("https", SITE.host, data))
    assert found.outcome is Outcome.INAPPLICABLE
    assert judge_one(ID, SnapshotBuilder(tmp_path / "2")).outcome is Outcome.INAPPLICABLE
