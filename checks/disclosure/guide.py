"""The facts that a disclosure guide (政府信息公开指南) must give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.disclosure.entries import pages_said, read_entries_of
from checks.disclosure.platform import PARTS
from checks.freshness.main_text import main_text
from checks.interface import Params, check
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, PageKind, Snapshot

_CHECK = "disclosure.guide"
_TITLE = re.compile(r"信息公开(?:工作)?指南")
#: Fact → how guides state it. A telephone and an address need a value, not only the word.
_FACTS = {
    "机构名称": re.compile(
        r"(?:机构|单位|部门)\s*名称|(?:受理|工作|承办|主管|公开)\s*(?:机构|单位|部门)|机关名称|办公室"
    ),
    "办公地址": re.compile(r"地\s*址|地\s*点|位\s*于|[路街道]\s*\d{1,5}\s*号"),
    "联系电话": re.compile(r"(?:\d{3,4}\s*[-—－]\s*)\d{7,8}|(?<!\d)\d{7,8}(?!\d)|1\d{10}|12345"),
    "电子邮箱": re.compile(r"邮\s*箱|信\s*箱|E-?\s*mail|[\w.-]+@[\w-]+\.", re.I),
    "办公时间": re.compile(r"时\s*间|上午|工作日|\d{1,2}\s*[:：]\s*\d{2}"),
    "受理渠道": re.compile(r"当面|现场|信函|邮寄|邮政|传真|网上|在线|网络|受理\s*(?:渠道|方式)|申请\s*(?:渠道|方式)"),
}
#: Characters of a page that can be a guide; a shorter one has it as a picture or a file.
_SHORTEST = 200
_MOST = 20


@check(
    id=_CHECK,
    title="政府信息公开指南要素不全",
    clause="《政府信息公开条例》第十二条；国办公开办函〔2019〕61号（指南含机构名称、地址、电话、邮箱、受理渠道；整句未见原文）",
    needs={"pages", "links", "dom"},
)
def guide(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政府信息公开指南要素不全：指南没有写明机构名称、办公地址、办公时间、联系电话、电子邮箱或申请受理渠道。

    是什么：打开本网站的政府信息公开指南，在正文中查找六项内容的常见写法，一项都没有写到的列为缺少；电话须有号码。指南
    为图片、附件，或由脚本加载、正文很少的，记“无法判断”。同一网站有多份指南（如各乡镇、部门）的逐份查看。

    为什么重要：指南告诉群众向谁申请、怎样申请。缺少地址、电话、时间，群众就无法办理。

    如何整改：由指南的责任单位补充缺少的内容，机构改革、搬迁、换号后及时更新。
    """
    for page in _guides(snapshot):
        yield _judge(page)


def _guides(snapshot: Snapshot) -> list[Page]:
    """Pages called a guide, and what links of that name lead to, unless it is a list of guides."""
    linked = read_entries_of(snapshot).named(PARTS["政府信息公开指南"]).pages
    # A pinned headline may call anything a guide: the page itself must do so, too.
    own = (page for page in linked if "指南" in page.facts.title + page.facts.article.title)
    found = {page.url: page for page in (*pages_said(snapshot, _TITLE), *own)}
    alone = (page for page in found.values() if len(page.facts.items) < 2 or page.kind is PageKind.ARTICLE)
    return sorted(alone, key=lambda page: page.url)[:_MOST]


def _judge(page: Page) -> Observation:
    text = main_text(page.dom)
    mails = (node.attributes.get("href") or "" for node in page.dom.css("a[href^='mailto:']"))
    # Not the whole page: the footer's own address and telephone are no part of the guide.
    body = " ".join((*text.lines, *mails))
    if text.length < _SHORTEST:
        message = "无法判断指南要素是否齐全：页面文字很少，内容可能是图片、附件或由脚本加载。"
        return _observe(page, Outcome.CANT_TELL, message)
    missing = [name for name, pattern in _FACTS.items() if not pattern.search(body)]
    if not missing:
        return _observe(page, Outcome.PASSED, "指南写明了机构名称、地址、时间、电话、邮箱和受理渠道。")
    if text.media or page.facts.scripted or page.facts.truncated:
        message = f"无法判断指南要素是否齐全：没有读到{'、'.join(missing)}，可能在图片、表单中或由脚本加载。"
        return _observe(page, Outcome.CANT_TELL, message)
    return _observe(page, Outcome.FAILED, f"政府信息公开指南没有写明{'、'.join(missing)}。")


def _observe(page: Page, outcome: Outcome, message: str) -> Observation:
    evidence = page.evidence((page.facts.article.title or page.facts.title)[:200])
    return Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, evidence=evidence)
