"""An invented education bureau's year, built on facts that real bureaus reported.

Found: 5469 students drilled and 12 children of soldiers given extra points at the 中考 (both from those who
ordered this plugin), 241 children of soldiers placed at school (a city's figure), a leading group of the head and
two deputies whose office is in the section for students, children of garrison troops admitted whatever their
household register and transferred at any time, teachers who teach the troops, rewards for contests. The rest is
invented; nothing here is about any real bureau.
"""

from collections.abc import Sequence
from decimal import Decimal

from shuangyong import (
    Awareness,
    Commendation,
    Document,
    EducationEvent,
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

from .kinds import AdmissionBenefit, CivilDefenceProgramme, Contest, DrillProgramme, TeacherTraining

_TROOP = "驻地某部"


def unit(year: int) -> Unit:
    """Return who the sample bureau is."""
    return Unit(
        name="李沧区教育局",
        code="LC-JY-001",
        sector="教育局",
        region="370213",
        year=year,
        addressee="李沧区双拥工作领导小组办公室",
        liaison="苏予宁",
        phone="0532-80000000",
        filled=PartialDate(year, 12, 11),
    )


def records(year: int) -> Sequence[Record]:
    """Return the records of the sample bureau's year."""
    return [*_schools(year), *_leadership(year), *_education(year), *_garrison(year), *_families(year)]


def _schools(year: int) -> Sequence[Record]:
    return [
        DrillProgramme(
            date=PartialDate(year, 5, 11),
            end_date=PartialDate(year, 5, 22),
            title="初二学生国防教育营",
            schools=8,
            students=1860,
        ),
        DrillProgramme(
            date=PartialDate(year, 8, 23),
            end_date=PartialDate(year, 8, 30),
            title="中学新生军训",
            partner=_TROOP,
            schools=16,
            students=5469,
        ),
        CivilDefenceProgramme(date=PartialDate(year, 5, 12), title="防灾减灾日疏散演练", schools=58, students=43600),
        CivilDefenceProgramme(
            date=PartialDate(year, 9, 18),
            title="初中人防知识课",
            joint_with="李沧区人防办",
            schools=19,
            students=5120,
        ),
        TeacherTraining(
            date=PartialDate(year, 7, 13),
            end_date=PartialDate(year, 7, 17),
            title="新任教师军训",
            form="培训学习",
            partner=_TROOP,
            teachers=126,
        ),
        TeacherTraining(
            date=PartialDate(year, 10, 29), title="国防教育骨干教师培训", form="培训学习", sessions=2, teachers=58
        ),
        Contest(date=PartialDate(year, 6, 11), title="中小学生国防知识竞赛", form="知识竞赛", entrants=1240, prizes=96),
        Contest(date=PartialDate(year, 9, 26), title="师生国防主题演讲比赛", form="演讲征文", entrants=116, prizes=30),
    ]


def _leadership(year: int) -> Sequence[Record]:
    return [
        LeadingGroup(
            date=PartialDate(year, 2, 27),
            leader="韩维诚",
            leader_post="局长",
            deputies=2,
            members=12,
            office="学生科",
            liaison="苏予宁",
            liaison_phone="0532-80000000",
        ),
        Document(
            date=PartialDate(year, 2, 27),
            title="关于调整教育系统双拥工作领导小组的通知",
            number=f"李沧教发〔{year}〕7号",
            form="通知",
        ),
        Document(
            date=PartialDate(year, 3, 6),
            title=f"{year}年教育系统双拥工作计划",
            number=f"李沧教发〔{year}〕9号",
            form="计划",
        ),
        Document(date=PartialDate(year, 8, 3), title="中学新生军训工作方案", form="方案"),
        Meeting(date=PartialDate(year, 3, 5), title="教育系统双拥工作部署会", form="领导小组会议", participants=74),
        Meeting(
            date=PartialDate(year, 6, 17),
            title="军人子女入学军地联席会议",
            form="军地联席会议",
            partner=_TROOP,
            participants=16,
        ),
        Meeting(date=PartialDate(year, 12, 3), title="双拥工作总结会", form="领导小组会议", participants=70),
        Inspection(date=PartialDate(year, 11, 19), title="学校国防教育和双拥工作检查", inspected=20),
        Funding(date=PartialDate(year, 1, 16), purpose="学生军训和国防教育活动", amount=Decimal(120000)),
        Funding(date=PartialDate(year, 7, 10), purpose="走访慰问", amount=Decimal(30000)),
        *_plan(year),
        Reflection(form="存在问题", content="国防教育骨干教师偏少，部分小学由班主任兼任"),
        Reflection(form="存在问题", content="随军子女学期中途转学的，教材版本衔接不够及时"),
        Reflection(form="下一步打算", content="两年内为每所学校至少培训1名国防教育骨干教师"),
        Reflection(form="下一步打算", content="同驻地部队建立每学期一次的随军子女入学需求通报"),
        Commendation(date=PartialDate(year, 7, 28), level="县", honour="爱国拥军模范单位", collectives=1),
        Commendation(date=PartialDate(year, 11, 6), level="市", honour="国防教育先进个人", individuals=2),
    ]


def _plan(year: int) -> Sequence[Record]:
    return [
        PlanItem(
            number="1",
            title="组织中学新生军训",
            date=PartialDate(year, 8),
            category="学生军训统筹",
            target="16所中学全部参加",
            responsible="学生科",
            result="完成",
        ),
        PlanItem(
            number="2",
            title="开展疏散演练和人防知识课",
            date=PartialDate(year, 5),
            category="人防民防教育",
            target="中小学校每校至少演练1次",
            responsible="安全科",
            result="完成",
        ),
        PlanItem(
            number="3",
            title="培训国防教育骨干教师",
            date=PartialDate(year, 10),
            category="教师军训与培训",
            target="培训60名",
            responsible="人事科",
            result="部分完成",
        ),
        PlanItem(
            number="4",
            title="举办中小学生国防知识竞赛",
            date=PartialDate(year, 6),
            category="国防教育竞赛",
            target="参赛1000人以上",
            responsible="教研室",
            result="完成",
        ),
        PlanItem(
            number="5",
            title="清明祭扫和国防教育进校园",
            date=PartialDate(year, 4),
            category="国防教育活动",
            target="各学校至少组织1次",
            responsible="学生科",
            result="完成",
        ),
        PlanItem(
            number="6",
            title="选派教师为部队授课",
            date=PartialDate(year, 10),
            category="培训拥军",
            target="授课10场",
            responsible="成教科",
            result="完成",
        ),
        PlanItem(
            number="7",
            title="春节、“八一”走访慰问",
            date=PartialDate(year, 7),
            category="走访慰问",
            target="走访3次",
            responsible="工会",
            result="完成",
        ),
        PlanItem(
            number="8",
            title="落实军人子女入学、转学和中考加分",
            date=PartialDate(year, 8),
            category="军人子女入学与加分",
            target="符合条件的全部落实",
            responsible="基教科、招生办",
            result="完成",
        ),
    ]


def _education(year: int) -> Sequence[Record]:
    return [
        EducationEvent(
            date=PartialDate(year, 4, 2), title="清明祭扫烈士墓", form="祭扫", sessions=31, participants=6200
        ),
        EducationEvent(
            date=PartialDate(year, 7, 22), title="少年军事夏令营", form="参观见学", partner=_TROOP, participants=180
        ),
        EducationEvent(
            date=PartialDate(year, 9, 17), title="国防形势报告进校园", form="讲座报告", sessions=24, participants=9800
        ),
        Publicity(date=PartialDate(year, 4, 15), form="宣传资料", items=12000),
        Publicity(date=PartialDate(year, 7, 30), form="横幅标语", items=116),
        Publicity(date=PartialDate(year, 9, 20), form="专栏板报", items=232),
        Publicity(date=PartialDate(year, 11, 30), form="媒体报道", items=7),
        Awareness(date=PartialDate(year, 11, 12), surveyed=1200, aware=1068),
    ]


def _garrison(year: int) -> Sequence[Record]:
    return [
        Partner(name=_TROOP, form="学生军训、国防教育辅导", date=PartialDate(year - 4, 8, 1)),
        Partner(name="驻地某部教导队", form="教师送教、官兵学历辅导", date=PartialDate(year - 2, 3, 20)),
        TrainingSupport(
            date=PartialDate(year, 5, 15),
            title="士兵考学文化课辅导",
            form="智力拥军",
            partner=_TROOP,
            trainees=64,
            sessions=8,
        ),
        TrainingSupport(
            date=PartialDate(year, 10, 22),
            title="退役前职业技能讲座",
            form="智力拥军",
            partner=_TROOP,
            trainees=120,
            sessions=2,
        ),
        Visit(
            date=PartialDate(year, 1, 27),
            title="春节前慰问驻地部队",
            festival="春节",
            partner=_TROOP,
            units_visited=2,
            people=90,
            goods_value=Decimal(9000),
        ),
        Visit(
            date=PartialDate(year, 7, 28),
            title="“八一”前慰问驻地部队",
            partner=_TROOP,
            units_visited=2,
            people=90,
            cash=Decimal(6000),
            goods_value=Decimal(7600),
        ),
        Visit(
            date=PartialDate(year, 7, 29),
            title="师生走访烈属和军属家庭",
            people=46,
            households=23,
            goods_value=Decimal(4600),
        ),
        Gathering(
            date=PartialDate(year, 7, 30), title="师生与官兵联欢", form="文艺演出", partner=_TROOP, participants=360
        ),
        Gathering(
            date=PartialDate(year, 5, 16), title="军地教师篮球赛", form="球类比赛", partner=_TROOP, participants=44
        ),
        Support(
            date=PartialDate(year, 6, 24),
            title="为营区图书室配送图书",
            form="文化拥军",
            partner=_TROOP,
            matters=1,
            items=800,
            goods_value=Decimal(16000),
        ),
        TroopService(
            date=PartialDate(year, 8, 23), title="官兵到学校承训", partner=_TROOP, soldiers=168, beneficiaries=5469
        ),
    ]


def _families(year: int) -> Sequence[Record]:
    return [
        Policy(
            date=PartialDate(year - 2, 5, 6),
            title="驻区部队军人子女入学转学办法",
            basis="军人子女教育优待办法",
            targets="驻区部队军人子女",
            content="不受户籍限制，就近就便安排入学，中途转学随时办理",
        ),
        Policy(
            date=PartialDate(year - 1, 4, 20),
            title="军人子女中考优待实施细则",
            basis="军人子女教育优待办法",
            targets="烈士子女和符合条件的现役军人子女",
            content="按规定加分或优先录取",
        ),
        AdmissionBenefit(date=PartialDate(year, 3, 10), title="中途转学", children=27),
        AdmissionBenefit(date=PartialDate(year, 7, 8), title="中考加分", children=12, bonus=12),
        AdmissionBenefit(date=PartialDate(year, 8, 18), title="幼儿园和义务教育入学", children=241),
        Service(date=PartialDate(year, 7, 14), title="军人子女暑期学业辅导", beneficiaries=36),
        Placement(date=PartialDate(year, 9, 1), category="随军家属", placed=2),
    ]


def sample() -> SampleLedger:
    """Return the sample ledger; what no education bureau does is declared 不适用."""
    return SampleLedger(
        sector="education",
        unit=unit,
        records=records,
        absent=tuple(
            f"core.{kind}" for kind in ("merchant", "enlistment", "employment", "allowance", "plaque", "merit_notice")
        ),
    )
