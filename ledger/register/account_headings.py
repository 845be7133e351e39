"""Headings of the sheet of media accounts and apps. No official model was found: the columns are our own."""

from __future__ import annotations

from core.county import AccountState
from ledger.register import account_values, values
from ledger.register.heading import Heading

ACCOUNTS: tuple[Heading, ...] = (
    Heading(
        "平台",
        "platform",
        "如微信公众号、微博、抖音；政务 APP 填“移动客户端”。",
        account_values.read_platform,
        required=True,
        synonyms=("平台名称", "平台类型", "所属平台", "新媒体类型", "新媒体平台"),
    ),
    Heading("账号类型", "kind", "如订阅号、服务号、企业号、政务号。", synonyms=("帐号类型",)),
    Heading(
        "账号名称",
        "name",
        "账号的显示名称。",
        required=True,
        synonyms=("名称", "新媒体名称", "账号名", "帐号名称", "应用名称"),
    ),
    Heading(
        "账号ID（gh_/uid/sec_uid）",
        "account_id",
        "平台内的账号号码，改名后不变：公众号为 gh_ 开头的原始 ID，微博为 uid，抖音为 sec_uid。按文本格式填写。",
        account_values.read_number,
        synonyms=("账号号码", "帐号ID", "原始ID", "uid", "sec_uid"),
    ),
    Heading(
        "主页URL",
        "url",
        "账号主页地址，可空。",
        values.read_url,
        synonyms=("主页网址", "主页地址", "账号主页", "账号链接", "主页链接"),
    ),
    Heading("二维码内容", "qr", "扫描账号二维码得到的文字或网址。", account_values.read_qr, synonyms=("二维码",)),
    Heading(
        "认证主体",
        "certified_body",
        "平台认证信息标明的单位；查明没有认证的填“未认证”。",
        account_values.read_certified_body,
        synonyms=("认证单位", "账号主体", "认证主体名称", "主体名称"),
    ),
    Heading("认证类型", "certification", "如政府、事业单位、媒体。", synonyms=("认证类别",)),
    Heading("主办单位", "unit", "负责该账号的单位。", synonyms=("责任单位", "开办单位")),
    Heading("主管单位", "supervisor", "主管该账号的单位。"),
    Heading(
        "承办/运维单位",
        "operator",
        "实际编辑、维护该账号的单位或公司。",
        synonyms=("承办单位", "运维单位", "运营单位", "承办运维单位", "维护单位"),
    ),
    Heading("责任人", "person", "负责该账号的人。", synonyms=("负责人", "联系人", "管理员")),
    Heading(
        "电话", "phone", "责任人电话，只存在本单位的登记表里。", values.read_compact, synonyms=("联系电话", "手机")
    ),
    Heading(
        "功能类别（发布/服务）",
        "function",
        "发布、服务，或两者都有。",
        account_values.read_function,
        synonyms=("功能类型", "功能定位"),
        choices=tuple(account_values.FUNCTIONS),
    ),
    Heading(
        "开设日期",
        "opened_on",
        "账号开设的日期，如 2026-11-23。",
        account_values.read_date,
        default=None,
        synonyms=("开通日期", "开设时间", "开通时间", "开办日期", "上线日期"),
    ),
    Heading(
        "备案日期",
        "filed_on",
        "向主管部门备案的日期。",
        account_values.read_date,
        default=None,
        synonyms=("备案时间",),
    ),
    Heading(
        "备案编号", "filing_number", "主管部门给的备案编号。", account_values.read_identifier, synonyms=("备案号",)
    ),
    Heading(
        "状态",
        "state",
        "空为“正常”。",
        values.read_state,
        default=AccountState.RUNNING,
        synonyms=("账号状态", "运行状态"),
        choices=tuple(state.value for state in AccountState),
    ),
    Heading(
        "状态日期",
        "state_on",
        "关停、迁移、注销的日期。",
        account_values.read_date,
        default=None,
        synonyms=("状态变更日期", "关停日期", "注销日期"),
    ),
    Heading(
        "公告URL",
        "notice_url",
        "关停、迁移或注销公告的地址。",
        values.read_url,
        synonyms=("公告网址", "公告地址", "停更公告", "关停公告"),
    ),
    Heading("迁移目标", "moved_to", "迁移到的账号。", synonyms=("迁移至", "迁移到")),
    Heading(
        "数据来源",
        "source",
        "读取该账号更新情况的方式，如 feed 加订阅源网址、sheet、evidence、official.wechat；空为不自动监测。",
        account_values.read_source,
        synonyms=("取数方式",),
    ),
    Heading(
        "授权到期",
        "authorised_until",
        "账号所有者授权取数的最后一天。",
        account_values.read_date,
        default=None,
        synonyms=("授权到期日", "授权到期日期", "授权有效期至"),
    ),
    Heading(
        "最近更新",
        "updated_on",
        "人工看到的最近一次更新日期。",
        account_values.read_date,
        default=None,
        synonyms=("最近更新日期", "最后更新日期", "最后更新时间"),
    ),
    Heading("证据", "evidence", "人工核查的截图、链接等存放处。"),
    Heading("包名/AppStore ID", "package", "仅 APP：安卓包名或 App Store 编号。", synonyms=("包名", "AppStoreID")),
    Heading("下载地址", "download_url", "仅 APP：应用商店或安装包地址。", values.read_url, synonyms=("下载链接",)),
    Heading(
        "后端域名",
        "domains",
        "仅 APP：应用访问的域名，多个用顿号分隔。",
        values.read_hosts,
        default=(),
        synonyms=("服务端域名", "接口域名"),
    ),
    Heading("APP备案编号", "app_filing", "仅 APP、小程序：备案号。", synonyms=("APP备案号", "应用备案号")),
)
