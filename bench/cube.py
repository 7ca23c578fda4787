"""How long the cube over ten million facts takes, beside the same grouping sets typed into DuckDB by hand.

Run: ``.venv/bin/python bench/cube.py [FACTS [ROUNDS [BY]]]``, BY ``region,sector`` or ``region,sector,month``.

Both give the same cells, checked equal: value, approximate or not, units, records, flows and stocks. Beside them stands
the same statement without its count of distinct units, which is the least that anybody would type.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.office.cube.cells import Request, cube
from shuangyong.office.cube.dimensions import parse_dimensions
from shuangyong.office.cube.relations import figures_of, lineage
from shuangyong.office.engines.duckdb import DuckDB
from shuangyong.office.roster.standing import Reporter

GOAL = 1.3
YEAR = 2026
SEED = 20260801
#: A unit's records in a year; each says some four things.
RECORDS = 48
FACTS_A_UNIT = 195
MEMORY = "8GiB"

#: Units of sectors in turn, each record of one of its kinds in some month, one in forty without a date.
FACTS = """
COPY (
    WITH records AS (
        SELECT revision, revision % (SELECT MAX(sector) + 1 FROM said) AS sector, number,
               hash(revision, number, {seed}) AS h
        FROM range({units}) AS u(revision), range({records}) AS r(number)
    ),
    kinds AS (SELECT sector, MAX(place) + 1 AS kinds FROM said GROUP BY sector),
    dated AS (
        SELECT *, hash(h, 2) % kinds AS place, hash(h, 3) % 40 = 0 AS undated, hash(h, 3) % 12 + 1 AS m,
               hash(h, 4) % 28 + 1 AS d
        FROM records JOIN kinds USING (sector)
    )
    SELECT revision, kind, measure,
           CASE WHEN NOT undated THEN m::INTEGER END AS month,
           ({year} * 100 + CASE WHEN undated THEN 13 ELSE m END)::INTEGER AS since,
           CASE WHEN undated THEN '' ELSE format('{year}-{{:02d}}-{{:02d}}', m, d) END AS day,
           (CASE WHEN measure = 'count' THEN 1 ELSE hash(h, item, 5) % 100000 END / 100)::DECIMAL(18, 2) AS value,
           (hash(h, item, 6) % 50 = 0)::INTEGER AS approx,
           format('{{{{"form":"f{{}}","festival":"d{{}}"}}}}', hash(h, 7) % 8, hash(h, 8) % 12) AS choices,
           kind AS sheet, (number + 4)::INTEGER AS "row", 'C' || (number + 4) AS cell
    FROM dated JOIN said USING (sector, place)
    WHERE measure = 'count' OR hash(h, item, 9) % 10 < 7
    ORDER BY revision, number
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""

#: As a person types it who knows DuckDB and the vocabulary: {time} is ", month" or nothing.
BY_HAND = """
WITH flows AS (
    SELECT l.figure, r.region, r.sector{time}, SUM(f.value) AS value, MAX(f.approx) AS approx,
           COUNT(*) AS records, {units} AS units, GROUPING_ID(r.region, r.sector{time}) AS set
    FROM facts f
    JOIN lineage l ON l.kind = f.kind AND l.measure = f.measure AND l.stock = 0
    JOIN reporters r ON r.revision = f.revision
    GROUP BY l.figure, CUBE (r.region, r.sector{time})
),
latest AS (
    SELECT l.figure, f.revision, f.value, f.approx
    FROM facts f
    JOIN lineage l ON l.kind = f.kind AND l.measure = f.measure AND l.stock = 1
    QUALIFY RANK() OVER (PARTITION BY f.revision, l.figure ORDER BY f.day DESC) = 1
),
stocks AS (
    SELECT figure, r.region, r.sector{null}, SUM(value) AS value, MAX(approx) AS approx,
           COUNT(*) AS records, {units} AS units, GROUPING_ID(r.region, r.sector){shift} AS set
    FROM latest f JOIN reporters r ON r.revision = f.revision
    GROUP BY figure, CUBE (r.region, r.sector)
){monthly}
SELECT * FROM flows UNION ALL SELECT * FROM stocks{more}
"""

MONTHLY = """,
monthly AS (
    SELECT l.figure, f.revision, e.month, f.value, f.approx
    FROM facts f
    JOIN lineage l ON l.kind = f.kind AND l.measure = f.measure AND l.stock = 1
    JOIN range(1, 13) e(month) ON f.since <= {year} * 100 + e.month
    QUALIFY RANK() OVER (PARTITION BY f.revision, l.figure, e.month ORDER BY f.day DESC) = 1
),
carried AS (
    SELECT figure, r.region, r.sector, month, SUM(value) AS value, MAX(approx) AS approx,
           COUNT(*) AS records, {units} AS units, GROUPING_ID(r.region, r.sector, month) AS set
    FROM monthly f JOIN reporters r ON r.revision = f.revision
    GROUP BY GROUPING SETS ((figure, r.region, r.sector, month), (figure, r.region, month),
                            (figure, r.sector, month), (figure, month))
)"""


def by_hand(by, units):
    """Return the statement for what is asked, with the count of units or without."""
    counted = "COUNT(DISTINCT f.revision)" if units else "0"
    if by == "region,sector":
        return BY_HAND.format(time="", null="", shift="", monthly="", more="", units=counted)
    assert by == "region,sector,month", "nobody typed another"
    return BY_HAND.format(
        time=", month",
        null=", NULL AS month",
        shift=" * 2 + 1",
        monthly=MONTHLY.format(units=counted, year=YEAR),
        more=" UNION ALL SELECT * FROM carried",
        units=counted,
    )


def make_facts(catalog, units, path):
    """Write the facts of so many units; return how many there are."""
    said = [
        (number, place, kind.name, field.id, item)
        for number, sector in enumerate(catalog.sectors)
        for place, kind in enumerate(catalog.kinds_of(sector.id))
        for item, field in enumerate(kind.measures)
    ]
    with duckdb.connect() as db:
        db.execute("CREATE TABLE said (sector INT, place INT, kind VARCHAR, measure VARCHAR, item INT)")
        db.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?)", said)
        ((count,),) = db.execute(FACTS.format(seed=SEED, units=units, records=RECORDS, year=YEAR, path=path)).fetchall()
    return count


def typed(statement, path, reporters, catalog):
    """Run a statement as its author would: tables of units and lineage, a view of the facts, all rows fetched."""
    names = list(figures_of(catalog))
    with duckdb.connect(config={"memory_limit": MEMORY}) as db:
        db.execute(f"CREATE VIEW facts AS SELECT * FROM '{path}'")
        for name, columns, rows in (
            ("lineage", "kind, measure, figure, stock", lineage(catalog, names).rows),
            ("reporters", "revision, region, sector", [(one.revision, one.region, one.sector) for one in reporters]),
        ):
            unnested = ", ".join(f"UNNEST(?) AS {column}" for column in columns.split(", "))
            db.execute(f"CREATE TABLE {name} AS SELECT {unnested}", [list(each) for each in zip(*rows, strict=True)])
        return db.execute(statement).fetchall()


def same(rows, cells, catalog, dims):
    """Tell whether typed rows and our cells are the same."""
    names = list(figures_of(catalog))
    theirs = set()
    for figure, *rest in rows:
        values, (value, approx, records, units, flags) = rest[: len(dims)], rest[len(dims) :]
        by = frozenset(
            (dim, f"{YEAR}-{said:02d}" if dim == "month" and said is not None else said)
            for place, (dim, said) in enumerate(zip(dims, values, strict=True))
            if not flags >> (len(dims) - 1 - place) & 1
        )
        theirs.add((names[figure], by, value, bool(approx), units, records))
    ours = {
        (cell.figure, frozenset(cell.by.items()), cell.value, cell.approx, cell.units, cell.records) for cell in cells
    }
    return theirs == ours and len(rows) == len(cells)


def timed(work, *arguments):
    """Return what it returns, the seconds by the clock, and those of the processors."""
    start, spent = time.perf_counter(), time.process_time()
    result = work(*arguments)
    return result, time.perf_counter() - start, time.process_time() - spent


def main():
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    by = sys.argv[3] if len(sys.argv) > 3 else "region,sector"
    catalog = installed()
    sectors = [sector.id for sector in catalog.sectors]
    units = facts // FACTS_A_UNIT
    reporters = [
        Reporter(
            unit=f"U{number}",
            revision=number,
            name=f"U{number}",
            sector=sectors[number % len(sectors)],
            region=f"37{number // 8 % 16 + 1:02d}{number % 10 + 1:02d}",
        )
        for number in range(units)
    ]
    request = Request(Period(YEAR), parse_dimensions(by, catalog))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.parquet"
        count = make_facts(catalog, units, path)
        print(f"{count:,} facts of {units:,} units, {path.stat().st_size >> 20} MiB; --by {by}")
        engine = DuckDB(memory=MEMORY)
        sides = {
            "cube": lambda: cube(engine, [path], reporters, catalog, request),
            "by hand": lambda: typed(by_hand(by, units=True), path, reporters, catalog),
            "without units": lambda: typed(by_hand(by, units=False), path, reporters, catalog),
        }
        turns = []
        for number in range(rounds):
            turn = {name: timed(work) for name, work in sides.items()}
            if not number:
                assert same(turn["by hand"][0], turn["cube"][0], catalog, by.split(",")), "not the same figures"
            turns.append({name: done[1:] for name, done in turn.items()})
    clock, spent = ({name: statistics.median(turn[name][i] for turn in turns) for name in sides} for i in (0, 1))
    for name in sides:
        print(f"{name:14} {clock[name]:7.2f} s   processors {spent[name]:7.2f} s")
    ratio = {name: clock["cube"] / clock[name] for name in sides}
    print(f"ratio to by hand {ratio['by hand']:.2f}   goal {GOAL}   {'met' if ratio['by hand'] <= GOAL else 'MISSED'}")
    print(f"ratio to the same without counting units {ratio['without units']:.2f}, for comparison")


if __name__ == "__main__":
    main()
