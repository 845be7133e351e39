"""Units, sites, columns and accounts as database rows, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Row

from core.county import Account, AccountState, Column, ColumnCategory, Site, Unit


def unit_row(unit: Unit, position: int) -> dict[str, Any]:
    """A unit's row; `position` is its place in the register."""
    return {
        "name": unit.name,
        "parent": unit.parent,
        "contact": unit.contact,
        "phone": unit.phone,
        "email": unit.email,
        "position": position,
        "active": True,
    }


def site_row(site: Site, position: int) -> dict[str, Any]:
    """A site's row."""
    return {
        "key": site.key,
        "name": site.name,
        "home": site.home,
        "id_code": site.id_code,
        "unit": site.unit,
        "supervisor": site.supervisor,
        "scopes": list(site.scopes),
        "allow_private": list(site.allow_private),
        "robots": site.robots,
        "max_pages": site.max_pages,
        "delay": site.delay,
        "aliases": list(site.aliases),
        "old_domains": list(site.old_domains),
        "approval": site.approval,
        "platforms": list(site.platforms),
        "position": position,
        "active": True,
    }


def column_row(column: Column, position: int) -> dict[str, Any]:
    """A column's row."""
    return {
        "site": column.site,
        "url": column.url,
        "name": column.name,
        "category": column.category.value,
        "interval_days": column.interval_days,
        "unit": column.unit,
        "position": position,
        "active": True,
    }


def account_row(account: Account, position: int) -> dict[str, Any]:
    """An account's row: a column for each of its fields."""
    values = {field.name: getattr(account, field.name) for field in fields(account)}
    return {
        **values,
        "state": account.state.value,
        "domains": list(account.domains),
        "position": position,
        "active": True,
    }


def read_unit(row: Row[Any]) -> Unit:
    """A unit from its row."""
    return Unit(row.name, row.parent, row.contact, row.phone, row.email)


def read_site(row: Row[Any]) -> Site:
    """A site from its row."""
    return Site(
        row.key,
        row.name,
        row.home,
        row.id_code,
        row.unit,
        row.supervisor,
        tuple(row.scopes),
        tuple(row.allow_private),
        row.robots,
        row.max_pages,
        row.delay,
        tuple(row.aliases),
        tuple(row.old_domains),
        row.approval,
        tuple(row.platforms),
    )


def read_column(row: Row[Any]) -> Column:
    """A column from its row."""
    return Column(row.site, row.name, row.url, ColumnCategory(row.category), row.interval_days, row.unit)


def read_account(row: Row[Any]) -> Account:
    """An account from its row."""
    values = {field.name: getattr(row, field.name) for field in fields(Account)}
    return Account(**{**values, "state": AccountState(row.state), "domains": tuple(row.domains)})
