"""Articles as government sites lay them out, put together from building blocks. Holds no test of its own."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "云岭县人民政府办公室关于印发冬季安全生产工作方案的通知"
SITE = "云岭县人民政府"
BODY = (
    "<div class='article-content'><p>各乡镇人民政府，县直各单位：</p>"
    + "<p>现将方案印发给你们，请结合实际，认真组织实施。2026年3月5日的旧方案不再执行。</p>" * 6
    + "</div>"
)
SIGNATURE = "<p style='text-align:right'>云岭县人民政府办公室</p><p style='text-align:right'>2026年11月9日</p>"
SIDE = (
    "<div class='right-side'><h3>最新发布</h3><ul>"
    + "".join(
        f"<li><a href='/x/{n}.html'>云岭县召开第{n}次专题会议</a><span>2026-11-{n:02}</span></li>"
        for n in range(11, 19)
    )
    + "</ul></div>"
)
RELATED = (
    "<div class='xgwz'><h4>相关文章</h4><ul>"
    + "".join(
        f"<li><a href='/y/{n}.html'>解读第{n}部分：工作方案</a><span>2026-10-{n:02} 09:00</span></li>"
        for n in range(11, 15)
    )
    + "</ul></div>"
)
NEIGHBOURS = "<p>上一篇：<a href='/1.html'>云岭县公布名单</a></p><p>下一篇：<a href='/2.html'>云岭县召开会议</a></p>"
COMMENTS = (
    "<div class='comment-list'><p>网友甲</p><p>2026-11-21 08:11:12</p><p>写得好。</p>"
    "<p>网友乙</p><p>2026-11-22 09:11:12</p><p>支持。</p></div>"
)
TODAY = "<div class='top'>今天是2026年11月23日 星期一</div>"
FOOTER = "<div class='footer'>主办：云岭县人民政府 网站标识码：5300990001 Copyright 2018-2026</div>"
SIZES = "<div class='bar'>【字体：<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】 <a href='#'>打印</a></div>"


@dataclass(frozen=True, slots=True)
class Shape:
    """One page: what it holds in its body and head, and where."""

    body: str
    head: str = ""
    url: str = "http://www.yunling-demo.gov.cn/zwgk/tzgg/1234.html"

    @property
    def html(self) -> bytes:
        """The page."""
        return self.text.encode()

    @property
    def text(self) -> str:
        """The page's source."""
        return (
            f"<html><head><title>{TITLE}_{SITE}</title>{self.head}</head><body>{TODAY}"
            f"<div class='position'>您的位置：<a href='/'>首页</a> &gt; <a href='/tzgg/'>通知公告</a></div>"
            f"{self.body}{FOOTER}</body></html>"
        )


def article(header: str, *, title: str = f"<h1>{TITLE}</h1>", after: str = "", before: str = "") -> str:
    """Title, header line, text, and what stands around them."""
    return f"<div class='main'>{before}{title}{header}{BODY}{after}</div>"


def record(*rows: tuple[str, str], columns: int = 4) -> str:
    """A document header as a table of label and value cells."""
    cells = [f"<td>{label}</td><td>{value}</td>" for label, value in rows]
    lines = [cells[start : start + columns // 2] for start in range(0, len(cells), columns // 2)]
    return "<table class='xxgk'>" + "".join(f"<tr>{''.join(line)}</tr>" for line in lines) + "</table>"
