"""Puts the letter together in the order of real notices."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, BinaryIO

import docx

from reports.model import Inspection
from reports.notice.demands import demands_of
from reports.notice.enclosure import PROBLEMS, add_problem_pages
from reports.notice.findings import account_findings, website_findings
from reports.notice.folio import add_page_numbers
from reports.notice.layout import set_defaults, set_page
from reports.notice.media import MEDIA, add_media_pages, has_media_pages, media_overview
from reports.notice.names import addressee, division, inspected, sender, title_lines
from reports.notice.overview import overview
from reports.notice.paragraphs import (
    add_addressee,
    add_body,
    add_enclosures,
    add_heading,
    add_signature,
    add_subheading,
    add_title,
)
from reports.notice.unmeasured import unmeasured
from reports.packing import document_time, repack
from reports.plain import plain
from reports.tally import tally
from reports.wording import chinese_day, day_of

#: 国办秘函〔2019〕19号, and before it what is for websites, or for accounts alone, as counties' notices cite them.
_BASIS = "根据{}、《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）有关要求，"
_FOR_WEBSITES = "《政府网站发展指引》（国办发〔2017〕47号）"
_FOR_ACCOUNTS = "《国务院办公厅关于推进政务新媒体健康有序发展的意见》（国办发〔2018〕123号）"


def write_notice(inspection: Inspection, stream: BinaryIO) -> None:
    """Write 通报.docx. The same inspection gives the same bytes."""
    document = docx.Document()
    set_defaults(document)
    set_page(document.sections[0])
    add_page_numbers(document.sections[0])
    _set_properties(document, inspection)
    _write_opening(document, inspection)
    _write_findings(document, inspection)
    _write_demands(document, inspection)
    _write_end(document, inspection)
    packed = io.BytesIO()
    document.save(packed)
    repack(packed, stream)


def _write_opening(document: Any, inspection: Inspection) -> None:
    add_title(document, *title_lines(inspection))
    document.add_paragraph()
    add_addressee(document, addressee(inspection))
    period = plain(inspection.period, 60)
    basis = _BASIS.format(_FOR_WEBSITES if inspection.of_websites else _FOR_ACCOUNTS)
    add_body(
        document,
        f"{basis}{sender(inspection)}组织开展了{period}{division(inspection)}{inspected(inspection)}检查。"
        "现将有关情况通报如下：",
    )
    add_heading(document, "一、总体情况")
    for text in overview(inspection):
        add_body(document, text)


def _write_findings(document: Any, inspection: Inspection) -> None:
    add_heading(document, "二、主要问题" if tally(inspection).problems else "二、检查发现")
    parts = (("政府网站方面", _write_websites), ("政务新媒体方面", _write_accounts), ("其他方面", _write_others))
    shown = parts if inspection.of_websites else parts[1:]
    for mark, (name, write) in zip("一二三", shown, strict=False):
        add_subheading(document, f"（{mark}）{name}")
        write(document, inspection)


def _write_websites(document: Any, inspection: Inspection) -> None:
    website = list(website_findings(inspection))
    for lead, text in website:
        add_body(document, text, lead)
    if not website:
        add_body(document, "本期在已检测的范围内，未发现政府网站存在需要通报的问题。")


def _write_accounts(document: Any, inspection: Inspection) -> None:
    for text in media_overview(inspection):
        add_body(document, text)
    accounts = list(account_findings(inspection))
    for lead, text in accounts:
        add_body(document, text, lead)
    if not accounts:
        add_body(document, _no_account_problem(inspection))


def _write_others(document: Any, inspection: Inspection) -> None:
    for text in unmeasured(inspection):
        add_body(document, text)


def _no_account_problem(inspection: Inspection) -> str:
    if inspection.media:
        return "本期检查的政务新媒体账号未发现需要通报的问题。"
    return "本期未对政务新媒体账号进行自动监测，不作评价。各单位要按规定自行做好账号的更新维护。"


def _write_demands(document: Any, inspection: Inspection) -> None:
    add_heading(document, "三、下一步工作要求")
    for lead, text in demands_of(inspection):
        add_body(document, text, lead)


def _write_end(document: Any, inspection: Inspection) -> None:
    enclosures: list[tuple[str, Callable[[Any, Inspection, str], None]]] = []
    if inspection.problems:
        enclosures.append((PROBLEMS, add_problem_pages))
    if has_media_pages(inspection):
        enclosures.append((MEDIA, add_media_pages))
    if enclosures:
        add_enclosures(document, [name for name, _ in enclosures])
    add_signature(document, sender(inspection), chinese_day(day_of(inspection.finished)))
    for number, (_, add_pages) in enumerate(enclosures, start=1):
        add_pages(document, inspection, f"附件{number}" if len(enclosures) > 1 else "附件")


def _set_properties(document: Any, inspection: Inspection) -> None:
    properties = document.core_properties
    moment = document_time(inspection.finished)
    properties.created = properties.modified = properties.last_printed = moment
    properties.title, properties.author = "".join(title_lines(inspection))[:255], sender(inspection)[:255]
    properties.last_modified_by, properties.comments, properties.language = "", "", "zh-CN"
