"""The register's sheets: their headings, the few synonyms understood, and what each cell means.

The five columns of the national database of government websites (全国政府网站基本信息数据库: 网站标识码, 网站名称,
首页网址, 主办单位, 主管单位) are headings of the site sheet, so its export is a register as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from core.county import ColumnCategory
from ledger.register import values
from ledger.register.account_headings import ACCOUNTS
from ledger.register.heading import Heading


class Kind(StrEnum):
    """The kinds of sheet; the value is the sheet's name when written."""

    COUNTY = "基本信息"
    UNITS = "单位"
    SITES = "网站"
    COLUMNS = "栏目"
    ACCOUNTS = "新媒体账号"


def _unit(title: str, text: str, *synonyms: str) -> Heading:
    return Heading(title, "unit", text, synonyms=synonyms)


SHEETS: Mapping[Kind, tuple[Heading, ...]] = {
    Kind.COUNTY: (
        Heading("县区名称", "county", "用于文件标题，如“云岭县”。", required=True, synonyms=("县（市、区）",)),
    ),
    Kind.UNITS: (
        Heading("单位名称", "name", "单位全称，不能重复。", required=True, synonyms=("责任单位名称",)),
        Heading("上级单位", "parent", "可空；填单位名称。"),
        Heading("联系人", "contact", "接收整改通知的人。"),
        Heading("电话", "phone", "固定电话或手机。", values.read_compact, synonyms=("联系电话",)),
        Heading("邮箱", "email", "接收整改通知的邮箱。", values.read_email, synonyms=("电子邮箱",)),
    ),
    Kind.SITES: (
        Heading(
            "网站标识码", "id_code", "10 位标识码；没有可空，以域名代替。", values.read_id_code, synonyms=("标识码",)
        ),
        Heading("网站名称", "name", "网站全称。", required=True),
        Heading(
            "首页网址",
            "home",
            "首页地址；未写 http:// 的自动补上。",
            values.read_url,
            required=True,
            synonyms=("网站首页网址", "首页地址", "网址"),
        ),
        _unit("主办单位", "负责该网站的单位。", "网站主办单位"),
        Heading("主管单位", "supervisor", "主管该网站的单位。", synonyms=("网站主管单位",)),
        Heading(
            "下属域名或网址前缀",
            "scopes",
            "同属本网站的其他域名或网址前缀，多个用顿号分隔。",
            values.read_scopes,
            default=(),
        ),
        Heading(
            "其他域名",
            "aliases",
            "同一网站的其他域名（如中文域名），应跳转到首页网址；多个用顿号分隔。",
            values.read_hosts,
            default=(),
        ),
        Heading(
            "旧域名",
            "old_domains",
            "已停用的域名，检查是否注销、是否被他人使用；多个用顿号分隔。",
            values.read_hosts,
            default=(),
            synonyms=("曾用域名", "历史域名"),
        ),
        Heading(
            "办事平台域名",
            "platforms",
            "办事指南所在的政务服务平台，填域名，或本县（单位）页面的网址前缀；多个用顿号分隔。",
            values.read_scopes,
            default=(),
            synonyms=("办事服务平台", "政务服务平台"),
        ),
        Heading(
            "批准保留文号",
            "approval",
            "乡镇、街道、县级部门网站经批准保留的文号；查明没有批准的填“无”，不清楚的留空。",
            values.read_approval,
            synonyms=("批准保留文件", "保留依据"),
        ),
        Heading(
            "允许内网地址",
            "allow_private",
            "网站在内网时填网段，如 10.0.0.0/8；一般留空。",
            values.read_networks,
            default=(),
        ),
        Heading(
            "遵守robots（是/否）",
            "robots",
            "是否遵守网站的 robots.txt；空则按程序设置（默认“是”）。",
            values.read_robots,
            choices=("是", "否"),
        ),
        Heading("最多页数", "max_pages", "一次巡检最多采集的页数；空为系统设置。", values.read_count, default=None),
        Heading(
            "请求间隔秒",
            "delay",
            "两次访问之间的秒数；空为系统设置。",
            values.read_delay,
            default=None,
            synonyms=("请求间隔",),
        ),
    ),
    Kind.COLUMNS: (
        Heading(
            "网站标识码", "site_code", "栏目所属网站，与网站名称填一项即可。", values.read_compact, synonyms=("标识码",)
        ),
        Heading("网站名称", "site_name", "栏目所属网站；有标识码的以标识码为准。", synonyms=("所属网站",)),
        Heading("栏目名称", "name", "栏目名称。", required=True),
        Heading("栏目网址", "url", "栏目列表页地址。", values.read_url, required=True, synonyms=("栏目地址",)),
        Heading(
            "栏目类别",
            "category",
            "决定更新时限；空为“其他”。",
            values.read_category,
            default=ColumnCategory.OTHER,
            choices=tuple(category.value for category in ColumnCategory),
        ),
        Heading(
            "更新周期（天）",
            "interval_days",
            "动态要闻、通知公告、政策文件按国家规定；其他栏目填天数，0 或空为不限。",
            values.read_days,
            default=0,
            synonyms=("更新周期",),
        ),
        _unit("责任单位", "可空，空为网站主办单位。"),
    ),
    Kind.ACCOUNTS: ACCOUNTS,
}


def normalised(title: str) -> str:
    """A heading for comparison: half-width, lower case, without blanks, marks of obligation or a bracketed remark."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", title)).lower().strip("*:")
    return re.sub(r"\(.*\)$", "", folded)


def by_title(kind: Kind) -> dict[str, Heading]:
    """The headings of a kind under every title that is understood, normalised."""
    return {normalised(title): item for item in SHEETS[kind] for title in (item.title, *item.synonyms)}


def titles_of(kind: Kind) -> dict[str, str]:
    """The title of each attribute that a kind's sheet fills."""
    return {item.attribute: item.title for item in SHEETS[kind]}
