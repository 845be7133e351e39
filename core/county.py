"""The county: units, sites, columns, accounts, and the register that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class ColumnCategory(StrEnum):
    """What a column (栏目) publishes; decides its window in the indicator tables."""

    NEWS = "动态要闻"
    NOTICES = "通知公告"
    POLICIES = "政策文件"
    INTERPRETATION = "政策解读"
    INTERACTION = "互动"
    SERVICES = "办事"
    OTHER = "其他"


class AccountState(StrEnum):
    """State of a registered media account (政务新媒体)."""

    RUNNING = "正常"
    CLOSED = "关停"
    MOVED = "迁移"
    CANCELLED = "注销"


#: What a register says of a site that was never approved.
NO_APPROVAL = "无"


@dataclass(frozen=True, slots=True)
class Unit:
    """A responsible unit (责任单位). `parent` is the name of the unit above it, or empty."""

    name: str
    parent: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A registered website.

    `key` names it in files and findings (its 网站标识码, else its host). `scopes` are further hosts
    (`dept.example.gov.cn`) or URL prefixes that belong to it; `allow_private` are CIDR ranges the address guard
    lets through for this site; `robots` is "obey", "ignore" or "" (as the settings say); `max_pages` and `delay`
    (seconds between requests to one host) replace the settings' values when given. `aliases` are its further domain
    names, which should lead to the home page, `old_domains` those it has given up.
    `approval` is the document by which a township or department keeps a site of its own, NO_APPROVAL when there is
    none, empty when nobody has said. `platforms` are hosts or URL prefixes of the service platform that holds its
    guides: they are crawled as its own.
    """

    key: str
    name: str
    home: str
    id_code: str = ""
    unit: str = ""
    supervisor: str = ""
    scopes: tuple[str, ...] = ()
    allow_private: tuple[str, ...] = ()
    robots: str = ""
    max_pages: int | None = None
    delay: float | None = None
    aliases: tuple[str, ...] = ()
    old_domains: tuple[str, ...] = ()
    approval: str = ""
    platforms: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """Hosts and URL prefixes besides the home page's host that are crawled as the site's own."""
        return (*self.scopes, *self.platforms)

    @property
    def host(self) -> str:
        """Host name of the home page, lower case, without port."""
        return urlsplit(self.home).hostname or ""


@dataclass(frozen=True, slots=True)
class Column:
    """A registered column.

    `interval_days` is for categories without a national window (动态要闻, 通知公告, 政策文件 have one); 0: none.
    `unit` may be empty: then the site's is responsible.
    """

    site: str
    name: str
    url: str
    category: ColumnCategory = ColumnCategory.OTHER
    interval_days: int = 0
    unit: str = ""

    @property
    def key(self) -> str:
        """Stable subject of findings about this column: its address."""
        return self.url


@dataclass(frozen=True, slots=True)
class Account:
    """A registered media account (公众号, 微博, 抖音 …)."""

    platform: str
    name: str
    account_id: str = ""
    url: str = ""
    unit: str = ""
    state: AccountState = AccountState.RUNNING

    @property
    def key(self) -> str:
        """Stable subject of findings about this account."""
        return f"{self.platform}:{self.account_id or self.name}"


@dataclass(frozen=True, slots=True)
class Register:
    """All that the office has registered. Order is the register's own."""

    county: str = ""
    units: tuple[Unit, ...] = ()
    sites: tuple[Site, ...] = ()
    columns: tuple[Column, ...] = ()
    accounts: tuple[Account, ...] = ()

    def columns_of(self, site: Site) -> tuple[Column, ...]:
        """The columns registered for one site."""
        return tuple(column for column in self.columns if column.site == site.key)


def responsible_unit(url: str, site: Site, columns: tuple[Column, ...]) -> str:
    """Name the unit responsible for a page: that of the column whose folder holds it, else the site's.

    The longest matching folder wins, so a township's branch inside the portal's tree is the township's.
    """
    column = column_at(url, tuple(column for column in columns if column.unit))
    return column.unit if column else site.unit


def column_at(url: str, columns: tuple[Column, ...]) -> Column | None:
    """The column at `url`, else the one with the longest folder that holds it, else None."""
    best, found = 0, None
    for column in columns:
        if column.url == url:
            return column
        folder = column.url.rsplit("/", 1)[0] + "/"
        if url.startswith(folder) and len(folder) > best and folder != _root(column.url):
            best, found = len(folder), column
    return found


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
