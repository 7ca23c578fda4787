"""The record kinds of other offices."""

from shuangyong import Assistance, EducationEvent, Support, measure, record


@record("党课与赠书")
class PartyLecture(EducationEvent):
    """Party lectures with the troops, and books given."""

    books: int | None = measure("赠书册数", unit="册", hint="这次一共赠了多少册，不是多少种")


@record("关心本单位复转军人")
class DemobilisedCare(Assistance):
    """Care for the office's own veterans: persons are 帮扶人次."""


@record("立足职能拥军")
class DutySupport(Support):
    """What the office's own duties do for the troops: matters are 办实事件数."""


KINDS = (PartyLecture, DemobilisedCare, DutySupport)
