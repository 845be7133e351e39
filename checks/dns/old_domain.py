"""Old domain names (DM-3): given up, but not cancelled; or somebody else's by now."""

from __future__ import annotations

from collections.abc import Iterator

from checks.dns.names import Name, is_own, names_of, unanswerable
from checks.interface import Params, check
from core.outcome import BY_PERSON, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

ID = "dns.old_domain"


@check(
    id=ID,
    title="旧域名未注销或内容异常",
    clause="国办函〔2018〕55号 不得擅自转让，闲置域名及时注销",
    needs={"probes", "pages"},
    # Separate inspections that must agree. Our own caution.
    defaults={"temporary_rounds": 2},
)
def old_domain(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """旧域名未注销或内容异常：网站停用的域名仍能解析，或已显示与本网站无关的内容。

    是什么：对登记表“旧域名”列填写的域名逐个查询解析并打开首页。已不能解析的，或者跳转到本网站的，通过。仍能解析但打不
    开，或仍显示本网站内容而不跳转的，判为问题，须在多次独立巡检中都出现才列入（默认两次）。显示其他内容、停放或出售页
    面的，只列为疑似，须由人工打开核实后确认。查询没有明确结果的，记“无法判断”。

    为什么重要：旧域名常印在文件、标牌上，群众仍会访问。域名闲置或过期后被他人注册，会冒用政府名义传播赌博、诈骗等内容。

    如何整改：由网站主办单位按程序注销闲置域名；注销前保留解析并跳转到现用首页，同时清理各处仍指向旧域名的链接。已被他
    人注册的，立即公告停用，清理链接，并向域名管理部门和公安机关报告。
    """
    site = snapshot.site
    ended = unanswerable(snapshot, site.old_domains)
    if ended:
        outcome, words = ended
        yield Observation(ID, site.host, SubjectKind.SITE, outcome, f"旧域名：{words}")
        return
    for name in names_of(snapshot, "old"):
        outcome, message, person = _judge(name, snapshot)
        rounds = BY_PERSON if person else int(params["temporary_rounds"])
        yield Observation(
            ID,
            name.domain,
            SubjectKind.SITE,
            outcome,
            message,
            evidence=name.evidence,
            rounds=rounds if outcome is Outcome.FAILED else 1,
        )


def _judge(name: Name, snapshot: Snapshot) -> tuple[Outcome, str, bool]:
    """Outcome, message, and whether only a person may confirm it."""
    if name.gone:
        return Outcome.PASSED, f"旧域名 {name.domain} 已不再解析。", False
    if not name.page:
        return Outcome.CANT_TELL, f"无法判断旧域名 {name.domain} 是否仍能解析：{name.doubt}。", False
    if name.end != name.domain and is_own(name.end, snapshot.site):
        return Outcome.PASSED, f"旧域名 {name.domain} 跳转到本网站（{name.end}）。", False
    if name.refuses:
        message = f"旧域名 {name.domain} 仍能解析，但服务器不接受自动检查，请人工打开核实。"
        return Outcome.CANT_TELL, message, False
    return _judge_page(name, snapshot)


def _judge_page(name: Name, snapshot: Snapshot) -> tuple[Outcome, str, bool]:
    """No redirect leads to the site from it."""
    if not name.opens:
        return Outcome.FAILED, f"旧域名 {name.domain} 打不开，但仍能解析：没有注销，或已由他人注册。", False
    if name.page["onward"] or (name.canonical != name.domain and is_own(name.canonical, snapshot.site)):
        message = f"旧域名 {name.domain} 的页面很可能由脚本转到本网站，本系统不能确定，请人工核实。"
        return Outcome.CANT_TELL, message, False
    if _shows_the_site(name, snapshot):
        return Outcome.FAILED, f"旧域名 {name.domain} 仍显示本网站内容，没有跳转到现用域名。", False
    title = str(name.page["title"])
    what = "域名停放或出售页面" if name.page["parked"] else f"标题为“{title[:40]}”的页面"
    return Outcome.FAILED, f"旧域名 {name.domain} 疑似已被他人使用：打开后是{what}，请人工核实。", True


def _shows_the_site(name: Name, snapshot: Snapshot) -> bool:
    site, home = snapshot.site, snapshot.home
    if site.id_code and name.page["code"] == site.id_code:
        return True
    titles = {site.name, home.facts.title if home else ""} - {""}
    return not name.page["parked"] and str(name.page["title"]) in titles
