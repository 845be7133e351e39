"""The SiteIDCode tag of the home page against the register."""

from __future__ import annotations

from collections.abc import Iterator

from checks.identity.codes import is_id_code
from checks.interface import Params, check
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "identity.code_tag"


@check(
    id=_CHECK,
    title="标识码标签与登记不一致",
    clause="国办发〔2017〕47号 附件《网页设计规范》（SiteIDCode）",
    needs={"pages"},
)
def code_tag(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """标识码标签与登记不一致：首页 SiteIDCode 标签里的网站标识码，与登记表中的不同。

    是什么：只比较格式正确的标识码；标签缺失或者格式不对的，由“网页标签不规范”一项检查；页面底部所示的标识码，由“首页底部
    标识不全”一项检查；没有登记标识码的，不比较。

    为什么重要：上级监管平台按标签识别网站，标识码填错，检查结果会记到别的网站名下。

    如何整改：由网站技术单位把全站模板中的 SiteIDCode 改为全国政府网站基本信息数据库登记的标识码。例如：

        <meta name="SiteIDCode" content="5300990001">
    """
    home, registered = snapshot.home, snapshot.site.id_code.strip().lower()
    codes = [text.strip().lower() for text in home.meta("SiteIDCode") if is_id_code(text)] if home else []
    if home is None:
        outcome, message = Outcome.CANT_TELL, "首页未能采集，无法核对标识码标签。"
    elif not codes or not registered:
        outcome, message = Outcome.INAPPLICABLE, "首页没有格式正确的 SiteIDCode 标签，或没有登记标识码，不作比较。"
    elif registered in codes:
        outcome, message = Outcome.PASSED, f"SiteIDCode 标签 {registered} 与登记一致。"
    else:
        outcome, message = Outcome.FAILED, f"SiteIDCode 标签为 {codes[0]}，登记为 {registered}。"
    evidence = home.evidence("；".join(codes)) if home else (Evidence(snapshot.site.home),)
    yield Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence)
