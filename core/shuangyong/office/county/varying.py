"""A unit's year: its sector's sample, varied, with what was planted in it."""

import itertools
import random
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.closure import closings
from ...model.dates import PartialDate
from ...model.kinds import Kind, Record
from ...model.ledgers import Ledger, Row
from ...model.units import Unit
from ...workbook.samples import arranged
from . import days, figures, names
from .chance import chance
from .county import County, Member
from .guises import Guise, guise
from .wording import Say, said, voice

#: Of a hundred rows, so many are dropped, done once more, given with a month only, undated, given approximately.
_DROPPED, _AGAIN, _MONTH_ONLY, _UNDATED, _ABOUT = 10, 15, 5, 1, 6

#: Of a hundred sheets, so many stay empty this year.
_NOTHING = 4

#: What every unit has, however little else.
_ALWAYS = ("core.leading_group",)

_DUTY = "bureau.duty_support"

#: How planned activities turned out, and how many of a hundred so.
_RESULTS = {"完成": 86, "部分完成": 9, "未完成": 4, "取消": 1}

Values = dict[str, Any]


def varied(county: County, member: Member, catalog: Catalog, year: int) -> Ledger:
    """Return a unit's ledger for a year, made of its sector's sample and of what is planted in it."""
    rng = chance(county.seed, member.code, year)
    about, sample = guise(member.sector, member.nature), catalog.sample(member.sector)
    # A unit keeps its own words and people from year to year.
    say = voice(member, about, sample.unit(year), chance(county.seed, member.code))
    size = member.size if year == county.year else member.size * rng.randint(85, 103) // 100
    kinds = {kind.cls: kind for kind in catalog.kinds_of(member.sector)}
    told = ((kinds[type(record)], record) for record in sample.records(year))
    approximate: dict[Record, frozenset[str]] = {}
    for kind, values in _kept(_without(told, about), rng):
        record, field = _varied(kind, said(kind, values, say) | _led(values, county, member), size, rng)
        approximate[record] = frozenset({field} if field else ())
    records = [*approximate, *_planted(county, member, catalog, year)]
    made = attrs.evolve(
        sample,
        unit=lambda year: _unit(sample.unit(year), member, year, say),
        records=lambda _: records,
        absent=(*sample.absent, *about.absent),
        approx=lambda record: approximate.get(record, frozenset()),
    )
    return _truthful(arranged(catalog, made, year), [*kinds.values()])


def _truthful(ledger: Ledger, kinds: list[Kind]) -> Ledger:
    """Return a ledger that calls no planned activity done without a deed, and none undone that has one."""
    mended = {"no-row": "未完成", "row-there": "部分完成"}
    results = {id(one.row): mended[doubt] for one in closings(ledger, kinds) if (doubt := one.doubt())}
    rows = (_with_result(row, results[id(row)]) if id(row) in results else row for row in ledger.rows)
    return attrs.evolve(ledger, rows=tuple(rows))


def _with_result(row: Row, result: str) -> Row:
    record = attrs.evolve(row.record, result=result)  # type: ignore[misc]  # its decorator makes it an attrs class
    return attrs.evolve(row, record=record)


def _unit(of_sample: Unit, member: Member, year: int, say: Say) -> Unit:
    own = {"name": member.name, "code": member.code, "region": member.region_in(year)}
    words = {field: say(getattr(of_sample, field) or "") or None for field in ("addressee", "liaison")}
    return attrs.evolve(of_sample, **own, **words)  # type: ignore[misc]  # its decorator makes it an attrs class


def _led(values: Values, county: County, member: Member) -> Values:
    """Return who leads the unit's work, where the row says so."""
    return {"leader": names.person(chance(county.seed, member.code, "leader"))} if values.get("leader") else {}


def _without(told: Iterable[tuple[Kind, Record]], about: Guise) -> Iterator[tuple[Kind, Values]]:
    """Yield the rows that such a unit can have, as values by field; what a bureau does by its office is its own."""
    duties = itertools.cycle(about.duties)
    for kind, record in told:
        values = {field.id: getattr(record, field.id) for field in kind.columns}
        if kind.name == _DUTY and about.duties:
            values["title"] = next(duties)
        texts = "".join(value for value in values.values() if isinstance(value, str))
        if kind.name not in about.absent and not any(word in texts for word in about.without):
            yield kind, values


def _kept(rows: Iterable[tuple[Kind, Values]], rng: random.Random) -> Iterator[tuple[Kind, Values]]:
    """Yield the rows that a unit has this year: some dropped, whole sheets left empty, some deeds done once more."""
    empty: dict[Kind, bool] = {}
    for kind, values in rows:
        dropped = rng.randrange(100) < _DROPPED
        nothing = empty.setdefault(kind, rng.randrange(100) < _NOTHING)
        if kind.name not in _ALWAYS and (dropped or nothing):
            continue
        yield kind, values
        if _repeatable(kind, values) and rng.randrange(100) < _AGAIN:
            yield kind, values


def _repeatable(kind: Kind, values: Values) -> bool:
    date = values.get("date")
    if not kind.is_activity or date is None or date.day is None or values.get("festival"):
        return False
    return days.festival_on(date.first) is None and not days.is_seasonal(values.get("title") or "")


def _varied(kind: Kind, values: Values, size: int, rng: random.Random) -> tuple[Record, str | None]:
    """Return a row on another day with other figures, and the measure that it gives approximately."""
    _move(kind, values, rng)
    values = figures.scaled(kind, values, size, rng)
    if kind.name == "core.plan_item":
        values["result"] = rng.choices([*_RESULTS], [*_RESULTS.values()])[0]
    approximate = figures.about(kind, values, rng) if rng.randrange(100) < _ABOUT else None
    return kind.cls(**values), approximate


def _move(kind: Kind, values: Values, rng: random.Random) -> None:
    date, end = values.get("date"), values.get("end_date")
    if not isinstance(date, PartialDate):
        return
    new = days.moved(date, values.get("title") or "", values.get("festival"), rng)
    chance = rng.randrange(100)
    if end is not None:
        later = end.first + (new.first - date.first)
        values["end_date"] = PartialDate.of(min(later, max(end.first, new.first)) if later.month == 12 else later)
    elif kind.is_activity and chance < _UNDATED:
        values["date"] = None
        return
    elif kind.is_activity and chance < _UNDATED + _MONTH_ONLY and new.day is not None:
        festival = days.festival_on(new.first)
        values["festival"] = values.get("festival") or (festival.label if festival else None)
        new = PartialDate(new.year, new.month)
    values["date"] = new


def _planted(county: County, member: Member, catalog: Catalog, year: int) -> Iterator[Record]:
    if year == county.year:
        for deed in county.deeds_of(member.code):
            yield catalog.kinds[deed.kind].cls(**deed.values)
