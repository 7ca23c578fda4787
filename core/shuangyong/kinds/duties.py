"""The duties that bind units of every sector, and those of the offices that lead an area's 双拥 work.

Sources are the rules in force where there are such; what one area's rules say is marked ``local``, what every year's
plans do without a rule ``custom``. An office takes away or changes what does not hold in its area (本地扩展).
"""

from ..model.duties import Deed, Duty

#: Whom the duties of an area fall to.
_OFFICES = ("双拥办", "双拥工作领导小组", "退役军人事务局")

_STANDARD = "《全国双拥模范城（县）考评标准（试行）》第3项：成员单位有年度计划、总结和述职"
_COUNTY = "县级双拥工作制度的通行做法"
_CUSTOM = "各地年度计划的通行安排"
#: To the end of the year: late is better than never.
_STILL = 275

_CONFIRMED = ("年度确认", "年度认定")


def conscription_duty(name: str, title: str, *deeds: Deed) -> Duty:
    """Return the duty of the two conscriptions of a year, for a sector that has a part in them.

    Args:
        name: The duty's id among the plugin's.
        title: What the sector does for them.
        deeds: The rows that fulfil it.
    """
    return Duty(
        id=name,
        title=title,
        deeds=deeds,
        windows=(("02-15", "03-31"), ("08-15", "09-30")),
        early=60,
        basis="rule",
        source="2020年起一年两次征兵：2月中旬至3月底，8月中旬至9月底",
    )


def confirmation_duty(*deeds: Deed, units: tuple[str, ...] = ()) -> Duty:
    """Return the duty of confirming the entitled persons once a year, for a sector that keeps their register.

    Args:
        deeds: Rows of the sector's own kinds that fulfil it too.
        units: Words of which a unit's name must hold one; empty for every unit of the sector.
    """
    return Duty(
        id="confirmation",
        title="优抚对象年度确认",
        deeds=(Deed("core.activity", words=_CONFIRMED), Deed("core.document", words=_CONFIRMED), *deeds),
        every="year",
        lead=60,
        basis="rule",
        source="退役军人事务部门每年组织优抚对象年度确认",
        units=units,
    )


_OF_EVERY_UNIT = (
    Duty(
        id="plan",
        title="制定年度双拥工作计划",
        deeds=(
            Deed("core.document", {"form": ("计划",)}),
            Deed("core.document", {"form": ("方案",)}, words=("双拥", "共建")),
            Deed("core.plan_item", dated=False),
        ),
        windows=(("01-01", "03-31"),),
        grace=_STILL,
        lead=45,
        basis="rule",
        source=_STANDARD,
    ),
    Duty(
        id="summary",
        title="年度双拥工作总结和述职",
        deeds=(
            Deed("core.document", {"form": ("总结",)}),
            Deed("core.document", words=("总结", "述职")),
            Deed("core.meeting", words=("述职",)),
        ),
        windows=(("11-01", "12-31"),),
        lead=45,
        basis="rule",
        source=_STANDARD,
    ),
    Duty(
        id="group_meeting",
        title="双拥工作领导小组会议",
        deeds=(Deed("core.meeting", {"form": ("领导小组会议",)}),),
        every="year",
        times=2,
        lead=45,
        basis="local",
        source=f"{_COUNTY}：领导小组每年开会2次，必要时每季度1次；单位的领导小组参照执行",
    ),
    Duty(
        id="work_report",
        title="向双拥工作领导小组报告工作",
        deeds=(
            Deed("core.document", words=("报告", "汇报", "小结", "总结", "述职")),
            Deed("core.meeting", words=("汇报", "报告工作", "述职")),
        ),
        every="quarter",
        grace=10,
        basis="local",
        source=f"{_COUNTY}：成员单位每季度报告1次",
    ),
    Duty(
        id="news",
        title="报送双拥信息",
        deeds=(Deed("core.publicity", {"form": ("信息简报", "媒体报道")}),),
        every="month",
        times=2,
        counts="items",
        lead=10,
        basis="local",
        source="乡镇双拥工作制度的通行做法：每个单位每月报送信息2条",
    ),
    Duty(
        id="spring_visits",
        title="元旦、春节走访慰问",
        deeds=(
            Deed("core.visit"),
            Deed("core.gathering"),
            Deed("core.meeting", {"form": ("座谈会",)}),
        ),
        festivals=("元旦", "春节"),
        lead=25,
        source=_CUSTOM,
    ),
    Duty(
        id="tomb_sweeping",
        title="清明祭扫烈士墓",
        deeds=(
            Deed("core.education_event", {"form": ("祭扫",)}),
            Deed("core.activity", words=("祭扫", "扫墓", "缅怀")),
        ),
        festivals=("清明",),
        source=_CUSTOM,
    ),
    Duty(
        id="army_day_visits",
        title="“八一”走访慰问和座谈",
        deeds=(
            Deed("core.visit"),
            Deed("core.gathering"),
            Deed("core.meeting", {"form": ("座谈会",)}),
        ),
        festivals=("八一",),
        lead=25,
        source=_CUSTOM,
    ),
    Duty(
        id="defence_education_day",
        title="全民国防教育日活动",
        deeds=(Deed("core.education_event"), Deed("core.publicity")),
        festivals=("国防教育日",),
        basis="law",
        source="全国人大常委会2001年8月31日关于设立全民国防教育日的决定：每年九月的第三个星期六",
    ),
    Duty(
        id="defence_education_month",
        title="全民国防教育月活动",
        deeds=(Deed("core.education_event"), Deed("core.publicity")),
        windows=(("09-01", "09-30"),),
        lead=30,
        basis="rule",
        source="2022年中央关于加强和改进新时代全民国防教育工作的意见：九月为全民国防教育月，主题见当年通知",
    ),
    Duty(
        id="martyrs_day",
        title="烈士纪念日活动",
        deeds=(
            Deed("core.education_event", {"form": ("祭扫",)}),
            Deed("core.activity", words=("烈士", "公祭", "祭扫", "缅怀", "英烈")),
        ),
        festivals=("烈士纪念日",),
        source="全国人大常委会2014年8月31日决定9月30日为烈士纪念日；单位自办或参加当地的纪念活动",
    ),
)

_OF_OFFICES = (
    Duty(
        id="joint_meeting",
        title="军地联席会议",
        deeds=(Deed("core.meeting", {"form": ("军地联席会议",)}),),
        every="half",
        lead=45,
        basis="local",
        source=f"{_COUNTY}：每半年召开1次",
        units=_OFFICES,
    ),
    Duty(
        id="military_day",
        title="领导干部过军事日",
        deeds=(Deed("core.meeting", {"form": ("过军事日",)}), Deed("core.activity", words=("军事日",))),
        every="year",
        lead=60,
        basis="local",
        source=f"{_COUNTY}：每年1次",
        units=_OFFICES,
    ),
    Duty(
        id="inspection",
        title="双拥工作检查考评",
        deeds=(Deed("core.inspection"),),
        every="year",
        lead=60,
        basis="local",
        source=f"{_COUNTY}：双拥办每年检查评分1次",
        units=_OFFICES,
    ),
    confirmation_duty(units=_OFFICES),
)

DUTIES = (*_OF_EVERY_UNIT, *_OF_OFFICES)
