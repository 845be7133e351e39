"""Why a link does not open, and where it stands, in words for officials."""

from __future__ import annotations

from core.outcome import Source
from core.snapshot import CHOICE, RENDERED, Link, Resource, Verdict

#: Reason by verdict. `{status}` is the HTTP status, `{type}` the content type of the answer.
REASONS = {
    Verdict.OK: "可以打开",
    Verdict.DEAD: "地址不存在（HTTP {status}，页面或文件已删除、移动，或者地址写错）",
    Verdict.SERVER_ERROR: "服务器出错（HTTP {status}）",
    Verdict.CLIENT_ERROR: "服务器认为请求有误（HTTP {status}）",
    Verdict.REFUSED: "服务器拒绝连接或中断了连接",
    Verdict.DNS_GONE: "域名不存在或没有任何地址记录",
    Verdict.DNS_FAILED: "域名解析没有得到明确答复",
    Verdict.TIMEOUT: "在规定时间内没有打开（超时）",
    Verdict.TLS: "安全证书或加密连接有误",
    Verdict.REDIRECT_LOOP: "地址之间循环跳转，无法到达",
    Verdict.TOO_MANY_REDIRECTS: "连续跳转次数过多，未能到达最终页面",
    Verdict.BAD_REDIRECT: "服务器要求跳转，但没有给出可用的目标地址",
    Verdict.WRONG_TYPE: "返回的不是应有的文件，多为错误提示页面（服务器声明的类型为“{type}”）",
    Verdict.EMPTY: "能够连接，但返回的内容为空",
    Verdict.TRUNCATED: "内容没有传输完整就中断",
    Verdict.PROTOCOL: "服务器的答复不符合 HTTP 规范",
    Verdict.TOO_LARGE: "内容超过本系统接收上限，未完整接收",
    Verdict.SOFT_404: "服务器返回正常状态，但显示的是“页面不存在”一类提示，或被转到首页、错误页",
    Verdict.LOGIN_WALL: "需要登录后或者有权限才能查看",
    Verdict.UNAVAILABLE: "服务器返回正常状态，但页面只显示系统维护、正在建设、系统繁忙一类提示，没有应有的内容",
    Verdict.UNSURE: "能够打开，但显示的可能不是链接所指的内容（例如被转到首页，或者只有页头、页脚），请人工核实",
    Verdict.PARKED: "域名已被停放、出售或改作他用",
    Verdict.BLOCKED: "服务器不接受自动检查或要求人机验证（HTTP {status}），请用浏览器人工核实",
    Verdict.GUARDED: "地址指向内部网络或保留地址，本系统出于安全未访问",
    Verdict.MALFORMED: "地址书写有误，浏览器无法识别",
    Verdict.NOT_CHECKED: "因网站 robots 规则或本次采集的数量、时间上限未检查",
}


#: The method of a browser's step in an evidence chain, and what is said when it was refused too.
BROWSER = "BROWSER"
#: `Link.element` of what browsers choose among several.
_CHOICES = frozenset({CHOICE, "source"})
_STILL_BLOCKED = "服务器不接受自动检查或要求人机验证（HTTP {status}），本系统用浏览器打开也未能看到内容，请人工核实"

#: Why an address that forms only post to cannot be judged.
UNPOSTED = "该地址只用于接收表单提交，直接访问返回错误不代表不能用；本系统不提交表单，请人工核实"

#: Why a server that says itself how long it will be away is not accused.
ANNOUNCED = "服务器说明暂停服务（HTTP 503），并给出了较长的恢复时间（Retry-After），到期后再次检查"

#: Why a certificate that lacks what vouches for it is no proof: most browsers know or fetch what is missing.
NO_ISSUER = "证书链不完整（服务器没有发送中间证书），多数浏览器仍能打开，本系统无法核验，请人工核实并补全证书链"
CUT_FILE = "文件不完整（缺少结尾部分，多为上传中断），下载后不能完整打开"
UNDRAWN = "图片文件有错误（SVG 格式不正确），浏览器不能显示"
SITELESS = "该地址没有网站（显示的是服务器默认页面，或者网站已关闭、停用的提示）"
UNLISTED = "该地址是没有默认页面的目录，服务器不列出其内容（HTTP {status}）"
THROWN = "页面显示的是程序出错信息，没有应有的内容"
UNSECURED = "能够连接，但加密连接（HTTPS）在规定时间内没有建立，服务器可能没有启用 HTTPS"
ZEROS = "文件内容全部是空字节（多为上传或存储出错），不能打开"
NOWHERE = (
    "域名指向 0.0.0.0，这不是任何网站的地址，访客通常打不开；也可能是本系统所用的域名服务器屏蔽了该域名，请人工核实"
)
#: Verdict, how the crawler's detail begins, and the reason that then says more than the verdict alone.
_NARROWER = (
    (Verdict.NOT_CHECKED, "证书链不完整", NO_ISSUER),
    (Verdict.TRUNCATED, "file without its end", CUT_FILE),
    (Verdict.WRONG_TYPE, "no browser draws it", UNDRAWN),
    (Verdict.UNSURE, "HTTP ", "服务器返回错误状态（HTTP {status}），但页面上有链接所指的内容，请人工核实"),
    (Verdict.PARKED, "no site stands there", SITELESS),
    (Verdict.GUARDED, "地址 0.0.0.0 ", NOWHERE),
    (Verdict.CLIENT_ERROR, "a folder without a first page", UNLISTED),
    (Verdict.SERVER_ERROR, "a server's error page sent with 200", THROWN),
    (Verdict.TIMEOUT, "TLS: ", UNSECURED),
    (Verdict.WRONG_TYPE, "nothing but zero bytes", ZEROS),
)
#: How the crawler's detail ends when browsers refuse a file for its declared type alone.
_REFUSED_TYPE = ", which browsers refuse"
REFUSED_TYPE = "服务器声明的类型为“{type}”，浏览器因此不使用该文件，须由技术单位改正服务器设置"


def reason(resource: Resource | None) -> str:
    """Why the target opens or not; never empty."""
    if resource is None:
        return "本次采集没有检查该地址"
    shown = " ".join(resource.content_type.split())[:60] or "未声明"
    return _pattern(resource).format(status=resource.status or "无状态码", type=shown)


def _pattern(resource: Resource) -> str:
    for verdict, begins, said in _NARROWER:
        if resource.verdict is verdict and resource.detail.startswith(begins):
            return said
    if resource.verdict is Verdict.WRONG_TYPE and resource.detail.endswith(_REFUSED_TYPE):
        return REFUSED_TYPE
    refused = resource.verdict is Verdict.BLOCKED and resource.hops and resource.hops[-1].method == BROWSER
    return _STILL_BLOCKED if refused else REASONS[resource.verdict]


def is_siteless(resource: Resource) -> bool:
    """Whether a host answers although no site stands there: a server's first page, a site that was closed."""
    return _pattern(resource) == SITELESS


def unheard(resource: Resource, doubt: str) -> str:
    """Why a foreign host's silence proves nothing: `doubt` is what speaks for our own network's fault."""
    return (
        f"{reason(resource)}；但{doubt}，可能是本系统所在网络不能访问外网，不能据此认定对方打不开。"
        "请人工核实，并在设置项 ipv4_controls 中填写用于核对的网站"
    )


def slip(resource: Resource) -> str:
    """What is wrong with a misspelt address, as the crawler said it; never empty."""
    said = " ".join(resource.detail.split())
    return said if "：" in said else REASONS[Verdict.MALFORMED]


def anchor(sources: tuple[Source, ...]) -> str:
    """What visitors see of the link, in quotation marks (at most 40 characters); empty when they see no words."""
    texts = (" ".join(source.text.split()) for source in sources)
    text = next((text for text in texts if text), "")
    return f"“{text[:40]}{'…' if len(text) > 40 else ''}”" if text else ""


def describe_sources(links: list[Link], sources: tuple[Source, ...]) -> str:
    """How many pages link to the target, with one example. “至少” where several rows may share pages."""
    sampled = len({source.page for source in sources})
    pages = max(sampled, *(link.pages for link in links))
    exact = len(links) == 1 or sum(link.count for link in links) <= len(sources)
    example = f"，例如 {sources[0].page}" if sources else ""
    if all(link.element.startswith(RENDERED) for link in links):
        example += "（链接由页面脚本生成，源代码中没有，用浏览器打开页面可见）"
    elif all(link.element in _CHOICES for link in links):
        example += "（该地址是同一图片、音视频的备选之一，只在部分浏览器、屏幕上使用，或者打不开时换成别的图片）"
    return f"{'共有' if exact else '至少有'} {pages} 个页面引用该地址{example}。"
