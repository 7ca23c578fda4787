"""What hospitals must do again: the examination of conscription candidates, twice a year."""

from shuangyong import Deed, Duty

DUTIES = (
    Duty(
        id="recruit_exam",
        title="征兵体检",
        deeds=(Deed("hospital.recruit_exam"),),
        windows=(("02-15", "03-31"), ("08-15", "09-30")),
        early=60,
        basis="rule",
        source="2020年起一年两次征兵：2月中旬至3月底，8月中旬至9月底",
    ),
)
