"""Words of gambling and pornography in titles, tags, links, texts and scripts."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.security.judging import bad_links, reasons_of
from checks.security.reporting import Suspicion, report
from checks.security.survey import Signs, survey
from checks.security.wording import NOTHING
from core.outcome import Observation, Source
from core.snapshot import Snapshot

_CHECK = "security.words"


@check(
    id=_CHECK,
    title="疑似赌博色情词语",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（发布或链接反动、暴力、色情等内容）",
    needs={"pages", "dom", "probes"},
)
def words(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """疑似赌博色情词语：页面的标题、关键词、正文、链接或脚本里有赌博、色情网站惯用的词语，可能是网页被篡改。

    是什么：按可以修改的词表（设置 word_dir）检查每个页面的标题、关键词和描述标签、访问者看到的和看不见的文字、站外
    链接的文字和页面里的脚本；词语中间夹有空格、符号，用全角字、繁体字的也能识别。单独一个词不作判断，要有几个不同的
    词同时出现才列为疑似；打击赌博、扫黄打非、禁毒、反诈、彩票公益等内容里的词语不算。迹象不足的记“无法判断”。看不见
    的链接由“疑似暗链”一项检查。

    为什么重要：标题被改成赌博、色情词语，是网站被入侵最常见的表现，群众往往在搜索引擎里先看到；发布此类内容属于单项
    否决情形。

    如何整改：请人工打开页面和源代码核实，并用搜索引擎查看本站的收录标题。确属篡改的，立即通知技术单位：保留日志和页
    面作证据，恢复页面，检查模板、公共脚本和数据库，查清入侵途径，修补漏洞、更换口令，必要时向网信、公安部门报告。属
    于正常工作内容的，由人员认定误报并写明理由；词表中不适合本地的词，可以删去。
    """
    looked = survey(snapshot)
    found = [suspicion for signs in looked.signs if (suspicion := _suspicion(signs, snapshot)) is not None]
    fine = f"已检查 {len(looked.seen)} 个页面，没有发现赌博、色情网站惯用的词语。"
    yield from report(_CHECK, snapshot, looked, found, fine)


def _suspicion(signs: Signs, snapshot: Snapshot) -> Suspicion | None:
    reasons = list(reasons_of(signs))
    if not reasons:
        return None
    sure = [reason for reason in reasons if reason.sure]
    chosen = sure or reasons
    hits = sum((reason.hits for reason in chosen), NOTHING)
    where = "、".join(reason.where for reason in chosen)
    opening = f"疑似{'、'.join(hits.titles)}内容" if sure else f"无法判断是否为{'、'.join(hits.titles)}内容"
    page = snapshot.page(signs.url)
    evidence = page.evidence(f"{signs.title}\n{hits.words}") if page else signs.evidence
    sources = tuple(
        Source(signs.url, f"{link.anchor.words} → {link.anchor.href}"[:200], link.anchor.element)
        for link in bad_links(signs)
    )
    mark = (*hits.titles, *(reason.where for reason in chosen))
    return Suspicion(signs.url, mark, f"{opening}：本页{where}有“{hits.words}”等词语。", evidence, sources, bool(sure))
