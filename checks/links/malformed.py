"""Addresses that nobody can open because they are written wrongly or lead to a place closed to visitors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from checks.interface import Params, check
from checks.links.judging import NEEDS, is_malformed, merge_sources, place_of, settle_watches
from checks.links.wording import anchor, describe_sources, slip
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import MENDED, Link, Resource, Snapshot

_ID = "link.malformed"


@check(
    id=_ID,
    title="链接地址书写错误",
    clause="国办秘函〔2019〕19号 第二部分“可用性”（打不开或错误的链接，含图片、附件、外部链接等）",
    needs=set(NEEDS),
    version=3,
)
def malformed_link(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """链接地址书写错误：页面上的链接、图片、附件地址写错了，多数无论何时、从哪里点击都打不开。

    是什么：以下地址判为问题：重复写了“http://”，协议头拼错或者用了全角冒号、全角斜杠，主机名中有空格或者没有主机名；
    指向编辑人员自己电脑的地址（“file:”“C:\\”、localhost、127.0.0.1）；公开网站上指向单位内网的地址（如
    192.168 开头的地址、局域网共享路径）；指向测试域名的地址（如 example.com、以“.test”“.local”结尾的域名）；模板变量
    没有替换成实际内容的地址（如“{{url}}”“${id}”“[object Object]”，页面上没有可能填入内容的脚本时）；电子邮箱
    （mailto:）、电话（tel:）链接为空，或者明显不是邮箱、电话号码；脚本链接（javascript:）的代码中用了中文引号，浏览器不能
    执行。邮箱和电话只看写法，不发邮件、不拨号；拿不准的
    不作为问题。地址中用了反斜杠、夹有空格或换行的，浏览器会自动更正、一般仍能打开，但不符合网址规范，其他软件不一定
    能打开，只作提醒，不作为问题；能否打开另由“站内错链断链”等项按更正后的地址判断。登记了允许访问的内网网段的，该网段内的
    地址不作为书写错误。

    为什么重要：这类地址与服务器是否正常无关，群众点击后多半打不开，属于错误链接；本机、内网地址还会暴露单位内部的
    机器名称、文件目录和网络结构。

    如何整改：由引用页面的责任单位在网站后台打开稿件，查看该链接的地址。重复的协议头删去一个，全角符号改为半角，去掉
    多余的空格，反斜杠改为“/”（文件名本身有空格的，改名后重新上传）；从文档粘贴带入的本机地址、内网地址，须把文件
    上传到网站后改用上传后的地址；测试域名改为正式地址，没有正式地址的删除链接；邮箱、电话链接写成“mailto:邮箱地址”“tel:区号-号码”。出现在页头、页脚或模板中的，请网站
    技术单位统一修改。改好后从前台页面点击核实一次。
    """
    for _, group in groupby(snapshot.links(), key=attrgetter("target")):
        links = list(group)
        resource = links[0].resource
        if resource is not None and is_malformed(resource):
            yield _judge(links, resource)
    yield from settle_watches(_ID, snapshot, lambda resource: not is_malformed(resource))


def _judge(links: list[Link], resource: Resource) -> Observation:
    sources = merge_sources(links)
    mended = MENDED in slip(resource).partition("：")[0]
    how = "书写不规范" if mended else "有误"
    said = f"链接{anchor(sources)}的地址{how}：{slip(resource)}。{describe_sources(links, sources)}"
    return Observation(
        _ID,
        links[0].target,
        SubjectKind.LINK,
        Outcome.PASSED if mended else Outcome.FAILED,
        said,
        warning=said if mended else "",
        evidence=resource.evidence(),
        sources=sources,
        source_count=sum(link.count for link in links),
        facets={"place": place_of(links), "verdict": resource.verdict.value},
    )
