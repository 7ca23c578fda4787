"""军民共建: partner troops, visits, gatherings, support both ways, enlistment."""

from decimal import Decimal

from ..model.dates import PartialDate
from ..model.fields import choice, day, measure, text
from ..model.kinds import Record, record
from .activity import Activity


@record("共建单位", pillar="co_building", register=True)
class Partner(Record):
    """A troop that the unit has a co-building agreement with at the end of the year."""

    name: str | None = text("部队代称", designation=True, hint="写代号或“驻地某部”，不要写真实番号")
    form: str | None = text("共建形式", hint="如 结对共建、医疗保障")
    date: PartialDate | None = day("协议日期", earlier=True)
    partners: int | None = measure("共建单位数", unit="个", stock=True, implied=1, hint="一行一个单位时不用填")


@record("走访慰问", pillar="co_building")
class Visit(Activity):
    """A visit to troops, families or veterans, with money or goods."""

    people: int | None = measure("慰问人数", unit="人", counts_as="beneficiaries", hint="慰问了多少人")
    households: int | None = measure("慰问户数", unit="户", hint="走访了几户")
    units_visited: int | None = measure("慰问单位数", unit="个", hint="走访了几个部队或单位")
    cash: Decimal | None = measure("慰问金", unit="元", counts_as="spending", hint="发了多少现金；慰问品填在“物资价值”")


@record("联谊活动", pillar="co_building")
class Gathering(Activity):
    """A gathering of troops and people."""

    form: str | None = choice("形式", ("联欢晚会", "座谈会", "球类比赛", "文艺演出", "参观交流", "其他"))


@record("为部队办实事", pillar="co_building")
class Support(Activity):
    """Something practical done for the troops."""

    form: str | None = choice(
        "形式",
        ("科技拥军", "智力拥军", "物资拥军", "文化拥军", "法律拥军", "医疗拥军", "信息拥军", "其他"),
    )
    matters: int | None = measure("办实事件数", unit="件", hint="办成了几件事")
    items: int | None = measure("物资数量", unit=None, hint="几台、几件，只写数字；同一名称的才相加")


@record("培训拥军")
class TrainingSupport(Support):
    """Training given to the troops."""

    trainees: int | None = measure(
        "培训人次", unit="人次", counts_as="beneficiaries", hint="参加培训的官兵，按人次相加"
    )
    sessions: int | None = measure("场次", unit="场", hint="办了几场")


@record("社会化拥军", pillar="co_building")
class Merchant(Record):
    """Shops, banks and firms that give soldiers preference."""

    date: PartialDate | None = day("日期", earlier=True, hint="统计到哪天")
    form: str | None = choice("类别", ("商家门店", "银行网点", "企业", "其他"))
    merchants: int | None = measure("拥军商家数", unit="家", stock=True, hint="挂牌优待军人的有几家，截至填报日")


@record("部队支援地方", pillar="co_building")
class TroopService(Activity):
    """What troops did for the people."""

    soldiers: int | None = measure(
        "出动官兵人次", unit="人次", counts_as="participants", hint="来支援的官兵，按人次相加"
    )


@record("兵员征集", pillar="co_building")
class Enlistment(Activity):
    """Work for the conscription of the year."""

    registered: int | None = measure("报名人数", unit="人", hint="报名应征的青年人数")
    enlisted: int | None = measure("入伍人数", unit="人", hint="批准入伍的人数")


KINDS = (Partner, Visit, Gathering, Support, TrainingSupport, Merchant, TroopService, Enlistment)
