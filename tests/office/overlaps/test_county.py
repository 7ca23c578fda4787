"""How much of what a sample county planted is found, and how much else is suspected."""

import itertools

import pytest
from shuangyong.office.county.planning import plan_county
from shuangyong.office.county.reports import ledgers

#: Of planted pairs that overlap, so many are to be pressing; of pairs graded 高, so many are to be planted.
RECALL, PRECISION = 0.95, 0.9


@pytest.fixture
def county(store, catalog, filed, rostered):
    planned = plan_county(catalog, 150, 2026, seed=12)
    for member in planned.units:
        if member.fate != "closed":
            rostered((member.code, "2020-01-01", None), name=member.name, sector=member.sector, region=member.region,
                     parent=member.parent)  # fmt: skip
    for member, ledger in ledgers(planned, catalog):
        declarations = {kind: [one.status, one.scope] for kind, one in ledger.declarations.items()}
        filed(member.code, name=member.name, sector=member.sector, ledger=ledger, declarations=declarations)
    return planned


def row(report):
    event = report.event
    return report.unit.unit, event.kind, event.title, event.place


def test_planted_overlaps_are_found_and_decoys_are_not(county, overlaps):
    truth = {
        frozenset((deed.unit, deed.kind, deed.title, deed.values["place"]) for deed in two): planted.truth
        for planted in county.planted
        for two in itertools.combinations(planted.deeds, 2)
    }
    found = overlaps()
    pressing = {frozenset((row(one.one), row(one.other))): one.grade for one in found.pressing}
    real = {pair for pair, said in truth.items() if said != "different"}
    assert len(real) > 15
    assert len(real & pressing.keys()) / len(real) >= RECALL
    sure = [pair for pair, grade in pressing.items() if grade == "高"]
    assert sum(pair in real for pair in sure) / len(sure) >= PRECISION
    assert not any(truth.get(pair) == "different" for pair in sure)


def test_the_bureaus_declaration_takes_the_schools_out(county, overlaps):
    bureau = next(member.code for member in county.units if member.sector == "education")
    schools = {member.code for member in county.units if member.parent == bureau and member.sound}
    assert schools and {scope.unit.unit for scope in overlaps().scopes} == schools
