"""The example package is really installed, offline, and really found and run by another process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.snapshot import PageKind
from tests.support.snapshots import HOME, SnapshotBuilder, facts_of

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "third_party_check"
GUIDE = ROOT / "docs" / "writing-a-check.md"

JUDGE = """
import json, sys
from pathlib import Path
from checks import load_registry
from checks.runner import run_checks
from core.snapshot import open_snapshot
registry = load_registry()
with open_snapshot(Path(sys.argv[1])) as snapshot:
    found = {item.subject: item.outcome for item in run_checks(registry, snapshot) if item.check.startswith("county.")}
place = registry.get("county.article_source").place
print(json.dumps({"found": found, "broken": dict(registry.broken), "place": place}))
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder into which the example was installed by the real installer, without any network."""
    uv = shutil.which("uv")
    if uv is None:
        pytest.skip("uv is not on the PATH")
    # Building leaves files beside the sources, so a copy is built.
    source, target = tmp_path / "source", tmp_path / "site"
    shutil.copytree(EXAMPLE, source, ignore=shutil.ignore_patterns("__pycache__"))
    command = [uv, "pip", "install", "--offline", "--no-deps", "--no-cache", "--python", sys.executable]
    done = subprocess.run([*command, "--target", target, source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


def test_installed_example_is_found_and_runs(tmp_path: Path, installed: Path) -> None:
    builder = SnapshotBuilder(tmp_path / "snapshot")
    for name in ("good/named", "bad/unnamed"):
        html = (EXAMPLE / "tests" / f"{name}.html").read_text("utf-8")
        builder.page(f"{HOME}{name}.html", html, kind=PageKind.ARTICLE, facts=facts_of(html))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(installed), str(ROOT)))}
    done = subprocess.run(
        [sys.executable, "-c", JUDGE, builder.seal()],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "found": {HOME + "bad/unnamed.html": "failed", HOME + "good/named.html": "passed"},
        "broken": {},
        "place": "county_rules.article_source:article_source",
    }


def test_guide_shows_the_example_as_it_is() -> None:
    guide = GUIDE.read_text("utf-8")
    for name in ("pyproject.toml", "src/county_rules/article_source.py"):
        assert (EXAMPLE / name).read_text("utf-8").strip() in guide
