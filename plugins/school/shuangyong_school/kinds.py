"""The record kinds of schools."""

from decimal import Decimal

from shuangyong import (
    CivilDefenceEducation,
    Drill,
    EducationEvent,
    Schooling,
    TrainingSupport,
    measure,
    record,
)


@record("少年军校")
class YouthAcademy(EducationEvent):
    """Drills of the school's youth military academy; the cadets are those on its rolls on the date."""

    cadets: int | None = measure(
        "学员数", unit="人", stock=True, hint="截至这一天在册的学员；报告取日期最近的一行，不累加"
    )
    drills: int | None = measure("训练次数", unit="次", hint="这一行合计训练几次，如一学期 8 次")


@record("学生军训")
class StudentDrill(Drill):
    """Military training of the school's students."""

    days: Decimal | None = measure("天数", unit="天", hint="这一批训练几天，半天填 0.5；各年级天数不同请分行填")


@record("升旗仪式")
class FlagCeremony(EducationEvent):
    """Flag raisings."""

    times: int | None = measure("次数", unit="次", hint="可以一个月或一学期记一行，填合计次数")


@record("国防教育课")
class DefenceClass(EducationEvent):
    """Lessons of national-defence education."""

    lessons: Decimal | None = measure("课时", unit="课时", hint="这一行合计几课时；几个班各上一节，按几课时算")
    students: int | None = measure(
        "受教学生", unit="人", counts_as="participants", hint="听课的学生人数，同一批学生只算一次"
    )


@record("主题教育活动")
class ThemeActivity(EducationEvent):
    """Activities on a theme of national defence: speeches, essays, films, songs."""

    prizes: int | None = measure("获奖数", unit="项", hint="这次活动学生得了几项奖")


@record("人防教育")
class CivilDefence(CivilDefenceEducation):
    """Civil-defence lessons and evacuation exercises of the school."""


@record("军人子女入学优待")
class Admission(Schooling):
    """Soldiers' children admitted with preference."""


@record("智力拥军")
class IntellectualSupport(TrainingSupport):
    """Teachers who teach the troops: literacy, computers, languages, examinations."""


KINDS = (
    YouthAcademy,
    StudentDrill,
    FlagCeremony,
    DefenceClass,
    ThemeActivity,
    CivilDefence,
    Admission,
    IntellectualSupport,
)
