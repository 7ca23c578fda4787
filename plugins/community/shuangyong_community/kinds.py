"""The record kinds of communities."""

from shuangyong import Activity, Assistance, Enlistment, Gathering, PartialDate, Record, Visit, day, measure, record


@record("共建协议签约", pillar="co_building")
class Compact(Activity):
    """Co-building agreements signed with troops."""

    signed: int | None = measure("签约单位数", unit="个", hint="这次与几个部队或单位签了协议")


@record("节日联谊")
class FestivalEvent(Gathering):
    """Festival gatherings of troops and residents."""

    programmes: int | None = measure("节目数", unit="个", hint="军民一共演了几个节目；没有演出不填")


@record("入户走访慰问")
class HouseholdVisit(Visit):
    """Visits to the homes of those entitled."""


@record("征兵宣传动员")
class EnlistmentDrive(Enlistment):
    """Publicity and calls for the conscription of the year."""

    notified: int | None = measure("通知人数", unit="人", hint="上门、电话通知到的适龄青年，一人算一次")


@record("困难军属纳入低保")
class Subsistence(Assistance):
    """Soldiers' families in need taken into the subsistence allowance: persons are 帮扶人次."""


@record("结对帮扶")
class PairedHelp(Assistance):
    """Households in need paired with helpers; the pairs are those that stand on the date."""

    pairs: int | None = measure(
        "结对数", unit="对", stock=True, hint="到这一天一共有几对，不是新增几对；全年以最近一行为准"
    )


@record("优抚对象建档", pillar="benefits")
class Archive(Record):
    """The community's files on those entitled, as they stood on the date."""

    date: PartialDate | None = day("日期", earlier=True, hint="统计到哪天")
    files: int | None = measure("建档数", unit="份", stock=True, hint="到这一天一共有几份，不是新建几份")


KINDS = (Compact, FestivalEvent, HouseholdVisit, EnlistmentDrive, Subsistence, PairedHelp, Archive)
