"""What communities must do again: meetings, the two conscriptions of the year, the confirmation of those entitled."""

from shuangyong import Deed, Duty

DUTIES = (
    Duty(
        id="quarterly_meeting",
        title="社区双拥工作会议",
        deeds=(Deed("core.meeting"),),
        every="quarter",
        basis="local",
        source="社区双拥工作制度的通行做法：每季度开会1次",
        replaces="core.group_meeting",
    ),
    Duty(
        id="recruitment",
        title="征兵宣传动员",
        deeds=(Deed("core.enlistment"),),
        windows=(("02-15", "03-31"), ("08-15", "09-30")),
        early=60,
        basis="rule",
        source="2020年起一年两次征兵：2月中旬至3月底，8月中旬至9月底",
    ),
    Duty(
        id="confirmation",
        title="优抚对象年度确认",
        deeds=(
            Deed("core.activity", words=("年度确认", "年度认定")),
            Deed("core.document", words=("年度确认", "年度认定")),
            Deed("community.archive"),
        ),
        every="year",
        lead=60,
        basis="rule",
        source="退役军人事务部门每年组织优抚对象年度确认",
    ),
)
