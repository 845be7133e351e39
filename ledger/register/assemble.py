"""Rows to units, sites, columns and accounts: keys, references, duplicates, and what the base register knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

from core.county import Account, Column, Register, Site, Unit
from core.errors import RegisterRowError
from core.media_sources import OFFICIAL, split_source
from core.platforms import canonical_platform
from ledger.register.headings import Kind
from ledger.register.recognise import Row, Table
from ledger.register.values import compact, has_scheme

_T = TypeVar("_T", Unit, Site, Column, Account)


class Assembly:
    """Collects tables (county, units, sites, columns, accounts, in this order) into a register."""

    def __init__(self, base: Register) -> None:
        self.errors: list[RegisterRowError] = []
        self.notes: list[str] = []
        self._base = base
        self._county = base.county
        self._units: dict[Hashable, Unit] | None = None
        self._sites: dict[Hashable, Site] | None = None
        self._columns: dict[Hashable, Column] | None = None
        self._accounts: dict[Hashable, Account] | None = None
        self._places: dict[tuple[Kind, Hashable], int] = {}

    def add(self, table: Table) -> None:
        """Add one table's rows."""
        {
            Kind.COUNTY: self._add_county,
            Kind.UNITS: self._add_units,
            Kind.SITES: self._add_sites,
            Kind.COLUMNS: self._add_columns,
            Kind.ACCOUNTS: self._add_accounts,
        }[table.kind](table)

    def register(self) -> Register:
        """The register so far; kinds without a table are the base's, units only named are added."""
        sites = self._all_sites()
        columns = _values(self._columns, self._base.columns)
        if self._columns is None:
            keys = {site.key for site in sites}
            columns = tuple(column for column in columns if column.site in keys)
        accounts = _values(self._accounts, self._base.accounts)
        units = _values(self._units, self._base.units)
        named = [unit.parent for unit in units]
        named += [site.unit for site in sites] + [column.unit for column in columns]
        named += [account.unit for account in accounts]
        known = {unit.name for unit in units}
        new = [name for name in dict.fromkeys(named) if name and name not in known]
        if new:
            self.notes.append(f"以下单位未在“单位”表中登记，已自动建立：{'、'.join(new)}。")
        return Register(self._county, units + tuple(Unit(name) for name in new), sites, columns, accounts)

    def _add_county(self, table: Table) -> None:
        for row in table.rows():
            self.errors.extend(row.errors)
            if not row.errors:
                self._county = str(row.values["county"])

    def _add_units(self, table: Table) -> None:
        known = {unit.name: unit for unit in self._base.units}
        self._units = self._units if self._units is not None else {}

        def make(row: Row) -> Unit:
            values: dict[str, Any] = dict(row.values)
            if _above(values["name"], values.get("parent", ""), self._units or {}):
                raise _wrong(table, row, "上级单位", "不是本单位或其下级的单位", values["parent"])
            return replace(known.get(values["name"], Unit("")), **values)

        self._collect(table, self._units, make, lambda row: known.get(row.raw["name"]), lambda unit: unit.name)

    def _add_sites(self, table: Table) -> None:
        self._sites = self._sites if self._sites is not None else {}

        def make(row: Row) -> Site:
            values: dict[str, Any] = dict(row.values)
            self._note_scheme(table, row, "home", values["home"])
            before = _same_site(self._base, values.get("id_code", ""), values["home"])
            # A key once given stays: the site's findings hang on it.
            key = before.key if before else values.get("id_code", "") or host_key(values["home"])
            return replace(before or Site("", "", ""), key=key, **values)

        def known(row: Row) -> Site | None:
            matches = [site for site in self._base.sites if site.name == row.raw["name"]]
            return _same_site(self._base, row.raw.get("id_code", "").lower(), row.raw["home"]) or _only(matches)

        self._collect(table, self._sites, make, known, lambda site: site.key)

    def _add_columns(self, table: Table) -> None:
        self._columns = self._columns if self._columns is not None else {}
        sites = self._all_sites()

        def make(row: Row) -> Column:
            values: dict[str, Any] = dict(row.values)
            code, name = values.pop("site_code", ""), values.pop("site_name", "")
            site = _referred(sites, code, name)
            if site is None:
                raise _wrong(table, row, "网站标识码或网站名称", "“网站”表中唯一的网站", code or name)
            self._note_scheme(table, row, "url", values["url"])
            before = {(column.site, column.url): column for column in self._base.columns}.get((site.key, values["url"]))
            return replace(before or Column("", "", ""), site=site.key, **values)

        def known(row: Row) -> Column | None:
            site = _referred(sites, row.raw.get("site_code", ""), row.raw.get("site_name", ""))
            columns = self._base.columns_of(site) if site else ()
            return _only([column for column in columns if column.name == row.raw["name"]])

        self._collect(table, self._columns, make, known, lambda column: (column.site, column.url))

    def _add_accounts(self, table: Table) -> None:
        self._accounts = self._accounts if self._accounts is not None else {}

        def make(row: Row) -> Account:
            values: dict[str, Any] = dict(row.values)
            wanted = OFFICIAL.get(split_source(values.get("source", "")).adapter)
            if wanted not in (None, values["platform"]):
                raise _wrong(table, row, "数据来源", f"适用于{values['platform']}的取数途径", values["source"])
            fresh = Account(values["platform"], values["name"], values.get("account_id", ""))
            # A key once given stays, whatever the account is called now: its findings hang on it.
            return replace(_same_account(self._base, fresh) or fresh, **values)

        def before(row: Row) -> Account | None:
            number = compact(row.raw.get("account_id", ""))
            return _same_account(self._base, Account(canonical_platform(row.raw["platform"]), row.raw["name"], number))

        self._collect(table, self._accounts, make, before, lambda account: account.key)

    def _collect(
        self,
        table: Table,
        found: dict[Hashable, _T],
        make: Callable[[Row], _T],
        known: Callable[[Row], _T | None],
        key_of: Callable[[_T], Hashable],
    ) -> None:
        for row in table.rows():
            errors = list(row.errors)
            try:
                item = None if errors else make(row)
            except RegisterRowError as error:
                errors, item = [error], None
            self.errors.extend(errors)
            # A slip in one cell must not strike a registered site off the register.
            kept = item or known(row)
            if kept is None:
                continue
            key = key_of(kept)
            if item is not None and (table.kind, key) in self._places:
                first = self._places[table.kind, key]
                self.errors.append(_wrong(table, row, "全行", f"不重复的登记（与第 {first} 行重复）", _name(kept)))
                continue
            if item is not None:
                self._places[table.kind, key] = row.number
                found[key] = item
            else:
                found.setdefault(key, kept)

    def _all_sites(self) -> tuple[Site, ...]:
        return _values(self._sites, self._base.sites)

    def _note_scheme(self, table: Table, row: Row, attribute: str, url: str) -> None:
        if not has_scheme(row.raw[attribute]):
            self.notes.append(f"工作表“{table.sheet.name}”第 {row.number} 行：网址未写协议，按 {url} 登记。")


def host_key(url: str) -> str:
    """The key of a site without a code: its host, with any port that is not the scheme's. Safe as a file name."""
    return re.sub(r"[^0-9a-z.-]", "-", urlsplit(url).netloc.lower().strip("[]")).strip("-.")


def _values(found: dict[Hashable, _T] | None, base: tuple[_T, ...]) -> tuple[_T, ...]:
    return base if found is None else tuple(found.values())


def _above(name: str, parent: str, units: dict[Hashable, Unit]) -> bool:
    """True when `name` stands above `parent` already, or is its own parent."""
    seen: set[str] = set()
    while parent and parent not in seen:
        if parent == name:
            return True
        seen.add(parent)
        parent = units[parent].parent if parent in units else ""
    return False


def _same_site(base: Register, code: str, home: str) -> Site | None:
    for site in base.sites:
        if code and site.id_code == code:
            return site
    return _only([site for site in base.sites if site.home == home])


def _same_account(base: Register, account: Account) -> Account | None:
    """The registered one with this id; by name only where one of the two has no id."""
    same = [other for other in base.accounts if canonical_platform(other.platform) == account.platform]
    if account.account_id:
        known = [other for other in same if other.account_id == account.account_id]
        return _only(known) or _only([other for other in same if other.name == account.name and not other.account_id])
    return _only([other for other in same if other.name == account.name])


def _referred(sites: tuple[Site, ...], code: str, name: str) -> Site | None:
    if code:
        return _only([site for site in sites if code.lower() in (site.id_code, site.key)])
    return _only([site for site in sites if site.name == name])


def _only(matches: list[_T]) -> _T | None:
    return matches[0] if len(matches) == 1 else None


def _wrong(table: Table, row: Row, column: str, expected: str, found: str) -> RegisterRowError:
    return RegisterRowError(table.sheet.name, row.number, column, expected, found)


def _name(item: Unit | Site | Column | Account) -> str:
    return item.name
