"""Finds findings as people name them: by the first characters of a fingerprint, by site."""

from __future__ import annotations

import re

from sqlalchemy import Engine, select

from core.county import Site
from core.errors import UsageError
from ledger import tables
from ledger.database import reading
from ledger.findings.actions import FindingKey
from ledger.register.rows import read_site

#: Fewest characters of a fingerprint that may name a finding.
SHORTEST = 6
#: Most candidates named when several match.
_SHOWN = 8

_FINDING, _SITE = tables.finding, tables.site
_PREFIX = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")


def sites_with_findings(engine: Engine) -> tuple[Site, ...]:
    """Every site that ever had a finding, registered or not, in the register's order."""
    having = _SITE.c.key.in_(select(_FINDING.c.site))
    with reading(engine) as connection:
        rows = connection.execute(select(_SITE).where(having).order_by(_SITE.c.position, _SITE.c.key)).all()
    return tuple(map(read_site, rows))


def named_site(engine: Engine, name: str) -> Site:
    """The one site with findings of that code, host or name. Raises UsageError when there is none, or several."""
    sites = sites_with_findings(engine)
    found = [site for site in sites if site.key == name] or [site for site in sites if name in (site.host, site.name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"名称“{name}”对应多个网站，请改用编号：{'、'.join(site.key for site in found)}。")
    known = "、".join(f"{site.key}（{site.name}）" for site in sites[:_SHOWN]) or "无"
    raise UsageError(f"没有网站“{name}”的问题记录；有问题记录的网站：{known}。")


def named_finding(engine: Engine, prefix: str, site: str = "") -> FindingKey:
    """The one finding whose fingerprint begins with `prefix` (at least 6 characters), on `site` (its key) when given.

    Raises UsageError, which names the candidates, when there is none or several.
    """
    wanted = prefix.strip().lower()
    if not _PREFIX.fullmatch(wanted):
        raise UsageError(f"问题编号“{prefix[:80]}”写法不对：应为编号开头的 {SHORTEST} 位以上（数字和 a 至 f）。")
    found = _beginning_with(engine, wanted, site)
    if len(found) == 1:
        return found[0]
    if not found:
        near = _beginning_with(engine, wanted[:2], site)
        hint = f"相近的有：{_named(near)}" if near else "请用 xunjian findings list 查看编号"
        raise UsageError(f"没有编号以 {wanted[:12]} 开头的问题；{hint}。")
    if len({key.fingerprint for key in found}) == 1:
        raise UsageError(f"编号 {wanted[:12]} 在多个网站都有，请用 --site 指明网站：{_named(found)}。")
    raise UsageError(f"编号 {wanted[:12]} 对应多个问题，请多写几位：{_named(found)}。")


def _beginning_with(engine: Engine, prefix: str, site: str) -> list[FindingKey]:
    query = select(_FINDING.c.site, _FINDING.c.fingerprint).where(_FINDING.c.fingerprint.startswith(prefix))
    if site:
        query = query.where(_FINDING.c.site == site)
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(_FINDING.c.fingerprint, _FINDING.c.site)).all()
    return [FindingKey(row.site, row.fingerprint) for row in rows]


def _named(keys: list[FindingKey]) -> str:
    shown = "、".join(f"{key.fingerprint[:16]}（{key.site}）" for key in keys[:_SHOWN])
    return shown + (f"等 {len(keys)} 个" if len(keys) > _SHOWN else "")
