"""What an office's data person writes instead of this program: two scripts that add ledgers up.

``plain`` is the usual one: pandas with openpyxl, concat, groupby, to_excel. ``simple`` is the best simple one:
python-calamine, polars and XlsxWriter. Both know the form (which sheet and column is which measure, what counts toward
what), read clerks' numbers and dates, and sum flows and stocks; neither checks anything, and neither keeps anything.
"""

import datetime
import re
from decimal import Decimal

import attrs

NUMBER = re.compile(r"(约|近)?([0-9,]+(?:\.[0-9]+)?)(万|千)?(余|多)?")
DATE = re.compile(r"(?:([0-9]{4})[-年/.])?([0-9]{1,2})(?:[-月/.]([0-9]{1,2}))?")
SCALES = {"万": 10000, "千": 1000, None: 1}
NOTHING = {"", "无", "-", "/", "—"}
# The blanks that another cell decides: what came of a plan.
STATES = {"done": "完成", "partly": "部分完成", "undone": "未完成", "cancelled": "取消", "unsaid": None}


@attrs.frozen
class Form:
    """What the person knows of one sheet: its kind, its columns, what a blank is, and what its rows add to."""

    kind: str
    heads: frozenset
    fields: dict
    parts: dict
    implied: dict
    figures: dict
    stocks: frozenset
    register: bool


def forms_of(catalog):
    """Return the forms of every sheet by its name, and the sheets of each sector."""
    return {
        sector.label: {kind.label: form_of(kind) for kind in catalog.kinds_of(sector.id)} for sector in catalog.sectors
    }


def form_of(kind):
    measures = {field.id: field for field in kind.measures}
    return Form(
        kind=kind.name,
        heads=frozenset(header(field) for field in kind.columns),
        fields={header(field): field.id for field in kind.columns if field.measure or field.id in ("date", "result")},
        parts={whole: [part.id for part in parts] for whole, parts in kind.parts.items()},
        implied={
            name: name if callable(field.implied) else field.implied
            for name, field in measures.items()
            if field.implied is not None
        },
        figures={
            name: [f"{one.name}.{name}" for one in kind.lineage[: kind.lineage.index(kind.declarer(name)) + 1]]
            for name in measures
        },
        stocks=frozenset(name for name, field in measures.items() if field.measure == "stock"),
        register=kind.register,
    )


def header(field):
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def rows_of(sheets, forms):
    """Yield (unit, sector, county, kind, figure, measure, day, stock, value) of a workbook's sheets, given as rows."""
    info = {str(row[0]).strip(): row[1] for row in sheets["单位信息"] if len(row) > 1 and row[0]}
    unit, sector = info["单位代码"], info["行业"]
    county, year = str(info["行政区划代码"])[:6], int(float(info["年度"]))
    for name, form in forms[sector].items():
        rows = sheets.get(name)
        if rows is not None:
            for values in table(rows, form):
                day = date(values.pop("date", None), year)
                for measure, value in said(values, form).items():
                    stock = measure in form.stocks
                    for figure in form.figures[measure]:
                        yield unit, sector, county, figure, "" if form.register else day, stock, value


def table(rows, form):
    """Yield the filled cells of each row under the head, by field."""
    head = None
    for row in rows:
        cells = [clean(cell) for cell in row]
        if head is None:
            if sum(cell in form.heads for cell in cells if isinstance(cell, str)) > 1:
                head = {place: form.fields[cell] for place, cell in enumerate(cells) if cell in form.fields}
        elif any(cell is not None for cell in cells) and cells[0] != "合计":
            yield {field: cells[place] for place, field in head.items() if cells[place] is not None}


def clean(cell):
    if isinstance(cell, str):
        cell = cell.strip()
        return None if cell in NOTHING else cell
    return None if cell is None or cell != cell else cell  # pandas has NaN for blanks


def said(values, form):
    """Return what a row says of each measure: stated, implied, or the sum of what counts toward it."""
    result = values.pop("result", None)
    stated = {name: number(value) for name, value in values.items()}

    def of(name):
        if name in stated:
            return stated[name]
        if name in form.implied:
            implied = form.implied[name]
            if implied in STATES:
                return Decimal(result == STATES[implied]) if result or implied == "unsaid" else None
            return Decimal(implied)
        parts = [value for part in form.parts.get(name, ()) if (value := of(part)) is not None]
        return sum(parts) if parts else None

    found = {name: of(name) for name in form.figures if name != "count"}
    return {"count": Decimal(1), **{name: value for name, value in found.items() if value is not None}}


def number(value):
    if isinstance(value, str):
        match = NUMBER.match(value)
        return Decimal(match[2].replace(",", "")) * SCALES[match[3]]
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def date(value, year):
    """Return a date as text that sorts."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    match = DATE.match(str(value))
    return f"{match[1] or year}-{int(match[2]):02}-{int(match[3]) if match[3] else 99:02}" if match else ""


COLUMNS = ("unit", "sector", "county", "figure", "day", "stock", "value")


def plain(paths, forms, output):
    """pandas and openpyxl; return the figures and write them."""
    import pandas

    parts = []
    for path in paths:
        sheets = pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl", dtype=object)
        rows = rows_of({name: sheet.itertuples(index=False) for name, sheet in sheets.items()}, forms)
        parts.append(pandas.DataFrame(rows, columns=COLUMNS))
    facts = pandas.concat(parts, ignore_index=True)
    latest = facts[facts.stock].groupby(["unit", "figure"]).day.transform("max")
    facts = facts[~facts.stock | (facts.day == latest.reindex(facts.index))]
    figures = {}
    with pandas.ExcelWriter(output, engine="openpyxl") as book:
        for name, keys in (("合计", ["figure"]), ("分行业", ["figure", "sector"]), ("分地区", ["figure", "county"])):
            grouped = facts.groupby(keys).value.sum().reset_index()
            grouped.to_excel(book, sheet_name=name, index=False)
            figures |= {tuple(row[:-1]): row[-1] for row in grouped.itertuples(index=False, name=None)}
    return figures


def simple(paths, forms, output):
    """python-calamine, polars and XlsxWriter; return the figures and write them."""
    import polars
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    rows = []
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
        rows += rows_of(sheets, forms)
    types = {"value": polars.Decimal(38, 2), "stock": polars.Boolean}
    schema = {name: types.get(name, polars.String) for name in COLUMNS}
    facts = polars.DataFrame(rows, schema=schema, orient="row")
    latest = polars.col("day") == polars.col("day").max().over("unit", "figure")
    facts = facts.filter(~polars.col("stock") | latest)
    figures = {}
    with xlsxwriter.Workbook(output) as book:
        for name, keys in (("合计", ["figure"]), ("分行业", ["figure", "sector"]), ("分地区", ["figure", "county"])):
            grouped = facts.group_by(keys).agg(polars.col("value").sum()).sort(keys)
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [*keys, "value"])
            for place, row in enumerate(grouped.iter_rows(), start=1):
                sheet.write_row(place, 0, [*row[:-1], float(row[-1])])
                figures[tuple(row[:-1])] = row[-1]
    return figures
