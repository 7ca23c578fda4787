"""A pair that the search did not propose, picked by its rows: 单位/台账/行号 of both, with a + between them."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from ...model.periods import Period
from ...model.problems import Problem, ProblemsFound, error
from ...workbook.keys import fold, key
from ..acts.finding import find_unit
from ..roster.standing import reporters
from ..store.opening import Store
from .present import Present
from .reports import Report

SIGN = "+"
_EXAMPLE = "H001/走访慰问/6+J002/走访慰问/9"
_HOW = f"请写成 单位/台账/行号+单位/台账/行号，如 {_EXAMPLE}；单位写代码或全称，行号是 Excel 左边的数字。"
_LISTED = 20


def is_picked(text: str) -> bool:
    """Tell whether a text names two rows, and is no overlap's id."""
    return SIGN in fold(text)


@attrs.frozen
class Picking:
    """Finds rows among what the units tell of a year, and notes what is wrong with those that it does not find."""

    present: Present
    store: Store
    year: int
    problems: list[Problem] = attrs.field(factory=list)

    def pair(self, text: str) -> tuple[Report, Report] | None:
        """Return the two rows that a text names; None, with every problem noted, where it does not name two."""
        places = fold(text).split(SIGN)
        if len(places) != 2:
            self.problems.append(error("unreadable-pair", f"「{text}」看不懂。", _HOW, value=text))
            return None
        one, other = map(self._row, places)
        if one is None or other is None:
            return None
        if one.unit.unit == other.unit.unit:
            message = f"「{text}」两行都是{one.unit.name}的。"
            fix = "一家单位自己填了两遍的，请用 shuangyong return 退回，由单位改。"
            self.problems.append(error("one-unit", message, fix, value=text))
            return None
        return (one, other) if one.key < other.key else (other, one)

    def _row(self, text: str) -> Report | None:
        unit, sheet, number = (*text.strip().rsplit("/", 2), "", "")[:3]
        if not (unit and sheet and number.strip().isdecimal()):
            self.problems.append(error("unreadable-row", f"「{text}」不是一行。", _HOW, value=text))
            return None
        try:
            code, name = find_unit(self.store, unit)
        except ProblemsFound as found:
            self.problems.extend(found.problems)
            return None
        if code not in self.present.units:
            message = f"{name}没有计入汇总的 {self.year} 年台账：没有报来、退回了，或者不在名册里。"
            self.problems.append(error("not-counted", message, "请用 shuangyong status 看它的情况。", value=unit))
            return None
        ((_, reports),) = self.present.reports([code])
        return self._of(name, reports, sheet, int(number))

    def _of(self, name: str, reports: Sequence[Report], sheet: str, number: int) -> Report | None:
        rows = {report.event.row: report for report in reports if key(report.event.sheet) == key(sheet)}
        if number in rows:
            return rows[number]
        if rows:
            message, there = f"{name}的「{sheet}」第 {number} 行没有活动。", sorted(rows)
            fix = f"有活动的行：{'、'.join(map(str, there[:_LISTED]))}{'……' if len(there) > _LISTED else '。'}"
        else:
            message = f"{name}没有填有活动的「{sheet}」。"
            sheets = dict.fromkeys(report.event.sheet for report in reports)
            fix = f"它填了活动的台账：{'、'.join(sheets)}。" if sheets else "它没有填活动。"
        self.problems.append(error("no-such-row", message, fix, value=str(number)))
        return None


def picked(
    store: Store, year: int, texts: Iterable[str]
) -> tuple[Mapping[str, tuple[Report, Report]], Sequence[Problem]]:
    """Return the pairs that texts name, the row with the smaller key first, and what is wrong with the other texts.

    Args:
        store: Whose.
        year: Of which year's counted ledgers.
        texts: As they were typed.
    """
    wanted = dict.fromkeys(texts)
    if not wanted:
        return {}, ()
    picking = Picking(Present(store, year, reporters(store, Period(year))), store, year)
    pairs = {text: picking.pair(text) for text in wanted}
    return {text: pair for text, pair in pairs.items() if pair is not None}, [*dict.fromkeys(picking.problems)]
