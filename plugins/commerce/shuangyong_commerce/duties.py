"""What commerce bureaus must do again: the party group's study of 双拥 work."""

from shuangyong import Deed, Duty

DUTIES = (
    Duty(
        id="study",
        title="党组会专题研究双拥工作",
        deeds=(Deed("core.meeting", {"form": ("专题研究",)}),),
        every="year",
        times=4,
        lead=30,
        basis="local",
        source="商务局双拥工作制度的做法：党组会全年专题研究4次",
    ),
)
