"""An invented office's year, built on figures that real offices reported.

Found in documents of the sector: 85% of the staff know of 双拥 work, a liaison officer named, a plan and a rule of
its own, a pair of partners in the troops, a party lecture by the secretary and books given, visits at the Spring
Festival and before 八一, a forum with some 30 transferred officers, a walk of 8 kilometres, a film on the army.
Everything else is invented.
"""

from collections.abc import Sequence
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
    PlanItem,
    Publicity,
    Record,
    Reflection,
    SampleLedger,
    Support,
    Unit,
    Visit,
)

from .kinds import DemobilisedCare, DutySupport, PartyLecture

_TROOP = "驻地某部"


def unit(year: int) -> Unit:
    """Return who the sample office is."""
    return Unit(
        name="李沧区地方史志办公室",
        code="LC-JG-001",
        sector="机关单位",
        region="370213",
        year=year,
        addressee="李沧区双拥工作领导小组办公室",
        liaison="高志远",
        phone="0532-80000004",
        filled=PartialDate(year, 12, 3),
    )


def records(year: int) -> Sequence[Record]:
    """Return the records of the sample office's year."""
    return [*_own(year), *_leadership(year), *_plan(year), *_education(year), *_co_building(year)]


def _own(year: int) -> Sequence[Record]:
    return [
        PartyLecture(
            date=PartialDate(year, 4, 23),
            title="“共读一本书”活动赠书",
            form="其他",
            partner=_TROOP,
            participants=40,
            books=120,
        ),
        PartyLecture(
            date=PartialDate(year, 6, 29),
            title="党组书记讲“七一”主题党课",
            form="讲座报告",
            partner=_TROOP,
            sessions=1,
            participants=65,
        ),
        PartyLecture(
            date=PartialDate(year, 10, 16),
            title="赠送地方志书",
            form="其他",
            partner=_TROOP,
            books=60,
        ),
        DutySupport(
            date=PartialDate(year, 5, 14), title="帮助部队整理荣誉室史料、撰写展板文字", partner=_TROOP, matters=2
        ),
        DutySupport(
            date=PartialDate(year, 8, 20),
            title="为部队开放馆藏志书查阅服务",
            partner=_TROOP,
            matters=1,
            beneficiaries=36,
        ),
        DutySupport(
            date=PartialDate(year, 11, 6),
            title="编印本地拥军史料选编",
            partner=_TROOP,
            matters=1,
            spending=Decimal(12000),
        ),
        DemobilisedCare(
            date=PartialDate(year, 1, 16),
            title="春节前走访复转军人",
            festival="春节",
            category="转业干部",
            people=7,
            spending=Decimal(2100),
        ),
        DemobilisedCare(
            date=PartialDate(year, 7, 30),
            title="“八一”慰问复转军人和军属",
            category="转业干部",
            people=9,
            spending=Decimal(2700),
        ),
    ]


def _leadership(year: int) -> Sequence[Record]:
    return [
        LeadingGroup(
            date=PartialDate(year, 2, 12),
            leader="韩瑞林",
            leader_post="党组书记、主任",
            deputies=1,
            members=6,
            office="综合科",
            liaison="高志远",
            liaison_phone="0532-80000004",
        ),
        Document(date=PartialDate(year, 2, 12), title=f"{year}年双拥工作计划", form="计划"),
        Document(date=PartialDate(year, 2, 12), title="双拥工作制度", number=f"李史志〔{year}〕2号", form="制度"),
        Document(date=PartialDate(year, 3, 5), title="国防教育学习安排", form="方案"),
        Meeting(date=PartialDate(year, 2, 13), title="双拥工作领导小组会议", form="领导小组会议", participants=6),
        Meeting(date=PartialDate(year, 7, 10), title="双拥工作推进会议", form="领导小组会议", participants=6),
        Meeting(date=PartialDate(year, 7, 29), title="军转干部座谈会", form="座谈会", participants=30),
        Funding(date=PartialDate(year, 1, 9), purpose="走访慰问和国防教育", amount=Decimal(40000)),
        Commendation(date=PartialDate(year, 7, 28), level="县", honour="双拥工作先进单位", collectives=1),
        Reflection(form="存在问题", content="共建活动多由党支部组织，青年干部参与不够"),
        Reflection(form="存在问题", content="仍有部分职工对双拥政策不熟悉，知晓率还有提高空间"),
        Reflection(form="下一步打算", content="每季度安排一次双拥政策学习，年内知晓率达到95%"),
        Reflection(form="下一步打算", content="组织青年干部与官兵结成读书小组，每半年交流一次"),
    ]


def _plan(year: int) -> Sequence[Record]:
    items = (
        (2, "调整领导小组、制定双拥制度", "制度文件", "制度上墙", "综合科", "完成"),
        (4, "与共建部队开展读书赠书", "党课与赠书", "赠书150册", "编纂科", "完成"),
        (6, "到部队讲党课", "党课与赠书", "讲课2次", "党支部", "部分完成"),
        (7, "“八一”走访慰问", "走访慰问", "走访共建部队", "综合科", "完成"),
        (7, "慰问本单位复转军人", "关心本单位复转军人", "人人走到", "综合科", "完成"),
        (9, "国防知识竞赛", "国防教育活动", "干部职工全员参加", "党支部", "完成"),
        (11, "编印拥军史料", "立足职能拥军", "编印1种", "编纂科", "完成"),
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
        EducationEvent(date=PartialDate(year, 4, 2), title="到烈士陵园祭扫", form="祭扫", sessions=1, participants=28),
        EducationEvent(
            date=PartialDate(year, 7, 24), title="观看革命题材电影", form="观影演出", sessions=1, participants=42
        ),
        EducationEvent(
            date=PartialDate(year, 9), title="国防知识竞赛", festival="国防教育日", form="知识竞赛", participants=56
        ),
        Publicity(date=PartialDate(year, 3, 10), form="专栏板报", items=4),
        Publicity(date=PartialDate(year, 7, 25), form="横幅标语", items=6),
        Publicity(date=PartialDate(year, 11, 20), form="信息简报", items=5),
        Awareness(date=PartialDate(year, 11, 14), surveyed=60, aware=51),
    ]


def _co_building(year: int) -> Sequence[Record]:
    return [
        Partner(name=_TROOP, form="党建共建、读书活动", date=PartialDate(year - 2, 6, 30)),
        Visit(
            date=PartialDate(year, 1, 15),
            title="春节前慰问共建部队",
            festival="春节",
            partner=_TROOP,
            units_visited=1,
            goods_value=Decimal(4000),
        ),
        Visit(
            date=PartialDate(year, 7, 27),
            title="“八一”前慰问共建部队",
            partner=_TROOP,
            units_visited=1,
            goods_value=Decimal(5000),
        ),
        Gathering(
            date=PartialDate(year, 8, 2),
            title="军地健步走8公里",
            form="其他",
            partner=_TROOP,
            participants=45,
        ),
        Support(
            date=PartialDate(year, 9, 3),
            title="为官兵放映历史纪录片",
            form="文化拥军",
            partner=_TROOP,
            matters=1,
            beneficiaries=70,
        ),
        EntitledPerson(category="转业干部", persons=7),
        EntitledPerson(category="军人家属", persons=2),
    ]


def sample() -> SampleLedger:
    """Return the sample ledger; what the office does not do at all is declared 不适用."""
    return SampleLedger(
        sector="bureau",
        unit=unit,
        records=records,
        absent=tuple(
            f"core.{kind}"
            for kind in (
                "drill",
                "civil_defence_education",
                "training_support",
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
    """Some 30 transferred officers came to the forum."""
    return frozenset({"participants"}) if isinstance(record, Meeting) and record.form == "座谈会" else frozenset()
