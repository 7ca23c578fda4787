"""An invented community's year, built on figures that real communities reported.

Found in documents of the sector: 4 young people enlisted, 2 veterans not yet placed taken into the subsistence
allowance, an agreement signed with 2 neighbours, 6 boards, winter clothes for one family, meetings every
quarter, a festival party at the Dragon Boat Festival and before 八一, oil, flour and rice brought to old people,
snow swept with the soldiers, 3 disabled veterans with files. Everything else is invented.
"""

from collections.abc import Sequence
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
    LeadingGroup,
    Meeting,
    PartialDate,
    Partner,
    PlanItem,
    Plaque,
    Publicity,
    Record,
    Reflection,
    SampleLedger,
    Support,
    TroopService,
    Unit,
    Visit,
)

from .kinds import Archive, Compact, EnlistmentDrive, FestivalEvent, HouseholdVisit, PairedHelp, Subsistence

_TROOP = "驻地某部"


def unit(year: int) -> Unit:
    """Return who the sample community is."""
    return Unit(
        name="李沧区柳溪里社区居民委员会",
        code="LC-SQ-001",
        sector="社区",
        region="370213",
        year=year,
        addressee="李沧区双拥工作领导小组办公室",
        liaison="赵文静",
        phone="0532-80000001",
        filled=PartialDate(year, 12, 8),
    )


def records(year: int) -> Sequence[Record]:
    """Return the records of the sample community's year."""
    return [*_festivals(year), *_households(year), *_leadership(year), *_plan(year), *_education(year)]


def _festivals(year: int) -> Sequence[Record]:
    return [
        Compact(
            date=PartialDate(year, 3, 10),
            title="军民共建协议签约仪式",
            place="社区会议室",
            partner="驻地某部、驻地某部保障队",
            participants=30,
            signed=2,
        ),
        Partner(name=_TROOP, form="结对共建", date=PartialDate(year, 3, 10)),
        Partner(name="驻地某部保障队", form="文化联谊、便民服务", date=PartialDate(year, 3, 10)),
        FestivalEvent(
            date=PartialDate(year, 1, 20),
            title="迎新春军民联欢会",
            place="社区会议室",
            festival="春节",
            partner=_TROOP,
            form="联欢晚会",
            programmes=9,
            participants=120,
            spending=Decimal(1800),
        ),
        FestivalEvent(
            date=PartialDate(year, 6),
            title="端午节包粽子和文艺联谊",
            place="驻地营区",
            festival="端午",
            partner=_TROOP,
            form="文艺演出",
            programmes=12,
            participants=150,
            spending=Decimal(1500),
        ),
        FestivalEvent(
            date=PartialDate(year, 7, 27),
            title="庆“八一”军民联谊演出",
            place="辖区小广场",
            partner=_TROOP,
            form="文艺演出",
            programmes=14,
            participants=260,
            spending=Decimal(3200),
        ),
        Gathering(
            date=PartialDate(year, 4, 28),
            title="军民趣味运动会",
            joint_with="辖区中学、辖区医院",
            partner=_TROOP,
            form="其他",
            participants=140,
        ),
        Support(
            date=PartialDate(year, 5, 15),
            title="组织裁缝志愿者为官兵缝补衣物",
            partner=_TROOP,
            form="其他",
            matters=1,
            beneficiaries=40,
        ),
        TroopService(
            date=PartialDate(year, 1, 25),
            title="清扫社区道路积雪",
            partner=_TROOP,
            soldiers=30,
            beneficiaries=300,
        ),
    ]


def _households(year: int) -> Sequence[Record]:
    return [
        HouseholdVisit(
            date=PartialDate(year, 1, 16),
            title="春节前看望军烈属",
            festival="春节",
            households=22,
            people=31,
            cash=Decimal(4400),
            goods_value=Decimal(2200),
        ),
        HouseholdVisit(
            date=PartialDate(year, 7, 25),
            title="给重点优抚老人送米面油",
            households=16,
            people=19,
            goods_value=Decimal(1920),
        ),
        HouseholdVisit(date=PartialDate(year, 9, 22), title="看望残疾军人", households=3, people=3),
        Visit(
            date=PartialDate(year, 7, 29),
            title="“八一”前慰问驻地部队",
            partner=_TROOP,
            units_visited=2,
            goods_value=Decimal(3600),
        ),
        Subsistence(date=PartialDate(year, 4, 9), title="为尚未安置的退役士兵办理低保", category="退役军人", people=2),
        PairedHelp(date=PartialDate(year, 3, 20), title="打扫卫生", category="军人家属", pairs=8, households=8),
        PairedHelp(date=PartialDate(year, 9, 10), title="检修水电", category="军人家属", pairs=9, households=1),
        Assistance(
            date=PartialDate(year, 1, 12),
            title="为困难军属捐赠过冬衣物",
            category="军人家属",
            households=1,
            remarks="衣物20余件，由居民和社区工作人员捐出",
        ),
        Plaque(date=PartialDate(year, 9, 12), title="为新入伍青年家庭挂光荣牌", plaques=4),
        Archive(date=PartialDate(year - 1, 12), files=68),
        Archive(date=PartialDate(year, 11, 30), files=74),
        EntitledPerson(category="残疾军人", persons=3),
        EntitledPerson(category="参战退役军人", persons=5),
        EntitledPerson(category="退役军人", persons=48),
        EntitledPerson(category="军人家属", persons=12),
        EntitledPerson(category="义务兵家庭", persons=6),
    ]


def _leadership(year: int) -> Sequence[Record]:
    quarters = (("一", 3, 4), ("二", 5, 12), ("三", 8, 20), ("四", 11, 18))
    return [
        LeadingGroup(
            date=PartialDate(year, 3, 2),
            leader="孙立新",
            leader_post="社区党委书记",
            deputies=1,
            members=7,
            office="社区居委会办公室",
            liaison="赵文静",
            liaison_phone="0532-80000001",
        ),
        Document(date=PartialDate(year, 3, 5), title=f"{year}年双拥工作计划", form="计划"),
        Document(date=PartialDate(year, 3, 10), title="双拥共建协议书", form="协议"),
        Document(date=PartialDate(year - 1, 5, 20), title="优抚对象走访制度", form="制度"),
        *(
            Meeting(
                date=PartialDate(year, month, day), title=f"{name}季度双拥工作会议", form="专题研究", participants=9
            )
            for name, month, day in quarters
        ),
        Meeting(date=PartialDate(year, 7, 24), title="军属和退役军人座谈会", form="座谈会", participants=26),
        Funding(date=PartialDate(year, 1, 10), purpose="走访慰问和节日活动", amount=Decimal(20000)),
        Commendation(date=PartialDate(year, 7, 28), level="县", honour="双拥工作先进社区", collectives=1),
        Reflection(form="存在问题", content="驻军官兵训练任务重，共建活动集中在几个节日，平时往来还不多"),
        Reflection(form="存在问题", content="外出务工的适龄青年通知难，有的青年登记的电话已经停用"),
        Reflection(form="下一步打算", content="与共建部队商定按季度安排的活动表，每季度至少走动一次"),
        Reflection(form="下一步打算", content="征兵前逐户更新适龄青年的联系方式，通知到本人和家长"),
    ]


def _plan(year: int) -> Sequence[Record]:
    items = (
        (1, "迎新春军民联欢会", "节日联谊", "请官兵和居民一起过节", "社区文化干事", "完成"),
        (3, "与驻地部队签订共建协议", "共建协议签约", "签约2个单位", "社区党委", "完成"),
        (6, "端午节进军营联谊", "节日联谊", "演出节目10个以上", "社区文化干事", "完成"),
        (7, "“八一”前入户走访", "入户走访慰问", "重点优抚对象家家走到", "民政优抚干事", "完成"),
        (8, "征兵宣传动员", "征兵宣传动员", "适龄青年逐户通知", "社区民兵连", "完成"),
        (9, "国防知识进楼院", "国防教育活动", "居民80人参加", "社区文化干事", "完成"),
        (10, "困难军属家庭结对帮扶", "结对帮扶", "结对10户", "民政优抚干事", "部分完成"),
        (11, "更新优抚对象档案", "优抚对象建档", "一人一档", "民政优抚干事", "完成"),
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
        EnlistmentDrive(
            date=PartialDate(year, 2, 20), title="上半年征兵宣传动员", notified=38, registered=9, enlisted=1
        ),
        EnlistmentDrive(
            date=PartialDate(year, 8, 15), title="下半年征兵宣传动员", notified=45, registered=14, enlisted=3
        ),
        EducationEvent(
            date=PartialDate(year, 4, 3),
            title="组织青少年到烈士陵园祭扫",
            form="祭扫",
            sessions=1,
            participants=45,
        ),
        EducationEvent(
            date=PartialDate(year, 9),
            title="国防知识进楼院讲座",
            festival="国防教育日",
            form="讲座报告",
            sessions=2,
            participants=86,
        ),
        Publicity(date=PartialDate(year, 11, 30), form="专栏板报", items=6),
        Publicity(date=PartialDate(year, 2, 20), form="横幅标语", items=12),
        Publicity(date=PartialDate(year, 8, 15), form="横幅标语", items=14),
        Publicity(date=PartialDate(year, 8, 15), form="宣传资料", items=600),
        Publicity(date=PartialDate(year, 11, 30), form="短信微信", items=48),
        Awareness(date=PartialDate(year, 11, 15), surveyed=150, aware=132),
    ]


def sample() -> SampleLedger:
    """Return the sample ledger; what the community does not do at all is declared 不适用."""
    return SampleLedger(
        sector="community",
        unit=unit,
        records=records,
        absent=tuple(
            f"core.{kind}"
            for kind in ("drill", "civil_defence_education", "training_support", "schooling", "placement", "allowance")
        ),
    )
