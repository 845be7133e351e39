"""Words by which a page says that what was asked for is not there. Only whole sentences and whole titles count."""

from __future__ import annotations

import re

from crawler.extract.signs import Signs

_THING = (
    r"(?:页面|网页|(?<=[该此的到])页|文件|文章|文档|稿件|新闻|公告|网址|链接|资源|栏目|频道|地址|路径|信息|内容|数据|记录|附件|图片"
    r"|视频|专题|站点|目录)(?:ID|编号)?"
)
#: Atomic, as 已删除 can be read in two ways: a hostile title that repeats it would take exponential time.
_GONE = (
    r"(?>不存在|未找到|找不到|没有找到|未能找到|无法找到|已不存在|已经?不在了?|不见了|消失了"
    r"|已(?:经)?(?:被)?(?:管理员|作者|系统|用户|发布者)?(?:删除|移除|移走|移动|转移|下线|撤下|撤销|撤回|撤除|清除|失效|关闭|屏蔽|停用|过期|更改名称|改名|重命名)"
    r"|(?:被|已)(?:管理员)?(?:删除|移除|移走|屏蔽)|走丢了?|正在审核中?|丢失了?|飞走了?|跑丢了?|迷路了?|失踪了?|(?:尚|还|暂)?未(?:通过)?(?:审核|发布|公开)(?:通过)?"
    r"|(?:暂时|当前|目前)?(?:不可用|无法访问))"
)
#: Said beside absence, never alone: alone it is a login wall.
_DENIED = r"(?:您|你)?(?:没有|无)权限?(?:访问|查看|浏览)?"
_ASKED = (
    r"(?:您|你)?(?:所|想|要|正在|正|当前)*(?:访问|查看|浏览|查找|寻找|搜索|请求|打开|点击|阅读|找)的?"
    r"|(?:您|你)(?:所)?(?:想要|需要|要)的"
)
_SORRY = r"(?:非常抱歉|很抱歉|抱歉|对不起|很遗憾|温馨提示|提示|sorry|oops|哎呀|啊哦|糟糕)?[\s，,。.!！:：…~]*"
_ENGLISH = (
    r"(?:page|file|document|resource|url|article|content|address)s?\b[^.]{0,60}\b"
    r"(?:not\s+(?:be\s+)?found|does\s?n[o'’]t\s+exist|does\s+not\s+exist|no\s+longer\s+(?:exists?|available)"
    r"|has\s+been\s+(?:removed|deleted))"
)
_SENTENCE = re.compile(
    rf"{_THING}(?:或(?:者)?{_THING})?[^,，。;；!！?？“”\"《》]{{0,10}}{_GONE}"
    rf"|(?:找不到|没有找到|未找到|未能找到|无法找到)[^,，。;；!！?？“”\"《》]{{0,16}}(?:页面|网页|文件|文章|资源|栏目|网址)"
    rf"|\b404\s*[-–:：,，]?\s*(?:not\s+found|错误|error|页面)|(?:error|错误|http)\s*[:：]?\s*404\b|\bnot\s+(?:be\s+)?found\b"
    rf"|no\s+input\s+file\s+specified|{_ENGLISH}",
    re.I,
)
#: Each repetition can be read in one way only, for the same reason.
_404 = (
    r"(?:http\s*)?(?:error|错误|状态码?)?\s*[:：]?\s*404"
    r"(?:\s*(?:[-–:：]{1,2}\s*)?(?:错误|出错|error|提示|页面?|page|not\s*found|[!！]))*"
)
_THINGS_GONE = (
    rf"(?:该|此|本|这个|这篇|该条|此条|这条)?{_THING}(?:{_THING}|或(?:者)?{_THING})?(?:可能)?{_GONE}"
    rf"(?:[或，,、](?:者)?(?:该)?(?:{_THING})?(?:可能)?(?:{_GONE}|{_DENIED}))*[了啦咯哦呢]{{0,2}}(?:\s*[(（]\s*404\s*[)）])?"
)
_WHOLE = re.compile(
    rf"{_SORRY}(?:{_404}|(?:{_404})?[\s，,:：]*(?:{_ASKED})?{_THINGS_GONE}"
    rf"|(?:{_404})?\s*(?:无法找到|找不到|没有找到|未找到)(?:该|此|您要(?:访问|找)的)?(?:页面|网页|文件|(?<=该)页)"
    r"|no input file specified|(?:the )?specified key does not exist"
    rf"|{_SORRY}(?:无法找到|找不到|没有找到|未找到|未能找到)(?:{_ASKED})(?:{_THING})"
    rf"|{_SORRY}(?:无法找到|找不到|没有找到|未找到|未能找到)(?:指定|对应|所需)的?{_THING}"
    rf"|{_SORRY}(?:(?:您|你)(?:所)?(?:访问|查看|请求|要找)的)?(?:没有|无|查无)(?:该|此|这个|这篇)(?:{_THING}|页)"
    rf"|{_SORRY}(?:error\s*[:：]?\s*)?(?:(?:the\s+|that\s+|this\s+)?(?:requested\s+)?(?:page|file|document|resource|url|object)\s+)?"
    r"(?:(?:that\s+)?you\s+(?:(?:have|are|were)\s+)?(?:requested|looking\s+for|tried\s+to\s+open)\s+)?"
    r"(?:(?:was\s+|is\s+|could\s*|can?)?(?:not|n['’]t)\s*(?:be\s+)?found(?:\s+on\s+this\s+server)?|(?:does\s+not|doesn['’]t)\s+exist|no\s+longer\s+exists"
    r"|(?:might\s+have|may\s+have|has)\s+been\s+(?:removed|deleted|moved)[^.。]{0,100}))[\s。.!！~…]*",
    re.I,
)
#: A document's page may well say that the document is no longer in force (失效, 撤销): that is its content.
_MISSING = re.compile(
    r"不存在|(?:找|寻)[不到]|删除|移除|移走|下线|撤回|撤除|走丢|飞走|跑丢|迷路|失踪|不见了|消失|不在|屏蔽|关闭|没有[该此]|无此"
    r"|(?:[该此本]|访问|查看|浏览).{0,12}(?:未(?:通过)?审核|未发布)"
    r"|not found|be found|exist|been (?:removed|deleted|moved)|no input file",
    re.I,
)
_SEPARATORS = re.compile(r"\s*[|_—–·»>]+\s*|\s+-+\s+|(?<=[\u4e00-\u9fff])-+|-+(?=[\u4e00-\u9fff])")
#: Bytes that a page must hold before anything of it is looked at more closely. Plain searches: a pattern that starts in
#: many ways is several times slower.
_CHINESE_TRACES = (
    *("不存在", "找到", "找不到", "删除", "移除", "移走"),
    *(
        "下线",
        "撤下",
        "撤销",
        "失效",
        "走丢",
        "丢失",
        "不见了",
        "消失了",
        "飞走",
        "跑丢",
        "迷路",
        "失踪",
        "撤回",
        "撤除",
        "清除",
        "已不在",
        "不在了",
    ),
    *("未审核", "未发布", "未公开", "未通过", "屏蔽", "已关闭", "停用", "已过期", "不可用", "无法访问"),
    *("没有该", "没有此", "无此", "查无"),
    *("转移", "移动", "改名", "重命名", "更改名称"),
)
_TRACES = {
    charset: frozenset((*(word.encode(charset) for word in _CHINESE_TRACES), b"404"))
    for charset in ("utf-8", "gb18030")
}
_ENGLISH_TRACES = frozenset(
    (b"no longer", b"been removed", b"been deleted", b"been moved", b"be found", b"no input file")
)
_ENGLISH_TRACE = re.compile(rb"not\s*(?:be\s*)?found|n[o'\xe2\x80\x99]t exist")
_ENGLISH_HINTS = frozenset((b"found", b"t exist"))
_SIGNS = Signs((*_TRACES["utf-8"], *_TRACES["gb18030"], *_ENGLISH_TRACES, *_ENGLISH_HINTS))


def has_trace(body: bytes) -> bool:
    """Whether a page could say at all that something is not there; cheap, and wrong for many good pages."""
    # The words' own bytes are no letters in either charset.
    lower = body.lower()
    signs = _SIGNS.within(lower)
    if signs & _ENGLISH_TRACES or any(signs & _TRACES[charset] for charset in _charsets(body)):
        return True
    return bool(signs & _ENGLISH_HINTS) and bool(_ENGLISH_TRACE.search(lower))


def _charsets(body: bytes) -> tuple[str, ...]:
    """The charsets in which Chinese words can stand in a body, which may end inside a character."""
    if body.isascii():
        return ("utf-8",)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return ("utf-8", "gb18030")
    return ("utf-8",)


def says_gone(text: str) -> bool:
    """Whether the text holds a sentence that says so. Articles about such pages hold one too."""
    return bool(_SENTENCE.search(text))


def is_gone_title(title: str) -> bool:
    """Whether a title, or one part of it between separators, says so and nothing else."""
    return any(part.strip() and _WHOLE.fullmatch(part.strip()) for part in (title, *_SEPARATORS.split(title)))


def names_absence(text: str) -> bool:
    """Whether what the text says is that a thing is away, and not only that a document has no force."""
    return bool(_MISSING.search(text))
