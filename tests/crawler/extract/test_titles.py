"""The title of an article: shown as a heading, above its date only, broken into lines, or in the title tag alone."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import extract

SEEN = date(2026, 11, 23)
TITLE = "云岭县组织开展秋季河道清理行动"
LONG = "云岭县人民政府办公室关于做好2026年秋季河道清理有关工作的紧急通知"
SITE = "云岭县人民政府门户网站"
TEXT = "<p>云岭县水务局组织各乡镇清理河道，保障行洪安全。</p>" * 4
DATED = "<p>来源：县水务局　发布时间：2026-10-19</p>"
HEADING = f"<h1>{TITLE}</h1>"

TITLES: dict[str, tuple[str, str, str]] = {
    "heading": (f"{TITLE}_{SITE}", HEADING + DATED, TITLE),
    "site's name first": (f"{SITE}-{TITLE}", DATED, TITLE),
    "site's name first, with a bar": (f"{SITE} | {TITLE}", DATED, TITLE),
    "site's name last": (f"{TITLE}-云岭县水务局", DATED, TITLE),
    "site's name behind arrows": (f"{TITLE}>>{SITE}", DATED, TITLE),
    "column between": (f"云岭县水务局 - 通知公告 - {TITLE}", DATED, TITLE),
    "column between, site last": (f"{TITLE} - 通知公告 - 云岭县水务局", DATED, TITLE),
    "hyphen of its own": (f"云岭县2026-2030年规划纲要-{SITE}", DATED, "云岭县2026-2030年规划纲要"),
    "hyphen and no site": ("云岭县2026-2030年规划纲要", DATED, "云岭县2026-2030年规划纲要"),
    "site's name by its tag": (f"云岭在线—{TITLE}", "<meta name=SiteName content='云岭在线'>" + DATED, TITLE),
    "bold cell": (
        SITE,
        f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>[2026-10-19] 来源：[县水务局]</td></tr></table>",
        TITLE,
    ),
    "centred paragraph": (SITE, f"<p align=center>{TITLE}</p><p>县水务局 2026-10-19 浏览次数：3</p>", TITLE),
    "broken into lines": (LONG, "<h1>云岭县人民政府办公室<br>关于做好2026年秋季河道清理有关工作的紧急通知</h1>", LONG),
    "cut in the tag": ("云岭县人民政府办公室关于做好2026年秋季河道清...", f"<div class=arc_title>{LONG}</div>", LONG),
    "filled by script": (TITLE, "<h1>{{ detail.title }}</h1>" + DATED, TITLE),
    "portal": (SITE, "".join(f"<h2>{box}展示专栏区</h2><img src=/1.jpg>" for box in ("新闻", "服务", "互动")), SITE),
    "neither name nor heading": (
        "",
        "<table><tr><td>2026年10月河道清理统计表</td></tr></table>",
        "2026年10月河道清理统计表",
    ),
}


@pytest.mark.parametrize("shape", TITLES)
def test_the_title_is_read(shape: str) -> None:
    tag, body, title = TITLES[shape]
    page = f"<html><head><title>{tag}</title></head><body><nav><a href='/'>首页</a></nav>{body}{TEXT}</body></html>"
    facts = extract(page.encode(), "text/html", "http://www.yunling-demo.gov.cn/a/1.html", SEEN).facts
    assert facts.article.title == title


def test_a_day_above_which_a_title_stands_is_read() -> None:
    page = f"<html><title>{SITE}</title><body>{TITLES['bold cell'][1]}{TEXT}</body></html>"
    facts = extract(page.encode(), "text/html", "http://www.yunling-demo.gov.cn/a/1.html", SEEN).facts
    assert facts.publish_day == date(2026, 10, 19)
