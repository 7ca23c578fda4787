"""What must hold in a hospital's ledger beyond the model's own limits (合格人数 ≤ 体检人数 is one of those)."""

from shuangyong import RowCheck

#: 征兵体检 months: examinations run before the two intakes of the year, 03-01 and 09-01, and re-checks after them.
_EXAM_MONTHS = (1, 2, 3, 4, 7, 8, 9, 10)

RULES = (
    RowCheck(
        code="hospital.exam-season",
        kind="hospital.recruit_exam",
        needs=("date",),
        holds=lambda exam: exam.date.month is None or exam.date.month in _EXAM_MONTHS,
        message="征兵体检的日期是 {date}，不在春秋两季征兵体检的月份里。",
        fix="请核对日期；确是补检、复检的，请在备注中说明。",
        severity="warning",
    ),
    RowCheck(
        code="hospital.exam-without-staff",
        kind="hospital.recruit_exam",
        needs=("staff", "examined"),
        holds=lambda exam: exam.staff > 0 or exam.examined == 0,
        message="体检了 {examined} 人，投入医务人员却是 0。",
        fix="请填到站的医务人员人次；不掌握就留空，不要填 0。",
        severity="warning",
    ),
    RowCheck(
        code="hospital.files-over-examined",
        kind="hospital.health_check",
        needs=("files", "examined"),
        holds=lambda check: check.files <= check.examined,
        message="建档数 {files} 份多于体检人数 {examined} 人。",
        fix="一人一档，请核对两个数；为没有体检的人补建档案的，请另记一行。",
        severity="warning",
    ),
)
