"""Required page tags (国办发〔2017〕47号《网页设计规范》: home 3, column 7, article 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urljoin

import ada_url

from checks.identity.tag_values import (
    date_problem,
    domain_problem,
    host_in,
    id_code_problem,
    is_placeholder,
    registered,
)
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page, PageKind

_SITE = ("SiteName", "SiteDomain", "SiteIDCode")
_COLUMN = (*_SITE, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
#: Required tags by kind of page: 国办发〔2017〕47号 附件.
REQUIRED = {
    PageKind.HOME: _SITE,
    PageKind.COLUMN: _COLUMN,
    PageKind.ARTICLE: (*_COLUMN, "ArticleTitle", "PubDate", "ContentSource"),
}
#: What is wrong with a filled-in value, in words; empty when nothing is.
_VALUE_RULES: dict[str, Callable[[str, Page], str]] = {
    "SiteDomain": domain_problem,
    "SiteIDCode": lambda text, page: id_code_problem(text),
    "PubDate": lambda text, page: date_problem(text),
}
#: A county's pages may take scripts from any government host, but for the mark that every page takes from www.gov.cn.
_GOVERNMENT = ".gov.cn"
_STATE_COUNCIL = "www.gov.cn"
_MAX_SHOWN = 60
#: A home page with fewer characters of text only leads on to another page, or scripts fill it.
_LEADS_ON = 40


@rule(id="identity.meta_tags", title="网页标签不规范", clause="国办发〔2017〕47号 附件《网页设计规范》", version=2)
def meta_tags(page: Page, params: Params) -> Ruling:
    """是什么：网页缺少规定的标签（meta），标签内容为空，仍是模板占位符，或者填写有误。

    为什么重要：标签供搜索引擎和上级监管平台识别网站、栏目和稿件，缺失或者错误会造成无法收录、误判未更新。

    每个标签作为一个问题，列出缺少它的页面。标签由脚本写入的（浏览器中可见，或者页面脚本、脚本文件提到），以及引用的脚
    本文件没有取得的，记“无法判断”。

    如何整改：首页设网站标签 3 项，栏目页另加栏目标签 4 项，内容页再加内容标签 3 项；SiteDomain 只写域名，不带 http://
    和路径；PubDate 写到分钟。例如：

    <meta name="SiteName" content="云岭县人民政府"> <meta name="SiteDomain" content="www.yunling-demo.gov.cn"> <meta
    name="SiteIDCode" content="5300990001"> <meta name="PubDate" content="2026-11-20 09:30">
    """
    required = REQUIRED.get(page.kind, ())
    missing = [name for name in required if not _filled(page, name)]
    wrong = {name: problem for name in required if name not in missing and (problem := _wrong(page, name))}
    notes, doubt = {**dict.fromkeys(missing, "缺失或为空"), **wrong}, _doubt(page, missing)
    shown = "；".join(f"{name}={page.meta(name)[0][:_MAX_SHOWN]}" for name in required if page.meta(name))
    head = page.dom.head or page.dom.css("html")[0]
    faults = [
        Fault(head, f"{name} {notes[name]}{doubt}", name, shown or "没有规定的标签")
        for name in required
        if name in notes
    ]
    return Ruling(len(required), () if doubt else faults, faults if doubt else ())


def _doubt(page: Page, missing: list[str]) -> str:
    """Why nothing can be said of this page for sure; empty when there is no reason to think so."""
    if page.kind is PageKind.HOME and page.facts.text_length < _LEADS_ON:
        return "，但首页几乎没有文字，可能只用于跳转"
    return _by_script(page, missing) if missing else ""


def _by_script(page: Page, missing: list[str]) -> str:
    """Why tags that the source lacks may be there after scripts ran; empty when there is no reason to think so."""
    shown = page.rendered
    if shown and any(not is_placeholder(text) for name in missing for text in shown.facts.meta.get(name.lower(), ())):
        return "，但浏览器运行脚本后可见部分标签，监管平台能否读到请人工核对"
    source = page.html.lower()
    # Looking for a script costs a parse, which most pages are spared.
    if any(name.lower() in source for name in missing):
        scripts = " ".join(node.text().lower() for node in page.dom.css("script:not([src])"))
        if any(name.lower() in scripts for name in missing):
            return "，但页面脚本提到这些标签，可能由脚本写入"
    return _by_file(page, missing)


def _by_file(page: Page, missing: list[str]) -> str:
    """Why a script file may write the tags. Strangers' services are not asked: they know no site's columns."""
    if page.rendered and page.rendered.whole:
        return ""  # they ran, and wrote none
    for address in _script_files(page):
        text = page.script(address)
        if text is None:
            return f"，但脚本文件 {address[:200]} 没有取得，可能由它写入"
        if any(name.lower() in text.lower() for name in missing):
            return f"，但脚本文件 {address[:200]} 提到这些标签，可能由它写入"
    return ""


def _script_files(page: Page) -> Iterator[str]:
    """Addresses of the page's script files on hosts of the same owner, each once, in order."""
    own = registered(host_in(page.url))
    for address in dict.fromkeys(_addresses(page)):
        host = host_in(address)
        related = host.endswith(_GOVERNMENT) and registered(host) != _STATE_COUNCIL
        if related or registered(host) == own:
            yield address


def _addresses(page: Page) -> Iterator[str]:
    bases = page.dom.css("base[href]")
    base = page.url
    with suppress(ValueError):
        base = urljoin(base, (bases[0].attributes.get("href") or "").strip()) if bases else base
    for node in page.dom.css("script[src]"):
        with suppress(ValueError):
            yield ada_url.normalize_url(urljoin(base, (node.attributes.get("src") or "").strip())).partition("#")[0]


def _filled(page: Page, name: str) -> list[str]:
    return [text.strip() for text in page.meta(name) if not is_placeholder(text)]


def _wrong(page: Page, name: str) -> str:
    """What is wrong with a tag of which no given value is right."""
    judged_by = _VALUE_RULES.get(name)
    problems = [judged_by(text, page) for text in _filled(page, name)] if judged_by else [""]
    return problems[0] if all(problems) else ""
