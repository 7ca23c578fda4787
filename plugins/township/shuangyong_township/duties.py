"""What townships and streets must do again: meetings, study, the two conscriptions, the care of the register."""

from shuangyong import Deed, Duty, confirmation_duty, conscription_duty

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
    conscription_duty("recruitment", "征兵工作", Deed("core.enlistment")),
    confirmation_duty(),
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
