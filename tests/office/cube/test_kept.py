"""An answer that is brought up to date is the one that adding up all revisions gives, whatever came, went or moved."""

import random
import sqlite3

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.cube import kept
from shuangyong.office.cube.cells import FACT_COLUMNS, Request, lines_of, places_of
from shuangyong.office.cube.dimensions import parse_dimensions
from shuangyong.office.cube.kept import kept_lines
from shuangyong.office.engines import Parquet
from shuangyong.office.engines.duckdb import DuckDB

from .conftest import REGIONS, YEAR, random_ledger

ENGINE = DuckDB(threads=1)


@pytest.fixture
def ask(store, files):
    """Ask for the lines of some units; tells whether the files of facts were looked at for it."""

    def now(reporters, by="region,sector", period=YEAR):
        request = Request(Period(period) if isinstance(period, int) else period, parse_dimensions(by, installed()))
        looked = []

        def all_files():
            looked.append(True)
            return files({one.revision for one in reporters})

        places = places_of(reporters, request)
        found = kept_lines(store, ENGINE, all_files, installed(), request, places)
        facts = Parquet(FACT_COLUMNS, files({one.revision for one in reporters}))
        assert found == lines_of(ENGINE, facts, places, installed(), request)
        return bool(looked)

    return now


@pytest.fixture
def many(monkeypatch):
    """Bring an answer up to date however much has changed."""
    monkeypatch.setattr(kept, "_MANY", 10)


def sent_again(filed, draw, one, rows=()):
    """File another ledger of a unit, some rows of the last one in it, and return it as it reports now."""
    kinds = installed().kinds_of(one.sector)
    ledger = random_ledger(draw, one.sector, one.unit, kinds, draw.choice([0, 1, 20]) if rows else 20)
    ledger = attrs.evolve(ledger, rows=(*ledger.rows, *rows))
    revision = filed(one.unit, YEAR, sector=one.sector, region=one.region, ledger=ledger)
    return attrs.evolve(one, revision=revision)


@pytest.mark.parametrize("by", ["", "region,sector", "region,unit", "month", "sector,quarter,choice:form"])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("many")
def test_whatever_comes_goes_or_moves(seed, by, county, filed, ask):
    draw = random.Random(seed)
    whole = county(seed, units=8)
    reporters = list(whole.reporters)
    ask(reporters[:6], by)
    here = reporters[:6]
    for _ in range(6):
        match draw.randrange(6):
            case 0:
                place = draw.randrange(len(here))
                here[place] = sent_again(filed, draw, here[place])
            case 1 if len(here) > 1:
                here.pop(draw.randrange(len(here)))
            case 4 | 5:  # most is as it was, and stands in other rows; or it is what another unit said
                place = draw.randrange(len(here))
                rows = whole.ledgers[draw.choice([here[place], here[0]]).unit].rows
                stay = [row for row in rows if row.kind in installed().kinds_of(here[place].sector)]
                stay = draw.sample(stay, draw.choice([len(stay), len(stay), max(0, len(stay) - 2)]))
                moved = [attrs.evolve(row, number=row.number + 30) for row in stay]
                here[place] = sent_again(filed, draw, here[place], moved)
            case 2:
                place = draw.randrange(len(here))
                here[place] = attrs.evolve(here[place], region=draw.choice(REGIONS))
            case _:
                here += [one for one in reporters if one.unit not in {its.unit for its in here}][:1]
        assert not ask(here, by)


def test_nothing_changed_nothing_is_read(county, ask):
    reporters = county(1).reporters
    assert ask(reporters)
    assert not ask(reporters)
    assert ask(reporters, period=Period(YEAR, 1, 6)), "another period is another answer"
    assert ask(reporters, by="sector"), "so is another grouping"


def test_much_is_added_up_anew(county, filed, ask):
    reporters = list(county(2).reporters)
    ask(reporters)
    reporters[0] = sent_again(filed, random.Random(0), reporters[0])
    assert ask(reporters), "one of six is more than one in sixteen"


@pytest.mark.usefixtures("many")
def test_facts_derived_anew_void_an_answer(store, county, ask):
    reporters = county(3).reporters
    ask(reporters)
    with store.transaction() as db:
        other = db.execute("SELECT facts FROM revision WHERE id = ?", (reporters[1].revision,)).fetchone()[0]
        db.execute("UPDATE revision SET facts = ? WHERE id = ?", (other, reporters[0].revision))
    assert ask(reporters)


@pytest.mark.usefixtures("many")
def test_another_ledger_under_a_number_that_was_used(store, county, filed, ask):
    """A store put back from a copy gives the numbers of revisions once more: the audit then goes on otherwise."""
    reporters = list(county(4).reporters)
    draw = random.Random(4)
    note(store, "a")
    database = sqlite3.connect(":memory:")
    store.db.backup(database)
    first = sent_again(filed, draw, reporters[0])
    note(store, "b")
    ask([first, *reporters[1:]])
    database.backup(store.db)
    second = sent_again(filed, draw, reporters[0])
    assert second.revision == first.revision
    note(store, "c")
    assert ask([second, *reporters[1:]])
    assert not ask([second, *reporters[1:]])


def note(store, subject):
    """Write a row of the audit."""
    with store.transaction():
        store.audit("甲", "collect/accepted", subject, {})


def test_what_is_gone_and_can_no_longer_be_told(store, county, ask, monkeypatch):
    monkeypatch.setattr(kept, "_MANY", 10)
    reporters = county(8).reporters
    ask(reporters)
    with store.transaction() as db:
        db.execute("UPDATE revision SET format = 0 WHERE id = ?", (reporters[0].revision,))
    with pytest.raises(ProblemsFound, match="旧版本"):
        ask(reporters[1:])


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda data: data[:-1], lambda data: data[:40] + b"7" + data[41:], lambda _: bytes(4)],
)
def test_a_damaged_answer_is_none(store, county, ask, damage):
    reporters = county(5).reporters
    ask(reporters)
    (path,) = (store.facts / "cubes").glob("*.cube")
    path.write_bytes(damage(path.read_bytes()))
    assert ask(reporters)
    assert not ask(reporters)


def test_few_answers_are_kept_and_none_that_is_long(store, county, ask, monkeypatch):
    reporters = county(6).reporters
    for month in range(1, 12):
        ask(reporters, period=Period(YEAR, month, month))
    assert len(list((store.facts / "cubes").iterdir())) == kept._ANSWERS
    monkeypatch.setattr(kept, "_LONGEST", 10)
    assert ask(reporters)
    assert ask(reporters)


def test_where_nothing_can_be_left(store, county, ask):
    (store.facts / "cubes").write_text("no folder")
    reporters = county(7).reporters
    assert ask(reporters)
    assert ask(reporters)


@pytest.mark.usefixtures("many")
def test_after_a_few_changes_the_last_answer_stays_and_after_more_it_is_kept_anew(
    store, county, filed, ask, monkeypatch
):
    monkeypatch.setattr(kept, "_FEW", 0.5)
    reporters = list(county(9, units=8).reporters)
    ask(reporters)
    (path,) = (store.facts / "cubes").glob("*.cube")
    first = path.read_bytes()
    draw = random.Random(9)
    for place in range(4):
        reporters[place] = sent_again(filed, draw, reporters[place])
        assert not ask(reporters)
        # Each has a revision that went and one that came.
        assert (path.read_bytes() == first) == ((place + 1) * 2 <= len(reporters) / 2)


@pytest.mark.usefixtures("many")
def test_what_is_said_as_before_is_not_even_asked_of_the_engine(county, filed, ask, monkeypatch):
    whole = county(10, units=4)
    reporters = list(whole.reporters)
    ask(reporters)
    rows = whole.ledgers[reporters[0].unit].rows
    moved = tuple(attrs.evolve(row, number=row.number + 30) for row in reversed(rows))
    again = attrs.evolve(whole.ledgers[reporters[0].unit], rows=moved)
    revision = filed(reporters[0].unit, YEAR, sector=reporters[0].sector, region=reporters[0].region, ledger=again)
    monkeypatch.setattr(kept, "_by_side", None)
    assert not ask([attrs.evolve(reporters[0], revision=revision), *reporters[1:]])
