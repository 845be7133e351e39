"""Values of page tags: what counts as not filled in, and what is wrongly filled in (国办发〔2017〕47号)."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

import ada_url

from checks.identity.codes import is_id_code
from checks.identity.domain import is_literal_address
from core.snapshot import Page, PageKind

#: Template marks that no system replaced: {SiteName}, ${…}, {{…}}, #{…}, [#…], [!--…--], <%…%>, <#…>, $…$, %…%.
_PLACEHOLDER = re.compile(
    r"[\s\u3000]*|null|undefined|none|nan|\(null\)"
    r"|[$#]?\{.*\}|\[[#!$].*\]?|<[%#?].*|\$[A-Za-z_.]+\$?|%[A-Za-z_.]+%|@[A-Za-z_.]+@",
    re.IGNORECASE | re.DOTALL,
)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?")
#: Values longer than this are no tag of the norm; only their beginning is looked at.
_MOST = 500


def is_placeholder(text: str) -> bool:
    """Whether a value is empty, null, undefined, or a template's mark that was never replaced."""
    return _PLACEHOLDER.fullmatch(text[:_MOST].strip()) is not None


def id_code_problem(text: str) -> str:
    """What is wrong with a SiteIDCode: ten digits, or bm and eight digits."""
    return "" if is_id_code(text) else f"“{text[:20]}”不是 10 位数字或 bm 加 8 位数字"


def date_problem(text: str) -> str:
    """What is wrong with a PubDate: YYYY-MM-DD HH:MM, seconds allowed, and a day that exists."""
    if not _MOMENT.fullmatch(text):
        return f"“{text[:30]}”格式应为 YYYY-MM-DD HH:MM"
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return f"“{text[:30]}”不是有效的日期时间"
    return ""


def domain_problem(text: str, page: Page) -> str:
    """What is wrong with a SiteDomain: a bare host name, that of this site.

    On the home page it must be the page's own host (with or without www.); elsewhere a host of the same registered
    domain will do, because a site may spread over several. Pages at literal addresses cannot be compared.
    """
    if "://" in text or text.startswith("//"):
        return f"“{text[:60]}”应只写域名，不带协议"
    if "/" in text or "?" in text:
        return f"“{text[:60]}”应只写域名，不带路径"
    named, actual = host_in(f"http://{text}/"), host_in(page.url)
    if not named:
        return f"“{text[:60]}”不是有效的域名"
    if is_literal_address(actual) or actual in ("localhost", named):
        return ""
    same = page.kind is not PageKind.HOME and registered(named) == registered(actual)
    return "" if same else f"“{text[:60]}”与本页域名 {actual} 不一致"


def host_in(url: str) -> str:
    """Host in the form the DNS knows, without www. and port; empty when the address is none."""
    try:
        host = urlsplit(ada_url.normalize_url(url)).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def registered(host: str) -> str:
    """The registered domain: three labels under second-level suffixes such as gov.cn, else two."""
    labels = host.split(".")
    second_level = len(labels) > 2 and labels[-1] == "cn" and labels[-2] in ("gov", "com", "net", "org", "edu", "ac")
    return ".".join(labels[-3:] if second_level else labels[-2:])
