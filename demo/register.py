"""The demo county's register: units, sites, columns, accounts. All names are invented."""

from __future__ import annotations

from collections.abc import Mapping

from core.county import Account, Column, ColumnCategory, Register, Site, Unit
from demo.desk import desk_columns
from demo.pages import SiteBuilder

#: Ranges the demo lives in; the address guard must let them through.
LOOPBACK = ("127.0.0.0/8", "::1/128")
_OFFICE = "云岭县人民政府办公室"
_COUNTY = "云岭县人民政府"

UNITS = (
    Unit(_COUNTY),
    Unit(_OFFICE, _COUNTY, "政务公开股", "0000-1234567", "zwgk@yunling-demo.gov.cn"),
    Unit("云岭县融媒体中心", _COUNTY, "编辑部", "0000-1234573", "rmt@yunling-demo.gov.cn"),
    Unit("云岭县教育局", _COUNTY, "办公室", "0000-1234568", "jyj@yunling-demo.gov.cn"),
    Unit("云岭县卫生健康局", _COUNTY, "办公室", "0000-1234569", "wjj@yunling-demo.gov.cn"),
    Unit("云岭县林业局", _COUNTY, "办公室", "0000-1234570", "lyj@yunling-demo.gov.cn"),
    Unit("云岭县档案馆", _COUNTY, "编研股", "0000-1234571", "dag@yunling-demo.gov.cn"),
    Unit("云溪镇人民政府", _COUNTY, "党政办公室", "0000-1234574", "yunxi@yunling-demo.gov.cn"),
)


def build_register(builders: Mapping[str, SiteBuilder], accounts: tuple[Account, ...]) -> Register:
    """The register with every site's address as it is served now, port included."""
    columns = [column for builder in builders.values() for column in _columns(builder)]
    return Register("云岭县", UNITS, tuple(_site(builder) for builder in builders.values()), tuple(columns), accounts)


def _site(builder: SiteBuilder) -> Site:
    plan = builder.plan
    return Site(
        plan.code,
        plan.name,
        f"{builder.root}/",
        id_code=plan.code,
        unit=plan.unit,
        supervisor=plan.supervisor,
        scopes=plan.scopes,
        aliases=plan.aliases,
        old_domains=plan.old_domains,
        approval=plan.approval,
        allow_private=LOOPBACK,
    )


def _columns(builder: SiteBuilder) -> list[Column]:
    plan = builder.plan
    found = [
        Column(
            plan.code,
            column.name,
            builder.root + builder.column_paths(column)[0],
            column.category,
            column.interval_days,
            column.unit or plan.unit,
        )
        for column in plan.columns
    ]
    found += [
        Column(plan.code, name, f"{builder.root}/{path}/", ColumnCategory.OTHER, unit=f"{name}人民政府")
        for path, name in plan.branches
    ]
    desk = {"互动交流": ColumnCategory.INTERACTION, "办事服务": ColumnCategory.SERVICES}
    found += [
        Column(plan.code, name, builder.root + path, desk[name], unit=plan.unit) for name, path in desk_columns(plan)
    ]
    # Single-page columns (概况、机构职能) have no list: neither stale nor empty.
    found += [
        Column(plan.code, single.name, builder.root + builder.single_path(single.id), unit=plan.unit)
        for single in plan.singles
        if "/" not in single.id
    ]
    return found
