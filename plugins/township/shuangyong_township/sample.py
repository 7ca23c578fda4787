"""An invented township's year, built on figures that real townships reported or planned.

Found in documents of the sector: 59 entitled persons (4 disabled, 4 old demobilised, 14 returned with illness, 1 of
a bereaved family, 5 who fought, 3 at nuclear tests, 26 rural veterans over 60, 2 children of martyrs), meetings
every quarter, 2 pieces of news a month, help in the fields at both harvests, forums with those entitled before 八一
and with those who enlist, an evening party, education of cadres, militia and pupils. Everything else is invented.
"""

from collections.abc import Sequence
from decimal import Decimal

from shuangyong import (
    Allowance,
    Assistance,
    Awareness,
    Commendation,
    Document,
    EducationEvent,
    Employment,
    EntitledPerson,
    Funding,
    Gathering,
    Inspection,
    LeadingGroup,
    Meeting,
    MeritNotice,
    PartialDate,
    Partner,
    PlanItem,
    Plaque,
    Policy,
    Publicity,
    Record,
    Reflection,
    SampleLedger,
    Support,
    TroopService,
    Unit,
    Visit,
)

from .kinds import Conscription, FarmHelp, PairedSupport, VeteranElders

_TROOP = "驻地某部"
_ENTITLED = {
    "残疾军人": 4,
    "在乡老复员军人": 4,
    "带病回乡退伍军人": 14,
    "病故军人遗属": 1,
    "参战退役军人": 5,
    "参试退役军人": 3,
    "60周岁以上农村籍退役士兵": 26,
    "部分老烈士子女": 2,
}


def unit(year: int) -> Unit:
    """Return who the sample township is."""
    return Unit(
        name="李沧区枣林沟镇人民政府",
        code="LC-XZ-001",
        sector="乡镇街道",
        region="370213",
        year=year,
        addressee="李沧区双拥工作领导小组办公室",
        liaison="周海燕",
        phone="0532-80000002",
        filled=PartialDate(year, 12, 12),
    )


def records(year: int) -> Sequence[Record]:
    """Return the records of the sample township's year."""
    return [*_own(year), *_leadership(year), *_plan(year), *_education(year), *_garrison(year), *_benefits(year)]


def _own(year: int) -> Sequence[Record]:
    return [
        FarmHelp(
            date=PartialDate(year, 6, 8),
            end_date=PartialDate(year, 6, 16),
            title="夏收夏种",
            category="在乡老复员军人",
            households=18,
            participants=46,
        ),
        FarmHelp(
            date=PartialDate(year, 10, 9),
            end_date=PartialDate(year, 10, 18),
            title="秋收秋种",
            category="军人家属",
            households=21,
            participants=52,
        ),
        PairedSupport(
            date=PartialDate(year, 4, 10),
            title="樱桃大棚种植",
            category="困难退役军人",
            pairs=12,
            projects=3,
            households=12,
            spending=Decimal(36000),
        ),
        PairedSupport(
            date=PartialDate(year, 11, 20),
            title="家庭养殖",
            category="困难退役军人",
            pairs=14,
            projects=1,
            households=2,
            spending=Decimal(8000),
        ),
        VeteranElders(
            date=PartialDate(year, 1, 13), title="春节前上门看望", festival="春节", people=22, spending=Decimal(6600)
        ),
        VeteranElders(
            date=PartialDate(year, 5, 21),
            title="免费健康体检",
            joint_with="镇卫生院",
            people=19,
            spending=Decimal(3800),
        ),
        Conscription(date=PartialDate(year, 3, 1), title="上半年征兵", registered=16, examined=11, enlisted=3),
        Conscription(date=PartialDate(year, 9, 1), title="下半年征兵", registered=27, examined=19, enlisted=6),
        Assistance(
            date=PartialDate(year, 8, 26),
            title="暴雨后修缮住房",
            category="带病回乡退伍军人",
            households=3,
            spending=Decimal(15000),
        ),
    ]


def _leadership(year: int) -> Sequence[Record]:
    quarters = (("一", 2, 24), ("二", 5, 14), ("三", 8, 12), ("四", 11, 11))
    return [
        LeadingGroup(
            date=PartialDate(year, 2, 20),
            leader="郑国强",
            leader_post="镇党委书记",
            deputies=2,
            members=15,
            office="镇退役军人服务站",
            liaison="周海燕",
            liaison_phone="0532-80000002",
        ),
        Document(
            date=PartialDate(year, 2, 20),
            title="关于调整双拥工作领导小组的通知",
            number=f"枣政发〔{year}〕5号",
            form="通知",
        ),
        Document(date=PartialDate(year, 2, 26), title=f"{year}年双拥工作计划", form="计划"),
        *(
            Meeting(
                date=PartialDate(year, month, day),
                title=f"双拥工作领导小组{name}季度会议",
                form="领导小组会议",
                participants=15,
            )
            for name, month, day in quarters
        ),
        Meeting(date=PartialDate(year, 7, 25), title="优抚对象代表座谈会", form="座谈会", participants=24),
        Meeting(date=PartialDate(year, 9, 5), title="新兵入伍欢送座谈会", form="座谈会", participants=31),
        Funding(date=PartialDate(year, 1, 8), purpose="走访慰问和困难帮扶", amount=Decimal(120000)),
        Inspection(date=PartialDate(year, 11, 25), title="双拥工作年终检查", inspected=18),
        Commendation(
            date=PartialDate(year, 7, 29), level="县", honour="爱国拥军先进单位", collectives=1, individuals=2
        ),
        Reflection(form="存在问题", content="有的村专职工作人员变动频繁，优抚对象信息更新不及时"),
        Reflection(form="存在问题", content="结对帮扶的致富项目规模小，带动作用还不明显"),
        Reflection(form="下一步打算", content="对村级工作人员每半年培训一次，优抚对象信息每季度核对一次"),
        Reflection(form="下一步打算", content="从现有项目中选2个扩大规模，把结对户增加到20户"),
    ]


def _plan(year: int) -> Sequence[Record]:
    items = (
        (1, "走访慰问驻军和优抚对象", "走访慰问", "春节、“八一”各走访1次", "镇双拥工作领导小组", "完成"),
        (2, "征兵宣传动员和体检", "征兵工作", "完成上级下达的任务", "镇人民武装部", "完成"),
        (4, "结对帮扶致富", "结对帮扶致富", "结对15户", "各村、镇农业服务中心", "部分完成"),
        (6, "夏收夏种帮工", "帮耕帮种", "困难优抚对象户户有人帮", "各村", "完成"),
        (7, "优抚对象代表座谈会", "会议", "召开1次", "镇退役军人服务站", "完成"),
        (9, "全民国防教育日宣传", "国防教育活动", "集中宣传1次", "镇宣传办公室", "完成"),
        (12, "发放优待金", "抚恤优待金发放", "按时足额发放", "镇财政所、退役军人服务站", "完成"),
    )
    return [
        PlanItem(
            number=str(number),
            title=title,
            date=PartialDate(year, month),
            category=category,
            target=target,
            responsible=responsible,
            result=result,
        )
        for number, (month, title, category, target, responsible, result) in enumerate(items, 1)
    ]


def _education(year: int) -> Sequence[Record]:
    return [
        EducationEvent(
            date=PartialDate(year, 4, 2), title="中小学生祭扫烈士墓", form="祭扫", sessions=1, participants=210
        ),
        EducationEvent(
            date=PartialDate(year, 6, 28),
            title="党员干部参观国防教育基地",
            form="参观见学",
            sessions=1,
            participants=48,
        ),
        EducationEvent(
            date=PartialDate(year, 7, 12), title="民兵集训国防教育课", form="培训学习", sessions=2, participants=60
        ),
        EducationEvent(
            date=PartialDate(year, 9),
            title="全民国防教育日集中宣传",
            festival="国防教育日",
            form="咨询",
            sessions=1,
            participants=320,
        ),
        Publicity(date=PartialDate(year, 9), form="横幅标语", items=42),
        Publicity(date=PartialDate(year, 12, 1), form="信息简报", items=24),
        Awareness(date=PartialDate(year, 11, 20), surveyed=300, aware=273),
    ]


def _garrison(year: int) -> Sequence[Record]:
    return [
        Visit(
            date=PartialDate(year, 1, 18),
            title="春节前慰问驻地部队",
            festival="春节",
            partner=_TROOP,
            units_visited=2,
            cash=Decimal(10000),
            goods_value=Decimal(6000),
        ),
        Visit(
            date=PartialDate(year, 7, 28),
            title="“八一”前慰问驻地部队",
            partner=_TROOP,
            units_visited=2,
            goods_value=Decimal(8000),
        ),
        Visit(
            date=PartialDate(year, 7, 26),
            title="走访优抚对象代表",
            households=20,
            people=20,
            cash=Decimal(6000),
        ),
        Gathering(date=PartialDate(year, 7, 30), title="军民联欢会", form="联欢晚会", partner=_TROOP, participants=320),
        Support(
            date=PartialDate(year, 5, 19),
            title="修复营区门前路灯、清理排水沟",
            form="其他",
            partner=_TROOP,
            matters=2,
            spending=Decimal(18000),
        ),
        TroopService(
            date=PartialDate(year, 6, 10), title="帮助抢收小麦", partner=_TROOP, soldiers=60, beneficiaries=35
        ),
        Partner(name=_TROOP, form="文化联谊、抢险救灾", date=PartialDate(year - 2, 7, 28)),
    ]


def _benefits(year: int) -> Sequence[Record]:
    return [
        Allowance(date=PartialDate(year, 6, 25), title="上半年抚恤补助", recipients=59, paid=Decimal(186400)),
        Allowance(date=PartialDate(year, 12, 5), title="下半年抚恤补助和优待金", recipients=71, paid=Decimal(263600)),
        Policy(
            date=PartialDate(year - 1, 10, 1),
            title="优抚对象门诊优惠办法",
            basis="军人抚恤优待条例",
            targets="在册优抚对象",
            content="到镇卫生院就诊免收挂号费，检查费优惠两成",
        ),
        Employment(date=PartialDate(year, 4, 22), title="退役军人专场招聘会", fairs=1, trained=32, employed=9),
        Plaque(date=PartialDate(year, 9, 8), title="为新兵家庭挂光荣牌", plaques=9),
        MeritNotice(date=PartialDate(year, 5, 8), title="上门送立功喜报", households=2, notices=2, cash=Decimal(2000)),
        *(EntitledPerson(category=category, persons=persons) for category, persons in _ENTITLED.items()),
    ]


def sample() -> SampleLedger:
    """Return the sample ledger; what the township does not do itself is declared 不适用."""
    return SampleLedger(
        sector="township",
        unit=unit,
        records=records,
        absent=("core.drill", "core.civil_defence_education", "core.schooling", "core.training_support"),
    )
