"""The record kinds of education bureaus."""

from shuangyong import CivilDefenceEducation, Drill, EducationEvent, Schooling, measure, record


@record("学生军训统筹")
class DrillProgramme(Drill):
    """Military training of students organised over the schools."""

    schools: int | None = measure("参训学校", unit="所", hint="这一批有几所学校参加；不同批次请分行填")


@record("人防民防教育")
class CivilDefenceProgramme(CivilDefenceEducation):
    """Civil-defence education organised over the schools."""

    schools: int | None = measure("学校数", unit="所", hint="这一次有几所学校开课或演练")


@record("教师军训与培训")
class TeacherTraining(EducationEvent):
    """Military training and courses for teachers."""

    teachers: int | None = measure("参训教师", unit="人", counts_as="participants", hint="参加军训或培训的教师人数")


@record("国防教育竞赛")
class Contest(EducationEvent):
    """Contests of national-defence education."""

    entrants: int | None = measure("参赛人数", unit="人", counts_as="participants", hint="各校参赛的学生和教师合计")
    prizes: int | None = measure("获奖数", unit="项", hint="评出或获得几项奖")


@record("军人子女入学与加分")
class AdmissionBenefit(Schooling):
    """Soldiers' children admitted with preference or given extra points."""


KINDS = (DrillProgramme, CivilDefenceProgramme, TeacherTraining, Contest, AdmissionBenefit)
