"""An invented commerce bureau's year, built on figures that real bureaus reported.

Found in documents of the sector: 2 air conditioners worth 5000元, 4 studies of the work by the party group in a
year, a visit by 8 people on July 28 with firms of the trade, free haircuts for soldiers by the hairdressers'
association, a list of needs kept with the troops, lodgings vacated. Everything else is invented.
"""

from collections.abc import Sequence
from decimal import Decimal

from shuangyong import (
    Awareness,
    Commendation,
    Document,
    EducationEvent,
    Employment,
    EntitledPerson,
    Funding,
    Gathering,
    LeadingGroup,
    Meeting,
    Merchant,
    PartialDate,
    Partner,
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

from .kinds import InformationSupport, IntellectualSupport, MaterialSupport, PracticalSupport

_TROOP = "驻地某部"


def unit(year: int) -> Unit:
    """Return who the sample bureau is."""
    return Unit(
        name="李沧区商务促进局",
        code="LC-SW-001",
        sector="商务局",
        region="370213",
        year=year,
        addressee="李沧区双拥工作领导小组办公室",
        liaison="马晓东",
        phone="0532-80000003",
        filled=PartialDate(year, 12, 5),
    )


def records(year: int) -> Sequence[Record]:
    """Return the records of the sample bureau's year."""
    return [*_own(year), *_leadership(year), *_plan(year), *_education(year), *_visits(year)]


def _own(year: int) -> Sequence[Record]:
    return [
        MaterialSupport(
            date=PartialDate(year, 6, 18),
            title="为营区学习室添置空调",
            form="物资拥军",
            partner=_TROOP,
            matters=1,
            items=2,
            goods_value=Decimal(5000),
        ),
        MaterialSupport(
            date=PartialDate(year, 9, 8),
            title="为官兵俱乐部送图书和书架",
            form="物资拥军",
            partner=_TROOP,
            matters=1,
            items=12,
            goods_value=Decimal(7800),
        ),
        IntellectualSupport(
            date=PartialDate(year, 4, 16),
            title="消费维权和法律常识讲座",
            form="智力拥军",
            partner=_TROOP,
            trainees=85,
            sessions=1,
        ),
        IntellectualSupport(
            date=PartialDate(year, 10, 22),
            title="电子商务创业培训",
            form="智力拥军",
            partner=_TROOP,
            joint_with="区电子商务协会",
            trainees=60,
            sessions=2,
        ),
        PracticalSupport(
            date=PartialDate(year, 3, 26),
            title="腾退移交部队产权住房",
            partner=_TROOP,
            matters=1,
            houses=1,
        ),
        PracticalSupport(
            date=PartialDate(year, 7, 15),
            title="进军营为官兵免费理发",
            partner=_TROOP,
            joint_with="区美发美容协会",
            matters=1,
            beneficiaries=96,
        ),
        PracticalSupport(
            date=PartialDate(year, 11, 12),
            title="协调农副产品直供营区食堂",
            partner=_TROOP,
            joint_with="区农产品批发市场",
            matters=1,
        ),
        InformationSupport(
            date=PartialDate(year, 5, 20),
            title="网络购物防诈骗宣讲",
            form="信息拥军",
            partner=_TROOP,
            beneficiaries=110,
            sessions=2,
        ),
        Support(
            date=PartialDate(year, 8, 26),
            title="放映露天电影",
            form="文化拥军",
            partner=_TROOP,
            matters=1,
            beneficiaries=120,
        ),
        Merchant(date=PartialDate(year, 11, 30), form="商家门店", merchants=46),
        Merchant(date=PartialDate(year, 11, 30), form="企业", merchants=9),
        Employment(
            date=PartialDate(year, 5, 10),
            title="商贸企业退役军人专场招聘会",
            fairs=1,
            trained=40,
            employed=17,
        ),
    ]


def _leadership(year: int) -> Sequence[Record]:
    return [
        LeadingGroup(
            date=PartialDate(year, 2, 18),
            leader="刘建平",
            leader_post="党组书记、局长",
            deputies=2,
            members=9,
            office="局办公室",
            liaison="马晓东",
            liaison_phone="0532-80000003",
        ),
        Document(date=PartialDate(year, 2, 25), title=f"{year}年双拥共建工作方案", form="方案"),
        Document(date=PartialDate(year - 1, 9, 1), title="军地互办实事清单管理制度", form="制度"),
        *(
            Meeting(date=PartialDate(year, month, day), title="党组会专题研究双拥工作", form="专题研究", participants=7)
            for month, day in ((2, 17), (5, 19), (7, 14), (11, 10))
        ),
        Meeting(date=PartialDate(year, 7, 28), title="军地座谈会", form="座谈会", partner=_TROOP, participants=22),
        Funding(date=PartialDate(year, 1, 12), purpose="走访慰问和为部队办实事", amount=Decimal(50000)),
        Commendation(date=PartialDate(year, 7, 30), level="县", honour="社会化拥军先进单位", collectives=1),
        Reflection(form="存在问题", content="参加拥军的多是大型商贸企业，小微商户参与少"),
        Reflection(form="存在问题", content="部队需求了解得不够经常，清单更新不及时"),
        Reflection(form="下一步打算", content="每季度与驻地部队对接一次需求，逐项明确责任科室和办结时限"),
        Reflection(form="下一步打算", content="在主要商业街区再发展20家小微拥军门店，统一悬挂标识"),
    ]


def _plan(year: int) -> Sequence[Record]:
    items = (
        (1, "春节走访慰问驻地部队", "走访慰问", "走访1次", "办公室", "完成"),
        (4, "为官兵办法律和消费讲座", "智力拥军", "培训80人次", "市场秩序科", "完成"),
        (5, "退役军人专场招聘会", "就业创业扶持", "招用15名", "商贸服务科", "完成"),
        (6, "为营区添置生活设施", "物资拥军", "解决学习室降温问题", "办公室", "完成"),
        (7, "党组专题研究双拥工作", "会议", "全年研究4次", "办公室", "完成"),
        (9, "国防教育主题党日", "国防教育活动", "机关党员全部参加", "机关党支部", "完成"),
        (10, "电子商务进军营", "信息拥军", "举办4场", "电子商务科", "部分完成"),
        (11, "发展拥军门店", "社会化拥军", "拥军门店和企业达到55家", "商贸服务科", "完成"),
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
        EducationEvent(date=PartialDate(year, 4, 2), title="到烈士陵园祭扫", form="祭扫", sessions=1, participants=34),
        EducationEvent(
            date=PartialDate(year, 9),
            title="国防教育主题党日",
            festival="国防教育日",
            form="参观见学",
            sessions=1,
            participants=31,
        ),
        Publicity(date=PartialDate(year, 7, 25), form="电子屏", items=36),
        Publicity(date=PartialDate(year, 7, 25), form="横幅标语", items=10),
        Publicity(date=PartialDate(year, 11, 20), form="信息简报", items=7),
        Awareness(date=PartialDate(year, 11, 18), surveyed=40, aware=37),
    ]


def _visits(year: int) -> Sequence[Record]:
    return [
        Visit(
            date=PartialDate(year, 1, 22),
            title="局领导带队到驻地部队慰问",
            festival="春节",
            partner=_TROOP,
            participants=5,
            units_visited=1,
            goods_value=Decimal(6000),
        ),
        Visit(
            date=PartialDate(year, 7, 28),
            title="局主要负责人带队到驻地部队慰问",
            partner=_TROOP,
            joint_with="大型超市、美发美容协会负责人",
            participants=8,
            units_visited=2,
            cash=Decimal(5000),
            goods_value=Decimal(9000),
        ),
        Gathering(date=PartialDate(year, 5, 4), title="军地青年联谊", form="参观交流", partner=_TROOP, participants=46),
        Partner(name=_TROOP, form="互办实事", date=PartialDate(year - 2, 7, 28)),
        Partner(name="驻地某部保障队", form="物资供应", date=PartialDate(year - 1, 9, 1)),
        Policy(
            date=PartialDate(year, 6, 1),
            title="拥军门店优待办法",
            targets="现役军人和军人家属",
            content="凭证件购物享受会员价、设优先结算通道",
        ),
        EntitledPerson(category="转业干部", persons=4),
        EntitledPerson(category="退役军人", persons=6),
    ]


def sample() -> SampleLedger:
    """Return the sample ledger; what the bureau does not do at all is declared 不适用."""
    return SampleLedger(
        sector="commerce",
        unit=unit,
        records=records,
        absent=tuple(
            f"core.{kind}"
            for kind in (
                "drill",
                "civil_defence_education",
                "enlistment",
                "schooling",
                "allowance",
                "plaque",
                "merit_notice",
            )
        ),
    )
