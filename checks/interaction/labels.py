"""What sites call the parts of a public message and of its answer. Holds no check of its own."""

from __future__ import annotations

from checks.labelled import Labels


def _each(words: str, endings: str = "") -> tuple[str, ...]:
    """The words, or each with each of the endings."""
    return tuple(f"{word}{ending}" for word in words.split() for ending in (endings.split() or [""]))


#: Kinds: asked, answered (times), unit, question, answer, status, type; other labels only end what stands before them.
LABELS = Labels(
    {
        "asked": _each("留言 来信 写信 提问 咨询 提交 反映 投诉 诉求 信件 发信 来件 建言", "时间 日期"),
        "answered": _each("回复 答复 办结 反馈 回信 办复 处理 办理 官方回复", "时间 日期"),
        "unit": _each("回复 答复 办理 承办 受理 处理 办复 反馈", "单位 部门 机构 机关") + _each("回复人 答复人"),
        "question": _each("留言 来信 咨询 问题 信件 诉求 提问", "内容") + _each("留言详情 问题描述 问"),
        "answer": _each("回复 答复 办理 处理", "内容 意见 结果 情况 正文")
        + _each("反馈内容 官方回复 部门回复 单位回复 官方答复 部门答复 单位答复")
        + _each("回复 答复 答"),
        "status": _each("办理 信件 处理 回复 答复 留言 当前", "状态") + _each("状态"),
        "type": _each("信件 留言 诉求 来信 咨询 问题", "类型 类别"),
        "other": _each("留言人 来信人 写信人 咨询人 提问人 姓名 标题 主题 咨询主题")
        + _each("留言 信件 来信 诉求 咨询 问题", "标题")
        + _each("编号 信件编号 查询编号 留言编号 浏览次数 点击数 满意度 满意度评价 是否公开 受理时间 相关附件"),
    }
)
