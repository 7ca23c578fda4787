"""What communities must do again: meetings, the two conscriptions of the year, the confirmation of those entitled."""

from shuangyong import Deed, Duty, confirmation_duty, conscription_duty

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
    conscription_duty("recruitment", "征兵宣传动员", Deed("core.enlistment")),
    confirmation_duty(Deed("community.archive")),
)
