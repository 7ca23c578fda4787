"""How the search for activities that several units report grows with the number of units.

Run: ``.venv/bin/python bench/overlaps.py [ROUNDS]``
"""

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
from shuangyong.office.overlaps.blocking import pairs
from shuangyong.office.overlaps.candidates import candidates
from shuangyong.office.overlaps.reports import reports_of
from shuangyong.office.store.opening import open_store

UNITS = (500, 1000, 2000, 4000)

#: How many times the cost per event of the smallest store the largest may take.
GOAL = 1.3

_SUBMISSION = "INSERT INTO submission (unit, year, current, counted) VALUES (?, 2026, ?, ?)"
_REVISION = (
    "INSERT INTO revision (id, submission, number, sha256, content, file, size, received, modified, state, name,"
    " sector, region, declarations, missing, versions, format, rows, facts, events)"
    " VALUES (?, ?, 1, ?, '', '', 0, '', '', 'accepted', ?, ?, ?, '{}', '[]', '{}', 1, 0, x'', ?)"
)
_ROSTER = "INSERT INTO roster (unit, name, sector, region, start) VALUES (?, ?, ?, ?, '2020-01-01')"


def fill(store, count):
    """Write what so many units of a sample city report."""
    catalog = installed()
    county = plan_county(catalog, count, 2026)
    with store.transaction() as db:
        for number, member in enumerate((unit for unit in county.units if unit.sound), start=1):
            ledger = varied(county, member, catalog, 2026)
            blob = zlib.compress(events.encode(events.events_of(ledger, member.code)).encode())
            db.execute(_ROSTER, (member.code, member.name, member.sector, member.region))
            db.execute(_SUBMISSION, (member.code, number, number))
            db.execute(_REVISION, (number, number, str(number), member.name, member.sector, member.region, blob))


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
        for count, store in stores.items():
            fill(store, count)
        times = {count: [] for count in UNITS}
        for _ in range(rounds):
            for count, store in stores.items():  # in turns, so that a busy moment hits all alike
                read, reports = seconds(lambda store=store: reports_of(store, 2026))
                graded, found = seconds(lambda reports=reports: candidates(reports, catalog))
                times[count].append((read, graded, len(reports), found))
        per_event = {}
        for count in UNITS:
            read, graded = (statistics.median(one[place] for one in times[count]) for place in (0, 1))
            _, _, number, found = times[count][0]
            compared = sum(1 for _ in pairs(reports_of(stores[count], 2026)))
            per_event[count] = (read + graded) / number
            ratio = per_event[count] / per_event[UNITS[0]]
            print(
                f"{count:5} units {number:7} events   read {read:5.2f} s   compare and grade {graded:5.2f} s"
                f"   {compared / number:.2f} pairs, {len(found) / number:.3f} candidates an event"
                f"   {per_event[count] * 1e6:4.1f} us an event, ratio {ratio:.2f}"
            )
        worst = per_event[UNITS[-1]] / per_event[UNITS[0]]
        print(f"goal {GOAL}   {'met' if worst <= GOAL else 'MISSED'}")
        for store in stores.values():
            store.close()


if __name__ == "__main__":
    main()
