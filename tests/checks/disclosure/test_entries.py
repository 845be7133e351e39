"""Which sites are a government's own portal."""

import pytest

from checks.disclosure.entries import is_government
from core.county import Site
from tests.support.snapshots import HOME


@pytest.mark.parametrize(
    ("name", "unit", "portal"),
    [
        ("云岭县人民政府", "", True),
        ("云溪镇人民政府网站", "云溪镇人民政府", True),
        ("中国·云岭", "云岭县人民政府办公室", True),
        ("云岭县门户网站", "云岭县人民政府", True),
        ("云岭县", "云岭县人民政府办公室", True),
        ("云岭县档案馆", "云岭县人民政府办公室", False),
        ("云岭旅游网", "云岭县人民政府办公室", False),
        ("云岭县政务服务网", "云岭县人民政府办公室", False),
        ("云岭县教育局", "云岭县教育局", False),
        ("云岭县门户网站", "云岭县教育局", False),
    ],
)
def test_a_portal_by_its_name_and_its_unit(name: str, unit: str, portal: bool) -> None:
    assert is_government(Site("x", name, HOME, unit=unit)) is portal
