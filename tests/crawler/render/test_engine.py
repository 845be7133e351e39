"""The vendored engine is the one on record, and is installed with the program."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from crawler.render.engine import AXE, KNOWN_FAULTS, RECORD, load_engine

ROOT = Path(__file__).resolve().parents[3]


def test_every_vendored_file_is_as_recorded() -> None:
    record = json.loads(AXE.joinpath(RECORD).read_text("utf-8"))
    found = {entry.name: hashlib.sha256(entry.read_bytes()).hexdigest() for entry in AXE.iterdir()}
    del found[RECORD]
    assert found == record["sha256"]
    assert record["licence"] == "MPL-2.0"
    head = AXE.joinpath("axe.min.js").read_text("utf-8")[:100]
    assert f"axe v{record['version']}" in head
    assert f"axe-core {record['version']}" in (ROOT / "NOTICE").read_text("utf-8")


def test_engine_speaks_chinese_and_fetches_nothing() -> None:
    engine = load_engine()
    assert re.fullmatch(r"4\.\d+\.\d+", engine.version)
    assert (
        "图像必须有替代文本" in json.loads(AXE.joinpath("zh_CN.json").read_text("utf-8"))["rules"]["image-alt"]["help"]
    )
    assert "axe.configure({locale:" in engine.source
    assert "preload: false" in engine.source


def test_known_faults_are_rules_of_the_engine() -> None:
    rules = json.loads(AXE.joinpath("zh_CN.json").read_text("utf-8"))["rules"]
    assert rules.keys() >= KNOWN_FAULTS


def test_vendored_files_go_into_the_package() -> None:
    # The wheel takes whole folders, whatever is in them, unless version control ignores it.
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    assert '"crawler"' in pyproject.partition("only-include = [")[2].partition("]")[0]
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    assert not any(line.strip("*/").endswith((".js", ".json", "axe")) for line in ignored)
