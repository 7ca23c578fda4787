"""What townships and streets must do again: meetings, study, the two conscriptions, the care of the register."""

from shuangyong import Deed, Duty

_CONFIRMED = ("年度确认", "年度认定")
_CHECKED = ("核对", "核查", "复核")

DUTIES = (
    Duty(
        id="quarterly_meeting",
        title="双拥工作领导小组会议",
        deeds=(Deed("core.meeting", {"form": ("领导小组会议",)}),),
        every="quarter",
        basis="local",
        source="乡镇双拥工作制度的通行做法：领导小组每季度开会1次",
        replaces="core.group_meeting",
    ),
    Duty(
        id="study",
        title="党委政府研究双拥工作",
        deeds=(Deed("core.meeting", {"form": ("专题研究", "现场办公会")}),),
        every="year",
        times=2,
        lead=45,
        basis="local",
        source="乡镇党委政府每年研究双拥工作至少2次",
    ),
    Duty(
        id="recruitment",
        title="征兵工作",
        deeds=(Deed("core.enlistment"),),
        windows=(("02-15", "03-31"), ("08-15", "09-30")),
        early=60,
        basis="rule",
        source="2020年起一年两次征兵：2月中旬至3月底，8月中旬至9月底",
    ),
    Duty(
        id="confirmation",
        title="优抚对象年度确认",
        deeds=(Deed("core.activity", words=_CONFIRMED), Deed("core.document", words=_CONFIRMED)),
        every="year",
        lead=60,
        basis="rule",
        source="退役军人事务部门每年组织优抚对象年度确认",
    ),
    Duty(
        id="register_check",
        title="优抚对象名册与公安部门核对",
        deeds=(Deed("core.activity", words=_CHECKED), Deed("core.document", words=_CHECKED)),
        every="half",
        basis="local",
        source="街道优抚对象名册管理的做法：社区每月核对，公安每半年核对",
        units=("街道",),
    ),
)
