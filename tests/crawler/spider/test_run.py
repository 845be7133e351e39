"""What a crawl loads before anything is asked: every site's crawl is a process of its own, and most find little new."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.commands.messages import ROOT

#: What reads a page, what walks to new ones, and what reads the certificate of a server that sent no chain.
_SELDOM = ("crawler.extract.facts", "crawler.extract.lists.registry", "crawler.verdicts.quiet", "crawler.fetch.leaf",
           "crawler.spider.engine", "scrapy", "pypdf", "zxingcpp", "playwright")  # fmt: skip


@pytest.mark.parametrize("program", ["crawler.spider.run", "crawler.files.pdf"])
def test_what_is_seldom_needed_is_not_loaded_at_once(program: str) -> None:
    told = f"import {program}, sys; print(*(name for name in {_SELDOM} if name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    # A program that reads PDF files loads what does that, and nothing of the house.
    assert run.stdout.split() == (["pypdf"] if program == "crawler.files.pdf" else [])
