"""County and county make exactly the city, whatever the order or the grouping they are forwarded in."""

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shuangyong.catalog import installed
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Ledger
from shuangyong.model.periods import Period
from shuangyong.office.forwarding.forwarding import forward
from shuangyong.office.intake.collecting import collect
from shuangyong.office.overlaps.deciding import Wish, decide
from shuangyong.office.overlaps.settling import overlaps_of
from shuangyong.office.rollup.rolling import roll_up
from shuangyong.office.status.status import status
from shuangyong.office.store.settings import Office
from shuangyong.workbook.samples import sample_ledger

YEAR = 2026
COUNTIES = ("370202", "370212", "370213")
SECTORS = ("school", "community", "education", "hospital")


@attrs.frozen
class Sent:
    """What one unit sends."""

    county: str
    sector: str
    number: int
    ledger: Ledger

    @property
    def code(self):
        return f"{self.county}-{self.sector}-{self.number}"


@st.composite
def sent(draw):
    """Units of three counties, each with some rows of its sector's sample; some rows are the same deed in two units."""
    units = []
    for number in range(draw(st.integers(3, 7))):
        county, sector = draw(st.sampled_from(COUNTIES)), draw(st.sampled_from(SECTORS))
        sample = sample_ledger(installed(), sector, YEAR)
        rows = [row for row in sample.rows if draw(st.booleans())]
        unit = attrs.evolve(sample.unit, name=f"第{number}家", code=f"{county}-{sector}-{number}", region=county)
        units.append(Sent(county, sector, number, attrs.evolve(sample, unit=unit, rows=tuple(rows))))
    return units


@st.composite
def groupings(draw):
    """The counties in some order, and which of them an office between forwards together."""
    order = draw(st.permutations(COUNTIES))
    return order, draw(st.integers(0, 3))


def fill(filing, units):
    with filing.store.transaction() as db:
        for one in units:
            row = (one.code, one.ledger.unit.name, one.sector, one.county, None, "2020-01-01", None)
            db.execute("INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", row)
            db.execute("INSERT INTO deadline VALUES (?, ?, ?, ?)", (one.code, YEAR, "2026-12-15", None))
    for one in units:
        names = {"name": one.ledger.unit.name, "sector": one.sector, "region": one.county}
        filing(one.code, YEAR, received="2026-12-10", ledger=one.ledger, **names)


def settle(store):
    """Decide what looks alike within one county, as its office would."""
    undecided = overlaps_of(store, installed(), YEAR).undecided
    inside = [one for one in undecided if one.one.unit.unit[:6] == one.other.unit.unit[:6]]
    # A chain of reports of one deed is consistent when all of its pairs are the same.
    if inside:
        decide(store, installed(), YEAR, [Wish(id=one.id, verdict="same") for one in inside], "王干事", "同一活动")


def same_decisions(county, city):
    """Decide for the whole city what a county has decided; what looks alike hangs on all that is there."""
    rows = [tuple(row)[1:] for row in county.db.execute("SELECT * FROM decision ORDER BY id")]
    with city.transaction() as db:
        for row in rows:
            db.execute(f"INSERT INTO decision VALUES (NULL, {', '.join('?' * len(row))})", row)


def forwarded(filing, name, region, folder):
    path = folder / f"{name}-{len(list(folder.iterdir()))}.zip"
    forward(filing.store, Office(name, region), YEAR, path.write_bytes)
    return path


def told(store):
    """Return everything that a roll-up says but when and by whom."""
    rollup = roll_up(store, installed(), Period(YEAR), "region,sector,quarter")
    figures = {(one.measure, tuple(sorted(one.by.items()))): attrs.evolve(one, by={}) for one in rollup.figures}
    adjustments = sorted((one.id, one.units, sorted(one.amounts.items())) for one in rollup.adjustments)
    standing = status(store, installed(), Period(YEAR), PartialDate(2027, 1, 10).first).to_json()
    counts = {name: standing[name] for name in ("expected", "received", "complete", "passed", "on_time", "unexpected")}
    undecided = sorted(one["id"] for one in rollup.undecided)
    return figures, adjustments, counts, undecided, rollup.plans


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(units=sent(), grouping=groupings())
def test_county_and_county_make_the_city(offices, tmp_path, units, grouping):
    order, together = grouping
    folder = tmp_path / "packages"
    folder.mkdir(exist_ok=True)
    city = offices()
    fill(city, units)
    packages = []
    for county in order:
        office = offices()
        own = [one for one in units if one.county == county]
        if own:
            fill(office, own)
            settle(office.store)
            same_decisions(office.store, city.store)
            packages.append(forwarded(office, f"{county}双拥办", county, folder))
    if 0 < together < len(packages):
        between = offices()
        assert len(collect(between.store, installed(), packages[:together]).of("accepted")) == together
        packages = [forwarded(between, "片区双拥办", "370200", folder), *packages[together:]]
    merged = offices()
    assert len(collect(merged.store, installed(), packages).of("accepted")) == len(packages)
    assert told(merged.store) == told(city.store)


def test_a_newer_package_takes_the_place_of_the_older(offices, tmp_path):
    county, city = offices(), offices()
    ledger = sample_ledger(installed(), "school", YEAR)
    first = Sent("370213", "school", 1, ledger)
    second = Sent("370213", "school", 2, attrs.evolve(ledger, rows=ledger.rows[:20]))
    fill(county, [first])
    one = forwarded(county, "海晏区双拥办", "370213", tmp_path)
    fill(county, [second])
    with county.store.transaction() as db:
        db.execute("UPDATE submission SET current = NULL, counted = NULL WHERE unit = ?", (first.code,))
        db.execute("DELETE FROM roster WHERE unit = ?", (first.code,))
    two = forwarded(county, "海晏区双拥办", "370213", tmp_path)
    assert [len(collect(city.store, installed(), [path]).of("accepted")) for path in (one, two)] == [1, 1]
    assert told(city.store) == told(county.store)
    again = collect(city.store, installed(), [one, two])
    assert len(again.of("unchanged")) == 2, "neither comes back"
    assert told(city.store) == told(county.store)


def test_a_unit_that_came_another_way_is_not_counted_twice(offices, tmp_path):
    county, city = offices(), offices()
    both = Sent("370213", "school", 1, sample_ledger(installed(), "school", YEAR))
    fill(county, [both])
    fill(city, [both])
    before = told(city.store)
    collection = collect(city.store, installed(), [forwarded(county, "海晏区双拥办", "370213", tmp_path)])
    (entry,) = collection.of("rejected")
    assert entry.problems[0].code == "unit-in-two-places" and both.code in entry.problems[0].message
    assert told(city.store) == before


@pytest.mark.parametrize("member", ["units.json", "facts.tsv", "events.tsv", "decisions.json"])
def test_a_package_that_was_changed_is_refused(offices, tmp_path, member):
    import zipfile

    county, city = offices(), offices()
    fill(county, [Sent("370213", "school", 1, sample_ledger(installed(), "school", YEAR))])
    path = forwarded(county, "海晏区双拥办", "370213", tmp_path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] += b" "
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    (entry,) = collect(city.store, installed(), [path]).of("rejected")
    assert entry.problems[0].code == "changed-package"
    assert not city.store.db.execute("SELECT COUNT(*) FROM submission").fetchone()[0]


def test_a_package_holds_no_original_and_nothing_private(offices, tmp_path):
    import zipfile

    county = offices()
    fill(county, [Sent("370213", "township", 1, sample_ledger(installed(), "township", YEAR))])
    path = forwarded(county, "海晏区双拥办", "370213", tmp_path)
    with zipfile.ZipFile(path) as archive:
        names, everything = archive.namelist(), b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert sorted(names) == ["decisions.json", "events.tsv", "facts.tsv", "manifest.json", "units.json"]
    ledger = sample_ledger(installed(), "township", YEAR)
    secrets = {
        str(row.value(field.id))
        for row in ledger.rows
        for field in row.kind.columns
        if field.sensitive and row.value(field.id) is not None
    }
    assert secrets, "the sample has what must not leave"
    assert not [secret for secret in secrets if secret in everything]
