"""Normative documents: the six facts above the text, and both formats to download."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from checks.freshness.main_text import main_text
from checks.interface import Params, check
from checks.policy.naming import NUMBER
from checks.policy.pairing import Library, links_of, read_library
from checks.policy.repeals import is_directory
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "policy.normative"
#: Fact → the words by which pages label it. A label without a value that was read is no proof of absence.
_LABELS = {
    "索引号": re.compile(r"索\s*[引取]\s*号"),
    "发布机构": re.compile(r"(?:发布|发文|制发|公开)\s*(?:机构|机关|单位|主体)|来\s*源"),
    "文号": re.compile(r"文\s*号|字\s*号|文件编号"),
    "成文日期": re.compile(r"(?:成文|印发|发文|签发)\s*(?:日期|时间)"),
    "公开日期": re.compile(r"(?:发布|公开|生成)\s*(?:日期|时间)|时\s*间|日\s*期"),
    "有效性": re.compile(r"有\s*效\s*性|是否\s*有效|时\s*效|效力\s*状态|文件\s*状态|有效\s*状态"),
}
_WHOLE_BOX = 4
_WORD, _FIXED = re.compile(r"\.(?:docx?|wps|wpt|rtf)$", re.I), re.compile(r"\.(?:pdf|ofd)$", re.I)
#: A download that a script does: its address is in no link.
_SCRIPTED = re.compile(
    r"(?:onclick\s{0,9}=|href\s{0,9}=\s{0,9}.javascript:)[^<>]{0,200}?(?:down|export|savepdf|word|pdf)", re.I
)
_PACKED = re.compile(r"\.(?:zip|rar|7z|ceb)$", re.I)
#: How titles of documents end; a column of normative documents holds lists and notes, too.
_DOCUMENT = re.compile(r"(?:通知|办法|规定|细则|规则|规程|意见|决定|方案|措施)(?:[（(].{1,20}[)）])?$")
_NORMATIVE = re.compile(r"规范性文件|政府规章")


@check(
    id=_CHECK,
    title="规范性文件要素或下载格式不全",
    clause="国办公开办函〔2021〕33号（规章集中公开；行政规范性文件参照，未见原文）；县政务公开工作要点",
    needs={"pages", "links", "columns", "dom"},
)
def normative(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """规范性文件要素或下载格式不全：文件页缺少索引号、发布机构、文号、成文日期、公开日期、有效性，或没有两种下载格式。

    是什么：查看规范性文件栏目中本县发布的文件，以及文号为“规”字的文件。六项要素逐项查看，页面上连该要素的名称都没有的，
    判为缺少；有名称而没有读到内容的，记“无法判断”。下载格式查看有无可编辑版（doc、docx、wps）和版式文件（pdf、ofd）；
    附件为压缩包、下载由脚本提供的，记“无法判断”。转载上级的文件不检查。

    为什么重要：规范性文件应当标明有效性、集中公开、动态更新，并提供下载，方便群众和企业查阅、引用和保存。

    如何整改：由发布单位在后台补填缺少的要素；由网站技术单位在文件模板中固定显示六项要素，并同时提供 Word（或 WPS）
    和 PDF（或 OFD）两种格式的下载链接。
    """
    library = read_library(snapshot)
    for page in library.documents:
        if is_normative(page, library):
            yield _fields(page)
            yield _downloads(page)


def is_normative(page: Page, library: Library) -> bool:
    """Whether an own document is a normative one: by its column's name or its number (…政规〔2026〕1号)."""
    title, number = page.facts.article.title, NUMBER.search(page.facts.article.document_number)
    if is_directory(title) or not (number or _DOCUMENT.search(title)):
        return False
    column = library.columns[page.url]
    return bool(_NORMATIVE.search(column.name)) or bool(number and number["issuer"].endswith("规"))


def _fields(page: Page) -> Observation:
    article = page.facts.article
    read = {
        "索引号": article.index_number,
        "发布机构": article.publisher or article.source,
        "文号": article.document_number or NUMBER.search(article.title),
        "成文日期": article.signed_day,
        "公开日期": page.facts.publish_day,
        "有效性": article.validity,
    }
    open_ones = [name for name, value in read.items() if not value]
    text = page.dom.body.text(separator=" ") if page.dom.body else ""
    absent = [name for name in open_ones if not _LABELS[name].search(text)]
    # A box of facts that is missing as a whole may be drawn by a script.
    drawn = len(absent) >= _WHOLE_BOX and main_text(page.dom).dynamic
    if absent and not (drawn or page.facts.scripted or page.facts.truncated):
        return _observe(page, "fields", Outcome.FAILED, f"文件页缺少{'、'.join(absent)}。")
    if open_ones:
        message = f"无法判断文件要素是否齐全：没有读到{'、'.join(open_ones)}的内容，请人工查看。"
        return _observe(page, "fields", Outcome.CANT_TELL, message)
    return _observe(page, "fields", Outcome.PASSED, "索引号、发布机构、文号、成文日期、公开日期、有效性六项齐全。")


def _downloads(page: Page) -> Observation:
    paths = [urlsplit_path(url) for url, _text in links_of(page)]
    missing = [
        name
        for name, pattern in (("可编辑版（doc、docx、wps）", _WORD), ("版式文件（pdf、ofd）", _FIXED))
        if not any(pattern.search(path) for path in paths)
    ]
    if not missing:
        return _observe(page, "downloads", Outcome.PASSED, "提供了可编辑版和版式文件两种下载格式。")
    packed = any(_PACKED.search(path) for path in paths)
    if packed or page.facts.scripted or page.facts.truncated or _offers_by_script(page):
        message = f"无法判断有无{'、'.join(missing)}下载：附件为压缩包，或下载由脚本提供。"
        return _observe(page, "downloads", Outcome.CANT_TELL, message)
    return _observe(page, "downloads", Outcome.FAILED, f"文件页没有提供{'、'.join(missing)}下载。")


def urlsplit_path(url: str) -> str:
    """The path of an address, or a file name that its query holds; the address itself when it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return parts.query if _WORD.search(parts.query) or _FIXED.search(parts.query) else parts.path


def _offers_by_script(page: Page) -> bool:
    """Whether the page has a word of downloading that is not the text of an ordinary link."""
    texts = [node.text() for node in page.dom.css("a, button") if not _leads(node.attributes)]
    return any("下载" in text and len(text) <= 30 for text in texts) or bool(_SCRIPTED.search(page.html))


def _leads(attributes: dict[str, str | None]) -> bool:
    href = attributes.get("href") or ""
    return bool(href) and not href.startswith(("#", "javascript:"))


def _observe(page: Page, part: str, outcome: Outcome, message: str) -> Observation:
    evidence = page.evidence(page.facts.article.title[:200])
    return Observation(_CHECK, page.url, SubjectKind.PAGE, outcome, message, identity=(part,), evidence=evidence)
