"""The record kinds of townships and streets."""

from shuangyong import Assistance, Enlistment, measure, record


@record("帮耕帮种")
class FarmHelp(Assistance):
    """Soldiers' families helped with ploughing, sowing and harvest: households are 帮扶户数."""


@record("结对帮扶致富")
class PairedSupport(Assistance):
    """Households paired with helpers toward a better living; the pairs are those that stand on the date."""

    pairs: int | None = measure(
        "结对数", unit="对", stock=True, hint="到这一天一共有几对，不是新增几对；全年以最近一行为准"
    )
    projects: int | None = measure("致富项目", unit="个", hint="这一行新扶持几个，不要重复算")


@record("“三老”人员关爱", aliases=("三老人员关爱",))
class VeteranElders(Assistance):
    """Care for old soldiers, old Party members and old model workers: persons are 帮扶人次."""


@record("征兵工作")
class Conscription(Enlistment):
    """The township's conscription of the year."""

    examined: int | None = measure("上站体检人数", unit="人", hint="到征兵体检站体检的应征青年，不多于报名人数")


KINDS = (FarmHelp, PairedSupport, VeteranElders, Conscription)
