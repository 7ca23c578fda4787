"""The record kinds of health bureaus and their institutions."""

from shuangyong import Service, Support, measure, record


@record("军人优先就医网络")
class PriorityNetwork(Service):
    """Institutions with windows for soldiers, as they stood on the date."""

    institutions: int | None = measure(
        "设优先窗口机构数",
        unit="个",
        stock=True,
        hint="辖区（本单位）挂军人优先牌的医疗卫生机构几个，截至这一天，不累加",
    )


@record("营区卫生防病")
class BarracksHealth(Support):
    """Disease prevention in barracks: water, checks, health files."""

    water_samples: int | None = measure("水质监测份数", unit="份", hint="营区生活饮用水检了几份水样")
    checked: int | None = measure("体检官兵", unit="人", counts_as="beneficiaries", hint="为多少官兵体检，不含优抚对象")
    files: int | None = measure("健康档案", unit="份", hint="新建健康档案几份")


@record("优先用血")
class BloodPriority(Service):
    """Blood provided with priority to soldiers and their families."""

    transfusions: int | None = measure(
        "优先用血人次", unit="人次", counts_as="beneficiaries", hint="为军人及其直系亲属优先保障用血多少人次"
    )


@record("军地疫病联防")
class EpidemicCooperation(Support):
    """Prevention of epidemics together with the troops."""

    teams: int | None = measure("派出小分队", unit="个", hint="防疫、巡诊小分队派了几支")
    sites: int | None = measure("服务点", unit="个", hint="小分队到了几个单位或点位")


@record("退役军人卫生准入")
class HealthLicensing(Service):
    """Health licences given with preference to veterans who start a business."""

    licences: int | None = measure("办理件数", unit="件", hint="为退役军人优先办理卫生许可、健康证等几件")


KINDS = (PriorityNetwork, BarracksHealth, BloodPriority, EpidemicCooperation, HealthLicensing)
