"""What systems say in a page's place, in words of many makers, and texts that only sound like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.verdicts.message import Said, announces, hints, is_message, kind_of, said_by
from crawler.verdicts.vocabulary import foreign, weight

_NAME = "云岭县人民政府"
_MESSAGES = {
    Said.GONE: (
        "您要找的页面去火星了",
        "抱歉，该内容已下架",
        "哎呀，您访问的页面被外星人劫走了",
        "参数错误",
        "ID不能为空，参数错误！",
        "该信息未通过审核或已被删除，请返回首页",
        "您查看的文章已归档，暂不提供浏览",
        "您访问的链接已失效，3秒后跳转到首页",
        "您访问的页面已被管理员删除，或者地址输入有误，请联系网站管理员，电话 0000-1234567",
        "无法打开该页面",
        "控制器不存在:App",
        "The content you requested is not available.",
        "This page isn't available. The link may be broken, or the page may have been removed.",
    ),
    Said.CLOSED: (
        "您没有权限访问该页面",
        "登录超时，请重新登录",
        "该页面仅限内网访问",
        "您尚未登录，登录后才能查看",
        "请在微信客户端打开链接",
        "Access denied. You don't have permission to access this page.",
    ),
    Said.REPAIRED: (
        "系统维护中",
        "栏目正在建设中",
        "该功能尚未开通",
        "为了给您提供更好的服务，本网站正在进行升级改造，期间将暂停访问，由此给您带来的不便敬请谅解！",
        "因机房搬迁，本站暂停服务，预计2026年11月28日8:00恢复，敬请谅解。",
        "This site is under maintenance. We'll be back soon.",
    ),
    Said.FAILED: (
        "文件读取失败",
        "The requested URL could not be retrieved",
        "系统繁忙，请稍后再试",
        "服务器开小差了",
        "出错了！",
        "null",
        "An error occurred while processing your request.",
    ),
}
_TEXTS = (
    "政府信息不存在告知书 您申请公开的信息不存在，予以告知。",
    "当网页不存在时，服务器应返回404错误页面。",
    "近日有群众反映部分页面不存在，我们已经修复，特此说明，感谢监督。",
    "下列文件已失效，特此公告",
    "没有找到符合条件的记录",
    "未找到相关信息",
    "暂无内容，敬请期待",
    "内容尚未发布",
    "您的留言已提交，请等待审核",
    "您的浏览器版本过低，请升级浏览器",
    "统计年鉴第12页数据错误，现予更正。",
    "明日停电检修，请提前做好准备",
    "城区供水管网改造期间停水通知",
    "道路施工期间请绕行",
    "政务服务大厅暂停服务",
    "国庆期间图书馆暂停开放",
    "网站维护管理制度",
    "加载中，请稍候",
    "人员信息更新中",
    "使用中如出现问题，请联系技术人员，电话0000-1234567",
    "网络故障报修电话0000-1234567",
    "本单位2026年度部门预算信息尚未公开",
    "该问卷已关闭",
    "本网站已迁移至新域名，请点击访问",
    "此件依申请公开",
    "征集已结束，感谢您的关注",
)


@pytest.mark.parametrize(("said", "line"), [(said, line) for said, lines in _MESSAGES.items() for line in lines])
def test_messages_are_known_by_the_words_they_are_made_of(said: Said, line: str) -> None:
    assert said_by(_NAME, (), (line, "主办：云岭县人民政府办公室", "当前位置：")) is said
    assert hints(_NAME, (line, "主办：云岭县人民政府办公室"))


@pytest.mark.parametrize("line", _TEXTS)
def test_texts_that_only_sound_like_it_are_somebodys(line: str) -> None:
    assert said_by(_NAME, (), (line,)) is None


@pytest.mark.parametrize("line", [line for lines in _MESSAGES.values() for line in lines])
def test_beside_a_text_of_its_own_no_message_is_the_page(line: str) -> None:
    text = "云岭县召开春耕生产工作会议，部署抗旱保苗、农资供应和技术服务等重点任务，要求各乡镇抓好落实。"
    assert said_by(_NAME, (), (line, text)) is None
    heading = "关于开展冬季安全生产大检查的通知"
    assert said_by(_NAME, (heading,), (heading, line)) is None


def test_what_links_announce() -> None:
    assert announces("系统维护公告", Said.REPAIRED)
    assert announces("打开提示页面不存在怎么办", Said.GONE)
    assert not announces("规划许可批前公示", Said.GONE)
    assert not announces("关于公布项目名单的通知", Said.REPAIRED)


def test_dates_and_texts_of_lists_give_no_reason_for_a_closer_look() -> None:
    assert not hints(_NAME, ("2026-11-18", "2026-11-19", "县委召开会议研究县城建设", "云岭概况"))
    assert hints("404", ())


def test_weights() -> None:
    assert (weight("页面 page"), foreign("页面 page")) == (4, 0)
    assert foreign("春耕生产") == 4
    assert is_message("您访问的 /a/1.html 不存在")


@given(st.text(max_size=300), st.lists(st.text(max_size=40), max_size=9))
def test_any_page_is_read(title: str, lines: list[str]) -> None:
    said_by(title, lines[:2], lines)
    hints(title, lines)
    announces(title, Said.GONE)


@pytest.mark.parametrize(
    "piece", ["请使用", "请您先", "页面", "您访问", "系统正在", "该已", "参数", "cannot be ", "如", "<", "1/"]
)
def test_hostile_lines_are_read_in_one_pass(piece: str) -> None:
    text = piece * 400
    hints("", (text,))
    said_by("", (), (text, text[:300]))
    kind_of(text[:1000])


@given(
    st.lists(
        st.sampled_from(
            ["页面", "系统", "参数", "正在", "已", "维护", "您", "，", "。", "错误", "找不到", "page ", "登录"]
        ),
        max_size=400,
    )
)
def test_words_in_any_order_are_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    hints(text, (text,))
    said_by(text, (), (text,))
