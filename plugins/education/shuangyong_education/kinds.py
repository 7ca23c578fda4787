"""The record kinds of education bureaus."""

from shuangyong import CivilDefenceEducation, Drill, EducationEvent, Schooling, measure, record


@record("学生军训统筹")
class DrillProgramme(Drill):
    """Military training of students organised over the schools."""

    schools: int | None = measure("参训学校", unit="所", hint="几所学校参加")


@record("人防民防教育")
class CivilDefenceProgramme(CivilDefenceEducation):
    """Civil-defence education organised over the schools."""

    schools: int | None = measure("学校数", unit="所", hint="几所学校开课")


@record("教师军训与培训")
class TeacherTraining(EducationEvent):
    """Military training and courses for teachers."""

    teachers: int | None = measure("参训教师", unit="人", counts_as="participants", hint="参加的教师人数")


@record("国防教育竞赛")
class Contest(EducationEvent):
    """Contests of national-defence education."""

    entrants: int | None = measure("参赛人数", unit="人", counts_as="participants", hint="参赛的人数")
    prizes: int | None = measure("获奖数", unit="项", hint="得了几项奖")


@record("军人子女入学与加分")
class AdmissionBenefit(Schooling):
    """Soldiers' children admitted with preference or given extra points."""


KINDS = (DrillProgramme, CivilDefenceProgramme, TeacherTraining, Contest, AdmissionBenefit)
