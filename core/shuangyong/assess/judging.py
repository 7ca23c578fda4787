"""Judging one scoring point by a ledger: how much, why, by which rows, and what would bring more."""

import math
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import attrs

from ..model.ledgers import Ledger, Row
from ..model.quantities import Quantity, counted, filled_from, total
from . import wording
from .conditions import holds, thing_of
from .proofs import FIELD, Proofs
from .scores import ZERO, Missing, Seen, short
from .standards import STEP, How, Point

#: How much work something is, in cells to fill in.
CELL, PAPER, DEED, RAISE, ASK = 1, 3, 6, 8, 4

_HUNDRED = Decimal(100)
_ABSENT = "不适用"


@attrs.frozen(kw_only=True)
class Judged:
    """A scoring point, judged.

    Attributes:
        score: The points that it brings.
        why: Why.
        met: Whether all that it asks for is there; None where a person has to say.
        rows: The rows that count.
        missing: What would bring more.
        absent: Whether the unit declares that it has no such work.
    """

    score: Decimal
    why: str
    met: bool | None
    rows: tuple[Seen, ...] = ()
    missing: tuple[Missing, ...] = ()
    absent: bool = False


@attrs.frozen
class _Case:
    """What a scoring point is judged by."""

    point: Point
    worth: Decimal
    rows: list[Row]
    unproven: list[Row]
    near: list[Row]
    proofs: Proofs
    year: int

    def judged(self, score: Decimal, why: str, rows: list[Row], *missing: Missing) -> Judged:
        """Return the verdict; ``rows`` are those that count."""
        measure = self.point.measure.id if self.point.measure else "count"
        field = "" if measure == "count" else measure
        proof = {(row.sheet, row.number): self.proofs.of(row) for row in rows}
        return Judged(
            score=score,
            why=why,
            met=score >= self.worth,
            rows=wording.seen(rows, field, proof),
            missing=tuple(one for one in missing if one.gain > 0),
        )


def judge(point: Point, worth: Decimal, ledger: Ledger, proofs: Proofs) -> Judged:
    """Judge a scoring point.

    Args:
        point: What is asked for.
        worth: What it brings at most.
        ledger: The unit's year.
        proofs: What proves the rows.
    """
    if point.subject is None:
        title = point.title or "此项"
        ask = Missing(text=f"报请双拥办评定“{title}”", gain=worth, effort=ASK, lack="待双拥办评定")
        return Judged(score=ZERO, why=f"{title}：待双拥办评定", met=None, missing=(ask,))
    case = _case(point, worth, ledger, proofs)
    made = _RULES[point.how](case)
    said = [ledger.declarations[name].status for name in wording.all_kinds(point.subject, ledger.declarations)]
    if said and all(status == _ABSENT for status in said):
        return attrs.evolve(made, absent=True)
    return made


def _case(point: Point, worth: Decimal, ledger: Ledger, proofs: Proofs) -> _Case:
    assert point.subject is not None, "a person judges the others"
    kinds = point.subject.kinds
    rows = [row for row in ledger.rows if row.kind.name in kinds and not row.unverified]
    matching, different = _parted(rows, lambda row: all(holds(row, one, ledger.year) for one in point.where))
    proven, unproven = _parted(matching, lambda row: not point.proof or bool(proofs.of(row)))
    others = [one for one in point.where if one.test != "已填"]
    near = [row for row in different if all(holds(row, one, ledger.year) for one in others)]
    # What a deed leaves blank was most likely not so; of a paper it was only not written down.
    mendable = near if len(others) < len(point.where) and not point.subject.activity else []
    return _Case(point, worth, proven, unproven, mendable, proofs, ledger.year)


def _parted(rows: list[Row], test: Callable[[Row], bool]) -> tuple[list[Row], list[Row]]:
    """Return the rows that pass a test, and the others; each is asked once, for a register may have thousands."""
    passed: list[Row] = []
    failed: list[Row] = []
    for row in rows:
        (passed if test(row) else failed).append(row)
    return passed, failed


def _one(case: _Case) -> Judged:
    name = wording.what(case.point)
    if case.rows:
        return case.judged(case.worth, f"有“{name}”{_count(case)}", case.rows)
    return case.judged(ZERO, _none(case), [], *_more(case, Decimal(1), case.worth))


def _at_least(case: _Case) -> Judged:
    point = case.point
    assert point.measure is not None, "a rule of an amount has a measure"
    found = total(case.rows, point.measure.id)
    amount = found.amount if found else ZERO
    told = f"{_subject(case)} {wording.amounted(point.measure, found, point)}"
    asked = wording.amounted(point.measure, Quantity(point.least), point)
    if amount >= point.least:
        return case.judged(case.worth, f"{told}，达到 {asked}", _counting(case))
    lacking = f"{told}，不到 {asked}" if case.rows else _none(case)
    return case.judged(ZERO, lacking, _counting(case), *_more(case, point.least - amount, case.worth))


def _for_each(case: _Case) -> Judged:
    point = case.point
    assert point.measure is not None, "a rule of an amount has a measure"
    found = total(case.rows, point.measure.id)
    amount = found.amount if found else ZERO
    score = min(amount // point.least * point.gain, case.worth)
    asked = wording.amounted(point.measure, Quantity(point.least), point)
    gap = " " if asked[-1].isdigit() else ""
    told = f"{_subject(case)} {wording.amounted(point.measure, found, point)}，每 {asked}{gap}得 {short(point.gain)} 分"
    if not case.rows:
        told = _none(case)
    steps = math.ceil((case.worth - score) / point.gain)
    lacking = (amount // point.least + steps) * point.least - amount
    return case.judged(score, told, _counting(case), *_more(case, lacking, case.worth - score))


def _shares(case: _Case) -> Judged:
    point = case.point
    assert point.things is not None, "a rule of several things has them"
    things = point.things
    share = case.worth / len(things.values)
    by_thing = {value: [row for row in case.rows if thing_of(row, things, value)] for value in things.values}
    there = [value for value, rows in by_thing.items() if rows]
    lacking = [value for value, rows in by_thing.items() if not rows]
    rows = [row for row in case.rows if any(thing_of(row, things, value) for value in things.values)]
    name = wording.what(point)
    told = [f"“{name}”有{'、'.join(there)}"] if there else []
    told += [f"{'' if there else f'“{name}”'}缺{'、'.join(lacking)}"] if lacking else []
    missing = [_thing(case, value, share) for value in lacking]
    return case.judged(share * len(there), "，".join(told), rows, *missing)


def _thing(case: _Case, value: str, share: Decimal) -> Missing:
    things = case.point.things
    assert things is not None, "a rule of several things has them"
    unproven = [row for row in case.unproven if thing_of(row, things, value)]
    if unproven:
        text = f"给“{wording.what(case.point)}”（{value}）补上佐证材料：{wording.cells(unproven[:1], FIELD)}"
        return Missing(text=text, gain=share, effort=CELL, lack=f"“{wording.what(case.point)}”（{value}）没有佐证")
    effort = DEED if case.point.subject and case.point.subject.activity else PAPER
    text = f"{wording.add(case.point, Decimal(1))}（{value}）"
    return Missing(text=text, gain=share, effort=effort, lack=f"没有“{wording.what(case.point)}”（{value}）")


def _proportion(case: _Case) -> Judged:
    point = case.point
    assert point.measure is not None, "a proportion is one of a measure"
    if point.measure.share:
        return _filled_share(case)
    assert point.measure.parts is not None, "a ratio has two parts"
    above, below = (total(case.rows, part) for part in point.measure.parts)
    name = point.measure.label
    if above is None or below is None or not below.amount:
        effort = DEED if point.subject and point.subject.activity else PAPER
        typed = "和".join(reversed(point.measure.labels))
        text, lack = f"在“{wording.what(point)}”里填写{typed}", f"没有可以算{name}的数"
        ask = Missing(text=text, gain=case.worth, effort=effort, lack=lack)
        return case.judged(ZERO, f"“{wording.what(point)}”没有可以算{name}的数", [], ask)
    percent = above.amount * _HUNDRED / below.amount
    score = _in_proportion(above.amount, below.amount, case)
    told = f"{name} {short(above.amount)}/{short(below.amount)}＝{_percent(percent)}，满分线 {short(point.least)}%"
    wanted = Decimal(math.ceil(point.least * below.amount / _HUNDRED)) - above.amount
    lacking = f"{point.measure.labels[0]}还差 {short(wanted)}"
    text = f"把{name}从 {_percent(percent)} 提高到 {short(point.least)}%（{lacking}）"
    missing = Missing(text=text, gain=case.worth - score, effort=RAISE, lack=f"{name}不到 {short(point.least)}%")
    return case.judged(score, told, case.rows, missing)


def _filled_share(case: _Case) -> Judged:
    point = case.point
    assert point.measure is not None, "a proportion is one of a measure"
    field, name = point.measure.id, point.measure.label
    if not case.rows:
        return case.judged(ZERO, _none(case), [], *_more(case, Decimal(1), case.worth))
    filled, blank = _parted(
        case.rows, lambda row: bool(case.proofs.of(row)) if field == FIELD else row.value(field) is not None
    )
    percent = Decimal(len(filled)) * _HUNDRED / len(case.rows)
    score = _in_proportion(Decimal(len(filled)), Decimal(len(case.rows)), case)
    wanted = math.ceil(point.least * len(case.rows) / _HUNDRED) - len(filled)
    told = f"“{wording.what(point)}”{len(case.rows)} 行，填了“{name}”的 {len(filled)} 行（{_percent(percent)}），"
    text = f"再给 {wanted} 行补填“{name}”：{wording.cells(blank[: max(wanted, 0)], field)}"
    lack = f"“{wording.what(point)}”的“{name}”不全"
    missing = Missing(text=text, gain=case.worth - score, effort=max(wanted, 0) * CELL, lack=lack)
    return case.judged(score, f"{told}满分线 {short(point.least)}%", filled, missing)


def _in_proportion(above: Decimal, below: Decimal, case: _Case) -> Decimal:
    """Return the points that a share brings, cut down to a whole step; a third of 3 points is 1, not 0.99… ."""
    asked = case.point.least * below
    reached = min(above * _HUNDRED, asked)
    return case.worth * reached // (asked * STEP) * STEP


def _more(case: _Case, lacking: Decimal, gain: Decimal) -> list[Missing]:
    """Return what brings a scoring point that has too little: evidence, cells to fill in, or more work."""
    point = case.point
    assert point.subject is not None, "a person judges the others"
    if lacking <= 0 or gain <= 0:
        return []
    counting = point.measure is None or point.measure.id == "count"
    if case.unproven and counting and len(case.unproven) >= lacking:
        rows = case.unproven[: int(lacking)]
        text = f"给“{wording.what(point)}”补上佐证材料：{wording.cells(rows, FIELD)}"
        return [Missing(text=text, gain=gain, effort=CELL * len(rows), lack=f"“{wording.what(point)}”没有佐证材料")]
    if case.near and counting and len(case.near) >= lacking:
        rows = case.near[: int(lacking)]
        blank = [one for one in point.where if one.test == "已填" and not holds(rows[0], one, case.year)]
        told = "、".join(f"{wording.cells(rows, one.field)} 补填“{one.label}”" for one in blank)
        lack = f"“{point.subject.label}”没有填{'、'.join(one.label for one in blank)}"
        return [Missing(text=f"在 {told}", gain=gain, effort=CELL * len(rows) * len(blank), lack=lack)]
    if counting:
        effort = DEED if point.subject.activity else PAPER
        effort *= math.ceil(lacking)
        lack = f"“{wording.what(point)}”不够" if case.rows else f"没有“{wording.what(point)}”"
        return [Missing(text=wording.add(point, lacking), gain=gain, effort=effort, lack=lack)]
    assert point.measure is not None, "no amount without a measure"
    told = wording.amounted(point.measure, Quantity(lacking), point)
    more = "再增加" if case.rows else "至少"
    text = f"“{wording.what(point)}”的{point.measure.label}{more} {told}"
    lack = f"“{wording.what(point)}”的{point.measure.label}不够"
    return [Missing(text=text, gain=gain, effort=RAISE, lack=lack)]


def _counting(case: _Case) -> list[Row]:
    """Return the rows whose cells say something of the measure."""
    measure = case.point.measure.id if case.point.measure else "count"
    rows = counted(case.rows, measure)
    return [row for row in rows if measure == "count" or filled_from(row, measure) or row.kind.field(measure).implied]


def _subject(case: _Case) -> str:
    measure = case.point.measure
    name = wording.what(case.point)
    return f"“{name}”" if measure is None or measure.id == "count" else f"“{name}”的{measure.label}"


def _none(case: _Case) -> str:
    name = wording.what(case.point)
    if case.unproven:
        return f"“{name}”有 {wording.counted(case.point, Decimal(len(case.unproven)))}，都没有佐证材料"
    return f"没有“{name}”"


def _count(case: _Case) -> str:
    return f" {wording.counted(case.point, Decimal(len(case.rows)))}"


def _percent(percent: Decimal) -> str:
    return f"{short(percent.quantize(Decimal('0.01'), ROUND_HALF_UP))}%"


_RULES: Mapping[How, Callable[[_Case], Judged]] = {
    "有": _one,
    "至少": _at_least,
    "每": _for_each,
    "各": _shares,
    "比例": _proportion,
}
