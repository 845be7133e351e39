"""Official marks as real feet show them."""

from datetime import date

import pytest

from core.snapshot.facts import FooterMarks
from crawler.extract import extract


def marks(foot: str) -> FooterMarks:
    page = f"<title>云岭县人民政府</title><body><p>{'正文内容。' * 40}</p>{foot}"
    return extract(page.encode(), "", "http://www.yunling-demo.gov.cn/", date(2026, 11, 23)).facts.footer


@pytest.mark.parametrize(
    ("field", "foot", "shown"),
    [
        ("site_id_code", "<p>网站标识码：5309990001</p>", "5309990001"),
        ("site_id_code", "<p>政府网站标识码 5309990001</p>", "5309990001"),
        ("site_id_code", "<p>网站标识码：<span>bm99000001</span></p>", "bm99000001"),
        ("site_id_code", "<p>标识码:５３０９９９０００１</p>", "5309990001"),
        ("site_id_code", "<p>邮编：5309990001</p>", ""),
        ("icp", "<a href='https://beian.miit.gov.cn'>滇ICP备12345678号-1</a>", "滇ICP备12345678号-1"),
        ("icp", "<p>备案号：滇 ICP 备 12345678 号</p>", "滇 ICP 备 12345678 号"),
        ("psb", "<p><img src=a.png>滇公网安备53099902000001号</p>", "滇公网安备53099902000001号"),
        ("psb", "<p>滇公网安备 53099902000001</p>", "滇公网安备 53099902000001"),
        (
            "host_unit",
            "<p>主办单位：云岭县人民政府办公室 承办：县政务中心</p>",
            "主办单位：云岭县人民政府办公室",
        ),
        ("host_unit", "<p>主　办：云岭县人民政府</p>", "主 办：云岭县人民政府"),
        ("host_unit", "<p>云岭县人民政府办公室主办</p>", "云岭县人民政府办公室主办"),
        ("contact", "<p>联系电话：0899-1234567</p>", "0899-1234567"),
        ("contact", "<p>电话：（0899）1234567</p>", "（0899）1234567"),
        ("contact", "<p>滇ICP备12345678号</p>", ""),
        ("sitemap", "<a href=/map.html>网站地图</a>", "网站地图"),
        ("accessibility", "<a href=#>无障碍浏览</a>", "无障碍浏览"),
        ("accessibility", "<a href=#><img src=a.png alt=长者模式></a>", "长者模式"),
        ("ipv6_statement", "<p>本网站支持IPv6</p>", "本网站支持IPv6"),
        ("zhaocuo", "<a href=/zc.html><img src=zc.png alt=我为政府网站找错></a>", "我为政府网站找错"),
    ],
)
def test_values_are_as_shown(field: str, foot: str, shown: str) -> None:
    assert getattr(marks(foot), field) == shown


@pytest.mark.parametrize(
    "foot",
    [
        "<a href='http://bszs.conac.cn/sitename?method=show&id=1'><img src=/images/red.png></a>",
        "<script src='https://dcs.conac.cn/js/01/000/0000/1/CA01.js'></script>",
        "<script>document.write(unescape(\"%3Cscript src='http://dcs.conac.cn/js/1.js'%3E\"))</script>",
        "<span id=_ideConac></span>",
        "<img src=/images/dzjg.png alt=党政机关标识>",
    ],
)
def test_the_badge_in_its_forms(foot: str) -> None:
    assert marks(foot).conac_badge


@pytest.mark.parametrize(
    "foot",
    [
        "<script id=_jiucuo_ sitecode=5309990001 src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script>",
        "<a href='https://zfwzzc.www.gov.cn/check_web/errorInfo/jcInfo/5309990001'></a>",
        "<span id=_span_jiucuo></span>",
    ],
)
def test_the_error_report_in_its_forms(foot: str) -> None:
    assert marks(foot).zhaocuo


def test_a_page_without_marks_and_marks_in_comments() -> None:
    assert marks("") == FooterMarks()
    assert marks("<!-- 网站标识码：5309990001 <script src='//dcs.conac.cn/1.js'></script> -->") == FooterMarks()
