"""宣传教育: national-defence education, publicity and what people know of it."""

from ..model.dates import PartialDate
from ..model.fields import choice, day, measure, ratio, text
from ..model.kinds import Record, record
from .activity import Activity


@record("国防教育活动", pillar="education")
class EducationEvent(Activity):
    """An event of national-defence education."""

    form: str | None = choice(
        "形式",
        ("讲座报告", "参观见学", "知识竞赛", "演讲征文", "观影演出", "培训学习", "祭扫", "咨询", "其他"),
    )
    sessions: int | None = measure("场次", unit="场", hint="办了几场")


@record("学生军训活动")
class Drill(EducationEvent):
    """Military training of students, held or organised."""

    students: int | None = measure("参训学生", unit="人", counts_as="participants", hint="参加军训的学生人数")


@record("人防民防教育活动")
class CivilDefenceEducation(EducationEvent):
    """Civil-defence education of students."""

    students: int | None = measure("受教学生", unit="人", counts_as="participants", hint="听课、参加演练的学生人数")


@record("宣传", pillar="education")
class Publicity(Record):
    """Publicity: banners, boards, screens, news items."""

    date: PartialDate | None = day("日期")
    form: str | None = choice(
        "形式",
        (
            "横幅标语",
            "专栏板报",
            "展板",
            "宣传资料",
            "电子屏",
            "短信微信",
            "媒体报道",
            "信息简报",
            "影视播放",
            "其他",
        ),
    )
    items: int | None = measure("数量", unit=None, hint="条、块、份、篇，只写数字；同一形式的才相加")
    evidence: str | None = text("佐证材料", hint="报道、简报、展板照片的文件名，或直接插入图片")


@record("知晓率测评", pillar="education")
class Awareness(Record):
    """A survey of how many people know of 双拥 work."""

    date: PartialDate | None = day("日期")
    surveyed: int | None = measure("测评人数", unit="人", hint="问了多少人")
    aware: int | None = measure("知晓人数", unit="人", at_most="surveyed", hint="其中知道的")
    rate = ratio("知晓率", of="aware", to="surveyed")
    evidence: str | None = text("佐证材料", hint="测评表、统计表的文件名，或直接插入图片")


KINDS = (EducationEvent, Drill, CivilDefenceEducation, Publicity, Awareness)
