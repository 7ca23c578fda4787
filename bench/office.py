"""What a city office does, beside the scripts that its data person would write: ``bench/peers.py``.

Run: ``.venv/bin/python bench/office.py speed|growth|again [LEDGERS] [--keep FOLDER]``

- ``speed``: collect and roll up 200 ledgers, beside pandas with openpyxl, and calamine with polars and XlsxWriter;
- ``growth``: the cost of a ledger among 4,000 beside one among 400, and the peaks of memory;
- ``again``: one ledger changed among 2,000, collected and rolled up again, beside the first time.

Every measurement runs in a process of its own, from the interpreter's start to the files written, with the bytecode of
all sides at hand, as after an installation: a first round that writes it does not move the median.
"""

import functools
import gc
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path
from statistics import median

import attrs

ROUNDS = 5
YEAR = 2025
FORMS = "forms.pickle"
#: How many times faster than pandas, and how many times calamine's time, and what may be spent on the rest.
FASTER, SLOWER, GROWTH, MEMORY, AGAIN = 10, 1.5, 1.15, 1.5, 0.03


def write_ledgers(folder, count):
    """Write so many submitted ledgers of a sample county's units; those that are there already stay."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [number for number in range(count) if not (folder / f"{number:05}.xlsx").exists()]
    if jobs:
        with ProcessPoolExecutor(initializer=_plan, initargs=(count, str(folder))) as pool:
            list(pool.map(_write, jobs, chunksize=16))
    return [folder / f"{number:05}.xlsx" for number in range(count)]


PLANNED = {}


def _plan(count, folder):
    from shuangyong.catalog import installed
    from shuangyong.office.county import plan_county

    catalog = installed()
    county = plan_county(catalog, count * 3 // 2 + 40, YEAR, seed=11)
    PLANNED.update(
        catalog=catalog, county=county, folder=Path(folder), sound=[one for one in county.units if one.sound]
    )


def _write(number):
    from shuangyong.office.county.reports import ledger_of
    from shuangyong.workbook.submitting import submitted_copy

    ledger = ledger_of(PLANNED["county"], PLANNED["catalog"], PLANNED["sound"][number], YEAR)
    data = submitted_copy(PLANNED["catalog"], ledger, f"{number:064x}", f"{YEAR}-12-10T08:00:00Z")
    (PLANNED["folder"] / f"{number:05}.xlsx").write_bytes(data)


def ours(folder, store, output):
    """Collect into a store and roll it up into a workbook."""
    command("collect", store, folder)
    command("rollup", store, "-o", output, "--by", "region,sector")


def command(*arguments):
    """Run a command of the program in this process."""
    from shuangyong.cli import main

    code = None
    try:
        main([str(one) for one in arguments])
    except SystemExit as end:
        code = end.code
    assert not code, f"{arguments[0]} ended with {code}"


def peer(which, folder, output, figures):
    """Run one of the scripts, which knows the form as its author typed it in, and keep its figures."""
    import peers

    forms = pickle.loads(Path(figures).with_name(FORMS).read_bytes())
    found = getattr(peers, which)(sorted(Path(folder).glob("*.xlsx")), forms, output)
    Path(figures).write_text(json.dumps([[*key, f"{value:f}"] for key, value in found.items()]), encoding="utf-8")


def know_forms(folder):
    import peers
    from shuangyong.catalog import installed_for_figures

    (folder / FORMS).write_bytes(pickle.dumps(peers.forms_of(installed_for_figures())))


def timed(*arguments):
    """Return the seconds and the peak of memory (bytes) of a run of this file in a process of its own."""
    before = time.perf_counter()
    command = [sys.executable, __file__, "run", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_installed()) as process:
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    assert not status, errors.decode()
    return time.perf_counter() - before, usage.ru_maxrss * 1024


@functools.cache
def _bytecode():
    return tempfile.TemporaryDirectory(prefix="bytecode-")


def _installed():
    """Return an environment in which all sides have their bytecode, as programs that pip installed have."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": _bytecode().name}


def speed(count, folder):
    paths = write_ledgers(folder, count)
    rounds = {"plain": [], "simple": [], "ours": []}
    with tempfile.TemporaryDirectory() as kept:
        kept = Path(kept)
        know_forms(kept)
        for number in range(ROUNDS):
            rounds["ours"].append(timed("ours", folder, kept / f"store{number}", kept / f"ours{number}.xlsx")[0])
            rounds["simple"].append(timed("simple", folder, kept / "simple.xlsx", kept / "simple.json")[0])
            rounds["plain"].append(timed("plain", folder, kept / "plain.xlsx", kept / "plain.json")[0])
            print(f"round {number + 1}: " + ", ".join(f"{name} {found[-1]:.2f} s" for name, found in rounds.items()))
        compare(kept)
    found = {name: median(seconds) for name, seconds in rounds.items()}
    print(f"{len(paths)} ledgers, {sum(path.stat().st_size for path in paths) / len(paths) / 1024:.0f} KiB each")
    for name, seconds in found.items():
        print(f"{name:8}{seconds:8.2f} s   {seconds / len(paths) * 1000:6.1f} ms a ledger")
    verdict(
        f"faster than pandas {found['plain'] / found['ours']:.1f}", FASTER, found["plain"] / found["ours"] >= FASTER
    )
    verdict(f"beside calamine {found['ours'] / found['simple']:.2f}", SLOWER, found["ours"] / found["simple"] <= SLOWER)


def compare(kept):
    """Assert that the scripts and the store say the same figures; those that must not be summed are not asked."""
    from shuangyong.catalog import installed

    found = {name: _figures(kept / f"{name}.json") for name in ("plain", "simple")}
    assert found["plain"] == found["simple"], "the scripts disagree"
    command("rollup", kept / "store0", "-o", kept / "ours.json", "--by", "region,sector")
    sectors = {sector.id: sector.label for sector in installed().sectors}
    same = 0
    for figure in json.loads((kept / "ours.json").read_text(encoding="utf-8"))["figures"]:
        by, name = figure["by"], figure["measure"]
        if len(by) < 2 and "numerator" not in figure:
            group = [sectors.get(value, value) for value in by.values()]
            key = (name, *group)
            assert Decimal(figure["gross"]) == found["simple"][key], (key, figure["gross"], found["simple"][key])
            same += 1
    print(f"{same} figures equal in all three")


def _figures(path):
    return {tuple(row[:-1]): Decimal(row[-1]) for row in json.loads(path.read_text(encoding="utf-8"))}


def growth(count, folder):
    found = {}
    with tempfile.TemporaryDirectory() as kept:
        for size in (count // 10, count):
            place = folder if size == count else Path(kept) / "few"
            paths = write_ledgers(folder, count)[:size]
            if size != count:
                place.mkdir()
                for path in paths:
                    (place / path.name).symlink_to(path)
            runs = [timed("ours", place, Path(kept) / f"{size}-{number}", Path(kept) / "o.xlsx") for number in range(3)]
            found[size] = median(seconds for seconds, _ in runs) / size, median(peak for _, peak in runs)
            print(f"{size:5} ledgers  {found[size][0] * 1000:6.2f} ms a ledger  {found[size][1] / 2**20:6.0f} MiB")
    (small, little), (large, much) = found.values()
    verdict(f"cost of a ledger {large / small:.2f}", GROWTH, large / small <= GROWTH)
    verdict(f"peak of memory {much / little:.2f}", MEMORY, much / little <= MEMORY)


def again(count, folder):
    """Both in one process, as a server has it: the interpreter's start is no part of the work."""
    import shutil

    from shuangyong.catalog import installed
    from shuangyong.model.periods import Period
    from shuangyong.office.intake.collecting import collect
    from shuangyong.office.publish.workbook import write_workbook
    from shuangyong.office.rollup.rolling import roll_up
    from shuangyong.office.store.opening import open_store

    gc.set_threshold(300_000, 20, 20)  # as the program's main does
    catalog = installed()
    gc.freeze()  # as the server does
    with tempfile.TemporaryDirectory() as kept:
        place, changed = Path(kept) / "ledgers", Path(kept) / "changed"
        shutil.copytree(write_ledgers(folder, count)[0].parent, place)
        write_ledgers(changed, ROUNDS)
        with open_store(Path(kept) / "store", create=True) as store:

            def work():
                start = time.perf_counter()
                collection = collect(store, catalog, [place])
                data = write_workbook(roll_up(store, catalog, Period(YEAR), "region,sector"), catalog)
                (Path(kept) / "rollup.xlsx").write_bytes(data)
                return time.perf_counter() - start, collection

            full, _ = work()
            rounds = []
            for number in range(ROUNDS):
                edit(place / f"{number:05}.xlsx")
                seconds, collection = work()
                assert [len(collection.of(one)) for one in ("accepted", "unchanged")] == [1, count - 1]
                rounds.append(seconds)
    print(f"{count} ledgers {full:.2f} s, one changed {median(rounds):.3f} s")
    verdict(f"share {median(rounds) / full:.3f}", AGAIN, median(rounds) / full <= AGAIN)


def edit(path):
    """Change a ledger as its clerk would: a number corrected and a remark added in one row, saved a week later."""
    from shuangyong.catalog import installed
    from shuangyong.examination import examine
    from shuangyong.workbook.submitting import submitted_copy

    catalog = installed()
    ledger = examine(path, catalog).ledger
    place, measure = next(
        (place, field.id)
        for place, row in enumerate(ledger.rows)
        for field in row.kind.measures
        if row.kind.is_activity and field.type == "integer" and getattr(row.record, field.id, None)
    )
    row = ledger.rows[place]
    mended = attrs.evolve(row.record, **{measure: getattr(row.record, measure) - 1}, remarks="已核对")
    rows = [*ledger.rows]
    rows[place] = attrs.evolve(row, record=mended, originals={})
    copy = submitted_copy(catalog, attrs.evolve(ledger, rows=tuple(rows)), "f" * 64, "2026-01-05T08:00:00Z")
    path.write_bytes(copy)


def verdict(text, goal, met):
    print(f"{text}   goal {goal}   {'met' if met else 'MISSED'}")


def main():
    if sys.argv[1] == "run":
        which, arguments = sys.argv[2], sys.argv[3:]
        if which == "ours":
            ours(*arguments)
        else:
            peer(which, *arguments)
        return
    default = {"speed": 200, "growth": 4000, "again": 2000}
    given = [one for one in sys.argv[2:] if one.isdigit()]
    count = int(given[0]) if given else default[sys.argv[1]]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[sys.argv.index("--keep") + 1]) if "--keep" in sys.argv else Path(temporary)
        {"speed": speed, "growth": growth, "again": again}[sys.argv[1]](count, folder / str(count))


if __name__ == "__main__":
    main()
