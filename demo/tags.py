"""The page tags (meta) that 国办发〔2017〕47号 asks for, filled in for the demo."""

from __future__ import annotations

from demo.plan import SitePlan


def site_tags(plan: SitePlan) -> list[tuple[str, str]]:
    """The three of every page."""
    return [("SiteName", plan.name), ("SiteDomain", plan.host), ("SiteIDCode", plan.code)]


def column_tags(name: str, kind: str) -> list[tuple[str, str]]:
    """The four more of a column's pages."""
    return [
        ("ColumnName", name),
        ("ColumnDescription", f"{name}栏目发布{kind}类信息"),
        ("ColumnKeywords", f"{name},{kind},云岭县"),
        ("ColumnType", kind),
    ]
