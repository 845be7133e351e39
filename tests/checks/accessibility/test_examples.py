"""The good and bad pages are documentation; here they are held to be true."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.accessibility.judging import examples, judge, page_of, registry

RULES = [check for check in registry() if check.id.startswith("a11y.") and check.scope == "rule"]
#: Those that read the source: what a browser measured stands in no page.
CHECKS = [check.id for check in RULES if not check.needs & {"scans", "walk"}]
#: What these find needs a person's judgement every time.
ONLY_DOUBTS = {"a11y.iframe_same_name", "a11y.image_alt_meaning"}


@pytest.mark.parametrize("path", examples("accessibility", "good"), ids=lambda path: path.stem)
def test_good_page_passes_every_accessibility_check(path: Path) -> None:
    page = page_of(path.read_text("utf-8"))
    outcomes = {check: judge(check, page).outcome for check in CHECKS}
    assert outcomes[f"a11y.{path.stem.split('-')[0]}"] == "passed"
    assert "failed" not in outcomes.values()


@pytest.mark.parametrize("path", examples("accessibility", "bad"), ids=lambda path: path.stem)
def test_bad_page_fails_its_check_with_evidence(path: Path) -> None:
    found = judge(f"a11y.{path.stem.split('-')[0]}", page_of(path.read_text("utf-8")))
    assert found.outcome == ("cantTell" if found.check in ONLY_DOUBTS else "failed")
    assert found.identity == ()
    assert 1 <= len(found.evidence) <= 5
    assert all(0 < len(item.excerpt) <= 200 and item.record_id == "<urn:x>" for item in found.evidence)


@pytest.mark.parametrize("path", examples("accessibility", "asked"), ids=lambda path: path.stem)
def test_page_that_asks_for_a_person_or_advises_accuses_nobody(path: Path) -> None:
    found = judge(f"a11y.{path.stem.split('-')[0]}", page_of(path.read_text("utf-8")))
    assert found.outcome == "cantTell" or (found.outcome == "passed" and found.warning)


def test_every_check_has_a_good_page_and_one_that_it_speaks_of() -> None:
    shown = {
        folder: {f"a11y.{path.stem.split('-')[0]}" for path in examples("accessibility", folder)}
        for folder in ("good", "bad", "asked")
    }
    assert shown["good"] == set(CHECKS)
    assert shown["bad"] | shown["asked"] == set(CHECKS)


@pytest.mark.parametrize("check", CHECKS)
def test_help_names_what_why_and_how(check: str) -> None:
    text = registry().get(check).help
    assert all(part in text for part in ("是什么：", "为什么重要：", "如何整改：", "<"))
    assert "附件2" not in text
