"""What the letter says of media accounts: the verdicts, the platforms, and the enclosure 政务新媒体检查情况."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indicators.model import Conclusion
from reports.accounts import AccountProblems, account_problems, last_update, tally_platforms, total
from reports.model import AccountReport, Inspection, MediaReport
from reports.notice.enclosure import add_table, begin_enclosure
from reports.notice.paragraphs import add_body
from reports.plain import plain, sentence

#: What the enclosure is called.
MEDIA = "政务新媒体检查情况"
#: Accounts named one by one in the letter; the enclosure has all.
_MOST_NAMED = 20

_PLATFORMS = (("新媒体类型", 73), ("运行数", 45), ("检查数", 45), ("不合格数", 45), ("合格率", 45))
_ACCOUNTS = (
    ("序号", 14),
    ("新媒体类型", 34),
    ("名称（平台）", 58),
    ("责任单位", 52),
    ("问题类别", 54),
    ("检查时最后更新日期", 41),
)
_DOUBTED = (
    ("序号", 14),
    ("新媒体类型", 34),
    ("名称（平台）", 52),
    ("责任单位", 46),
    ("无法判定的原因", 72),
    ("最后更新日期", 35),
)


def verdicts_on_accounts(media: MediaReport) -> str:
    """How many accounts in operation were judged, and how."""
    counted = total(tally_platforms(media))
    unclear = counted.running - counted.checked
    text = f"本期检查正常运行账号{counted.running}个，其中合格{counted.checked - counted.failed}个，"
    text += f"不合格{counted.failed}个，无法判定{unclear}个。"
    if not counted.pass_rate:
        return text + "没有可以作出判定的账号，不计算合格率。"
    return text + f"合格率{counted.pass_rate}{'（无法判定的不计入）' if unclear else ''}。"


def doubted_accounts(media: MediaReport) -> Iterator[tuple[str, list[AccountReport]]]:
    """Why accounts in operation could not be judged, in the register's order, with the accounts of each reason."""
    reasons: dict[str, list[AccountReport]] = {}
    for report in media.accounts:
        if report.conclusion is Conclusion.CANT_TELL:
            reasons.setdefault(report.explanation or "没有取得该账号的更新情况。", []).append(report)
    yield from reasons.items()


def named_accounts(inspection: Inspection) -> Iterator[str]:
    """One sentence for each account that was found 不合格."""
    reports = inspection.media.accounts if inspection.media else ()
    failed = [report for report in reports if report.conclusion is Conclusion.UNQUALIFIED]
    for report in failed[:_MOST_NAMED]:
        reason = report.explanation or "出现单项否决情形"
        yield sentence(f"{_named(report)}判定为不合格，原因：{reason}", 600)
    if len(failed) > _MOST_NAMED:
        yield f"另有{len(failed) - _MOST_NAMED}个账号判定为不合格，详见附件。"


def media_overview(inspection: Inspection) -> Iterator[str]:
    """The counts by platform, in one sentence; nothing when no account was inspected."""
    platforms = tally_platforms(inspection.media) if inspection.media else ()
    if platforms:
        parts = (
            f"{plain(row.platform, 30)}运行{row.running}个、检查{row.checked}个、不合格{row.failed}个"
            + (f"、合格率{row.pass_rate}" if row.pass_rate else "")
            for row in platforms
        )
        yield f"分平台情况：{'；'.join(parts)}。"


def has_media_pages(inspection: Inspection) -> bool:
    """Whether there is anything to enclose about media accounts."""
    media = inspection.media
    return bool(media and (media.report.problems or any(report.conclusion for report in media.accounts)))


def add_media_pages(document: Any, inspection: Inspection, mark: str) -> None:
    """Append the enclosure: counts by platform, every account with confirmed problems, and those left undecided."""
    if inspection.media is None:
        return
    begin_enclosure(document, mark, MEDIA)
    platforms = tally_platforms(inspection.media)
    rows = (*platforms, total(platforms)) if len(platforms) > 1 else platforms
    table = [(row.platform, str(row.running), str(row.checked), str(row.failed), row.pass_rate or "—") for row in rows]
    add_table(document, _PLATFORMS, table)
    document.add_paragraph()
    found = account_problems(inspection.media)
    if found:
        add_table(document, _ACCOUNTS, (_row(number, item) for number, item in enumerate(found, start=1)))
    else:
        add_body(document, "本期检查的政务新媒体账号未发现需要通报的问题。")
    doubted = [(report, reason) for reason, reports in doubted_accounts(inspection.media) for report in reports]
    if doubted:
        add_body(document, f"以下{len(doubted)}个账号本期无法判定，不作评价，原因附后。")
        add_table(document, _DOUBTED, (_doubted_row(number, *one) for number, one in enumerate(doubted, start=1)))


def _doubted_row(number: int, report: AccountReport, reason: str) -> tuple[str, ...]:
    account = report.account
    kind, unit = plain(account.kind or account.platform, 40), plain(account.unit, 80) or "未登记"
    return str(number), kind, plain(account.title, 120), unit, plain(reason, 300), last_update(report)


def _row(number: int, item: AccountProblems) -> tuple[str, ...]:
    account = item.report.account
    return (
        str(number),
        plain(account.kind or account.platform, 40),
        plain(account.title, 120),
        plain(account.unit, 80) or "未登记",
        plain("、".join(item.titles), 300),
        item.updated,
    )


def _named(report: AccountReport) -> str:
    account = report.account
    return f"{plain(account.unit, 60)}“{plain(account.title, 120)}”"
