from __future__ import annotations

import pytest

from crawler.extract.doctype import is_standard

_401 = '"http://www.w3.org/TR/html4/loose.dtd"'


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><p>",
        "\ufeff\n<!-- 甲 --> <!doctype HTML >",
        "<?xml version='1.0'?><!DOCTYPE html>",
        '<!DOCTYPE html SYSTEM "about:legacy-compat">',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/x.dtd">',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">',
        f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" {_401}>',
    ],
)
def test_standards_mode_is_known(page: str) -> None:
    assert is_standard(page)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><p>",
        "甲<!DOCTYPE html>",
        "<p><!DOCTYPE html>",
        "<!DOCTYPE svg>",
        "<!DOCTYPE html x>",
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
        f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN" {_401}>',
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">',
        "<!--" * 2000,
        "<!DOCTYPE html PUBLIC " + "'" * 3000,
    ],
)
def test_quirks_and_doubts_are_no_standards_mode(page: str) -> None:
    assert not is_standard(page)
