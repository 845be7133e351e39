"""Official marks in the home page's footer (国办发〔2017〕47号 底部功能区)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.identity.codes import id_code_in, shows_icp, shows_psb
from checks.interface import Params, check
from core.county import Site
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Page, RenderedPage, Snapshot

_CHECK = "identity.footer"
#: Separate inspections that must agree where only a browser shows the foot: one may have come at a bad moment.
_SHOWN_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its field in FooterMarks, its official name, and what in the source hints that it is there."""

    field: str
    name: str
    hint: re.Pattern[str]


def _mark(field: str, name: str, hint: str) -> Mark:
    return Mark(field, name, re.compile(hint, re.IGNORECASE))


MARKS = (
    _mark("site_id_code", "网站标识码", r"标识码|标识编码|sitecode"),
    _mark("icp", "ICP备案编号", r"ICP\s*备|备案号|备案编号|beian\.miit"),
    _mark("psb", "公安机关备案标识", r"公网安备|公安备案|beian\.(?:gov|mps)"),
    _mark("host_unit", "网站主办单位", r"主\s*办(?:单位)?\s*[:：]|主办单位|版权所有|版权归"),
    _mark("contact", "联系方式", r"联系(?:方式|电话|我们)|电\s*话|邮\s*箱|邮\s*编|地\s*址\s*[:：]"),
    _mark("conac_badge", "党政机关网站标识", r"conac|党政机关"),
    _mark("zhaocuo", "“我为政府网站找错”入口", r"找\s*错|纠错|jiucuo|zfwzzc|pucha\.kaipuyun"),
    _mark("sitemap", "网站地图", r"(?:网站|站点)\s*(?:地图|导航)|site_?map|wzdt"),
)
#: Without any of these the footer itself was not seen: a script, a frame or an image shows it.
_FOOTER_TEXT = re.compile(
    r"ICP\s*备|版权所有|copyright|主\s*办\s*[:：]|主办单位|网站标识码|联系我们|公网安备", re.IGNORECASE
)
_UNSHOWN = frozenset({"script", "style", "noscript", "title"})
_CORE = ("site_id_code", "icp", "psb", "host_unit", "contact")


@check(id=_CHECK, title="首页底部标识不全", clause="国办发〔2017〕47号 底部功能区", needs={"pages", "dom"})
def footer(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """是什么：首页底部没有列明网站标识码、ICP备案编号、公安机关备案标识、主办单位、联系方式、党政机关网站标识、
    “我为政府网站找错”入口或者网站地图，或者标识码与登记的不一致。

    标识在网页源代码中没有、由脚本写出的，用浏览器打开首页查看并附截图；打开后仍看不出底部内容的，记“无法判断”。

    为什么重要：这些标识是群众识别政府网站、反映问题的依据，也是上级检查网站的必查内容。

    如何整改：在首页底部逐项列明，标识码以全国政府网站基本信息数据库登记的为准。例如：

        <p>主办：云岭县人民政府办公室　电话：0000-0000000</p>
        <p>网站标识码：5300990001　滇ICP备00000000号　滇公网安备53009900000001号</p>
        <p><a href="/wzdt/">网站地图</a></p>
    """
    home = snapshot.home
    site = snapshot.site
    for mark in MARKS:
        outcome, message, warning = _judge(mark, home, site)
        accused_by_browser = outcome is Outcome.FAILED and home is not None and not _is_seen(home)
        yield Observation(
            _CHECK,
            site.home,
            SubjectKind.SITE,
            outcome,
            message,
            identity=(mark.field,),
            evidence=_evidence(home, mark, site),
            warning=warning,
            rounds=_SHOWN_ROUNDS if accused_by_browser else 1,
            facets={"mark": mark.field},
        )


def _judge(mark: Mark, home: Page | None, site: Site) -> tuple[Outcome, str, str]:
    if home is None:
        return Outcome.CANT_TELL, f"首页未能采集，无法检查{mark.name}。", ""
    shown = _shown(mark, home)
    if not shown:
        return *_judge_missing(mark, home), ""
    if mark.field == "site_id_code":
        return *_judge_id_code(shown, site), ""
    return Outcome.PASSED, f"首页已列明{mark.name}。", _format_warning(mark, shown)


def _judge_missing(mark: Mark, home: Page) -> tuple[Outcome, str]:
    if home.facts.truncated:
        return Outcome.CANT_TELL, f"首页过大或嵌套过深，未能完整解析，无法检查{mark.name}。"
    if mark.hint.search(home.html) or (home.rendered and mark.hint.search(home.rendered.html)):
        return Outcome.CANT_TELL, f"首页源代码中有与{mark.name}有关的内容，但未能识别，请人工核对。"
    if not _is_seen(home) and not (home.rendered and home.rendered.whole and _is_seen(home.rendered)):
        return Outcome.CANT_TELL, f"首页源代码中没有见到底部文字，可能由脚本、框架或图片显示，无法检查{mark.name}。"
    return Outcome.FAILED, f"首页底部未列明{mark.name}。"


def _shown(mark: Mark, home: Page) -> str:
    """The mark as it stands in the page, or else as a browser shows it."""
    own: str = getattr(home.facts.footer, mark.field).strip()
    return own or (getattr(home.rendered.facts.footer, mark.field).strip() if home.rendered else "")


def _is_seen(home: Page | RenderedPage) -> bool:
    """Whether the page's own text holds its footer: one written by a script or standing in a frame does not."""
    if any(getattr(home.facts.footer, name) for name in _CORE):
        return True
    if home.dom.root is None or home.dom.css_first("iframe[src], frame[src]") is not None:
        return False
    texts = (node for node in home.dom.root.traverse(include_text=True) if node.is_text_node)
    shown = (node.text_content or "" for node in texts if node.parent and node.parent.tag not in _UNSHOWN)
    return any(_FOOTER_TEXT.search(text) for text in shown)


def _judge_id_code(shown: str, site: Site) -> tuple[Outcome, str]:
    code = id_code_in(shown)
    registered = site.id_code.strip().lower()
    if not code:
        return (
            Outcome.FAILED,
            f"首页所示网站标识码“{shown[:40]}”格式不正确，应为 10 位数字或 bm 加 8 位数字。",
        )
    if registered and code != registered:
        return Outcome.FAILED, f"首页所示网站标识码 {code} 与登记不一致，登记为 {registered}。"
    return Outcome.PASSED, f"首页已列明网站标识码 {code}。"


def _format_warning(mark: Mark, shown: str) -> str:
    # Older filing numbers are shorter and still valid, so an unusual form is shown to a person, not accused.
    if mark.field == "icp" and not shows_icp(shown):
        return f"所示ICP备案编号“{shown[:60]}”格式不常见，请核对。"
    if mark.field == "psb" and not shows_psb(shown):
        return f"所示公安机关备案编号“{shown[:60]}”不是 14 位数字，请核对。"
    return ""


def _evidence(home: Page | None, mark: Mark, site: Site) -> tuple[Evidence, ...]:
    if home is None:
        return (Evidence(site.home),)
    own = getattr(home.facts.footer, mark.field)
    evidence = home.evidence(own[:200])
    return evidence if own or home.rendered is None else (*evidence, *home.rendered.evidence(_shown(mark, home)[:200]))
