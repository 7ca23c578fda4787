"""Whether a ledger may stand beside another as last year's."""

from collections.abc import Iterator

from ..model.ledgers import Ledger
from ..model.problems import Problem, ProblemsFound, error


def refuse_others(ledger: Ledger, last: Ledger) -> None:
    """Refuse a ledger that is not the same unit's of the year before.

    Raises:
        ProblemsFound: It is of another year, sector or unit; each is named.
    """
    if problems := [*_differences(ledger, last)]:
        raise ProblemsFound(problems, file=last.file)


def _differences(ledger: Ledger, last: Ledger) -> Iterator[Problem]:
    mend = f"请给出{ledger.unit.name}{ledger.year - 1}年的台账；没有就不用 --last。"
    if last.year != ledger.year - 1:
        message = f"--last 应是上一年度（{ledger.year - 1}年）的台账，这本是{last.year}年的。"
        yield error("last-of-another-year", message, mend)
    if last.unit.sector != ledger.unit.sector:
        message = f"--last 应是本行业的台账，这本的行业是「{last.unit.sector}」，本年度的是「{ledger.unit.sector}」。"
        yield error("last-of-another-sector", message, mend)
    codes = ledger.unit.code, last.unit.code
    if None not in codes and codes[0] != codes[1]:
        message = f"--last 应是本单位的台账，这本的单位代码是「{codes[1]}」，本年度的是「{codes[0]}」。"
        yield error("last-of-another-unit", message, mend)
