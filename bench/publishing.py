"""How long the workbook of a roll-up takes to write, beside XlsxWriter writing the same cells and nothing else.

Run ``python bench/publishing.py [units]``: both are timed in turn, in this one run, the median of five each. The cells,
values and formats of the peer are those of our own workbook, noted beforehand; both call XlsxWriter's quickest methods.
"""

import datetime
import io
import itertools
import random
import statistics
import sys
import time
from decimal import Decimal

import xlsxwriter
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.office.publish.sheets.long import LongSheet
from shuangyong.office.publish.workbook import write_workbook
from shuangyong.office.rollup.figures import Coverage, Figure, Rollup, Sum
from shuangyong.office.status.status import Status
from shuangyong.office.status.units import UnitStatus
from xlsxwriter.worksheet import Worksheet

ROUNDS = 5
GOAL = 1.3
COUNTIES = ("370202", "370203", "370211", "370212", "370213", "370214", "370215", "370281", "370283", "370285")


def sample(units: int):
    """Return a roll-up of so many units in ten counties, split by sector, county, month and any two; its status."""
    catalog, chance = installed(), random.Random(7)
    sectors = [sector.id for sector in catalog.sectors]
    status = Status(
        period=Period(2026),
        today=datetime.date(2027, 1, 20),
        roster=True,
        units=tuple(
            UnitStatus(
                unit=f"U{number:05d}",
                name=f"第{number}单位",
                sector=sectors[number % len(sectors)],
                region=COUNTIES[number // len(sectors) % len(COUNTIES)],
                expected=True,
                submitted=number % 17 > 0,
                complete=number % 13 > 0,
                passed=number % 19 > 0,
                on_time=number % 11 > 0,
            )
            for number in range(units)
        ),
    )
    groups = {
        "sector": sectors,
        "region": COUNTIES,
        "month": [f"2026-{month:02d}" for month in range(1, 13)],
    }
    figures = [
        figure(kind, field, dict(zip(dims, values, strict=True)), units, chance)
        for kind in catalog.kinds.values()
        for field in kind.measures
        if field.unit not in (None, "天")
        for size in range(len(groups))
        for dims in itertools.combinations(groups, size)
        if not (field.measure == "stock" and "month" in dims)
        for values in itertools.product(*(groups[dim] for dim in dims))
        if "sector" not in dims or kind.namespace in ("core", values[dims.index("sector")])
    ]
    rollup = Rollup(
        title="滨海市双拥办",
        period=Period(2026),
        dims=tuple(groups),
        coverage=Coverage(expected=units, received=units, counted=units),
        figures=tuple(figures),
    )
    return rollup, catalog, status


def figure(kind, field, by, units, chance):
    """Return an invented figure."""
    cents = Decimal(chance.randrange(100, 10**8)).scaleb(-field.decimals)
    return Figure(
        measure=f"{kind.name}.{field.id}",
        by=by,
        sum=Sum(cents, Decimal(-(chance.random() < 0.1)), chance.random() < 0.05),
        units=units,
        records=units * 2,
        last=cents + 1,
    )


def noted(*source):
    """Return the formats of our workbook, and its cells sheet by sheet: method, row, column, value, format's number."""
    sheets: dict[int, list[tuple]] = {}
    looks: dict[int, tuple[int, dict]] = {}
    originals = {name: getattr(Worksheet, name) for name in ("write_string", "write_number", "write_blank")}
    plain = {"begin": lambda *_, **__: None, "keep": lambda *_: None, "repeat": lambda *_: False}
    markup = {name: getattr(LongSheet, name) for name in plain}

    def noting(name):
        def write(self, row, column, value, form):
            number, _ = looks.setdefault(id(form), (len(looks), look(form)))
            sheets.setdefault(id(self), []).append((name, row, column, value, number))
            return originals[name](self, row, column, value, form)

        return write

    try:
        for name in originals:
            setattr(Worksheet, name, noting(name))
        # Where our own sheet writes markup, it is to be seen what it writes.
        for name, nothing in plain.items():
            setattr(LongSheet, name, nothing)
        write_workbook(*source)
    finally:
        for name, original in originals.items():
            setattr(Worksheet, name, original)
        for name, original in markup.items():
            setattr(LongSheet, name, original)
    return [each for _, each in looks.values()], list(sheets.values())


def look(form) -> dict:
    """Return what makes a format."""
    names = ("num_format", "font_name", "font_size", "bold", "indent", "text_wrap", "font_color", "bg_color")
    told = {name: getattr(form, name) for name in names} | {"border": form.left}
    return {name: value for name, value in told.items() if value}


def bare(looks: list[dict], sheets: list[list[tuple]]) -> bytes:
    """Return a workbook with these cells."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    forms = [book.add_format(each) for each in looks]
    for cells in sheets:
        sheet = book.add_worksheet()
        methods = {name: getattr(sheet, name) for name in ("write_string", "write_number", "write_blank")}
        for name, row, column, value, number in cells:
            methods[name](row, column, value, forms[number])
    book.close()
    return buffer.getvalue()


def timed(work) -> float:
    """Return the processor's seconds that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print both times and their ratio."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    source = sample(units)
    looks, cells = noted(*source)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(timed(lambda: write_workbook(*source)))
        theirs.append(timed(lambda: bare(looks, cells)))
    own, peer = statistics.median(ours), statistics.median(theirs)
    print(f"{units} units, {len(source[0].figures)} figures, {sum(map(len, cells))} cells")
    print(f"ours {own:.2f} s, XlsxWriter alone {peer:.2f} s: {own / peer:.2f} times (goal {GOAL})")
    if own / peer > GOAL:
        print("MISSED")


if __name__ == "__main__":
    main()
