"""How long reading and checking ledgers takes, beside python-calamine's bare parse of the same files to rows.

Run: ``.venv/bin/python bench/reading.py [LEDGERS] [ROUNDS]``
"""

import sys
import tempfile
import time
from pathlib import Path

import attrs
from python_calamine import CalamineWorkbook
from shuangyong.catalog import installed
from shuangyong.examination import examine
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes

#: How many times calamine's time may be taken.
GOAL = 2.5
YEAR = 2026


def write_ledgers(folder, catalog, count):
    """Write sample ledgers of all sectors in turn, each of another unit; return their paths."""
    samples = [
        sample_ledger(catalog, one.sector, YEAR) for plugin in catalog.plugins for one in plugin.offers.sample_ledgers
    ]
    assert samples, "no installed plugin has a sample ledger"
    paths = [folder / f"{number:04}.xlsx" for number in range(count)]
    for number, path in enumerate(paths):
        ledger = samples[number % len(samples)]
        unit = attrs.evolve(ledger.unit, name=f"{ledger.unit.name}{number}")
        path.write_bytes(ledger_bytes(catalog, attrs.evolve(ledger, unit=unit)))
    return paths


def ours(paths, catalog):
    """Read and check each; return how many rows there were."""
    rows = 0
    for path in paths:
        examined = examine(path, catalog)
        assert examined.ok, f"{path.name}: {examined.problems[:3]}"
        rows += len(examined.ledger.rows)
    return rows


def calamine(paths):
    """Parse every sheet of each to rows; return how many there were, headers and hidden sheets included."""
    rows = 0
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        rows += sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return rows


def timed(work, *arguments):
    """Return what it returns, and the seconds of processor time that it takes: other programs do not count."""
    start = time.process_time()
    result = work(*arguments)
    return result, time.process_time() - start


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    catalog = installed()
    with tempfile.TemporaryDirectory() as folder:
        paths = write_ledgers(Path(folder), catalog, count)
        size = sum(path.stat().st_size for path in paths)
        ours(paths[:1], catalog)  # imports are the start's, not the reading's
        turns = [(timed(calamine, paths), timed(ours, paths, catalog)) for _ in range(rounds)]
    bare, checked = (min(turn[which][1] for turn in turns) for which in (0, 1))
    ratio = checked / bare
    print(f"{count} ledgers, {size / 1024 / count:.0f} KiB each, {turns[0][1][0] / count:.0f} records each")
    print(f"python-calamine  {bare * 1000 / count:6.2f} ms a ledger   parsed to rows only")
    print(f"shuangyong       {checked * 1000 / count:6.2f} ms a ledger   read and checked")
    print(f"ratio {ratio:.2f}   goal {GOAL}   {'met' if ratio <= GOAL else 'MISSED'}")


if __name__ == "__main__":
    main()
