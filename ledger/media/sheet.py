"""Lists of posts in xlsx or csv files: their columns told by their headings, or by a mapping that a person keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.county import Account
from core.errors import UsageError
from ledger.register.headings import normalised
from ledger.register.sheets import read_sheets

#: What a column may hold, and the headings that say so by themselves.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "account": ("账号", "账号名称", "名称", "账号ID", "公众号", "昵称", "account"),
    "platform": ("平台", "新媒体类型", "platform"),
    "title": ("标题", "内容标题", "稿件标题", "作品名称", "title"),
    "url": ("链接", "网址", "地址", "内容链接", "url", "link"),
    "published": ("发布时间", "发表时间", "发布日期", "时间", "日期", "published"),
    "pinned": ("置顶", "是否置顶", "pinned"),
    "text": ("正文", "内容", "摘要", "text"),
}
_YES = frozenset({"是", "1", "true", "yes", "置顶", "√"})


@dataclass(frozen=True, slots=True)
class SheetPost:
    """One row: whose post it is, and what the file says of it. `name` is the same whenever the row comes again."""

    account: Account
    row: int
    title: str
    url: str
    published: str
    text: str = ""
    pinned: bool = False

    @property
    def name(self) -> str:
        """Tells the post apart from others of its account."""
        told = self.url or f"{self.title}\x1f{self.published}"
        return f"post:{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: posts, rows that were left out and why (Chinese), and how its columns were understood."""

    posts: tuple[SheetPost, ...]
    errors: tuple[str, ...]
    mapping: Mapping[str, str]


def read_posts(
    path: Path, accounts: Sequence[Account], mapping: Mapping[str, str], only: Account | None = None
) -> Sheet:
    """Read every sheet of a file. `mapping` is heading → field and goes before what headings say; `only`: all rows are
    that account's. Raises RegisterError for a file that cannot be read, UsageError for one without dates."""
    posts: list[SheetPost] = []
    errors: list[str] = []
    used: dict[str, str] = {}
    for sheet in read_sheets(path):
        if not sheet.rows:
            continue
        columns = _columns(sheet.rows[0][1], mapping)
        if "published" not in columns:
            continue
        used |= {sheet.rows[0][1][index]: field for field, index in columns.items()}
        for number, cells in sheet.rows[1:]:
            row = {field: cells[index].strip() if index < len(cells) else "" for field, index in columns.items()}
            owner = only or _owner(row, accounts)
            if isinstance(owner, str):
                errors.append(f"“{sheet.name}”第 {number} 行：{owner}")
            else:
                posts.append(_post(owner, number, row))
    if not used:
        raise UsageError(f"{path} 中没有“发布时间”一类的列。请用 --map 列名=published 指明各列。")
    return Sheet(tuple(posts), tuple(errors), used)


def _columns(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    known = {normalised(title): field for field, titles in FIELDS.items() for title in titles}
    known |= {normalised(title): field for title, field in mapping.items()}
    found: dict[str, int] = {}
    for index, title in enumerate(headings):
        field = known.get(normalised(title))
        if field is not None:
            found.setdefault(field, index)
    return found


def _owner(row: Mapping[str, str], accounts: Sequence[Account]) -> Account | str:
    name, platform = row.get("account", ""), row.get("platform", "")
    if not name:
        return "没有写明账号"
    found = [account for account in accounts if name in (account.key, account.account_id, account.name)]
    if platform:
        found = [account for account in found if platform in (account.platform, account.platform.removeprefix("微信"))]
    if len(found) == 1:
        return found[0]
    return f"登记表中没有账号“{name[:40]}”" if not found else f"账号“{name[:40]}”在多个平台都有登记，请写明平台"


def _post(account: Account, number: int, row: Mapping[str, str]) -> SheetPost:
    return SheetPost(
        account,
        number,
        row.get("title", "")[:300],
        row.get("url", "")[:2000],
        row.get("published", "")[:80],
        row.get("text", ""),
        row.get("pinned", "").lower() in _YES,
    )
