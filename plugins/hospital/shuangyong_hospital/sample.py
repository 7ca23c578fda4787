"""An invented hospital's year, built on figures that real hospitals reported.

Found in documents of the sector: 343 candidates examined in August, 8 veterans placed, 18 treated free with
450元 waived, some 500元 of comforts at a visit, a screen and a board for publicity, one evening party, one visit
of instruction and three basketball matches with the troops, a training shed worth 4.98万元, checks worth
33312.3元, three medical files for disabled servicemen. Everything else is invented.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from shuangyong import (
    Awareness,
    Commendation,
    Document,
    EducationEvent,
    EntitledPerson,
    Funding,
    Gathering,
    LeadingGroup,
    Meeting,
    PartialDate,
    Partner,
    Placement,
    PlanItem,
    Policy,
    Publicity,
    Record,
    Reflection,
    SampleLedger,
    Support,
    Unit,
    Visit,
)

from .kinds import (
    FreeClinic,
    HealthCheck,
    HomeCare,
    MedicalTraining,
    MilitiaTraining,
    PriorityService,
    RecruitExam,
)

_TROOP = "驻地某部"


#: The year's plan: what, in which month, the ledger it belongs to, the aim, who sees to it, what came of it.
_PLAN = (
    ("组织征兵体检", 8, "征兵体检", "把好兵员身体关，做到不漏检、不错检", "体检中心", "完成"),
    ("“八一”前为优抚对象义诊", 7, "义诊", "义诊1次", "医务科", "完成"),
    ("春节、“八一”走访慰问驻地部队", 7, "走访慰问", "走访2次", "院办公室", "完成"),
    ("为部队培训卫生员", 10, "医疗技术培训", "培训3场、100人次", "科教科", "完成"),
    ("国防知识竞赛", 9, "国防教育活动", "全院职工参加", "工会", "完成"),
    ("建设军人病区", 11, "军人优先服务", "设军人病房4间", "护理部", "部分完成"),
)


def unit(year: int) -> Unit:
    """Return who the sample hospital is."""
    return Unit(
        name="李沧区沧口湾医院",
        code="LC-YY-001",
        sector="医院",
        region="370213",
        year=year,
        addressee="李沧区双拥工作领导小组办公室",
        liaison="林晓岚",
        phone="0532-80000000",
        filled=PartialDate(year, 12, 10),
    )


def records(year: int) -> Sequence[Record]:
    """Return the records of the sample hospital's year."""
    return [*_speciality(year), *_leadership(year), *_education(year), *_co_building(year), *_benefits(year)]


def _speciality(year: int) -> Sequence[Record]:
    return [
        RecruitExam(
            date=PartialDate(year, 3, 4),
            title="上半年征兵体检",
            place="本院体检中心",
            examined=126,
            qualified=88,
            staff=42,
        ),
        RecruitExam(
            date=PartialDate(year, 8, 12),
            end_date=PartialDate(year, 8, 20),
            title="下半年征兵体检",
            place="本院体检中心",
            joint_with="李沧区人民武装部",
            examined=343,
            qualified=237,
            staff=96,
        ),
        FreeClinic(
            date=PartialDate(year, 7, 28),
            title="“八一”前免费义诊",
            place="门诊楼前广场",
            participants=12,
            beneficiaries=18,
            waived=Decimal(450),
        ),
        HealthCheck(
            date=PartialDate(year, 5, 16),
            title="驻地官兵健康体检",
            partner=_TROOP,
            examined=126,
            files=126,
            waived=Decimal("33312.30"),
        ),
        HealthCheck(date=PartialDate(year, 6, 10), title="残疾军人建立医疗档案", examined=3, files=3),
        PriorityService(
            date=PartialDate(year, 12, 1), title="军人优先窗口与病房", windows=6, wards=2, beneficiaries=412
        ),
        MedicalTraining(
            date=PartialDate(year, 4, 22),
            title="卫生员急救技能培训",
            partner=_TROOP,
            form="医疗拥军",
            trainees=46,
            sessions=2,
        ),
        MedicalTraining(
            date=PartialDate(year, 10, 15),
            title="腰肌劳损与疲劳性骨折防治讲课",
            partner=_TROOP,
            form="医疗拥军",
            trainees=60,
            sessions=1,
        ),
        HomeCare(
            date=PartialDate(year, 1, 22), title="节前上门巡诊送药", festival="春节", households=11, beneficiaries=13
        ),
        HomeCare(date=PartialDate(year, 9, 28), title="国庆节前上门巡诊", households=9, beneficiaries=9),
        MilitiaTraining(
            date=PartialDate(year, 8),
            title="院民兵排到部队参加军事训练",
            form="培训学习",
            partner=_TROOP,
            sessions=1,
            militia=30,
        ),
    ]


def _leadership(year: int) -> Sequence[Record]:
    return [
        LeadingGroup(
            date=PartialDate(year, 2, 26),
            leader="周明远",
            leader_post="党委书记",
            deputies=2,
            members=11,
            office="院办公室",
            liaison="林晓岚",
            liaison_phone="0532-80000000",
        ),
        Document(
            date=PartialDate(year, 2, 26),
            title="关于调整双拥工作领导小组成员的通知",
            number=f"沧医发〔{year}〕6号",
            form="通知",
        ),
        Document(
            date=PartialDate(year, 3, 2), title=f"{year}年双拥工作计划", number=f"沧医发〔{year}〕8号", form="计划"
        ),
        Document(date=PartialDate(year - 1, 6, 8), title="军人军属优先就诊制度", form="制度"),
        Meeting(
            date=PartialDate(year, 2, 27), title="双拥工作领导小组第一次会议", form="领导小组会议", participants=11
        ),
        Meeting(
            date=PartialDate(year, 7, 15), title="双拥工作领导小组第二次会议", form="领导小组会议", participants=11
        ),
        Meeting(date=PartialDate(year, 7, 30), title="退役军人和军属座谈会", form="座谈会", participants=26),
        Funding(date=PartialDate(year, 1, 15), purpose="走访慰问和双拥活动", amount=Decimal(60000)),
        *_plan(year),
        Reflection(form="存在问题", content="军人病房数量不足，住院高峰时还不能做到随到随住"),
        Reflection(form="存在问题", content="双拥台账的照片和签到表收集不够及时"),
        Reflection(form="下一步打算", content="把军人病房由2间增加到4间，完善军人军属就医绿色通道"),
        Reflection(form="下一步打算", content="每季度到驻地部队巡诊一次，继续为部队培训卫生员"),
        Commendation(date=PartialDate(year, 7, 29), level="县", honour="爱国拥军模范单位", collectives=1),
    ]


def _plan(year: int) -> Iterator[Record]:
    for number, (title, month, category, target, responsible, result) in enumerate(_PLAN, start=1):
        yield PlanItem(
            number=str(number),
            title=title,
            date=PartialDate(year, month),
            category=category,
            target=target,
            responsible=responsible,
            result=result,
        )


def _education(year: int) -> Sequence[Record]:
    return [
        EducationEvent(date=PartialDate(year, 4, 3), title="到烈士陵园祭扫", form="祭扫", sessions=1, participants=58),
        EducationEvent(
            date=PartialDate(year, 7, 24),
            title="到驻地部队参观见学",
            form="参观见学",
            partner=_TROOP,
            sessions=1,
            participants=40,
        ),
        EducationEvent(
            date=PartialDate(year, 9, 18), title="国防知识竞赛", form="知识竞赛", sessions=1, participants=136
        ),
        Publicity(date=PartialDate(year, 7, 20), form="电子屏", items=24),
        Publicity(date=PartialDate(year, 7, 25), form="横幅标语", items=8),
        Publicity(date=PartialDate(year, 9, 10), form="专栏板报", items=4),
        Publicity(date=PartialDate(year, 11, 20), form="信息简报", items=9),
        Awareness(date=PartialDate(year, 11, 12), surveyed=200, aware=187),
    ]


def _co_building(year: int) -> Sequence[Record]:
    return [
        Partner(name=_TROOP, form="医疗保障、结对共建", date=PartialDate(year - 3, 8, 1)),
        Partner(name="驻地某部卫生队", form="技术帮带", date=PartialDate(year - 1, 7, 30)),
        Visit(
            date=PartialDate(year, 1, 20),
            title="春节前慰问驻地部队",
            festival="春节",
            partner=_TROOP,
            units_visited=2,
            people=80,
            goods_value=Decimal(8600),
        ),
        Visit(
            date=PartialDate(year, 7, 27),
            title="“八一”前慰问驻地部队",
            partner=_TROOP,
            units_visited=2,
            people=80,
            cash=Decimal(6000),
            goods_value=Decimal(7400),
        ),
        Visit(
            date=PartialDate(year, 7, 28),
            title="走访慰问患重大疾病的转业干部、退役军人和军属",
            people=2,
            households=2,
            spending=Decimal(500),
        ),
        Gathering(
            date=PartialDate(year, 7, 29), title="军民联欢晚会", form="联欢晚会", partner=_TROOP, participants=260
        ),
        *(
            Gathering(
                date=PartialDate(year, 6, day),
                title=f"军地篮球友谊赛第{match}场",
                form="球类比赛",
                partner=_TROOP,
                participants=40,
            )
            for match, day in (("一", 6), ("二", 13), ("三", 20))
        ),
        Support(
            date=PartialDate(year, 5, 18),
            title="捐赠移动式训练棚",
            form="物资拥军",
            partner=_TROOP,
            matters=1,
            items=1,
            goods_value=Decimal(49800),
        ),
    ]


def _benefits(year: int) -> Sequence[Record]:
    return [
        Policy(
            date=PartialDate(year, 1, 1),
            title="军人军属就医优待办法",
            basis="军人抚恤优待条例",
            targets="军人、军人家属、残疾军人、烈士遗属和退役军人",
            content="优先挂号、优先就诊、优先取药、优先住院，免收普通挂号费",
        ),
        Placement(date=PartialDate(year, 6, 30), category="退役士兵", placed=8),
        EntitledPerson(category="残疾军人", persons=3),
        EntitledPerson(category="转业干部", persons=5),
        EntitledPerson(category="退役军人", persons=21),
        EntitledPerson(category="军人家属", persons=14),
    ]


def sample() -> SampleLedger:
    """Return the sample ledger; what the hospital does not do at all is declared 不适用."""
    return SampleLedger(
        sector="hospital",
        unit=unit,
        records=records,
        absent=tuple(
            f"core.{kind}"
            for kind in (
                "drill",
                "civil_defence_education",
                "merchant",
                "enlistment",
                "schooling",
                "employment",
                "allowance",
                "plaque",
                "merit_notice",
            )
        ),
        approx=_approximate,
    )


def _approximate(record: Record) -> frozenset[str]:
    return frozenset({"spending"}) if isinstance(record, Visit) and record.spending == Decimal(500) else frozenset()
