"""The root of everything dated that was done."""

from decimal import Decimal

from ..model.dates import PartialDate
from ..model.festivals import FESTIVAL_LABELS
from ..model.fields import choice, day, measure, text
from ..model.kinds import Record, record


@record("活动", abstract=True, tail="festival")
class Activity(Record):
    """Something done on a day: who took part, who benefited and what was spent."""

    date: PartialDate | None = day(
        "日期", hint="哪天办的，如 2026-08-01；只知道月份可填 8月", aliases=("活动日期", "时间")
    )
    end_date: PartialDate | None = day("结束日期", later=(1, 31), hint="办了几天的活动填最后一天，一天的不填")
    title: str | None = text("活动名称", hint="一句话说清办了什么", aliases=("活动内容", "名称"))
    place: str | None = text("地点", hint="在哪里办的", aliases=("活动地点",))
    festival: str | None = choice("节点", FESTIVAL_LABELS, hint="围绕哪个节日办的；不填则按日期判断")
    partner: str | None = text(
        "共建部队", designation=True, hint="写代号或“驻地某部”，不要写真实番号", aliases=("共建单位名称",)
    )
    joint_with: str | None = text("联合单位", hint="一起办的单位写全称，用顿号隔开", aliases=("协办单位",))
    participants: int | None = measure("参加人次", unit="人次", hint="来参加的人，含本单位的", aliases=("参加人数",))
    beneficiaries: int | None = measure("受益人次", unit="人次", hint="得到服务、慰问、帮助的人", aliases=("受益人数",))
    spending: Decimal | None = measure("投入经费", unit="元", hint="总支出，含物资折价；不填则按慰问金与物资价值合计")
    goods_value: Decimal | None = measure("物资价值", unit="元", counts_as="spending", hint="慰问品、捐赠物资的折价")
    evidence: str | None = text("佐证材料", hint="照片、通知、签到表的文件名，或直接插入图片")
    remarks: str | None = text("备注")
