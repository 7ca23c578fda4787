"""For tests of roll-ups: a small district whose units file their sectors' sample ledgers."""

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.workbook.samples import sample_ledger

#: Unit, sector, region, the unit above.
UNITS = (
    ("H1", "hospital", "370213001", "HB"),
    ("H2", "hospital", "370214001", None),
    ("S1", "school", "370213001", "EB"),
    ("S2", "school", "370213002", "EB"),
    ("C1", "community", "370213001002", "T1"),
    ("C2", "community", "370214001001", None),
    ("T1", "township", "370213001", None),
    ("EB", "education", "370213", None),
    ("HB", "health", "370213", None),
    ("CB", "commerce", "370213", None),
    ("B1", "bureau", "370214", None),
)


@pytest.fixture(scope="session")
def catalog():
    """What is installed."""
    return installed()


@pytest.fixture(scope="session")
def samples(catalog):
    """The sectors' sample ledgers by sector and year."""
    made = {}

    def sample(sector, year):
        if (sector, year) not in made:
            made[sector, year] = sample_ledger(catalog, sector, year)
        return made[sector, year]

    return sample


def declarations(ledger, scopes=()):
    """Return what a ledger declares, as stores keep it; some kinds 含下级."""
    said = {name: [one.status, one.scope] for name, one in ledger.declarations.items()}
    return said | {kind: ["有数据", "含下级"] for kind in scopes}


@pytest.fixture
def filled(store, filed, rostered, samples):
    """File the samples of the district: ``filled(2026, 2025, scopes={"EB": ("education.drill_programme",)})``."""

    def fill(*years, scopes=None, change=None):
        for unit, sector, region, parent in UNITS:
            rostered((unit, "2020-01-01", None), name=f"{unit}单位", sector=sector, region=region, parent=parent)
            for year in years or (2026,):
                ledger = samples(sector, year)
                if change is not None:
                    ledger = attrs.evolve(ledger, rows=tuple(change(unit, year, ledger.rows)))
                declared = declarations(ledger, (scopes or {}).get(unit, ()))
                filed(
                    unit, year, sector=sector, name=f"{unit}单位", region=region, ledger=ledger, declarations=declared
                )
        return store

    return fill
