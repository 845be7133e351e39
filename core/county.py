"""The county: units, sites, columns, accounts, and the register that holds them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from core.platforms import PROGRAMS


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

#: What a register says of an account that its platform has certified for nobody.
NO_CERTIFICATION = "未认证"

#: Fields that hold a person's name or number: the office's own, never told in logs or lists of changes.
PERSONAL = frozenset({"contact", "phone", "email", "person"})


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
    """A registered media account (公众号, 微博, 抖音 …) or government app. Empty and None: the register does not say.

    `account_id` is the platform's own, kept when the account is renamed (gh_…, uid, sec_uid). `certified_body` is
    whom the platform certified (认证主体), NO_CERTIFICATION when it is known to have certified nobody; `operator` runs
    it for its `unit`. `function` is 发布, 服务 or both. `filed_on` and `filing_number` are its 备案 with the office.
    `state_on` and `notice_url` say since when it is closed, moved or cancelled and where that was announced, `moved_to`
    where to. `source` names the adapter that reads its posts and what it reads, `authorised_until` the last day of the
    owner's consent to that. `updated_on` is the last update a person saw, `evidence` where. For apps: `package` is the
    package name or App Store number, `domains` the hosts it talks to, `app_filing` its filing number.

    `key` is the stable subject of its findings: given once, it outlives a new name and an id learnt later.
    """

    platform: str
    name: str
    account_id: str = ""
    url: str = ""
    unit: str = ""
    state: AccountState = AccountState.RUNNING
    kind: str = ""
    qr: str = ""
    certified_body: str = ""
    certification: str = ""
    supervisor: str = ""
    operator: str = ""
    person: str = ""
    phone: str = ""
    function: str = ""
    opened_on: date | None = None
    filed_on: date | None = None
    filing_number: str = ""
    state_on: date | None = None
    notice_url: str = ""
    moved_to: str = ""
    source: str = ""
    authorised_until: date | None = None
    updated_on: date | None = None
    evidence: str = ""
    package: str = ""
    download_url: str = ""
    domains: tuple[str, ...] = ()
    app_filing: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if not self.key:
            object.__setattr__(self, "key", f"{self.platform}:{self.account_id or self.name}")

    @property
    def title(self) -> str:
        """名称（平台）, as notices name it."""
        return f"{self.name}（{self.platform}）"

    @property
    def is_program(self) -> bool:
        """True of a program (APP, 小程序), which is no account on a platform of publishing."""
        return self.platform in PROGRAMS

    def without_person(self) -> Account:
        """The account without whom to call: for whatever leaves the office."""
        return replace(self, person="", phone="")


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
