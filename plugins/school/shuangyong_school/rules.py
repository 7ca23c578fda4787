"""What must hold in a school's ledger beyond the model's own limits."""

from shuangyong import RowCheck

#: 学生军训 lasts 14 to 21 days at universities (普通高等学校军事课教学大纲, 2019) and less at schools.
_LONGEST_DRILL = 21

RULES = (
    RowCheck(
        code="school.drill-too-long",
        kind="school.student_drill",
        needs=("days",),
        holds=lambda drill: drill.days <= _LONGEST_DRILL,
        message=f"这一批军训 {{days}} 天，超过了 {_LONGEST_DRILL} 天。",
        fix="请核对天数；几批合填在一行的，请分行填，一批一行。",
        severity="warning",
    ),
    RowCheck(
        code="school.lessons-without-students",
        kind="school.defence_class",
        needs=("students", "lessons"),
        holds=lambda lesson: lesson.students > 0 or lesson.lessons == 0,
        message="上了 {lessons} 课时，受教学生却是 0。",
        fix="请填听课的学生人数；不掌握就留空，不要填 0。",
        severity="warning",
    ),
    RowCheck(
        code="school.prizes-over-participants",
        kind="school.theme_activity",
        needs=(),  # most activities have no prizes
        holds=lambda activity: (
            None in (activity.prizes, activity.participants) or activity.prizes <= activity.participants
        ),
        at="prizes",
        message="获奖 {prizes} 项，多于参加的 {participants} 人次。",
        fix="请核对两个数；参加人次含没有获奖的学生。",
        severity="warning",
    ),
    RowCheck(
        code="school.drills-without-cadets",
        kind="school.youth_academy",
        needs=(),  # a parade has no drills
        holds=lambda academy: academy.cadets != 0 or not academy.drills,
        at="cadets",
        message="少年军校训练了 {drills} 次，学员数却是 0。",
        fix="请填在册学员数；不掌握就留空，不要填 0。",
        severity="warning",
    ),
)
