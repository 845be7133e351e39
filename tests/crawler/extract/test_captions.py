"""Captions that invite to scan a picture, and what is none."""

import pytest

from crawler.extract.captions import invitation
from crawler.extract.links import find_links
from crawler.extract.tree import build

LONG = "全县各单位要认真贯彻落实，按照时间节点完成任务，确保各项工作取得实效，" * 3
PAGE = "https://www.yunling-demo.gov.cn/a.html"


@pytest.mark.parametrize(
    ("html", "caption"),
    [
        ("<p><img src=1.png></p><p>扫码关注“云岭发布”</p>", "扫码关注“云岭发布”"),
        ("<p>请扫一扫</p><p><a href=/><img src=1.png></a></p>", "请扫一扫"),
        ("<figure><img src=1.png><figcaption>云岭发布公众号</figcaption></figure>", "云岭发布公众号"),
        ("<div><span><img src=1.png></span><br>识别二维码，了解更多</div>", "识别二维码，了解更多"),
        ("扫码进群<img src=1.png>", "扫码进群"),
        ("<p><img src=1.png></p><p>图1：会议现场</p>", ""),
        ("<p><img src=1.png></p><p>图1：会议现场</p><p>扫码关注</p>", ""),
        (f"<p><img src=1.png></p><p>{LONG}扫码关注</p>", ""),
        ("<img src=1.png>", ""),
    ],
)
def test_the_words_next_to_a_picture(html: str, caption: str) -> None:
    tree = build(f"<body><p>{LONG}</p><div class=article>{html}<p>{LONG}</p></div>")
    (picture,) = tree.tagged("img")
    assert invitation(picture) == caption


@pytest.mark.parametrize(
    ("alt", "text"), [("", "扫码关注云岭发布"), ("1.png", "1.png 扫码关注云岭发布"), ("公众号二维码", "公众号二维码")]
)
def test_a_picture_s_text_is_its_own_and_its_caption(alt: str, text: str) -> None:
    tree = build(f'<p>{LONG}</p><p><img src="/1.png" alt="{alt}"></p><p>扫码关注云岭发布</p>')
    assert [link.text for link in find_links(tree, PAGE, PAGE).links] == [text]
