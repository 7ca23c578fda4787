"""The record kinds of commerce bureaus."""

from shuangyong import Support, TrainingSupport, measure, record


@record("物资拥军")
class MaterialSupport(Support):
    """Goods given to the troops: their number is 物资数量, their worth 物资价值."""


@record("智力拥军")
class IntellectualSupport(TrainingSupport):
    """Knowledge brought to the troops: lectures on trade, the economy, the law."""


@record("实事拥军")
class PracticalSupport(Support):
    """Difficulties of the troops resolved."""

    houses: int | None = measure("腾退住房", unit="处", hint="腾退、移交了几处军产或部队住房")


@record("信息拥军")
class InformationSupport(Support):
    """Information and technology brought to the troops."""

    sessions: int | None = measure("场次", unit="场", hint="宣讲、培训、演示办了几场")


KINDS = (MaterialSupport, IntellectualSupport, PracticalSupport, InformationSupport)
