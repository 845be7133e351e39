"""Names and forms of address in the letter: the county, its office, whom it is sent to, lists of sites."""

from __future__ import annotations

from collections.abc import Sequence

from reports.model import Inspection, SiteReport
from reports.plain import joined, plain

_MOST_NAMED = 8


def division(inspection: Inspection) -> str:
    """全县, 全市, 全区 or 全旗 by the last character of the county's name."""
    last = plain(inspection.county)[-1:]
    return "全" + last if last in ("县", "市", "区", "旗", "州") else "全县"


def inspected(inspection: Inspection) -> str:
    """What was inspected, as titles say it."""
    return "政府网站与政务新媒体" if inspection.of_websites else "政务新媒体"


def sender(inspection: Inspection) -> str:
    """The office that signs, with the county's name before it."""
    county, office = plain(inspection.county, 60), plain(inspection.office, 60)
    return office if office.startswith(county) else county + office


def title_lines(inspection: Inspection) -> tuple[str, str]:
    """××关于2026年第47周 / 全县政府网站与政务新媒体检查情况的通报, broken where the sense allows."""
    period = plain(inspection.period, 60)
    return f"{sender(inspection)}关于{period}", f"{division(inspection)}{inspected(inspection)}检查情况的通报"


def addressee(inspection: Inspection) -> str:
    """主送机关, in the words of real county notices."""
    kind = division(inspection)[1:]
    towns = "各乡镇人民政府" if kind in ("县", "旗") else "各乡镇人民政府、街道办事处"
    return f"{towns}，{kind}直各单位："


def named_site(report: SiteReport) -> str:
    """甲局“乙网”; the unit's name alone when the site carries it too."""
    unit, site = plain(report.site.unit, 60), plain(report.site.name, 60)
    return f"“{site}”网站" if unit in ("", site) else f"{unit}“{site}”"


def named_sites(sites: Sequence[SiteReport]) -> str:
    """“甲网”“乙网”等 3 个网站; a single one without the count."""
    if len(sites) == 1:
        return f"“{plain(sites[0].site.name, 60)}”网站"
    shown = "".join(f"“{plain(site.site.name, 60)}”" for site in sites[:_MOST_NAMED])
    return f"{shown}{'等' if len(sites) > _MOST_NAMED else ''}{len(sites)}个网站"


def named_units(units: Sequence[str]) -> str:
    """甲局、乙镇等 12 个单位; without the count when all are named."""
    distinct = list(dict.fromkeys(units))
    shown = joined(distinct[:_MOST_NAMED], longest=60)
    return f"{shown}等{len(distinct)}个单位" if len(distinct) > _MOST_NAMED else shown
