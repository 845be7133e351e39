"""Sites on which every page has the same title: a warning under WCAG 2.2 SC 2.4.2 (A), technique G88."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checks.accessibility.words import squeezed
from checks.interface import Params, check
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "a11y.title_same"
#: Pages from which on a share says something.
_FEW = 10


@check(
    id=_CHECK,
    title="各页标题相同",
    clause="GB/T 37668-2019；WCAG 2.2 SC 2.4.2（A 级）",
    needs={"pages"},
    # A measure of our own: every fifth page with a title of its own shows that titles are cared for.
    defaults={"percent": 80},
)
def title_same(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """各页标题相同：网站绝大多数页面的标题（title）完全一样，例如都只写网站名称。仅作建议，不作问题认定。

    是什么：已采集的页面有 10 页以上，其中八成以上标题相同。

    为什么重要：读屏软件打开页面时首先读出标题；浏览器标签、收藏夹和搜索结果也显示标题。标题都一样，群众分不清打开的
    是哪一页。

    如何整改：在页面模板中依次写明内容标题、栏目名称、网站名称。例如：

        <title>关于停水的通知_通知公告_云岭县人民政府</title>
    """
    counts: Counter[str] = Counter()
    sample: dict[str, tuple[Evidence, ...]] = {}
    for page in snapshot.pages():
        title = squeezed(page.facts.title)[:300]
        counts[title] += 1
        sample.setdefault(title, page.evidence(title))
    number = counts.total()
    title, most = counts.most_common(1)[0] if counts else ("", 0)
    home = snapshot.site.home
    if number < _FEW:
        message = f"只采集到 {number} 页，不作比较。"
        yield Observation(_CHECK, home, SubjectKind.SITE, Outcome.INAPPLICABLE, message, evidence=(Evidence(home),))
        return
    same = bool(title) and most * 100 >= number * float(params["percent"])
    warning = f"{number} 页中有 {most} 页的标题都是“{title[:60]}”，建议每页写明本页内容的标题。" if same else ""
    message = f"{number} 页共有 {len(counts)} 种标题。"
    yield Observation(_CHECK, home, SubjectKind.SITE, Outcome.PASSED, message, evidence=sample[title], warning=warning)
