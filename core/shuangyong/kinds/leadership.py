"""组织领导: meetings, money, inspections, the year's plan and what came of it."""

from decimal import Decimal
from typing import Any

from ..model.dates import PartialDate
from ..model.fields import choice, day, measure, ratio, text
from ..model.kinds import Record, record
from .activity import Activity

#: 完成情况 of a planned activity that counts as done.
DONE = "完成"


@record("会议", pillar="leadership")
class Meeting(Activity):
    """A meeting on 双拥 work."""

    form: str | None = choice(
        "类别", ("领导小组会议", "军地联席会议", "座谈会", "现场办公会", "过军事日", "专题研究", "其他")
    )


@record("专项经费", pillar="leadership")
class Funding(Record):
    """Money set aside for 双拥 work."""

    date: PartialDate | None = day("日期", hint="下达或列支的日期")
    purpose: str | None = text("用途", hint="用在什么事上")
    amount: Decimal | None = measure("金额", unit="元", hint="单位是元；写“1.2万元”也认")
    evidence: str | None = text("佐证材料", hint="下达文件、列支凭证的文件名，或直接插入图片")


@record("检查考评", pillar="leadership")
class Inspection(Activity):
    """An inspection or assessment of 双拥 work."""

    inspected: int | None = measure("受检单位数", unit="个", hint="检查了几个单位")


def _came_to(state: str) -> Any:
    """Return the measure of how many planned activities came to a state, told where anything is said of them."""
    return measure(
        f"{state}项数",
        unit="项",
        column=False,
        implied=lambda item: None if not item.result else 1 if item.result == state else 0,
    )


@record("年度计划", pillar="leadership")
class PlanItem(Record):
    """One activity that the unit planned for the year, and whether it was done."""

    number: str | None = text("编号", hint="计划里的序号，如 1")
    title: str = text("计划活动", required=True, hint="打算办什么", aliases=("活动名称",))
    date: PartialDate | None = day("计划时间", hint="打算哪天办；只定了月份可填 8月")
    category: str | None = text("类别", hint="对应的台账名称，如 走访慰问")
    target: str | None = text("目标", hint="要达到什么，如 体检应征青年300名")
    responsible: str | None = text("责任部门", hint="哪个科室负责")
    result: str | None = choice("完成情况", (DONE, "部分完成", "未完成", "取消"), hint="年底填")
    planned: int | None = measure("计划项数", unit="项", implied=1, column=False)
    done: int | None = _came_to(DONE)
    partly: int | None = _came_to("部分完成")
    undone: int | None = _came_to("未完成")
    cancelled: int | None = _came_to("取消")
    unsaid: int | None = measure(
        "未填完成情况项数", unit="项", column=False, implied=lambda item: 0 if item.result else 1
    )
    completion = ratio("完成率", of="done", to="planned")


@record("问题与打算", pillar="leadership")
class Reflection(Record):
    """What fell short this year, or what is meant for the next."""

    form: str = choice("类别", ("存在问题", "下一步打算"), required=True)
    content: str = text("内容", required=True, hint="一条一行，写成完整的句子")


@record("表彰奖励", pillar="leadership")
class Commendation(Record):
    """An honour received for 双拥 work."""

    date: PartialDate | None = day("日期", hint="表彰文件的日期")
    level: str | None = choice("级别", ("国家", "省", "市", "县", "乡", "本单位"))
    honour: str = text("荣誉名称", required=True, hint="如 爱国拥军模范单位")
    collectives: int | None = measure("先进集体数", unit="个", hint="几个集体受表彰")
    individuals: int | None = measure("先进个人数", unit="名", hint="几个人受表彰")
    evidence: str | None = text("佐证材料", hint="表彰文件、奖牌、证书的文件名，或直接插入图片")


KINDS = (Meeting, Funding, Inspection, PlanItem, Reflection, Commendation)
