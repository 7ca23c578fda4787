"""优抚优待: policies, services, placements, help, and the register of those entitled."""

from decimal import Decimal

from ..model.dates import PartialDate
from ..model.fields import choice, day, measure, text
from ..model.kinds import Record, record
from .activity import Activity
from .co_building import Visit

#: Whom benefits are for: 军人抚恤优待条例 (2024) art. 2, and the groups that forms and reports count besides.
ENTITLED = (
    "现役军人",
    "残疾军人",
    "烈士遗属",
    "因公牺牲军人遗属",
    "病故军人遗属",
    "军人家属",
    "退役军人",
    "参战退役军人",
    "参试退役军人",
    "伤残民兵民工",
    "红军失散人员",
    "在乡老复员军人",
    "带病回乡退伍军人",
    "60周岁以上农村籍退役士兵",
    "部分老烈士子女",
    "转业干部",
    "企业军转干部",
    "军休干部",
    "随军家属",
    "军人子女",
    "义务兵家庭",
    "立功受奖军人家庭",
    "困难退役军人",
    "民兵",
    "其他",
)


@record("优待政策", pillar="benefits")
class Policy(Record):
    """A preference that the unit has put into force."""

    date: PartialDate | None = day("日期", earlier=True, hint="从哪天起施行")
    title: str = text("政策名称", required=True, aliases=("标题", "名称"))
    basis: str | None = text("依据文件", hint="上级哪份文件")
    targets: str | None = text("对象", hint="哪些人能享受")
    content: str | None = text("内容", hint="有哪些优待，写成短句，用顿号或分号隔开")
    evidence: str | None = text("佐证材料", hint="政策文件的扫描件或照片的文件名，或直接插入图片")


@record("优待服务", pillar="benefits")
class Service(Activity):
    """A service given to those entitled, with preference or free of charge."""

    waived: Decimal | None = measure("减免金额", unit="元", hint="为他们减免了多少钱")


@record("军人子女教育优待")
class Schooling(Service):
    """Preference for soldiers' children at school."""

    children: int | None = measure(
        "优待子女数", unit="人", counts_as="beneficiaries", hint="入学、转学、升学得到照顾的军人子女"
    )
    bonus: int | None = measure("其中加分人数", unit="人", at_most="children", hint="升学考试加分的人数")


@record("安置", pillar="benefits")
class Placement(Record):
    """Veterans and families given a post."""

    date: PartialDate | None = day("日期")
    category: str | None = choice("对象", ("转业干部", "退役士兵", "随军家属", "其他"))
    placed: int | None = measure("安置人数", unit="人", hint="安排工作的人数")


@record("就业创业扶持")
class Employment(Service):
    """Help with finding work or starting a business."""

    trained: int | None = measure(
        "培训人次", unit="人次", counts_as="beneficiaries", hint="参加就业创业培训的人，按人次相加"
    )
    employed: int | None = measure("就业人数", unit="人", hint="找到工作的人数")
    fairs: int | None = measure("招聘会场次", unit="场", hint="办了几场招聘会")


@record("抚恤优待金发放")
class Allowance(Service):
    """Pensions and allowances paid out."""

    recipients: int | None = measure(
        "发放人次", unit="人次", counts_as="beneficiaries", hint="发给了多少人，按人次相加"
    )
    paid: Decimal | None = measure("发放金额", unit="元", counts_as="spending", hint="一共发了多少")


@record("悬挂光荣牌", pillar="benefits")
class Plaque(Activity):
    """Plaques of honour hung at homes (国办发〔2018〕72号)."""

    plaques: int | None = measure("悬挂数", unit="块", hint="挂了几块")


@record("送立功喜报", pillar="benefits")
class MeritNotice(Visit):
    """Notices of merit brought to soldiers' families."""

    notices: int | None = measure("送喜报数", unit="份", hint="送了几份")


@record("帮扶", pillar="benefits")
class Assistance(Activity):
    """Help for those entitled who are in need."""

    category: str | None = choice("对象", ENTITLED)
    people: int | None = measure("帮扶人次", unit="人次", counts_as="beneficiaries", hint="帮扶的人，按人次相加")
    households: int | None = measure("帮扶户数", unit="户", hint="帮扶了几户")


@record("优抚对象登记", pillar="benefits", register=True)
class EntitledPerson(Record):
    """A person entitled to benefits, or a whole category with its count."""

    name: str | None = text("姓名", sensitive=True, hint="只留在本单位台账；也可一行一类，只填类别和人数")
    category: str = choice("类别", ENTITLED, required=True)
    id_number: str | None = text("身份证号", sensitive=True, hint="先把单元格设为文本再填")
    phone: str | None = text("电话", sensitive=True)
    address: str | None = text("住址", sensitive=True)
    persons: int | None = measure("优抚对象人数", unit="人", stock=True, implied=1, hint="一行一人时不用填")


KINDS = (
    Policy,
    Service,
    Schooling,
    Placement,
    Employment,
    Allowance,
    Plaque,
    MeritNotice,
    Assistance,
    EntitledPerson,
)
