"""Pages on which only the system speaks: that the thing is gone, closed to the visitor, out of order or being built.

No list of sentences: a line is such a message when it is made of the words that systems' messages are made of
(crawler.verdicts.vocabulary) and says one of these things; a page is one when hardly a word besides stands on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import islice

from crawler.verdicts.vocabulary import foreign, weight
from crawler.verdicts.wording import is_gone_title, names_absence, says_gone

#: Most characters of a page's lines that are looked at, and most lines.
MAX_TEXT = 1200
_MAX_LINES = 60
#: Longest message, and how much of it, at least and by its weight, may be other words: a name, a contact.
MAX_MESSAGE = 320
_FEW, _SHARE = 3, 0.15
#: Most weight of other lines beside the message; their longest.
MAX_BESIDE = 40
_LONGEST = 30
#: Most lines over which one sentence may be broken.
_PIECES = 3


class Said(StrEnum):
    """What a message says of the thing asked for."""

    GONE = "gone"
    CLOSED = "closed"  # to those who have not logged in, or have no right
    REPAIRED = "repaired"  # the site or the page is being repaired, rebuilt or built
    FAILED = "failed"  # the system is out of order or busy


_THING = (
    r"(?:页面?|网页|文件|文章|文档|稿件|新闻|公告|网址|链接|资源|栏目|频道|地址|路径|信息|内容|数据|记录|附件|图片|视频"
    r"|专题|站点|目录|模块|模板|控制器|方法|主题|帖子|对象|词条|公示)"
)
_THIS = r"(?:[该此本这]|您|你|访问|查看|浏览|请求|打开|要找|寻找)"
#: Up to the end of the sentence, of the clause.
_ON, _NEAR = r"[^。！!；;]", r"[^。！!；;，,]"
_TAKEN = (
    r"(?:删除?|移[除走动至]|下线|下架|撤[下销回除稿]?|收回|回收|清[除理空]|封[存禁]|冻结|关闭|失效|过期|屏蔽|停用|作废|搬家"
    r"|隐藏|转移|更[名改换])"
)
_AWAY = (
    r"(?:不存在|不见了?|走[丢失]|丢失|飞走|跑[丢了]|迷路|失踪|消失|出走|火星|外星|外太空|搬离|溜走|去(?:了?哪)|没有?了"
    r"|已经?不在了|不在(?:这里|此处|发布状态)|被删|删除了|作废|无效|不再使用|打不开|无法打开|无法显示|无法访问|访问不了|不可访问|不可用)"
)
_PENDING = r"(?:尚|还|暂)?(?:未|没有?)(?:通过)?(?:审核|发布|公开)|(?:正在|待)审核|审核中"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_GONE = _any(
    rf"{_THING}{_ON}{{0,12}}{_AWAY}",
    rf"{_THING}{_ON}{{0,12}}已(?:经)?(?:被)?{_NEAR}{{0,6}}(?:删除|移[除走动至]|下线|下架|撤[下销回除稿]|搬家|屏蔽|隐藏)",
    rf"{_THIS}{_ON}{{0,16}}(?:不存在|已(?:经)?(?:被)?{_NEAR}{{0,6}}{_TAKEN}|{_PENDING})",
    rf"{_THIS}{_ON}{{0,16}}(?:归档{_ON}{{0,8}}(?:不|无法)|被{_ON}{{0,10}}(?:走|掉|光|跑|没|吃|删|藏|丢)了?)",
    rf"(?:无法|不能)(?:打开|显示|访问|加载){_NEAR}{{0,8}}{_THING}",
    rf"(?:找不到|没有找到|未找到|未能找到|无法找到|查无|没有[该此这]|无此|不存在[该此])(?:您|你)?{_NEAR}{{0,14}}{_THING}",
    r"(?:文章|稿件|新闻|文档|帖子|公告)(?:还|尚|暂)?未(?:发布|审核|公开|通过审核)",
    rf"(?:链接|页面|网页|网址|地址){_NEAR}{{0,4}}(?:过期|失效|停用)",
    r"(?:参数|编号|ID|链接|网址|地址|路径|请求)(?:出?错误?|无效|不正确|非法|有误|缺失|不合法|为空|不完整|异常)",
    r"(?:错误|无效|非法|不正确|不合法)的?(?:参数|链接|编号|ID|地址|请求|访问|路径|操作)",
    r"缺少(?:必要的?|必需的?)?(?:请求)?参数|参数(?:不能)?为空|HTTP\s*(?:状态|错误|status|error)\s*[:：]?\s*(?:404|410)\b",
    r"\b(?:page|file|document|article|content|url|link|resource|item|record)s?\b[^.]{0,40}"
    r"\b(?:unavailable|not available|no longer (?:available|exists?)|invalid|broken|expired|missing|gone"
    r"|removed|deleted)",
    r"(?:invalid|bad|missing|illegal)\s+(?:request|parameters?|url|id|link)",
    r"nothing (?:was )?found (?:here|at this location)|(?:object|file|page|document|resource) not found",
    r"(?:can ?not|can['’]t|could ?n[o'’]t|could not|unable to|did(?:n['’]t| not))\s+(?:be\s+)?(?:found|find|locate)",
)
#: What the thing's own text may say of a document that is there, lists that are searched in vain, and what has moved.
_OTHERWISE = _any(
    r"(?:文件|政策|公文|规定|办法|细则|证书?|合同|协议|决定)[^。]{0,6}(?:失效|过期|撤销|废止)",
    r"(?:文件|公文|此件|该件|本件)[^。]{0,10}公开|不(?:予|宜)公开|依申请",
    r"关键[词字]|检索|搜索结果|查询结果|条件|暂时?(?:无(?!法)|没有)|no (?:results?|records?|data|matches)",
    r"(?:没有|未|无法|不)(?:能)?(?:找|查|搜)?(?:到|询到)[^。]{0,6}(?:相关|符合|匹配|满足|结果|记录|数据)",
    r"(?:迁移|搬迁|搬家|转移|更换|变更|升级)(?:至|到|为)|(?:启用|使用|访问|进入|体验)新(?:域名|网址|站|版)|停止更新",
)
#: What a message only supposes.
_IF = re.compile(r"(?:如果|如有|如遇|若有|若遇|倘若|万一|如|若)[^。，,；;！!]{1,24}")
_CLOSED = _any(
    rf"(?:没有|无|缺少|不具备|未获得?){_NEAR}{{0,10}}权限?(?:访问|查看|浏览|阅读)?|无权(?:访问|查看|浏览|阅读|使用)",
    r"权限(?:不足|不够|受限)|未(?:经|被|获)?授权|(?:禁止|拒绝|不允许|限制|谢绝)(?:您|你)?的?(?:访问|查看|浏览)",
    rf"(?:访问|查看|浏览)(?:受限|被拒绝|被禁止|权限)|仅限?{_NEAR}{{0,12}}(?:访问|查看|浏览|登[录陆])",
    rf"(?:只|仅)(?:对|限|供|允许){_NEAR}{{0,12}}(?:开放|访问|查看|使用|浏览)",
    rf"(?<![a-z])IP(?![a-z]){_NEAR}{{0,12}}(?:不在|受限|限制|禁止|无权)",
    rf"(?:请|需要?|须|未|没有|还没){_NEAR}{{0,10}}(?:登[录陆]|身份认证|实名认证)",
    r"重新登[录陆]|登[录陆](?:状态)?(?:已(?:经)?)?(?:超时|失效|过期)|会话(?:已(?:经)?)?(?:超时|失效|过期)",
    r"登[录陆](?:之?后|才|方)[^。！!]{0,10}(?:访问|查看|浏览|阅读|操作)",
    rf"请(?:您|先)?(?:在|用|使用|通过){_NEAR}{{0,6}}(?:微信|支付宝|钉钉|手机|APP|移动端){_NEAR}{{0,10}}"
    r"(?:打开|访问|扫码|查看|浏览|登[录陆])",
    r"(?:access|permission) (?:is )?denied|not (?:been )?(?:authorized|allowed|permitted)|unauthorized|\bforbidden\b",
    r"have (?:no|not) permission|don['’]t have permission|(?:log ?in|sign ?in) (?:is )?required",
    r"(?:please|must|need to|have to)(?: first)? (?:log ?in|sign ?in)|session (?:has )?(?:expired|timed? ?out)",
)
_SITE = (
    r"(?:系统|网站|站点|平台|门户|本站|本网|官网|服务器?|数据库?|后台|功能|页面|网页|栏目|频道|专题|内容|程序|应用|网络"
    r"|机房|模块|板块)"
)
_WORK = r"(?:维护|升级|改版|改造|检修|抢修|优化|割接|迁移|扩容|建设|施工|开发|制作|筹备|调试)"
_REPAIRED = _any(
    rf"{_SITE}{_NEAR}{{0,10}}{_WORK}(?:改造|升级|维护)?(?:之?中|期间|[,，。！!\s]|$)",
    r"(?:维护|升级|改版|检修|抢修|割接|建设|开发)(?:之?中|期间)",
    r"维护(?:时间|时段|公告|通知|通告|提示)|(?:系统|网站|站点|服务器)[^。！!；;，,]{0,6}(?:更新|调整|切换)中",
    rf"(?:正在|目前|现|因|由于|将|拟){_ON}{{0,16}}{_WORK}",
    r"(?:暂停|暂时停止|临时停止|停止|临时关闭|暂时关闭|暂不提供)(?:对外)?(?:提供)?(?:访问|浏览)",
    rf"(?:系统|网站|站点|平台|本站|页面|栏目|服务器){_NEAR}{{0,6}}(?:暂停|停止)(?:对外)?(?:提供)?(?:服务|开放|使用|运行)",
    rf"(?:系统|网站|站点|平台|本站){_ON}{{0,14}}(?:暂时|临时)关闭",
    r"(?:尚未|还未|暂未|还没有?|未)(?:正式)?(?:开通|上线|启用|建成|开放|完工)|即将(?:上线|开通|开放|推出)",
    r"(?:under|scheduled|routine|site|system|planned) (?:maintenance|construction|upgrade)",
    r"(?:be|com\w+) (?:back )?(?:soon|shortly)",
    r"perform\w* (?:\w+ )?(?:maintenance|upgrades?)|temporarily (?:closed|unavailable|down|offline|out of service)",
    r"(?:down|closed|offline) for (?:maintenance|repairs?|upgrades?)|being (?:upgraded|updated|rebuilt|maintained)",
)
#: Words of help with an old browser or a plug-in stand on good pages.
_BROWSER = re.compile(r"浏览器|flash|插件|播放器|客户端|javascript|\bIE\b|app\b", re.I)
_FAILED = _any(
    r"(?:系统|服务器?|程序|网络|数据库|页面|网页|网站|站点|后台|接口|应用|平台|请求|操作|处理|加载|访问|连接|运行|执行)"
    rf"{_NEAR}{{0,8}}(?:内部错误|错误|异常|故障|出错|繁忙|忙碌|正忙|太忙|过多|开小差|打盹|超时|失败|崩溃|罢工|不可用|中断|过载|意外)",
    r"(?:出|发生|遇到|出现)了(?:一?[个点些])?(?:小)?(?:未知)?的?(?:错误?|问题|状况|异常|故障|意外)",
    r"(?:出错|出(?:问题|故障|状况|意外))[了啦]",
    r"系统忙|内部错误|未知(?:错误|异常)|稍[后候](?:再|重)试|(?:读取|加载|获取|打开|处理|下载|查询)(?:数据|文件|信息)?失败",
    r"internal (?:server )?error|service (?:is )?(?:temporarily )?unavailable|(?:something|things?) went wrong",
    r"(?:an? )?(?:unexpected |unknown |internal )?(?:error|exception) (?:has )?occurr?ed",
    r"could not be (?:retrieved|loaded|displayed|processed)|(?:request|gateway|connection) (?:failed|timed? ?out)",
    r"server (?:is )?(?:too )?busy|bad gateway",
)
#: All that a program printed in a page's place.
_PRINTED = re.compile(
    r"(?:null|undefined|none|nan|nil|false|error|fail(?:ed|ure)?|exception|\[object object\]|-1|\[\]|\{\})[.!。！]?",
    re.I,
)
#: Words of texts *about* such things, which no message holds; a notice of works may hold those of the second kind.
_ABOUT = re.compile(
    r"予以|告知书|申请|怎么办|怎么|如何|怎样|为什么|应当|应[返及该]|当[^，,。]{1,12}时|近日|日前|群众|反映|留言|已提交|整改"
    r"|通报|公示期|现将|印发|各[单部乡镇县科]|每[周月日天年]|依据|答复|建议|案件|查处|经[核查]|规范|标准|经验|介绍|教程|解读"
    r"|召开|会议|工程(?!师)|道路|路段|问卷|投票|调查|征集|信件|来信|报名|活动|招聘|岗位|办件|预约|工单|密码|《"
    r"|报修|报障|投诉|举报|纠错|本单位|本部门|本机关|本级|年度|预算|决算|收支"
)
#: What no article has in its title that a message took the place of.
_ASKING = re.compile(r"怎么|如何|怎样|为什么|告知书|整改")
_EXPECTED = {
    Said.GONE: re.compile(r"404|页面|网页|网址|链接|打不开|not found", re.I),
    Said.CLOSED: re.compile(r"权限|授权|登[录陆]|认证|内网"),
    Said.REPAIRED: re.compile(r"维护|升级|改版|检修|割接|停机|暂停|停止|关闭|迁移|maintenance", re.I),
    Said.FAILED: re.compile(r"故障|异常|错误|繁忙|error", re.I),
}
_NOTICE = re.compile(r"关于|公告|通知|通告|告知|启事|特此|根据")
_MESSAGES = ((Said.GONE, _GONE), (Said.CLOSED, _CLOSED), (Said.REPAIRED, _REPAIRED), (Said.FAILED, _FAILED))
_ANYTHING = _any(*(pattern.pattern for _, pattern in _MESSAGES))
#: Lines of every page that say nothing of what it holds.
_FRAME = re.compile(
    r"版权|copyright|©|主办|承办|备案|标识码|公网安备|技术支持|联系电话|邮编|邮政编码|(?:维护|建设|运行|开发|制作|管理)单位|(?:运行|网站|技术)维护\s*[:：]"
    r"|(?:当前|您的?|所在|现在的?)(?:所在)?(?:位置|栏目)|今天是|字[体号][:：]|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|量|次数)|打印本页|分享到|扫一扫|无障碍|适老|网站地图"
    r"|站内搜索|繁體|简体|请输入[^。]{0,8}关键[词字]|^(?:搜索|检索|查询)$",
    re.I,
)


def hints(title: str, lines: Iterable[str]) -> bool:
    """Whether anything of the kind could be said in a page's lines, those of its frame included: true of some good
    pages, and cheap for most.
    """
    shown = [title, *lines]
    text = "\n".join(shown)
    if len(text) > MAX_TEXT or not (_ANYTHING.search(text) or any(map(_PRINTED.fullmatch, shown))):
        return is_gone_title(title)
    ours = " ".join(filter(is_message, shown))
    return _ANYTHING.search(ours) is not None or any(map(_PRINTED.fullmatch, shown))


def said_by(title: str, headings: Iterable[str], lines: Iterable[str]) -> Said | None:
    """What a page says whose lines, those of the site's frame left out, hold hardly anything but such a message."""
    kept = [line for line in islice(lines, _MAX_LINES + 1) if line.strip() and not _FRAME.search(line)]
    shown = [*headings]
    if len(kept) > _MAX_LINES or sum(map(len, kept)) > MAX_TEXT or not kept:
        return None
    if _ASKING.search(title) or any(map(_is_text, shown)):
        return None
    ours = [line for line in kept if is_message(line)]
    beside = [line for line in kept if line not in ours]
    if any(len(line) > _LONGEST or line in shown for line in beside) or sum(map(weight, beside)) > MAX_BESIDE:
        return None
    return _told(ours) or (_told([title, *ours]) if ours and not beside else None)


def _told(lines: list[str]) -> Said | None:
    """What the lines of a message say, one by one; few of them may be the pieces of one sentence."""
    whole = " ".join(lines)
    if len(whole) > MAX_MESSAGE or _OTHERWISE.search(whole):
        return None
    said = set(map(kind_of, lines))
    first = next((kind for kind, _ in _MESSAGES if kind in said), None)
    return first or (kind_of(whole) if len(lines) <= _PIECES else None)


def is_message(line: str) -> bool:
    """Whether a line is made of nothing but the words of messages."""
    return not _ABOUT.search(line) and foreign(line) <= max(_FEW, _SHARE * weight(line))


def kind_of(text: str) -> Said | None:
    """What a message says; None: nothing of the kind."""
    if _PRINTED.fullmatch(text.strip()):
        return Said.FAILED
    if _OTHERWISE.search(text):
        return None
    text = _IF.sub(" ", text)
    if (says_gone(text) and names_absence(text)) or _GONE.search(text):
        return Said.GONE
    for said, pattern in _MESSAGES[1:]:
        if pattern.search(text):
            return None if said is Said.REPAIRED and _BROWSER.search(text) else said
    return None


def kind_of_line(text: str) -> Said | None:
    """What a text says that is one message as a whole."""
    return kind_of(text) if len(text) <= MAX_MESSAGE and is_message(text) else None


def is_notice(text: str) -> bool:
    """Whether a text calls itself an announcement, as the messages of a site under repair do, and articles too."""
    return _NOTICE.search(text) is not None


def announces(text: str, said: Said) -> bool:
    """Whether a link's text leads one to expect a page *about* what the page there says."""
    return _EXPECTED[said].search(text) is not None


def _is_text(text: str) -> bool:
    return _ABOUT.search(text) is not None and not is_gone_title(text)
