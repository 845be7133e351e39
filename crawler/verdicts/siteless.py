"""Hosts that answer although no site stands there: a server's first page, a panel's "no such site", a closed site."""

from __future__ import annotations

import re

from crawler.verdicts.sight import Sight

#: Most characters of text, and of links, that such a page has.
MAX_TEXT = 900
#: A closed site that says where it went still helps its visitors: with links it is left alone.
MAX_CLOSED = 150
_DEFAULT_TITLE = re.compile(
    r"\s*(?:welcome to (?:nginx|openresty|tengine|centos|caddy|jboss|wildfly|xampp|wampserver|lnmp|phpstudy)\b.{0,40}"
    r"|欢迎使用 ?(?:nginx|openresty|tengine).{0,20}|test page for the .{0,60}"
    r"|iis ?(?:windows(?: server)?|\d+(?:\.\d)?)"
    r"|apache2? .{0,20}default page.{0,30}|apache tomcat/[\d.]+|(?:apache )?http server test page.{0,40}"
    r"|default (?:web )?(?:site )?page|it works!?|glassfish server.{0,30}|wampserver homepage|hello,? world!?|laravel"
    r"|the install worked successfully.{0,30}|django: .{0,40}install worked.{0,40}|lnmp.{0,20}安装.{0,10}"
    r"|(?:恭喜[,，]?\s*)?(?:网站|站点|服务器|环境|lamp|phpstudy)(?:环境)?(?:搭建|安装|创建|建立|部署|开通)成功[!！]?.{0,10}"
    r"|没有找到站点|网站未找到|站点不存在|(?:恭喜[,，]?\s*)?站点创建成功[!！]?|(?:该|此)?(?:站点|网站)(?:尚)?未(?:开通|创建|绑定).{0,10})\s*",
    re.I,
)
_DEFAULT_WORDS = re.compile(
    r"web server is successfully installed|没有找到对应的站点|没有将此域名或IP绑定"
    r"|由系统自动生成|本页面(?:由系统|在FTP根目录)"
    r"|this is the default (?:web|welcome) page|replace this file|used to test the proper operation"
    r"|no web ?site is configured at this address"
    r"|successfully installed tomcat|it works!|the install worked successfully|your (?:server|domain) is now running",
    re.I,
)
_SITE = r"(?:(?:本|该|此|您访问的)?(?:网站|站点))"
_CLOSED = re.compile(
    rf"{_SITE}(?:因[^。！!]{{1,20}})?(?:已经|已)?(?:被)?(?:网站)?(?:管理员)?(?:永久|正式)?(?:关闭|关停|停用|停止(?:服务|访问|运行|运营)|下线|注销)"
    rf"|{_SITE}未根据工信部[^。]{{0,20}}备案|域名(?:尚)?未(?:完成)?备案|未备案[^。]{{0,12}}(?:禁止|暂停|无法)访问"
    r"|(?:域名|网站|空间|主机)(?:服务)?已(?:经)?(?:到期|过期|欠费)"
    r"|this (?:site|website|account) has been (?:suspended|closed|disabled)"
    r"|account (?:has been )?suspended",
    re.I,
)


def is_siteless(sight: Sight) -> bool:
    """Whether the page is what stands on a host before a site came or after it went."""
    own = " ".join((*sight.headings, sight.own))
    if len(sight.own) + sight.linked > MAX_TEXT:
        return False
    if _is_default_page(sight):
        return True
    closed = _CLOSED.search(own)
    return closed is not None and len(sight.own) <= MAX_CLOSED and sight.linked == 0


def _is_default_page(sight: Sight) -> bool:
    """Whether the page is a server's or a panel's first one, which it shows until somebody puts a site there."""
    if len(sight.own) + sight.linked > MAX_TEXT or not _DEFAULT_TITLE.fullmatch(sight.title):
        return False
    own = " ".join((*sight.headings, sight.own))
    return bool(_DEFAULT_WORDS.search(own)) or len(sight.own) <= MAX_CLOSED
