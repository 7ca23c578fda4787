"""What schools must do again: flag raisings, lessons and boards of national-defence education, registration."""

from shuangyong import Deed, Duty

#: Months of teaching; the terms' ends and beginnings lie in the others.
_TEACHING = (3, 4, 5, 6, 9, 10, 11, 12)
_SOURCE = "中小学国防教育制度的通行做法"

DUTIES = (
    Duty(
        id="flag_raising",
        title="每周升国旗",
        deeds=(Deed("school.flag_ceremony"),),
        every="month",
        months=_TEACHING,
        times=3,
        counts="times",
        lead=10,
        basis="local",
        source=f"{_SOURCE}：每周升国旗；遇节假日顺延，按每月不少于3次算",
    ),
    Duty(
        id="defence_class",
        title="国防教育课",
        deeds=(Deed("school.defence_class"),),
        every="month",
        months=_TEACHING,
        counts="lessons",
        lead=10,
        basis="local",
        source=f"{_SOURCE}：每月第一个星期四上课",
    ),
    Duty(
        id="board",
        title="国防教育专栏板报",
        deeds=(Deed("core.publicity", {"form": ("专栏板报", "展板")}),),
        windows=(("02-15", "07-15"), ("09-01", "12-31")),
        basis="local",
        source=f"{_SOURCE}：每学期出专栏",
    ),
    Duty(
        id="registration",
        title="兵役登记和征兵宣传",
        deeds=(Deed("core.enlistment"),),
        windows=(("01-10", "06-30"),),
        lead=45,
        basis="rule",
        source="每年1月10日至6月30日为兵役登记时间",
    ),
)
