"""What a source's reply says of the account or of us, before its content is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.snapshot.media import FetchStatus, GoneReason
from core.snapshot.resource import Verdict
from core.statuses import REFUSALS
from crawler.extract.charset import decode
from crawler.fetch.sniff import asks_login, is_html
from crawler.media.client import Reply
from crawler.media.interface import Found
from crawler.media.words import read_words
from crawler.verdicts.challenge import is_challenge

#: Weibo's visitor wall answers 432; 461 and 471 are captcha walls of others: no standard knows them.
_WALLS = REFUSALS
#: Of the statuses 2xx those that come with the whole content (RFC 9110 section 15.3): 202 promises it, 206 is a part.
_WHOLE = frozenset({200, 203})
#: Most visible characters of a page that only says what became of an account; an article may quote such words.
_SHORT = 600
_TARGET = re.compile(r"""transferTargetLink\s*[=:]\s*(?:"([^"<>]{1,500})"|'([^'<>]{1,500})')""")
#: The account that a page speaks of: not the visitor's own.
_ACCOUNT = r"(?<!您的)(?<!你的)(?:[此该本](?:微信)?)?(?:公众[帐账]?号|[帐账]号|用户|微博|视频号)"
#: What platforms say on the page of an account that is no more, first match wins.
_GONE = (
    (re.compile(rf"{_ACCOUNT}已经?(?:被)?迁移"), GoneReason.MOVED, "页面显示该账号已迁移"),
    (re.compile(rf"{_ACCOUNT}(?:已经?|已?被)(?:自主|主动)?注销"), GoneReason.CANCELLED, "页面显示该账号已注销"),
    (
        re.compile(rf"{_ACCOUNT}(?:因[^。；]{{1,30}})?(?:已经?被|被|已)(?:平台)?(?:屏蔽|封禁|封停|封号)"),
        GoneReason.BANNED,
        "页面显示该账号已被屏蔽或封禁",
    ),
)
#: What says nothing of the account: one post is gone, a link is old, the visitor is not trusted.
_UNCLEAR = re.compile(
    r"链接已过期|环境异常|完成验证后即可继续访问|参数错误|该内容已被发布者删除|此内容因违规无法查看|此内容(?:被|已)"
    r"|请在微信客户端打开链接"
)
_WALL = re.compile(
    r"环境异常|完成验证|请先?登录|登录后(?:查看|继续)|(?:访问|操作)(?:过于|太)频繁|验证码|Sina Visitor System"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of an account: `status` GONE, BLOCKED or FAILED, and why."""

    status: FetchStatus
    reason: str
    gone: GoneReason | None = None
    moved_to: str = ""

    def found(self, source: str) -> Found:
        """The same as an adapter's result."""
        return Found(self.status, reason=self.reason, gone=self.gone, moved_to=self.moved_to, source=source)


def trouble(reply: Reply) -> Told | None:
    """What is wrong with a reply before its content is looked at; None: it is a whole answer that came with content."""
    if reply.failure is not None:
        return Told(FetchStatus.FAILED, _FAILURES.get(reply.failure, f"没有取得完整的应答（{reply.failure.value}）"))
    if reply.status in _WALLS:
        return Told(FetchStatus.BLOCKED, f"来源拒绝了请求（HTTP {reply.status}），可能需要登录或限制了访问次数")
    if not 200 <= reply.status < 300:
        return Told(FetchStatus.FAILED, f"来源返回错误（HTTP {reply.status}）")
    if reply.status not in _WHOLE:
        return Told(FetchStatus.FAILED, f"来源还没有给出完整的内容（HTTP {reply.status}）")
    if not reply.body.strip():
        return Told(FetchStatus.FAILED, "来源返回空内容")
    return None


def read_page(body: bytes, content_type: str = "") -> Told | None:
    """What an html page says of the account it should show; None: it says nothing of the kind."""
    source = decode(body, content_type).text
    text = read_words(source)[0]
    flat = "".join(text.split())
    if len(flat) <= _SHORT:
        for pattern, gone, reason in _GONE:
            if pattern.search(flat):
                return Told(FetchStatus.GONE, reason, gone, _target(source) if gone is GoneReason.MOVED else "")
        if _UNCLEAR.search(flat) and not _WALL.search(flat):
            return Told(FetchStatus.FAILED, "页面只说明单篇内容或链接失效，不能说明账号的状态")
    head = body[:65536]
    wall = asks_login(head) or is_challenge(head, whole=len(body) <= len(head))
    if wall or (len(flat) <= _SHORT and _WALL.search(flat)):
        return Told(FetchStatus.BLOCKED, "来源返回登录或验证页面")
    return None


def page_instead(reply: Reply, wanted: str) -> Told:
    """What to say of a reply that is not the content that was asked for (`wanted`, Chinese)."""
    if is_html(reply.body[:65536]) or "html" in reply.content_type:
        told = read_page(reply.body, reply.content_type)
        return told or Told(FetchStatus.FAILED, f"返回的是网页，不是{wanted}")
    return Told(FetchStatus.FAILED, f"返回的内容不是{wanted}，或者不完整")


def _target(source: str) -> str:
    found = _TARGET.search(source)
    return ((found[1] or found[2]) if found else "").replace("&amp;", "&")


_FAILURES = {
    Verdict.TIMEOUT: "来源在规定时间内没有响应",
    Verdict.REFUSED: "来源拒绝或中断了连接",
    Verdict.DNS_GONE: "来源的域名不存在",
    Verdict.DNS_FAILED: "来源的域名没有解析结果",
    Verdict.TRUNCATED: "应答没有传完就中断",
    Verdict.TOO_LARGE: "应答超过允许的大小",
    Verdict.PROTOCOL: "应答不符合协议或无法解压",
    Verdict.TLS: "来源的加密连接无法建立",
    Verdict.GUARDED: "来源的地址是内网或保留地址，未予连接；如确为自建服务，请在设置 allow_private 中写明网段",
    Verdict.BAD_REDIRECT: "接口把请求转到了别处，为防止授权信息外泄未予跟随",
    Verdict.TOO_MANY_REDIRECTS: "来源跳转次数过多",
    Verdict.MALFORMED: "来源地址写法不正确",
}
