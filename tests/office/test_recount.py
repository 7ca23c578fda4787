"""Every figure of a county of 300 units, against another program that adds up its workbooks.

The other program stands below: cells read by python-calamine and added up in plain loops. It knows the kinds (what is
a measure, what counts toward what) and nothing else: not the reader, the facts, the store or the SQL. What it cannot
know, which pairs the office decided to be the same, it is told.
"""

import calendar
import datetime
import json
import os
import re
import types
import zipfile
from collections import defaultdict
from decimal import Decimal

import attrs
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook
from shuangyong.catalog import installed
from shuangyong.cli.commands import shuangyong
from shuangyong.office.county import plan_county

YEAR, UNITS, SEED = 2025, int(os.environ.get("SHUANGYONG_TEST_UNITS", "300")), 1


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """The folder that ``demo --units`` writes."""
    folder = tmp_path_factory.mktemp("county") / "示例县"
    run("demo", folder, "--units", UNITS, "--year", YEAR, "--seed", SEED)
    return folder


def run(*arguments):
    done = CliRunner().invoke(shuangyong, [str(one) for one in arguments], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done


@pytest.fixture(scope="module")
def said(county, tmp_path_factory):
    """What the workbooks say that arrived sound and of units on the roster: by the plan, not by the store."""
    catalog, kept = installed(), tmp_path_factory.mktemp("unzipped")
    for archive in sorted((county / "台账").rglob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(kept / archive.parent.name)
    files = {}
    for batch in ("上年", "第一批", "第二批"):  # a later one takes the place of an earlier
        for place in (county / "台账" / batch, kept / batch):
            files |= {path.stem: path for path in sorted(place.glob("*.xlsx"))}
    sectors = {sector.label: sector.id for sector in catalog.sectors}
    planned = plan_county(catalog, UNITS, YEAR, SEED)
    this = [files[f"{unit.name}-{YEAR}"] for unit in planned.units if unit.sound]
    last = [files[f"{unit.name}-{YEAR - 1}"] for unit in planned.units if unit.before]
    return {
        year: [one for path in paths for one in said_in(path, catalog, sectors)]
        for year, paths in ((YEAR, this), (YEAR - 1, last))
    }


@pytest.fixture(scope="module")
def rolled(county):
    """The roll-up's figures by their dimensions."""

    def roll(dims):
        run("rollup", county / "数据库", "-o", county / "again.json", "--period", YEAR, "--by", dims)
        return json.loads((county / "again.json").read_text(encoding="utf-8"))

    return roll


GROUPS = {
    (): lambda _: (),
    ("sector",): lambda one: (one.sector,),
    ("region",): lambda one: (one.county,),
    ("region", "sector"): lambda one: (one.county, one.sector),
    ("unit",): lambda one: (one.unit,),
}


@pytest.mark.slow
def test_every_figure_is_what_another_program_adds_up(said, rolled):
    compared = {dims: {} for dims in GROUPS}
    omitted = set()
    for asked in ("region,sector", "unit"):
        rollup = rolled(asked)
        omitted |= {one["measure"] for one in rollup["omissions"]}
        for figure in rollup["figures"]:
            dims = tuple(sorted(figure["by"]))
            if "denominator" not in figure:
                compared[dims][(figure["measure"], *(figure["by"][dim] for dim in dims))] = figure
    for dims, group in GROUPS.items():
        expected = totals(said[YEAR], group, YEAR)
        found = compared[dims]
        missing = {key[0] for key in expected} - {key[0] for key in found}
        assert missing <= omitted, "only what must not be added up is left out"
        assert found.keys() == {key for key in expected if key[0] not in missing}
        for key, figure in found.items():
            assert Decimal(figure["gross"]) == expected[key].value, key
            assert (figure["approx"], figure["units"], figure["records"]) == (
                expected[key].approx,
                expected[key].units,
                expected[key].records,
            ), key


@pytest.mark.slow
def test_months_and_stocks_at_their_ends_are_too(said, rolled):
    expected = totals(said[YEAR], lambda _: (), YEAR, months=True)
    rollup = rolled("month")
    omitted = {one["measure"] for one in rollup["omissions"]}
    found = {
        (figure["measure"], int(figure["by"]["month"][-2:]) if figure["by"]["month"] else None): figure
        for figure in rollup["figures"]
        if figure["by"] and "denominator" not in figure
    }
    assert found.keys() == {key for key in expected if key[0] not in omitted}
    assert len({month for _, month in found}) == 13, "twelve months, and rows that tell none"
    for key, figure in found.items():
        assert Decimal(figure["gross"]) == expected[key].value, key


@pytest.mark.slow
def test_last_year_stands_beside(said, rolled):
    expected = totals(said[YEAR - 1], lambda _: (), YEAR - 1)
    beside = {
        figure["measure"]: figure["last"]
        for figure in rolled("region")["figures"]
        if not figure["by"] and "denominator" not in figure
    }
    scoped = {"core.drill", "core.education_event", "core.activity"}  # last year's 口径 takes out of these
    told = {name: value for name, value in beside.items() if name.rpartition(".")[0] not in scoped}
    assert sum(value is not None for value in told.values()) > 100
    for name, value in told.items():
        assert (Decimal(value) if value is not None else None) == (
            expected[(name,)].value if (name,) in expected else None
        ), name


@pytest.mark.slow
def test_net_is_gross_less_what_was_decided(said, rolled, county):
    listed = json.loads(run("overlaps", county / "数据库", "--period", YEAR, "--format", "json").stdout)
    decided = [
        (*((row["unit"], row["sheet"], row["row"]) for row in one["rows"]), one["verdict"], one["amounts"])
        for one in listed["decided"]
        if not one["in_scope"]
    ]
    scopes = [(one["declarer"], one["unit"], one["kind"], one["kinds"]) for one in listed["scopes"] if one["active"]]
    assert {verdict for *_, verdict, _ in decided} >= {"same", "partly"} and scopes
    expected = taken_out(said[YEAR], decided, scopes, installed())
    found = {}
    for figure in rolled("region")["figures"]:
        assert figure["gross"] is None or Decimal(figure["gross"]) + Decimal(figure["overlap"]) == Decimal(
            figure["net"]
        )
        if not figure["by"] and "denominator" not in figure and Decimal(figure["overlap"]):
            found[figure["measure"]] = Decimal(figure["overlap"])
    omitted = {one["measure"] for one in rolled("region")["omissions"]}
    assert found == {figure: value for figure, value in expected.items() if figure not in omitted}


@pytest.mark.slow
def test_ratios_are_ratios_of_net_sums(rolled):
    rollup = rolled("sector")
    nets = {
        (figure["measure"], figure["by"].get("sector")): figure["net"]
        for figure in rollup["figures"]
        if "denominator" not in figure
    }
    catalog = installed()
    ratios = [figure for figure in rollup["figures"] if "denominator" in figure]
    assert ratios
    for figure in ratios:
        name, _, id_ = figure["measure"].rpartition(".")
        field = catalog.kind(name).field(id_)
        parts = [nets[f"{name}.{part}", figure["by"].get("sector")] for part in (field.numerator, field.denominator)]
        assert [figure["numerator"], figure["denominator"]] == parts
        above, below = map(Decimal, parts)
        assert Decimal(figure["value"]) == round(above / below + Decimal("1e-12"), 4)


NUMBER = re.compile(r"(约|近)?\s*([0-9,]+(?:\.[0-9]+)?)\s*(万|千)?(余|多)?")
DATE = re.compile(r"(?:([0-9]{4})\s*[-年/.])?\s*([0-9]{1,2})(?:[-月/.]([0-9]{1,2}))?")
SCALES = {"万": 10000, "千": 1000, None: 1}
BLANK = {"", "无", "-", "/", "—"}


@attrs.frozen
class Said:
    """What one row says of one figure."""

    unit: str
    sector: str
    county: str
    row: tuple
    figure: str
    value: Decimal
    approx: bool
    month: int | None
    known: int  # from which month's end, 13 for the year's
    order: str  # what is later in a year, for stocks
    stock: bool


@attrs.frozen
class Total:
    """What a group's rows come to."""

    value: Decimal
    approx: bool
    units: int
    records: int


def said_in(path, catalog, sector_of):
    """Yield what a workbook says; ``sector_of`` gives a sector's id by its label."""
    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    info = {str(row[0]).strip(): row[1] for row in sheets["单位信息"] if len(row) > 1 and row[0]}
    unit, sector = str(info["单位代码"]), sector_of[info["行业"]]
    year, county = int(float(info["年度"])), str(info["行政区划代码"])[:6]
    for kind in catalog.kinds_of(sector):
        for number, cells in rows_of(sheets.get(kind.label, []), kind):
            date = partial(cells.get("date"), year) if any(field.id == "date" for field in kind.columns) else None
            month, known, order = when(date, year, kind.register)
            for measure, (value, approx) in contributions(cells, kind).items():
                for ancestor in kind.lineage[: kind.lineage.index(kind.declarer(measure)) + 1]:
                    yield Said(
                        unit,
                        sector,
                        county,
                        (unit, kind.label, number),
                        f"{ancestor.name}.{measure}",
                        value,
                        approx,
                        month,
                        known,
                        order,
                        kind.field(measure).measure == "stock",
                    )


def rows_of(rows, kind):
    """Yield (row number, filled cells by field) of a sheet, below its head."""
    labels = {f"{one.label}（{one.unit}）" if one.unit else one.label: one.id for one in kind.columns}
    head = None
    for number, row in enumerate(rows, start=1):
        if head is None:
            found = {place: labels[cell] for place, cell in enumerate(row) if cell in labels}
            head = found if len(found) >= min(2, len(labels)) else None
            continue
        cells = {field: row[place] for place, field in head.items() if not blank(row[place])}
        if cells and str(row[0]).strip() != "合计":
            yield number, cells


def blank(cell):
    return cell is None or (isinstance(cell, str) and cell.strip() in BLANK)


def contributions(cells, kind):
    """Return what a row says of each of its kind's measures: (value, approximate)."""

    def of(measure):
        if measure.id == "count":
            return Decimal(1), False
        if measure.id in cells:
            return number(cells[measure.id])
        if measure.implied is not None:
            record = types.SimpleNamespace(**{field.id: cells.get(field.id) for field in kind.columns})
            implied = measure.implied(record) if callable(measure.implied) else measure.implied
            return None if implied is None else (Decimal(implied), False)
        parts = [found for part in kind.fields if part.counts_as == measure.id and (found := of(part)) is not None]
        return (sum(value for value, _ in parts), any(approx for _, approx in parts)) if parts else None

    return {measure.id: found for measure in kind.measures if (found := of(measure)) is not None}


def number(cell):
    if isinstance(cell, str):
        before, digits, scale, after = NUMBER.match(cell.strip()).groups()
        return Decimal(digits.replace(",", "")) * SCALES[scale], bool(before or after)
    return Decimal(repr(cell)).quantize(Decimal("0.01")), False


def partial(cell, year):
    """Return (year, month, day) of a date, the last two None where it does not tell them; None without a date."""
    if cell is None:
        return None
    if isinstance(cell, datetime.date | datetime.datetime):
        return cell.year, cell.month, cell.day
    if isinstance(cell, float) or re.fullmatch(r"\s*[0-9]{4}\s*年?\s*", str(cell)):
        return int(float(str(cell).strip(" 年"))), None, None
    found = DATE.match(str(cell).strip()).groups()
    return int(found[0] or year), int(found[1]), int(found[2]) if found[2] else None


def when(date, year, register):
    """Return the month that a row counts in, when its stocks are known, and which of two rows is later."""
    month = date[1] if date and date[0] == year else None
    if register:
        return month, year * 100 + 12, ""
    if date is None:
        return month, year * 100 + 13, ""
    last = (date[0], date[1] or 12)
    day = date[2] or calendar.monthrange(*last)[1]
    order = f"{last[0]:04}-{last[1]:02}-{day:02}-{date[1] is None:d}{date[2] is None:d}"
    return month, year * 100 + 13 if date[0] == year and date[1] is None else last[0] * 100 + last[1], order


def totals(said, group, year, *, months=False):
    """Return the totals by (figure, group): flows of all rows, stocks of each unit's latest rows.

    Args:
        said: What all rows say.
        group: The group of a row, without its month.
        year: Which year.
        months: Whether to split by month: flows by their rows' months, stocks as they are at each month's end.
    """
    found = defaultdict(list)
    stocks = defaultdict(list)
    for one in said:
        if one.stock:
            stocks[one.unit, one.figure].append(one)
        else:
            found[(one.figure, *group(one), *((one.month,) if months else ()))].append(one)
    for rows in stocks.values():
        for end in range(1, 13) if months else (13,):
            then = [one for one in rows if one.known <= year * 100 + end]
            latest = max((one.order for one in then), default=None)
            for one in then:
                if one.order == latest:
                    found[(one.figure, *group(one), *((end,) if months else ()))].append(one)
    return {key: total(rows) for key, rows in found.items()}


def total(rows):
    return Total(
        sum(one.value for one in rows),
        any(one.approx for one in rows),
        len({one.unit for one in rows}),
        len({one.row for one in rows}),
    )


def taken_out(said, decided, scopes, catalog):
    """Return by figure what the office's decisions take out of the whole.

    Args:
        said: What all rows say.
        decided: Pairs of rows as (row, row, verdict, amounts); a row is (unit, sheet, number).
        scopes: (declaring unit, unit below, declared kind, kinds of the unit below) of each 口径含下级.
        catalog: For who descends from whom.
    """
    by_row, out = defaultdict(dict), defaultdict(Decimal)
    for one in said:
        by_row[one.row][one.figure] = one
    for group in connected([pair[:2] for pair in decided if pair[2] == "same"]):
        for figure in {figure for row in group for figure in by_row[row]}:
            values = [by_row[row][figure].value for row in group if figure in by_row[row]]
            out[figure] += max(values) - sum(values)
    for one, other, verdict, amounts in decided:
        if verdict == "partly":
            for figure in by_row[one].keys() & by_row[other].keys():
                out[figure] -= overlapping(figure.rpartition(".")[2], amounts, catalog.kind(figure.rpartition(".")[0]))
    below = {(unit, label(catalog, name)): set() for _, unit, _, kinds in scopes for name in kinds}
    for _, unit, declared, kinds in scopes:
        for name in kinds:
            below[unit, label(catalog, name)] |= {one.name for one in catalog.kind(declared).lineage}
    gone = [one for one in said if one.figure.rpartition(".")[0] in below.get((one.unit, one.row[1]), ())]
    for (figure,), whole in totals(gone, lambda _: (), 0 if not said else 9999).items():
        out[figure] -= whole.value
    return {figure: value for figure, value in out.items() if value}


def overlapping(measure, amounts, kind):
    """Return how much of a measure both rows count: as decided, or as decided of what counts toward it."""
    if measure in amounts:
        return Decimal(amounts[measure])
    parts = {part.id for one in (kind, *installed().descendants(kind)) for part in one.parts.get(measure, ())}
    return sum((overlapping(part, amounts, kind) for part in parts & amounts.keys()), Decimal(0))


def label(catalog, name):
    return catalog.kind(name).label


def connected(pairs):
    groups = []
    for pair in pairs:
        rows = set(pair)
        for group in [group for group in groups if group & rows]:
            groups.remove(group)
            rows |= group
        groups.append(rows)
    return groups
