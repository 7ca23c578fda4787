"""Random ledgers: every kind, dates of every precision or none, blanks, approximate values, choices or none."""

import random
from decimal import Decimal

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Ledger, Row
from shuangyong.model.units import Unit
from shuangyong.office.roster.standing import Reporter
from shuangyong.office.store.segments import synchronise

YEAR = 2026
REGIONS = ("370213", "370213004", "370213004011", "370212", "3702", "37", None, "110101")


@attrs.frozen
class County:
    """Units with their ledgers, and what was made of them."""

    reporters: tuple[Reporter, ...]
    ledgers: dict[str, Ledger]


def random_date(draw, kind):
    """Return any date that a ledger of the year may hold, or none."""
    years = (YEAR, YEAR, YEAR, YEAR - 1, YEAR - 3) if not kind.is_activity else (YEAR,)
    year = draw.choice(years)
    return draw.choice(
        (
            None,
            PartialDate(year),
            PartialDate(year, draw.randint(1, 12)),
            PartialDate(year, draw.randint(1, 12), draw.randint(1, 28)),
            # Few days, so that several rows bear the same.
            PartialDate(year, draw.choice((3, 9, 12)), 15),
        )
    )


def random_value(draw, field, kind):
    """Return a value of a field, blank now and then."""
    if field.type == "date":
        return random_date(draw, kind) if field.id == "date" else None
    if not field.required and draw.random() < 0.4:
        return None
    if field.type == "choice":
        return draw.choice(field.choices)
    if field.type == "integer":
        return draw.choice((0, 1, draw.randint(0, 5000)))
    if field.type == "decimal":
        return Decimal(draw.randint(0, 10**7)).scaleb(-field.decimals)
    return field.label


def random_ledger(draw, sector, unit, kinds, rows):
    """Return a ledger of rows of these kinds."""
    made = []
    for number in range(rows):
        kind = draw.choice(kinds)
        record = kind.cls(**{field.id: random_value(draw, field, kind) for field in kind.columns})
        approx = frozenset(field.id for field in kind.measures if draw.random() < 0.1)
        columns = {field.id: chr(65 + place) for place, field in enumerate(kind.columns)}
        made.append(Row(kind=kind, record=record, sheet=kind.label, number=number + 4, columns=columns, approx=approx))
    return Ledger(unit=Unit(name=f"单位{unit}", code=unit, sector=sector, year=YEAR), rows=tuple(made))


@pytest.fixture
def county(filed):
    """File the ledgers of some units: ``county(seed, units, rows, kinds=…)``."""

    def make(seed, units=6, rows=25, kinds=None, sectors=None):
        catalog = installed()
        draw = random.Random(seed)
        reporters, ledgers = [], {}
        for number in range(units):
            unit = f"U{number:03}"
            sector = draw.choice(sectors or [one.id for one in catalog.sectors])
            chosen = [catalog.kinds[name] for name in kinds] if kinds else catalog.kinds_of(sector)
            ledger = random_ledger(draw, sector, unit, chosen, rows)
            region = draw.choice(REGIONS)
            revision = filed(unit, YEAR, sector=sector, region=region, ledger=ledger)
            reporters.append(
                Reporter(unit=unit, revision=revision, name=ledger.unit.name, sector=sector, region=region)
            )
            ledgers[unit] = ledger
        return County(tuple(reporters), ledgers)

    return make


@pytest.fixture
def files(store):
    """Return the store's files of facts as they must be now."""
    kept = []

    def now(wanted=()):
        kept.append(synchronise(store, wanted))
        return kept[-1].facts

    return now
