"""What went wrong and what follows from it: only what the data tell, each with its mend."""

from collections.abc import Iterator, Sequence

import attrs

from ...report.filters import measured
from ..rollup.figures import Rollup
from .amounts import published
from .plans import plans
from .reporting import Count
from .telling import Voice

_NAMED = 5


@attrs.frozen
class Shortcoming:
    """A problem in a sentence, and what is to be done about it in another."""

    what: str
    mend: str


def shortcomings(voice: Voice, counted: Count | None, incomplete: Sequence[str]) -> tuple[Shortcoming, ...]:
    """Return the problems that the data show.

    Args:
        voice: Of the roll-up.
        counted: How the units stand, if that is known.
        incomplete: The names of units whose ledgers lack something.
    """
    return (*_of_reporting(voice.naming.rollup, counted, incomplete), *_of_plans(voice))


def _of_reporting(rollup: Rollup, counted: Count | None, incomplete: Sequence[str]) -> Iterator[Shortcoming]:
    coverage = rollup.coverage
    if missing := len(coverage.missing):
        names = "" if rollup.public else f"（{named([name for _, name in coverage.missing])}）"
        yield Shortcoming(f"{missing}家单位尚未报送台账{names}", f"督促未报送的{missing}家单位补报，补报后重新汇总")
    if coverage.returned:
        what = f"{coverage.returned}家单位的台账未通过检查或经审核退回，尚未重报"
        yield Shortcoming(what, f"指导退回的{coverage.returned}家单位按所列问题修改后重报")
    if counted and counted.late:
        what = f"{counted.late}家单位没有在规定期限内报送"
        yield Shortcoming(what, f"提前提醒逾期报送的{counted.late}家单位，按期报送下一年度台账")
    if incomplete:
        names = "" if rollup.public else f"（{named(incomplete)}）"
        what = f"{len(incomplete)}家单位的台账不完整，有的种类没有填报也没有声明{names}"
        yield Shortcoming(what, f"请台账不完整的{len(incomplete)}家单位补齐所缺种类，没有发生的声明为零报告或不适用")
    if undecided := len(rollup.undecided):
        what = f"{undecided}组疑似重复的活动尚未裁定，相关数字可能偏大"
        yield Shortcoming(what, f"会同有关单位核实{undecided}组疑似重复的活动，逐组裁定后核定数字")


def _of_plans(voice: Voice) -> Iterator[Shortcoming]:
    found = plans(voice)
    if not found:
        return
    whose = f"{voice.naming.planned_for}计划{measured(found.planned)}中，尚有"
    if found.open:
        what = f"{whose}{published(found.open)}项没有完成（含部分完成和取消的）"
        yield Shortcoming(what, f"逐项查明{published(found.open)}项未完成计划的原因，能补办的补办，不再办理的作出说明")
    if found.unsaid:
        mend = f"请有关单位逐项填写{measured(found.unsaid)}计划的完成情况"
        yield Shortcoming(f"{whose}{measured(found.unsaid)}没有填写完成情况", mend)


def named(names: Sequence[str]) -> str:
    """Return names as a sentence lists them, the first few of many."""
    listed = "、".join(names[:_NAMED])
    return f"{listed}等" if len(names) > _NAMED else listed
