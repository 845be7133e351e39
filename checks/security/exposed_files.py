"""Files that no website should hand out."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from checks.interface import Params, check
from checks.ipv6.answers import latest, probe_evidence
from checks.security.reporting import ASK
from core.outcome import BY_PERSON, Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Probe, Snapshot

_CHECK = "security.exposed_files"


@check(
    id=_CHECK,
    title="疑似泄露不应公开的文件",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（安全、泄密）；本地配置",
    needs={"probes"},
)
def exposed_files(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """疑似泄露不应公开的文件：源代码目录、配置文件、备份文件可以直接从网站下载。

    是什么：只在网站主办单位同意、并列入设置 exposed_files 的网站上，查看一份很短的固定清单（版本库、配置文件、常见备
    份文件名、服务器状态页），只读前几个字节，与这类文件的开头比对，不保存内容；再用一个随机文件名对照，服务器对任何地
    址都给同样内容的，记“无法判断”。不猜口令，不做其他试探。

    为什么重要：这些文件里常有数据库口令、源代码和个人信息，被下载等于泄密。

    如何整改：立即把文件移出网站目录，在服务器上禁止访问以点开头的目录和备份后缀；文件里的口令一律更换，并查看日志确认
    是否已被下载。
    """
    probe = latest(snapshot, "exposed")
    home = snapshot.site.home
    if probe is None:
        message = "网站没有列入设置 exposed_files（须先征得主办单位同意），不检查。"
        yield Observation(_CHECK, home, SubjectKind.SITE, Outcome.INAPPLICABLE, message, evidence=(Evidence(home),))
        return
    for one in probe.data.get("files", ()):
        yield _judge(snapshot, probe, one["path"], str(one["error"]), bool(one["found"]), int(one["control"]))


def _judge(snapshot: Snapshot, probe: Probe, path: str, error: str, found: bool, control: int) -> Observation:
    url, evidence = urljoin(snapshot.site.home, path), probe_evidence(probe, path)
    if found and control:
        message = f"无法判断：{url} 的内容像不应公开的文件，但随机地址也返回同样的内容。"
        return Observation(_CHECK, url, SubjectKind.LINK, Outcome.CANT_TELL, message, evidence=evidence)
    if found:
        message = f"疑似泄露：{url} 可以下载，内容与这类文件相符。{ASK}"
        return Observation(_CHECK, url, SubjectKind.LINK, Outcome.FAILED, message, evidence=evidence, rounds=BY_PERSON)
    if error:
        message = f"无法判断 {url} 能否下载：{error}。"
        return Observation(_CHECK, url, SubjectKind.LINK, Outcome.CANT_TELL, message, evidence=evidence)
    return Observation(_CHECK, url, SubjectKind.LINK, Outcome.PASSED, f"{path} 不能下载。", evidence=evidence)
