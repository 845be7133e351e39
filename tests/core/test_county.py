from __future__ import annotations

from core.county import Account, Column, Register, Site, responsible_unit

HOME = "https://www.yunling-demo.gov.cn/"
SITE = Site("yunling", "云岭县", HOME, unit="政府办")


def column(path: str, unit: str) -> Column:
    return Column("yunling", path, HOME + path, unit=unit)


def test_host_has_no_port() -> None:
    assert Site("k", "n", "HTTP://WWW.Yunling-Demo.gov.cn:8080/x").host == "www.yunling-demo.gov.cn"
    assert Site("k", "n", "").host == ""


def test_keys() -> None:
    assert column("a/", "").key == HOME + "a/"
    assert Account("微博", "云岭发布", "123").key == "微博:123"
    assert Account("微博", "云岭发布").key == "微博:云岭发布"


def test_columns_of_site() -> None:
    other = Column("other", "栏目", "https://other-demo.gov.cn/a/")
    mine = column("a/", "")
    assert Register(columns=(other, mine)).columns_of(SITE) == (mine,)


def test_responsible_unit() -> None:
    columns = (
        column("town/index.html", "河口镇"),
        column("town/water/index.html", "水务局"),
        column("index.html", "不应得到根目录"),
        column("plain/", ""),
    )
    assert responsible_unit(HOME + "town/a.html", SITE, columns) == "河口镇"
    assert responsible_unit(HOME + "town/water/a.html", SITE, columns[::-1]) == "水务局"
    assert responsible_unit(HOME + "town/water/a.html", SITE, columns) == "水务局"
    assert responsible_unit(HOME + "plain/a.html", SITE, columns) == "政府办"
    assert responsible_unit(HOME + "a.html", SITE, columns) == "政府办"
    assert responsible_unit(HOME + "index.html", SITE, columns) == "不应得到根目录"
