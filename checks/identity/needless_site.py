"""Sites of townships, streets and county departments, which in principle should have none of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.interface import Params, check
from core.county import NO_APPROVAL, Site
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "identity.needless_site"
_TOWNSHIP = re.compile(r"(?:镇|乡|街道)(?:人民政府|办事处|党工委)?$")
_PORTAL = re.compile(r"(?:县|市|区|旗|自治州|州|省)(?:人民政府)?(?:门户网站|办公室|政府网)?$")
_DEPARTMENT = re.compile(r"(?:局|委员会|办公室|中心|馆|所|站|队|院|会)$")
#: Site id codes begin with the six digits of the place; 00 at their end is a city or something above it.
_CODE = re.compile(r"\d{4}(?!00)\d{2}\d{4}")


@check(
    id=_CHECK,
    title="乡镇、街道、县级部门开设网站",
    clause="国办发〔2017〕47号（乡镇、街道和县级政府部门原则上不开设政府网站）",
    needs={"pages"},
)
def needless_site(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """乡镇、街道、县级部门开设网站：按规定，乡镇、街道和县级政府部门原则上不开设网站，通过县级政府门户网站开设页面。

    是什么：按登记的网站名称和网站标识码（前 6 位为行政区划代码）判断。因为“原则上”允许经批准保留，登记表“批准保留文号”
    填了文号的，通过；填“无”的，判为问题；没有填写的，记“无法判断”，请检查单位核对后填写。

    为什么重要：基层单位网站往往缺少人手维护，是不更新、打不开、被篡改的集中区，应当集约到县级门户。

    如何整改：没有批准文件的，由责任单位制定方案，把内容迁移到县级政府门户网站，按程序关停网站、注销标识码和域名；经批准
    保留的，由检查单位留存批准文件备查，并在登记表“批准保留文号”列填写文号。
    """
    outcome, message = _judge(snapshot.site)
    evidence = snapshot.home.evidence() if snapshot.home else (Evidence(snapshot.site.home),)
    yield Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence)


def _judge(site: Site) -> tuple[Outcome, str]:
    if _TOWNSHIP.search(site.name):
        return _approved(site, "乡镇、街道")
    if _PORTAL.search(site.name) or not _DEPARTMENT.search(site.name):
        return Outcome.PASSED, f"“{site.name}”不是乡镇、街道或县级部门的网站。"
    if not _CODE.fullmatch(site.id_code):
        return Outcome.INAPPLICABLE, f"“{site.name}”没有登记县级的网站标识码，不作判断。"
    return _approved(site, "县级部门")


def _approved(site: Site, kind: str) -> tuple[Outcome, str]:
    what = f"“{site.name}”是{kind}的网站，原则上不应开设"
    if not site.approval:
        return Outcome.CANT_TELL, f"{what}，请核对有无批准保留的文件，并在登记表“批准保留文号”列填写。"
    if site.approval == NO_APPROVAL:
        return Outcome.FAILED, f"{what}，登记表写明没有批准保留的文件。"
    return Outcome.PASSED, f"“{site.name}”是{kind}的网站，登记为经批准保留（{site.approval[:100]}）。"
