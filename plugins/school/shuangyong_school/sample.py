"""An invented school's year, built on facts that real schools reported.

Found in documents of the sector: drill of one week for the first two years of high school and of a day and a half
for the third, instructors from a partner troop, a basketball match with them, a youth military academy that came
first at the city's review and whose instructor was commended, flag raisings every Monday, preference for the
children of partner troops, courses of 普通话 for soldiers, visits to colleagues whose spouses serve. The numbers
of people and all else are invented.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from shuangyong import (
    Awareness,
    Commendation,
    Document,
    EducationEvent,
    Enlistment,
    EntitledPerson,
    Funding,
    Gathering,
    LeadingGroup,
    Meeting,
    PartialDate,
    Partner,
    PlanItem,
    Policy,
    Publicity,
    Record,
    Reflection,
    SampleLedger,
    Service,
    Support,
    TroopService,
    Unit,
    Visit,
)

from .kinds import (
    Admission,
    CivilDefence,
    DefenceClass,
    FlagCeremony,
    IntellectualSupport,
    StudentDrill,
    ThemeActivity,
    YouthAcademy,
)

_TROOP = "驻地某部"


#: The year's plan: what, in which month, the ledger it belongs to, the aim, who sees to it, what came of it.
_PLAN = (
    ("组织高中各年级学生军训", 8, "学生军训", "高一、高二各7天，高三1天半", "德育处", "完成"),
    ("办好少年军校", 5, "少年军校", "全年训练15次，参加全市检阅", "少先队大队部", "完成"),
    ("安排国防教育课", 3, "国防教育课", "全年不少于80课时", "教务处", "完成"),
    ("清明祭扫和军营参观", 4, "国防教育活动", "学生参加400人次", "团委", "完成"),
    ("选派教师为官兵讲课", 10, "智力拥军", "培训8场", "教务处", "部分完成"),
    ("春节、“八一”慰问共建部队和教职工军属", 7, "走访慰问", "走访3次", "工会、总务处", "完成"),
    ("安排军人子女入学", 9, "军人子女入学优待", "符合条件的按规定全部接收", "教务处", "完成"),
)


def unit(year: int) -> Unit:
    """Return who the sample school is."""
    return Unit(
        name="李沧区沧湾中学",
        code="LC-XX-001",
        sector="学校",
        region="370213",
        year=year,
        addressee="李沧区双拥工作领导小组办公室",
        liaison="许若溪",
        phone="0532-80000000",
        filled=PartialDate(year, 12, 12),
    )


def records(year: int) -> Sequence[Record]:
    """Return the records of the sample school's year."""
    return [
        *_teaching(year),
        *_training(year),
        *_leadership(year),
        *_education(year),
        *_garrison(year),
        *_families(year),
    ]


def _teaching(year: int) -> Sequence[Record]:
    return [
        DefenceClass(
            date=PartialDate(year, 3, 5),
            end_date=PartialDate(year, 6, 30),
            title="国防法规和军兵种常识",
            lessons=Decimal(48),
            students=864,
        ),
        DefenceClass(
            date=PartialDate(year, 9, 3),
            end_date=PartialDate(year, 12, 10),
            title="国家安全形势",
            lessons=Decimal(42),
            students=876,
        ),
        FlagCeremony(
            date=PartialDate(year, 2, 23), end_date=PartialDate(year, 6, 29), title="第二学期周一升旗", times=18
        ),
        FlagCeremony(
            date=PartialDate(year, 9, 1), end_date=PartialDate(year, 12, 7), title="第一学期周一升旗", times=14
        ),
        ThemeActivity(
            date=PartialDate(year, 4, 16), title="国家安全主题班会", form="其他", sessions=36, participants=1728
        ),
        ThemeActivity(
            date=PartialDate(year, 5, 22), title="“我心中的军人”征文", form="演讲征文", participants=412, prizes=36
        ),
        ThemeActivity(
            date=PartialDate(year, 9, 24), title="军歌合唱比赛", form="观影演出", participants=876, prizes=12
        ),
        CivilDefence(date=PartialDate(year, 5, 12), title="防空防灾疏散演练", sessions=1, students=1740),
        CivilDefence(date=PartialDate(year, 9, 18), title="防空警报识别", sessions=2, students=432),
        IntellectualSupport(
            date=PartialDate(year, 4, 20), title="普通话培训", partner=_TROOP, form="智力拥军", trainees=38, sessions=4
        ),
        IntellectualSupport(
            date=PartialDate(year, 10, 26),
            title="计算机应用培训",
            partner=_TROOP,
            form="智力拥军",
            trainees=42,
            sessions=3,
        ),
    ]


def _training(year: int) -> Sequence[Record]:
    return [
        YouthAcademy(date=PartialDate(year, 3, 14), title="春季队列和内务训练", partner=_TROOP, cadets=120, drills=8),
        YouthAcademy(
            date=PartialDate(year, 5, 30), title="全市少年军校检阅", place="市体育场", participants=96, sessions=1
        ),
        YouthAcademy(date=PartialDate(year, 10, 17), title="秋季拉练和救护训练", partner=_TROOP, cadets=132, drills=7),
        StudentDrill(
            date=PartialDate(year, 8, 24),
            end_date=PartialDate(year, 8, 30),
            title="高一军训",
            partner=_TROOP,
            students=296,
            days=Decimal(7),
        ),
        StudentDrill(
            date=PartialDate(year, 8, 25),
            end_date=PartialDate(year, 8, 31),
            title="高二军训",
            partner=_TROOP,
            students=288,
            days=Decimal(7),
        ),
        StudentDrill(
            date=PartialDate(year, 9, 1),
            end_date=PartialDate(year, 9, 2),
            title="高三军训",
            partner=_TROOP,
            students=284,
            days=Decimal("1.5"),
        ),
    ]


def _leadership(year: int) -> Sequence[Record]:
    return [
        LeadingGroup(
            date=PartialDate(year, 2, 25),
            leader="郑书恒",
            leader_post="校长",
            deputies=2,
            members=9,
            office="德育处",
            liaison="许若溪",
            liaison_phone="0532-80000000",
        ),
        Document(
            date=PartialDate(year, 2, 25),
            title=f"{year}年国防教育和双拥工作计划",
            number=f"沧湾中学发〔{year}〕4号",
            form="计划",
        ),
        Document(date=PartialDate(year - 2, 9, 1), title="少年军校管理办法", form="制度"),
        Meeting(date=PartialDate(year, 2, 26), title="部署全年国防教育和双拥工作", form="领导小组会议", participants=9),
        Meeting(date=PartialDate(year, 7, 2), title="研究暑期军训和“八一”慰问", form="专题研究", participants=12),
        Meeting(date=PartialDate(year, 7, 27), title="教职工军属座谈会", form="座谈会", participants=14),
        Funding(date=PartialDate(year, 1, 10), purpose="少年军校训练和走访慰问", amount=Decimal(28000)),
        *_plan(year),
        Reflection(form="存在问题", content="国防教育课以讲授为主，学生动手和体验的内容偏少"),
        Reflection(form="存在问题", content="高三军训只有一天半，训练科目没有排满"),
        Reflection(form="下一步打算", content="同共建部队商定国防体验课，每学期至少安排2次"),
        Reflection(form="下一步打算", content="把随军子女课后辅导由每周1次增加到2次"),
        Commendation(date=PartialDate(year, 6, 12), level="市", honour="少年军校示范学校", collectives=1),
        Commendation(date=PartialDate(year, 6, 12), level="市", honour="少年军校优秀辅导员", individuals=1),
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
        EducationEvent(
            date=PartialDate(year, 4, 3), title="清明祭扫烈士墓", form="祭扫", place="区烈士陵园", participants=288
        ),
        EducationEvent(
            date=PartialDate(year, 6, 18), title="参观军营", form="参观见学", partner=_TROOP, participants=132
        ),
        EducationEvent(
            date=PartialDate(year, 9, 17), title="国防形势报告会", form="讲座报告", sessions=1, participants=584
        ),
        Publicity(date=PartialDate(year, 4, 10), form="专栏板报", items=72),
        Publicity(date=PartialDate(year, 7, 1), form="横幅标语", items=6),
        Publicity(date=PartialDate(year, 9, 15), form="电子屏", items=40),
        Publicity(date=PartialDate(year, 11, 6), form="信息简报", items=5),
        Awareness(date=PartialDate(year, 11, 16), surveyed=300, aware=279),
        Enlistment(date=PartialDate(year, 4, 28), title="毕业班征兵宣传", registered=7, enlisted=2),
    ]


def _garrison(year: int) -> Sequence[Record]:
    return [
        Partner(name=_TROOP, form="学生军训、少年军校辅导、文化共建", date=PartialDate(year - 6, 8, 25)),
        TroopService(date=PartialDate(year, 8, 24), title="选派军训教官", partner=_TROOP, soldiers=24),
        Gathering(
            date=PartialDate(year, 6, 6), title="军民篮球友谊赛", form="球类比赛", partner=_TROOP, participants=40
        ),
        Gathering(
            date=PartialDate(year, 8, 31), title="军训汇报演出", form="文艺演出", partner=_TROOP, participants=640
        ),
        Visit(
            date=PartialDate(year, 1, 28),
            title="春节前慰问共建部队",
            festival="春节",
            partner=_TROOP,
            units_visited=1,
            people=45,
            goods_value=Decimal(3600),
        ),
        Visit(
            date=PartialDate(year, 7, 29),
            title="“八一”前慰问共建部队",
            partner=_TROOP,
            units_visited=1,
            people=45,
            goods_value=Decimal(4200),
        ),
        Visit(date=PartialDate(year, 7, 30), title="看望教职工军属", people=6, households=6, goods_value=Decimal(1800)),
        Support(
            date=PartialDate(year, 7, 28),
            title="向连队图书室赠书",
            form="文化拥军",
            partner=_TROOP,
            matters=1,
            items=260,
            goods_value=Decimal(5200),
        ),
    ]


def _families(year: int) -> Sequence[Record]:
    return [
        Policy(
            date=PartialDate(year - 3, 9, 1),
            title="军人子女入学优待规定",
            basis="军人子女教育优待办法",
            targets="现役军人子女、烈士子女",
            content="同等条件优先接收，随军转学随到随办",
        ),
        Admission(date=PartialDate(year, 9, 1), title="新生入学", children=9),
        Admission(date=PartialDate(year, 3, 2), title="随军转学", children=3),
        Service(
            date=PartialDate(year, 10, 12), title="随军子女课后辅导", joint_with="共建部队家委会", beneficiaries=12
        ),
        EntitledPerson(category="军人家属", persons=6),
        EntitledPerson(category="退役军人", persons=4),
        EntitledPerson(category="军人子女", persons=21),
    ]


def sample() -> SampleLedger:
    """Return the sample ledger; what no school does is declared 不适用."""
    return SampleLedger(
        sector="school",
        unit=unit,
        records=records,
        absent=tuple(
            f"core.{kind}"
            for kind in ("merchant", "placement", "employment", "allowance", "plaque", "merit_notice", "inspection")
        ),
    )
