"""Forms of official numbers: 网站标识码, ICP备案号, 公安机关备案号 (国办发〔2017〕47号)."""

from __future__ import annotations

import re

_ID_CODE = re.compile(r"(?<![0-9a-z])(\d{10}|bm\d{8})(?![0-9a-z])", re.IGNORECASE)
_ICP = re.compile(r"[\u4e00-\u9fa5]ICP(?:备案号|备案|备|证)?[:：]?(?:[A-Z]\d?-)?\d{5,}", re.IGNORECASE)
_PSB = re.compile(r"(?<!\d)\d{14}(?!\d)")


def id_code_in(text: str) -> str:
    """The site id code (ten digits, or bm and eight digits) that a text shows, lower case; empty when none."""
    found = _ID_CODE.search(_tight(text))
    return found[1].lower() if found else ""


def is_id_code(text: str) -> bool:
    """Whether a text is a site id code and nothing else."""
    return _ID_CODE.fullmatch(text.strip()) is not None


def shows_icp(text: str) -> bool:
    """Whether a text holds an ICP filing number such as 滇ICP备12345678号."""
    return _ICP.search(_tight(text)) is not None


def shows_psb(text: str) -> bool:
    """Whether a text holds a public-security filing number of 14 digits."""
    return _PSB.search(_tight(text)) is not None


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)
