"""Ledgers of a few rows, written into a store as ``collect`` leaves them."""

import pytest
from shuangyong.catalog import installed
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Declaration, Ledger, Row
from shuangyong.model.periods import Period
from shuangyong.model.units import Unit
from shuangyong.office.overlaps.present import Present
from shuangyong.office.overlaps.settling import overlaps_of
from shuangyong.office.roster.standing import reporters

YEAR = 2026


@pytest.fixture
def catalog():
    return installed()


@pytest.fixture
def told(store, filed, rostered, catalog):
    """Let a unit tell of rows: ``told("社区", "community", ("core.gathering", {"date": "2026-07-28", …}))``.

    The unit's code is its name, and it is put on the roster the first time it tells.
    """
    known = set()

    def tell(name, sector, *rows, parent=None, region="370213", inclusive=(), statuses=()):
        if name not in known:
            known.add(name)
            rostered((name, "2020-01-01", None), name=name, sector=sector, region=region, parent=parent)
        made = tuple(_row(catalog, number, *row) for number, row in enumerate(rows, start=4))
        kinds = {row.kind.name for row in made} | {*inclusive}
        declarations = {kind: Declaration("有数据", "含下级" if kind in inclusive else "本级") for kind in kinds}
        declarations |= dict(statuses)
        unit = Unit(name=name, code=name, sector=sector, region=region, year=YEAR)
        ledger = Ledger(unit=unit, rows=made, declarations=declarations)
        said = {kind: [one.status, one.scope] for kind, one in declarations.items()}
        return filed(name, YEAR, name=name, sector=sector, region=region, ledger=ledger, declarations=said)

    return tell


@pytest.fixture
def overlaps(store, catalog):
    return lambda: overlaps_of(store, catalog, YEAR)


def _row(catalog, number, kind, values):
    kind = catalog.kinds[kind]
    dates = {
        field: PartialDate.parse(value) for field, value in values.items() if field in ("date", "end_date") and value
    }
    record = kind.cls(**{**values, **dates})
    columns = {field.id: chr(65 + place % 26) for place, field in enumerate(kind.columns)}
    return Row(kind=kind, record=record, sheet=kind.label, number=number, columns=columns)


@pytest.fixture
def reports(store):
    """Return all that the units tell, read from the store."""

    def read():
        present = Present(store, YEAR, reporters(store, Period(YEAR)))
        return [report for _, its in present.reports(present.units) for report in its]

    return read


@pytest.fixture
def evening():
    """Return an evening as a unit tells it: ``evening(participants=120, joint_with="某校")``."""
    told = {"date": "2026-07-28", "title": "“八一”军民联欢晚会", "place": "柳林里文化广场", "partner": "13052部队"}
    return lambda kind="core.gathering", **values: (kind, {**told, **values})
