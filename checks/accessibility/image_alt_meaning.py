"""Alternative texts that tell nothing: WCAG 2.2 SC 1.1.1 (A), ACT rule 9eb3f6; most need a person to judge them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.accessibility.names import namer_of
from checks.accessibility.outline import Outline, outline_of
from checks.accessibility.visibility import is_tiny, value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_FILE = re.compile(r"[^\s/\\]{1,120}\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?|ico)", re.IGNORECASE)
#: Long numbers and hexadecimal names, as cameras and upload scripts give them.
_NUMBERED = re.compile(
    r"(?:img|dsc|dscn|pic|image|photo|微信图片|qq图片|screenshot)?[-_ ]?[0-9a-f_-]{8,80}", re.IGNORECASE
)
_SAYS_NOTHING = frozenset(
    {
        "图片",
        "图",
        "照片",
        "图像",
        "插图",
        "配图",
        "无标题",
        "未命名",
        "图片说明",
        "请输入图片描述",
        "这里写图片描述",
        "在这里插入图片描述",
    }
    | {"image", "img", "picture", "pic", "photo", "alt", "untitled", "logo图", "none", "空白"}
)
#: What programs write where they have nothing to write: no picture's meaning is one of these.
_LEFT_BY_PROGRAMS = frozenset({"undefined", "null", "nan", "[object object]"})
#: Names that programs count pictures by, and what only keeps room.
_COUNTED = re.compile(
    r"(?:未标题|无标题|未命名|untitled|image|img|picture|pic|photo|图片|照片|截图|screenshot)[-_ ]?\d{1,7}"
    r"|spacer|占位(?:图|符)?|placeholder",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?:)?//\S+|[.\w/-]*/[^\s/]+\.[a-z]{3,4}", re.IGNORECASE)
#: What readers say of a picture by themselves.
_AS_PICTURE = re.compile(
    r"(?:an? )?(?:image|picture|photo(?:graph)?|graphic|icon) of\b|(?:这是)?(?:一[张幅])?(?:图片|照片|图像)[:：]",
    re.IGNORECASE,
)
#: Characters of a text that is heard without a stop.
_LONG = 150
_WORDY = "替代文字以“图片：”一类的字开头，或者太长，宜用一句话写明内容"
_SPACER = '只占位置的图片写了替代文字，会被读出，宜写 alt=""'
_AS_FILE = "替代文字是文件名或编号：“{}”"
_EMPTY_WORDS = "替代文字“{}”没有说明图片内容"
_TWICE = '替代文字与同一链接中的文字重复，会读两遍，图片可写 alt=""'


@rule(id="a11y.image_alt_meaning", title="图片的替代文字没有意义", wcag=("1.1.1",), act=("9eb3f6", "qt1vmo"), version=2)
def image_alt_meaning(page: Page, params: Params) -> Ruling:
    """是什么：图片写了替代文字，但内容像是文件名或编号，网址，或者写成“图片”“照片”一类空话，需要人工核对；与同一
    链接中的文字重复的，只作提醒。程序没有取到内容而写成 undefined、null 的，认定为问题。

    为什么重要：读屏软件会把这些文字照读出来，视力障碍群众听到一串编号，仍然不知道图上是什么。

    如何整改：用一句话写明图片表达的意思；只作装饰，或者旁边文字已经说明的，写空的 alt=""。例如：

        <img src="IMG_0231.jpg" alt="县领导走访慰问困难群众">
        <a href="/news/1.html"><img src="1.jpg" alt="">全县秋收工作现场会召开</a>
    """
    seen = outline_of(page.dom)
    pictures = [*seen.elements("img"), *(node for node in seen.elements("input") if _is_image_button(seen, node))]
    namer = namer_of(seen)
    images = [node for node in pictures if namer.name(node).text]
    faults: list[Fault] = []
    doubts: list[Fault] = []
    advice: list[Fault] = []
    for node in images:
        text = namer.name(node).text
        if text.casefold() in _LEFT_BY_PROGRAMS:
            faults.append(Fault(node, _EMPTY_WORDS.format(text)))
            continue
        numbered = any(map(str.isdigit, text)) and _NUMBERED.fullmatch(text)
        if is_tiny(seen.attributes(node)):
            advice.append(Fault(node, _SPACER))
        elif _FILE.fullmatch(text) or numbered or _ADDRESS.fullmatch(text) or text.casefold() == _file_name(seen, node):
            doubts.append(Fault(node, _AS_FILE.format(text[:30])))
        elif not any(map(str.isalnum, text)):
            doubts.append(Fault(node, _EMPTY_WORDS.format(text[:30])))
        elif text.casefold() in _SAYS_NOTHING or _COUNTED.fullmatch(text):
            doubts.append(Fault(node, _EMPTY_WORDS.format(text)))
        elif _is_repeated(seen, node, text):
            advice.append(Fault(node, _TWICE))
        elif _AS_PICTURE.match(text) or len(text) > _LONG:
            advice.append(Fault(node, _WORDY))
    return Ruling(len(images), faults, doubts, advice)


def _is_image_button(seen: Outline, node: LexborNode) -> bool:
    return value(seen.attributes(node), "type").lower() == "image"


def _file_name(seen: Outline, node: LexborNode) -> str:
    source = value(seen.attributes(node), "src").partition("?")[0]
    return source.rpartition("/")[2].casefold() or "/"


def _is_repeated(seen: Outline, node: LexborNode, text: str) -> bool:
    above = node.parent
    if above is None or above.tag not in ("a", "button"):
        return False
    return namer_of(seen).visible_text(above) == text
