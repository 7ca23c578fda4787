"""Scoring a ledger by a standard: every item, by its rule or by a person's word."""

from collections.abc import Mapping
from decimal import Decimal

import attrs

from ..model.ledgers import Ledger
from .given import Given, given_for
from .judging import ASK, Judged, judge
from .proofs import BY_CELL, Proofs
from .scores import ZERO, ItemScore, Missing, Score, Seen, short
from .standards import Item, Standard

#: What the reasons of people begin with.
BY_PERSON = "人工评定："


def score(
    ledger: Ledger, standard: Standard, sector: str, *, proofs: Proofs = BY_CELL, given: tuple[Given, ...] = ()
) -> Score:
    """Return what a ledger scores.

    Args:
        ledger: The unit's year.
        standard: By what.
        sector: The sector's id.
        proofs: What proves the rows.
        given: What people have judged; those of other units and years are passed over.
    """
    said = given_for(given, ledger.unit, ledger.year)
    return Score(
        standard=standard,
        unit=ledger.unit.name,
        code=ledger.unit.code or "",
        sector=sector,
        region=ledger.unit.region or "",
        year=ledger.year,
        items=tuple(_item(item, ledger, proofs, said) for item in standard.items_for(sector)),
        file=ledger.file,
        sha256=ledger.sha256,
    )


def _item(item: Item, ledger: Ledger, proofs: Proofs, said: Mapping[str, Given]) -> ItemScore:
    if item.number in said:
        return _by_person(item, said[item.number])
    made = _veto(item, ledger, proofs) if item.nature == "一票否决" else _scored(item, ledger, proofs)
    return attrs.evolve(made, missing=tuple(_of_item(one, item) for one in made.missing))


def _of_item(missing: Missing, item: Item) -> Missing:
    """Return what is missing with its item; what a bonus asks for cannot simply be done, only be told if it is so."""
    if item.nature == "加分":
        return attrs.evolve(missing, item=item.number, text=f"如有而没有填：{missing.text}", effort=missing.effort * 5)
    return attrs.evolve(missing, item=item.number)


def _by_person(item: Item, said: Given) -> ItemScore:
    why = f"{BY_PERSON}{said.because}"
    if item.nature == "一票否决":
        return ItemScore(item=item, score=ZERO, why=why, state="触发" if said.veto else "未触发")
    points = said.points or ZERO
    if item.points is not None and points > item.points:  # items of several sectors may share a number
        why, points = f"{why}（写的 {short(points)} 分超过了本条的 {short(item.points)} 分，按满分算）", item.points
    return ItemScore(item=item, score=points, why=why, state="人工")


def _veto(item: Item, ledger: Ledger, proofs: Proofs) -> ItemScore:
    """A veto's scoring points tell what must be; where one is not, it strikes."""
    judged = [judge(point, Decimal(1), ledger, proofs) for point in item.parts]
    why = "；".join(one.why for one in judged) or "由双拥办核定"
    if any(one.met is False and not (item.absent and one.absent) for one in judged):
        return ItemScore(item=item, score=ZERO, why=why, state="触发", missing=_averting(judged))
    if not judged or any(one.met is None for one in judged):
        return ItemScore(item=item, score=ZERO, why=why, state="待评定")
    rows = tuple(row for one in judged for row in one.rows)
    return ItemScore(item=item, score=ZERO, why=why, state="未触发", rows=rows)


def _averting(judged: list[Judged]) -> tuple[Missing, ...]:
    """Return what would keep a veto from striking; it brings no points, and so is no advice for points."""
    asked = [missing for one in judged if one.met is False for missing in one.missing]
    return tuple(attrs.evolve(missing, gain=ZERO) for missing in asked)


def _scored(item: Item, ledger: Ledger, proofs: Proofs) -> ItemScore:
    points = item.points or ZERO
    if item.open and not item.parts:
        return ItemScore(item=item, score=ZERO, why=item.open, state="待补充", pending=points)
    if not item.parts:
        ask = Missing(text=f"报请双拥办评定第 {item.number} 条", gain=points, effort=ASK, lack="待双拥办评定")
        return ItemScore(item=item, score=ZERO, why="由双拥办评定", state="待评定", missing=(ask,), pending=points)
    worths = [points if item.whole else part.points or ZERO for part in item.parts]
    judged = [
        _excused(item, judge(part, worth, ledger, proofs), worth)
        for part, worth in zip(item.parts, worths, strict=True)
    ]
    return _all_or_none(item, judged) if item.whole else _summed(item, judged)


def _excused(item: Item, judged: Judged, worth: Decimal) -> Judged:
    """Return the full points where the unit has no such work and the standard makes allowance for it."""
    if not (item.absent and judged.absent):
        return judged
    return attrs.evolve(judged, score=worth, met=True, why="台账写明不适用，按规定得分", missing=())


def _summed(item: Item, judged: list[Judged]) -> ItemScore:
    points = item.points if item.points is not None else sum((one.score for one in judged), start=ZERO)
    pending = sum(
        (part.points or ZERO for part, one in zip(item.parts, judged, strict=True) if one.met is None), start=ZERO
    )
    found = min(sum((one.score for one in judged), start=ZERO), points)
    return ItemScore(
        item=item,
        score=found,
        why="；".join(f"{one.why}{_points(one)}" for one in judged),
        state="待评定" if pending else "已评",
        rows=_rows(judged),
        missing=tuple(missing for one in judged for missing in one.missing),
        pending=min(pending, points - found),
    )


def _all_or_none(item: Item, judged: list[Judged]) -> ItemScore:
    points = item.points or ZERO
    why = "；".join(one.why for one in judged)
    lacking = [one for one in judged if one.met is not True]
    if not lacking:
        return ItemScore(item=item, score=points, why=f"{why}，全部做到", rows=_rows(judged))
    asked = [missing for one in lacking for missing in one.missing]
    together = Missing(
        text="；".join(missing.text for missing in asked), gain=points, effort=sum(missing.effort for missing in asked)
    )
    open_only = all(one.met is None for one in lacking)
    verdict = "" if open_only else "，没有全部做到，不得分"
    return ItemScore(
        item=item,
        score=ZERO,
        why=f"{why}{verdict}",
        state="待评定" if open_only else "已评",
        rows=_rows(judged),
        missing=(together,) if asked else (),
        pending=points if open_only else ZERO,
    )


def _rows(judged: list[Judged]) -> tuple[Seen, ...]:
    return tuple(dict.fromkeys(row for one in judged for row in one.rows))


def _points(judged: Judged) -> str:
    return "" if judged.met is None else f"，得 {short(judged.score)} 分"
