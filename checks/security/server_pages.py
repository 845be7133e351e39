"""Pages that a server makes by itself: listings of a folder, and the page of a server that nobody set up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.interface import Params, page_check
from checks.security.reporting import ASK
from core.outcome import BY_PERSON, Observation, Outcome, SubjectKind
from core.snapshot import Page

_LISTING, _DEFAULT = "security.directory_listing", "security.default_page"
#: Titles of listings: nginx and Apache, Tomcat and Jetty, Python, lighttpd; IIS writes "host - /folder/".
_LISTING_TITLE = re.compile(
    r"^(?:Index of /|Directory listing for /|Directory: /|Directory Listing For \[?/|[\w.\-:]+ - /[\w/.\-%]*$)", re.I
)
#: What stands in every such listing: the way up.
_UP = re.compile(
    r"href=[\"']?(?:\.\./?|\?C=[NMSD];O=[AD]|/[^\"'>]*)[\"']?[^>]{0,40}>\s*"
    r"(?:\.\./|Parent Directory|\[To Parent Directory\]|\[转到父目录\]|Up To|Name\b)",
    re.I,
)
_DEFAULT_TITLE = re.compile(
    r"^(?:Welcome to (?:nginx|OpenResty|tengine|CentOS|Caddy)\b.{0,30}|IIS\d{0,2}(?: Windows Server)?"
    r"|Apache2 (?:Debian|Ubuntu|CentOS) Default Page.{0,30}|Apache HTTP Server Test Page.{0,40}|Test Page for .{0,60}"
    r"|Apache Tomcat/\d[\d.]*|恭喜，站点创建成功！|没有找到站点)$",
    re.I,
)


@page_check(
    id=_LISTING,
    title="疑似目录列表泄露",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（安全、泄密）；本地配置",
    needs={"dom"},
)
def directory_listing(page: Page, params: Params) -> Iterator[Observation]:
    """疑似目录列表泄露：地址打开后列出了服务器文件夹里的所有文件。

    是什么：页面标题是服务器自动生成的目录列表标题，页面里又有“上级目录”一类的链接，两者都有才列为疑似，请人工核实。只
    看巡检采集到的页面，不猜测地址。

    为什么重要：没有发布的附件、备份、源代码可能被逐个下载。

    如何整改：由托管单位在服务器上关闭目录浏览（autoindex、Indexes、目录浏览），检查列表中有无不该公开的文件并移走。
    """
    listed = _LISTING_TITLE.match(page.facts.title.strip()) is not None and _UP.search(page.html) is not None
    message = f"疑似目录列表：标题为“{page.facts.title[:60]}”，列出了文件夹内容。{ASK}" if listed else ""
    yield _observe(_LISTING, page, message, "不是目录列表。")


@page_check(
    id=_DEFAULT,
    title="疑似服务器默认页面",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1；本地配置",
    needs={"dom"},
)
def default_page(page: Page, params: Params) -> Iterator[Observation]:
    """疑似服务器默认页面：地址打开后是服务器软件安装好时的欢迎页，不是网站内容。

    是什么：页面标题与常见服务器软件（nginx、IIS、Apache、Tomcat、面板）的默认欢迎页完全一致的，列为疑似，请人工核实。

    为什么重要：说明服务器没有配置好或者网站内容丢失，也暴露了服务器软件。

    如何整改：由托管单位恢复网站内容，删除默认站点和默认页面。
    """
    title = page.facts.title.strip()
    message = f"疑似服务器默认页面：标题为“{title[:60]}”。{ASK}" if _DEFAULT_TITLE.match(title) else ""
    yield _observe(_DEFAULT, page, message, "不是服务器默认页面。")


def _observe(check_id: str, page: Page, suspicion: str, fine: str) -> Observation:
    outcome = Outcome.FAILED if suspicion else Outcome.PASSED
    evidence = page.evidence(page.facts.title) if suspicion else ()
    rounds = BY_PERSON if suspicion else 1
    return Observation(
        check_id, page.url, SubjectKind.PAGE, outcome, suspicion or fine, evidence=evidence, rounds=rounds
    )
