"""组织机构: who leads the work, and by which papers."""

from ..model.dates import PartialDate
from ..model.fields import choice, day, measure, text
from ..model.kinds import Record, record


@record("双拥工作领导小组", pillar="organisation")
class LeadingGroup(Record):
    """The leading group as it was set up or last changed; the latest row is the one in office."""

    date: PartialDate | None = day("成立或调整日期", earlier=True, hint="文件上的日期", aliases=("成立日期",))
    leader: str = text("组长", required=True, hint="姓名")
    leader_post: str | None = text("组长职务", hint="如 党委书记、院长")
    deputies: int | None = measure("副组长数", unit="人", stock=True, at_most="members", hint="几位副组长")
    members: int | None = measure("成员数", unit="人", stock=True, hint="小组共几人，含组长、副组长")
    office: str | None = text("办公室设在", hint="如 院办公室、党政办")
    liaison: str | None = text("联络员", hint="姓名")
    liaison_phone: str | None = text("联络员电话", sensitive=True, hint="只留在本单位台账，不上报")


@record("制度文件", pillar="organisation")
class Document(Record):
    """A paper that the work rests on: a plan, a rule, a notice, an agreement."""

    date: PartialDate | None = day("日期", earlier=True, hint="成文日期")
    title: str = text("文件名称", required=True, hint="全称，不加书名号", aliases=("标题", "名称"))
    number: str | None = text("文号", hint="如 某医发〔2026〕3号")
    form: str | None = choice("类别", ("计划", "总结", "制度", "职责", "方案", "通知", "协议", "其他"))
    evidence: str | None = text("佐证材料", hint="文件的扫描件或照片的文件名，或直接插入图片")


KINDS = (LeadingGroup, Document)
