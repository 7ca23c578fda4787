"""What hospitals must do again: the examination of conscription candidates, twice a year."""

from shuangyong import Deed, conscription_duty

DUTIES = (conscription_duty("recruit_exam", "征兵体检", Deed("hospital.recruit_exam")),)
