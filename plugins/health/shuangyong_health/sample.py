"""An invented health bureau's year, built on facts that real bureaus reported.

Found in documents of the sector: a head with three deputies, 6 teams sent to 27 places in a flood summer, one
转业干部, 7 退役士兵 and one 随军家属 placed, nearly 1万元 of comforts at visits, four preferences, two remissions
and three halvings for holders of the 优抚对象医疗证, boards of priority at every window, water tests and health
files for barracks, blood without deposit, courses for soldiers on public-health emergencies, sanitary licences for
veterans, soldiers cleaning the grounds of hospitals. All else is invented; nothing here is about any real bureau.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from shuangyong import (
    Assistance,
    Awareness,
    Commendation,
    Document,
    EducationEvent,
    EntitledPerson,
    Funding,
    Gathering,
    Inspection,
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
    Service,
    Support,
    TrainingSupport,
    TroopService,
    Unit,
    Visit,
)

from .kinds import BarracksHealth, BloodPriority, EpidemicCooperation, HealthLicensing, PriorityNetwork

_TROOP = "驻地某部"
_NEARLY = Decimal(10000)


#: The year's plan: what, in which month, the ledger it belongs to, the aim, who sees to it, what came of it.
_PLAN = (
    ("完善军人优先就医网络", 12, "军人优先就医网络", "设优先窗口的机构达到20个", "医政科", "部分完成"),
    ("监测营区饮用水", 9, "营区卫生防病", "全年监测30份以上", "区疾控中心", "完成"),
    ("为官兵免费体检", 5, "营区卫生防病", "体检180名", "区疾控中心", "完成"),
    ("保障部队优先用血", 12, "优先用血", "随到随办", "血站", "完成"),
    ("军地传染病联防演练", 11, "军地疫病联防", "演练1次", "疾控科", "完成"),
    ("优先办理退役军人卫生准入", 12, "退役军人卫生准入", "当日受理", "卫生监督所", "完成"),
    ("春节、“八一”走访慰问", 7, "走访慰问", "走访3次", "局办公室", "完成"),
)


def unit(year: int) -> Unit:
    """Return who the sample bureau is."""
    return Unit(
        name="李沧区卫生健康局",
        code="LC-WJ-001",
        sector="卫生健康局",
        region="370213",
        year=year,
        addressee="李沧区双拥工作领导小组办公室",
        liaison="叶知秋",
        phone="0532-80000000",
        filled=PartialDate(year, 12, 9),
    )


def records(year: int) -> Sequence[Record]:
    """Return the records of the sample bureau's year."""
    return [*_speciality(year), *_leadership(year), *_education(year), *_garrison(year), *_families(year)]


def _speciality(year: int) -> Sequence[Record]:
    return [
        PriorityNetwork(date=PartialDate(year, 6, 30), title="上半年军人优先就医", institutions=17, beneficiaries=860),
        PriorityNetwork(
            date=PartialDate(year, 12, 1),
            title="下半年军人优先就医",
            institutions=19,
            beneficiaries=934,
            waived=Decimal(46800),
        ),
        BloodPriority(date=PartialDate(year, 6, 30), title="上半年军人军属优先用血", transfusions=9),
        BloodPriority(date=PartialDate(year, 12, 1), title="下半年军人军属优先用血", transfusions=12),
        BarracksHealth(
            date=PartialDate(year, 4, 22),
            title="生活饮用水监测",
            form="医疗拥军",
            partner=_TROOP,
            water_samples=16,
        ),
        BarracksHealth(
            date=PartialDate(year, 5, 27),
            title="官兵健康体检和建档",
            form="医疗拥军",
            partner=_TROOP,
            checked=186,
            files=120,
            spending=Decimal(24000),
        ),
        BarracksHealth(
            date=PartialDate(year, 9, 9),
            title="秋季饮用水和食堂卫生监测",
            form="医疗拥军",
            partner=_TROOP,
            water_samples=20,
        ),
        EpidemicCooperation(
            date=PartialDate(year, 7, 20),
            end_date=PartialDate(year, 8, 6),
            title="汛期为抗洪军民送防病药品和资料",
            form="医疗拥军",
            partner=_TROOP,
            teams=6,
            sites=27,
            goods_value=Decimal(32000),
        ),
        EpidemicCooperation(
            date=PartialDate(year, 11, 5),
            title="流感疫情联合处置演练",
            form="医疗拥军",
            partner=_TROOP,
            teams=1,
            sites=1,
        ),
        HealthLicensing(date=PartialDate(year, 3, 18), title="退役军人餐饮店卫生许可", licences=4, beneficiaries=4),
        HealthLicensing(date=PartialDate(year, 9, 22), title="退役军人从业健康证", licences=15, beneficiaries=15),
    ]


def _leadership(year: int) -> Sequence[Record]:
    return [
        LeadingGroup(
            date=PartialDate(year, 3, 2),
            leader="梁定安",
            leader_post="局长",
            deputies=3,
            members=14,
            office="局办公室",
            liaison="叶知秋",
            liaison_phone="0532-80000000",
        ),
        Document(
            date=PartialDate(year, 3, 2),
            title=f"{year}年卫生健康系统双拥工作计划",
            number=f"李沧卫健〔{year}〕11号",
            form="计划",
        ),
        Document(date=PartialDate(year - 1, 5, 8), title="军人军属优先就医服务规范", form="制度"),
        Document(date=PartialDate(year - 2, 4, 1), title="军地传染病防控合作协议", form="协议"),
        Meeting(date=PartialDate(year, 3, 3), title="卫生健康系统双拥工作会议", form="领导小组会议", participants=38),
        Meeting(
            date=PartialDate(year, 6, 23),
            title="军地传染病防控联席会议",
            form="军地联席会议",
            partner=_TROOP,
            participants=15,
        ),
        Meeting(date=PartialDate(year, 7, 27), title="本系统军转干部、军属座谈", form="座谈会", participants=21),
        Inspection(date=PartialDate(year, 10, 20), title="军人优先窗口和优惠政策落实检查", inspected=19),
        Funding(date=PartialDate(year, 1, 19), purpose="走访慰问和送医进军营", amount=Decimal(90000)),
        *_plan(year),
        Reflection(form="存在问题", content="个别社区卫生服务中心的军人优先标牌破损，未及时更换"),
        Reflection(form="存在问题", content="营区健康档案还没有全部录入电子系统"),
        Reflection(form="下一步打算", content="统一更换优先标牌，把优先窗口设到所有公立医疗卫生机构"),
        Reflection(form="下一步打算", content="同驻地部队卫生队建立季度疫情通报"),
        Commendation(date=PartialDate(year, 7, 28), level="县", honour="拥军优属先进单位", collectives=1),
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
        EducationEvent(date=PartialDate(year, 4, 2), title="到烈士陵园祭扫", form="祭扫", sessions=1, participants=64),
        EducationEvent(
            date=PartialDate(year, 7, 24), title="国防形势讲座", form="讲座报告", sessions=1, participants=150
        ),
        EducationEvent(
            date=PartialDate(year, 9, 18),
            title="国防教育知识竞赛",
            form="知识竞赛",
            sessions=1,
            participants=210,
        ),
        Publicity(date=PartialDate(year, 7, 22), form="横幅标语", items=38),
        Publicity(date=PartialDate(year, 7, 25), form="专栏板报", items=19),
        Publicity(date=PartialDate(year, 8, 3), form="宣传资料", items=3000),
        Publicity(date=PartialDate(year, 11, 16), form="信息简报", items=8),
        Awareness(date=PartialDate(year, 11, 10), surveyed=260, aware=239),
    ]


def _garrison(year: int) -> Sequence[Record]:
    return [
        Partner(name=_TROOP, form="传染病联防、健康教育", date=PartialDate(year - 2, 4, 1)),
        Partner(name="驻地某部卫生队", form="医务人员进修", date=PartialDate(year - 1, 9, 10)),
        TrainingSupport(
            date=PartialDate(year, 5, 20),
            title="突发公共卫生事件处置培训",
            form="医疗拥军",
            partner=_TROOP,
            trainees=72,
            sessions=2,
        ),
        TrainingSupport(
            date=PartialDate(year, 10, 14),
            title="卫生员传染病防治培训",
            form="医疗拥军",
            partner=_TROOP,
            trainees=35,
            sessions=1,
        ),
        Support(
            date=PartialDate(year, 8, 18),
            title="组织征兵体检",
            form="医疗拥军",
            joint_with="李沧区人民武装部",
            matters=1,
            beneficiaries=412,
        ),
        Support(
            date=PartialDate(year, 6, 12),
            title="心理健康讲座进军营",
            form="医疗拥军",
            partner=_TROOP,
            matters=1,
            beneficiaries=140,
        ),
        Visit(
            date=PartialDate(year, 1, 29),
            title="春节前慰问驻地部队",
            festival="春节",
            partner=_TROOP,
            units_visited=2,
            people=80,
            goods_value=Decimal(8000),
        ),
        Visit(
            date=PartialDate(year, 7, 29),
            title="“八一”前慰问驻地部队",
            partner=_TROOP,
            units_visited=2,
            people=80,
            cash=_NEARLY,
        ),
        Visit(
            date=PartialDate(year, 7, 30),
            title="看望在乡老复员军人和烈属",
            people=12,
            households=12,
            goods_value=Decimal(3600),
        ),
        Gathering(
            date=PartialDate(year, 7, 31), title="军地医务人员座谈", form="座谈会", partner=_TROOP, participants=32
        ),
        TroopService(date=PartialDate(year, 3, 5), title="官兵到医院义务劳动", partner=_TROOP, soldiers=60),
    ]


def _families(year: int) -> Sequence[Record]:
    return [
        Policy(
            date=PartialDate(year - 1, 1, 1),
            title="重点优抚对象医疗优待办法",
            basis="军人抚恤优待条例",
            targets="持优抚对象医疗证的人员",
            content="优先挂号、就诊、取药、住院，免收挂号费和注射费，床位费、三大常规检查费和换药费减半",
        ),
        Service(
            date=PartialDate(year, 7, 28),
            title="“八一”前为优抚对象免费体检",
            beneficiaries=230,
            waived=Decimal(27600),
        ),
        Placement(date=PartialDate(year, 6, 30), category="转业干部", placed=1),
        Placement(date=PartialDate(year, 9, 30), category="退役士兵", placed=7),
        Placement(date=PartialDate(year, 10, 12), category="随军家属", placed=1),
        Assistance(
            date=PartialDate(year, 12, 3), title="结对帮扶困难退役军人", category="困难退役军人", people=6, households=6
        ),
        EntitledPerson(category="转业干部", persons=11),
        EntitledPerson(category="退役军人", persons=46),
        EntitledPerson(category="军人家属", persons=29),
    ]


def sample() -> SampleLedger:
    """Return the sample ledger; what no health bureau does is declared 不适用."""
    return SampleLedger(
        sector="health",
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
    """Return what the documents give as 近万元."""
    return frozenset({"cash"}) if isinstance(record, Visit) and record.cash == _NEARLY else frozenset()
