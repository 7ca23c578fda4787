"""The record kinds of hospitals."""

from shuangyong import EducationEvent, Service, Support, TrainingSupport, measure, ratio, record


@record("征兵体检")
class RecruitExam(Support):
    """Physical examination of conscription candidates at the hospital's station."""

    examined: int | None = measure("体检人数", unit="人", counts_as="beneficiaries", hint="实际上站体检的应征青年人数")
    qualified: int | None = measure("合格人数", unit="人", at_most="examined", hint="体检合格的人数")
    staff: int | None = measure("投入医务人员", unit="人次", hint="每天到站的医务人员，按人次相加")
    pass_rate = ratio("合格率", of="qualified", to="examined")


@record("义诊")
class FreeClinic(Service):
    """A free clinic for soldiers, families and veterans: persons treated are its beneficiaries."""


@record("健康体检与建档")
class HealthCheck(Service):
    """Health checks for those entitled, and the files opened on them."""

    examined: int | None = measure("体检人数", unit="人", counts_as="beneficiaries", hint="参加体检的优抚对象人数")
    files: int | None = measure("建档数", unit="份", hint="新建健康档案几份")


@record("军人优先服务")
class PriorityService(Service):
    """Windows and wards kept for soldiers and veterans, as they stood on the date."""

    windows: int | None = measure("优先窗口数", unit="个", stock=True, hint="挂军人优先牌的窗口，截至填报日")
    wards: int | None = measure("军人病房数", unit="间", stock=True, hint="设了几间军人病房，截至填报日")


@record("医疗技术培训")
class MedicalTraining(TrainingSupport):
    """Medical training given to the troops' own doctors and medics."""


@record("送医送药上门")
class HomeCare(Service):
    """Doctors and medicine brought to the homes of those entitled."""

    households: int | None = measure("上门户数", unit="户", hint="去了几户")


@record("民兵训练")
class MilitiaTraining(EducationEvent):
    """Training of the hospital's own militia."""

    militia: int | None = measure("参训民兵", unit="人", counts_as="participants", hint="参加训练的民兵人数")


KINDS = (RecruitExam, FreeClinic, HealthCheck, PriorityService, MedicalTraining, HomeCare, MilitiaTraining)
