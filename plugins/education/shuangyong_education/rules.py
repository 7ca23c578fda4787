"""What must hold in an education bureau's ledger beyond the model's own limits."""

from shuangyong import RowCheck

#: Marks are raised for the entrance examinations of June, whose results are settled until September.
_BONUS_MONTHS = range(4, 10)

RULES = (
    RowCheck(
        code="education.fewer-students-than-schools",
        kind="education.drill_programme",
        needs=("students", "schools"),
        holds=lambda drill: drill.students >= drill.schools,
        message="参训学校 {schools} 所，参训学生只有 {students} 人。",
        fix="请核对两个数是不是填反了。",
        severity="warning",
    ),
    RowCheck(
        code="education.fewer-pupils-than-schools",
        kind="education.civil_defence_programme",
        needs=("students", "schools"),
        holds=lambda programme: programme.students >= programme.schools,
        message="开课学校 {schools} 所，受教学生只有 {students} 人。",
        fix="请核对两个数是不是填反了。",
        severity="warning",
    ),
    RowCheck(
        code="education.prizes-over-entrants",
        kind="education.contest",
        needs=("prizes", "entrants"),
        holds=lambda contest: contest.prizes <= contest.entrants,
        message="获奖 {prizes} 项，多于参赛的 {entrants} 人。",
        fix="请核对两个数；参赛人数含没有获奖的人。",
        severity="warning",
    ),
    RowCheck(
        code="education.bonus-season",
        kind="education.admission_benefit",
        needs=("date",),  # a blank bonus is no gap
        holds=lambda benefit: not benefit.bonus or benefit.date.month is None or benefit.date.month in _BONUS_MONTHS,
        message="加分 {bonus} 人，日期却是 {date}，不在中考、高考加分和录取的月份里。",
        fix="请核对日期；入学安排和加分请分行填。",
        severity="warning",
    ),
)
