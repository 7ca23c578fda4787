"""Ledgers built by hand, as the reader would have made them from a workbook."""

from collections import defaultdict

import attrs
import pytest
from shuangyong import Unit
from shuangyong.catalog import discover, load
from shuangyong.checks import run_checks
from shuangyong.model.ledgers import Declaration, Ledger, Row
from shuangyong.workbook.book import column_letter

HEADER_ROWS = 2


@pytest.fixture(scope="session")
def catalog():
    """The core and the hospitals, whatever else is installed."""
    return load(entry for entry in discover() if entry.name in ("core", "hospital"))


@pytest.fixture
def make_ledger(catalog):
    """Make a ledger of records; each stands in its kind's sheet from row 3 on, columns in the kind's order.

    A record may be a pair of itself and its approximate measures. What is not declared is declared rightly.
    """
    kinds = {kind.cls: kind for kind in catalog.kinds.values()}

    def make(*records, declared=None, **unit):
        numbers = defaultdict(lambda: HEADER_ROWS)
        rows = []
        for item in records:
            record, approx = item if isinstance(item, tuple) else (item, ())
            kind = kinds[type(record)]
            numbers[kind] += 1
            rows.append(
                Row(
                    kind=kind,
                    record=record,
                    sheet=kind.label,
                    number=numbers[kind],
                    columns={field.id: column_letter(place) for place, field in enumerate(kind.columns, 1)},
                    originals={
                        field.id: str(value)
                        for field in kind.columns
                        if (value := getattr(record, field.id)) is not None
                    },
                    approx=frozenset(approx),
                )
            )
        rows.sort(key=lambda row: [*kinds.values()].index(row.kind))
        statuses = {kind.name: "有数据" if kind in numbers else "零报告" for kind in catalog.kinds_of("hospital")}
        declarations = {
            name: Declaration(status, cell=f"B{number}")
            for number, (name, status) in enumerate({**statuses, **(declared or {})}.items(), 12)
        }
        return Ledger(
            unit=Unit(**{"name": "某某医院", "sector": "医院", "year": 2026, **unit}),
            rows=tuple(rows),
            declarations=declarations,
        )

    return make


@pytest.fixture
def find(catalog, make_ledger):
    """Check a ledger of records and return its problems, or those of one code."""

    def problems(*records, code=None, plugins=(), **more):
        extended = attrs.evolve(catalog, plugins=(*catalog.plugins, *plugins))
        found = run_checks(make_ledger(*records, **more), extended).problems
        return [problem for problem in found if code in (None, problem.code)]

    return problems


@pytest.fixture
def cell(catalog):
    """Return the address that a field has in these ledgers: cell("core.visit", "people", 3)."""

    def address(kind, field, number):
        ids = [column.id for column in catalog.kinds[kind].columns]
        return f"{column_letter(ids.index(field) + 1)}{number}"

    return address
