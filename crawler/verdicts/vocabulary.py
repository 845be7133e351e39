"""The words that systems' own messages are made of, whatever their maker: what is left without them is somebody's text.

Gathered from what content managers, frameworks, web servers and firewalls say in Chinese and English.
"""

from __future__ import annotations

import re

#: Whom and what.
_THINGS = """
您 你 我们 本人 用户 访客 网友 管理员 站长 作者 发布者 编辑 该 此 本 这个 这篇 这条 这 那 其 某 相关 有关 对应 相应
指定 所需 需要的 任何 部分 全部 以下 如下 上述 当前 目前 页面 网页 页 文件 文章 文档 稿件 新闻 公告 网址 链接 资源
栏目 频道 地址 路径 信息 内容 数据 记录 附件 图片 视频 专题 站点 网站 目录 模块 模板 控制器 方法 应用 程序 脚本 系统
服务器 服务 平台 门户 数据库 后台 接口 功能 网络 浏览器 客户端 域名 主机 空间 首页 主页 官网 上一页 上页 上级 返回页
列表 参数 编号 标识 代码 状态 类型 名称 格式 请求 响应 操作 会话 权限 账号 帐号 帐户 账户 身份 密码 证书 内网 内部
外网 单位 人员 部门 版本 新版 旧版 老版
"""
#: Being away.
_AWAY = """
不存在 存在 没有找到 未找到 未能找到 无法找到 找不到 找到 找 查不到 查无 没有 没 无此 无该 未 删除 删掉 删 移除 移走
移动 移至 转移 迁移 搬家 搬走 下线 下架 撤下 撤销 撤回 撤除 撤稿 清除 清理 失效 无效 关闭 关停 屏蔽 停用 停止 过期
到期 更名 改名 重命名 更改 变更 更换 变动 调整 走丢 丢失 丢 不见 消失 飞走 跑丢 跑 迷路 失踪 失联 离家出走 出走 溜走
火星 外星 外太空 穿越 不在 隐藏 归档 审核 发布 公开 开放 开通 上线 启用 建成 通过 撤 被 已经 已 曾经 尚 还 暂时 暂
临时 可能 或许 也许 或者 或 和 与 及 以及 而 但是 但 因为 因 由于 所以 如果 若 如 是否 是 否 不可用 可用 不可 不能
无法 不了 不到 不 无权 无 能够 能 可以 可 才 方 仅限 仅 只 限 禁止 拒绝 不允许 允许 受限 限制 授权 非法 合法 错误
有误 出错 错 误 异常 故障 繁忙 忙碌 忙 失败 超时 失去 中断 崩溃 开小差 打盹 休息 罢工 问题 状况 意外 未知 不明
不正确 正确 缺少 缺失 为空 空 不完整 不匹配 不支持 不足 不够 过多 过于 频繁 有效期 有效
"""
#: Being repaired or built.
_WORKS = """
维护 升级 改版 改造 检修 抢修 优化 割接 搬迁 机房 次日 更新 建设 施工 开发 制作 筹备 完善 整合 迁 切换 扩容 调试
测试 试运行 正式 正在 进行中 进行 努力 紧张 全力 抓紧 加紧 火热 期间 时间 时段 暂停 恢复 预计 完成 完毕 后 前 中 里
内 之 将 于 至 到 从 起 止 左右 对 为 给 在 向 由 把 以 重新 稍后 稍候 稍等 片刻 再次 再 即将 马上 立即 尽快 敬请 请
期待 关注 谅解 理解 支持 配合 带来 造成 不便 之处 深表 深感 歉意 抱歉 很 非常 十分 对不起 不好意思 遗憾 感谢 谢谢
多谢 特此 通知 告知 通告 说明 提示 温馨 友情 重要 紧急 安全 警告 注意 消息 原因 详情 详细 更多 其他 其它 别的 别处
"""
#: Asking and helping on.
_HELP = """
收回 回收 清空 封存 封禁 冻结
工程师 提供 凭据 凭证 好像 宝贝 输 输错 走失 地球 耐心 人数 太 作废 主题 帖子 对象
微信 支付宝 钉钉 手机 扫码 扫描 二维码 移动端 哎哟 小编 审批 带 家 下载 查询 失联 冒号 自动
访问 查看 浏览 查找 寻找 搜索 检索 打开 点击 阅读 使用 进入 输入 填写 检查 确认 核对 核实 尝试 试试 试 看看 看 刷新
返回 回到 回 去 来 跳转 转到 转向 前往 联系 咨询 反馈 拨打 致电 电话 邮箱 邮件 热线 客服 技术 工作 处理 解决 修复
报告 提交 选择 登录 登陆 注册 退出 验证 认证 统一 跳 自动 手动 秒钟 秒 分钟 分 小时 时 年 月 日 号 上午 下午 晚上
凌晨 周 星期 天 今 明 想要 想 要 所 的 地 得 了 啦 咯 哦 呢 吧 啊 哎呀 啊哦 呀 哎 噢 唉 糟糕 糟 哟 呜 嗯 吗 呐 这里
此处 此页 按钮 按 下面 下方 方式 途径 几 一下 一 个 条 篇 些 有 出现 出 发生 遇到 遭遇 导致 引起 拼写 大小写 书写
书签 收藏 过时 历史 旧 老 新 最新 原 原来 上 下 我 他 她 它 就 都 也 又 并 时候 东西 什么 地方 位置 门 星球 世界 小
点 大 快 慢 请勿 勿 不要 确定 取消 关闭窗口 窗口 继续 本次 次 人民政府 政府 办公室 信息中心 大数据 有限公司 运维
代码： 等 等待 响 成功 加载 显示 呈现 获取 读取 连接 链 传入 传递
"""
#: The same in English.
_ENGLISH_WORDS = """
nothing like location maybe search object performing perform briefly minute minutes few want wanted believe think
really reach reached know report typo mistyped lead leads
retrieved loaded displayed processed connection proxy cache remote host network address unreachable refused
a an the this that these it its is are was were be been being has have had do does did not no n't can could may
might will would should must you your we our us i they their there here what which who where when why how if or and
but so as of on in at to from for by with page pages file files document documents resource resources url urls
address link links article content item site website web server service system request requested requesting looking
look seem seems found find exist exists existed existing longer available unavailable removed deleted moved renamed
changed gone missing lost broken invalid expired closed disabled error errors http https html status code sorry oops
whoops apologies apologize apologise inconvenience please try again later check checked spelling spelled typed
entered back home homepage return go previous click contact administrator webmaster support temporarily temporary
currently under maintenance construction upgrade upgrading upgraded scheduled soon coming down offline working
something went wrong internal bad gateway timeout time timed out unexpected unknown occurred processing failed
failure fail access accessed denied forbidden unauthorized authorized permission permissions login log logged sign
signed session required need needs directory name specified key any all more information help using typing clicking
following either neither because happened handle unable cannot can't couldn't doesn't don't isn't wasn't we're
you're it's let's let through undefined null none object exception fatal while just made sure see via up seconds
second after
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_CHINESE = dict.fromkeys("".join((_THINGS, _AWAY, _WORKS, _HELP)).split())
#: The longest first.
_WORD = re.compile("|".join(sorted(map(re.escape, _CHINESE), key=len, reverse=True)))
_LATIN = re.compile(r"[a-zà-ÿ][a-zà-ÿ'’]*", re.I)
#: Addresses, mail addresses, numbers, dates: whatever a message fills in.
_FILLED = re.compile(r"[!-~]*[/\d@][!-~]*|〔|〕|[〇零二三四五六七八九十百]+(?=[年月日时分个点])")
_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|州|旗|镇|乡)(?:人民)?政府")
_LETTER = re.compile(r"[\u3400-\u9fff]")


def weight(text: str) -> int:
    """How much somebody reads in a text: its Chinese characters, and half of its other letters."""
    return len(_LETTER.findall(text)) + sum(map(len, _LATIN.findall(text))) // 2


def foreign(text: str) -> int:
    """The weight of what in a text is no word of a system's message."""
    rest = _WORD.sub("", _GOVERNMENT.sub("", _FILLED.sub(" ", text)))
    latin = sum(len(word) for word in _LATIN.findall(rest) if word.lower().replace("’", "'") not in _ENGLISH)
    return len(_LETTER.findall(rest)) + latin // 2
