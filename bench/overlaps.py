"""How the search for activities that several units report grows with the number of units, and what a change costs.

Run: ``.venv/bin/python bench/overlaps.py [ROUNDS]``
"""

import shutil
import statistics
import sys
import tempfile
import time
import zlib
from pathlib import Path

from shuangyong.catalog import installed
from shuangyong.office import events
from shuangyong.office.county.planning import plan_county
from shuangyong.office.county.varying import varied
from shuangyong.office.overlaps.settling import overlaps_of
from shuangyong.office.store.opening import open_store

UNITS = (500, 1000, 2000, 4000)

#: How many times the cost per event of the smallest store the largest may take.
GOAL = 1.3

#: What part of a search from scratch one after a single changed ledger may take.
PART = 0.1

_SUBMISSION = "INSERT INTO submission (unit, year, current, counted) VALUES (?, 2026, ?, ?)"
_REVISION = (
    "INSERT INTO revision (id, submission, number, sha256, content, file, size, received, modified, state, name,"
    " sector, region, declarations, missing, versions, format, rows, facts, events)"
    " VALUES (?, ?, 1, ?, '', '', 0, '', '', 'accepted', ?, ?, ?, '{}', '[]', '{}', 1, 0, x'', ?)"
)
_ROSTER = "INSERT INTO roster (unit, name, sector, region, start) VALUES (?, ?, ?, ?, '2020-01-01')"


def fill(store, count):
    """Write what so many units of a sample city report, and return how many activities."""
    rows = 0
    catalog = installed()
    county = plan_county(catalog, count, 2026)
    with store.transaction() as db:
        for number, member in enumerate((unit for unit in county.units if unit.sound), start=1):
            ledger = varied(county, member, catalog, 2026)
            told = [*events.events_of(ledger, member.code)]
            rows += len(told)
            blob = zlib.compress(events.encode(told).encode())
            db.execute(_ROSTER, (member.code, member.name, member.sector, member.region))
            db.execute(_SUBMISSION, (member.code, number, number))
            db.execute(_REVISION, (number, number, str(number), member.name, member.sector, member.region, blob))
    return rows


def change(store, unit):
    """File a ledger again whose every row says something else; another unit's in each round."""
    row = store.db.execute("SELECT * FROM revision ORDER BY id LIMIT 1 OFFSET ?", (unit,)).fetchone()
    rows = [line.split("\t") for line in zlib.decompress(row["events"]).decode().split("\n")[:-1]]
    days = [row[2] for row in reversed(rows)]
    moved = [(key[::-1], kind, day, "", *rest) for (key, kind, _, _, *rest), day in zip(rows, days, strict=True)]
    blob = zlib.compress("".join("\t".join(cells) + "\n" for cells in moved).encode())
    with store.transaction() as db:
        number = 1 + db.execute("SELECT MAX(id) FROM revision").fetchone()[0]
        said = {**dict(row), "id": number, "number": number, "sha256": str(number), "events": blob}
        columns, marks = ", ".join(said), ", ".join("?" * len(said))
        db.execute(f"INSERT INTO revision ({columns}) VALUES ({marks})", tuple(said.values()))
        db.execute("UPDATE submission SET counted = ? WHERE id = ?", (number, row["submission"]))


def seconds(work):
    """Return the processor time that some work takes, and what it returns."""
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    catalog = installed()
    with tempfile.TemporaryDirectory() as folder:
        stores = {count: open_store(Path(folder) / str(count), create=True) for count in UNITS}
        events = {count: fill(store, count) for count, store in stores.items()}
        anew, again, found = {count: [] for count in UNITS}, {count: [] for count in UNITS}, {}
        for unit in range(rounds):
            for count, store in stores.items():  # in turns, so that a busy moment hits all alike
                shutil.rmtree(store.facts / "overlaps", ignore_errors=True)
                took, overlaps = seconds(lambda store=store: overlaps_of(store, catalog, 2026))
                anew[count].append(took)
                found[count] = len(overlaps.undecided)
                change(store, unit)
                again[count].append(seconds(lambda store=store: overlaps_of(store, catalog, 2026))[0])
        per_event, parts = {}, []
        for count in UNITS:
            whole, one = statistics.median(anew[count]), statistics.median(again[count])
            per_event[count] = whole / events[count]
            parts.append(one / whole)
            print(
                f"{count:5} units {events[count]:7} events {found[count]:5} pairs   from scratch {whole:6.3f} s"
                f"   {per_event[count] * 1e6:4.1f} us an event, ratio {per_event[count] / per_event[UNITS[0]]:.2f}"
                f"   one ledger changed {one:6.3f} s, {parts[-1]:6.1%}"
            )
        worst = per_event[UNITS[-1]] / per_event[UNITS[0]]
        print(f"goal {GOAL}   {'met' if worst <= GOAL else 'MISSED'}")
        print(f"goal {PART:.0%} at {UNITS[-1]} units   {'met' if parts[-1] <= PART else 'MISSED'}")
        for store in stores.values():
            store.close()


if __name__ == "__main__":
    main()
