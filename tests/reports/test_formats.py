"""docs/formats.md lists exactly the fields that the documents hold."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from reports.data import write_findings, write_observations
from tests.reports.factory import PORTAL, checks, inspection, observation
from tests.reports.media_factory import with_media

DOCUMENT = Path(__file__).parents[2] / "docs" / "formats.md"


def documented(heading: str) -> set[str]:
    section = DOCUMENT.read_text("utf-8").split(f"\n### {heading}\n")[1].split("\n#")[0]
    return set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))


def written() -> tuple[dict[str, Any], dict[str, Any]]:
    observations, findings = io.BytesIO(), io.BytesIO()
    write_observations(observations, "snapshot", PORTAL, checks(), [observation()])
    write_findings(with_media(inspection()), findings)
    return json.loads(observations.getvalue()), json.loads(findings.getvalue())


@pytest.mark.parametrize(
    "heading", ["observation", "evidence", "source", "finding", "inspection", "media account", "site report"]
)
def test_every_field_is_documented(heading: str) -> None:
    observations, findings = written()
    seen = observations["sites"][0]["observations"][0]
    held = {
        "observation": seen,
        "evidence": seen["evidence"][0],
        "source": seen["sources"][0],
        "finding": findings["findings"][0],
        "inspection": findings["inspection"],
        "media account": findings["inspection"]["media"][0],
        "site report": findings["sites"][0],
    }
    assert documented(heading) == set(held[heading])


def test_schemas_are_named() -> None:
    text = DOCUMENT.read_text("utf-8")
    for document in written():
        assert document["schema"] in text
        assert list(document) == sorted(document)


def test_fixed_findings_are_listed_without_an_observation() -> None:
    fixed = [item for item in written()[1]["findings"] if item["list"] == "fixed"]
    assert len(fixed) == 1
    assert "observation" not in fixed[0]
