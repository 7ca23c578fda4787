"""The roll-up explorer: figures by sector, region, time and kind, and what stands behind each."""

import functools
from collections.abc import Sequence
from decimal import Decimal

import attrs
from starlette.responses import RedirectResponse, Response

from ..model.periods import Period
from ..office.publish.standing import provisional_reasons, standing_line
from ..office.rollup.tracing import Traced
from .explorer.answers import Answer
from .explorer.behind import RECORDS, Asked, Traces, asked_of, rate_of, sums_of, traces
from .explorer.choices import groups_of
from .explorer.now import answer_now, counted_years, whole_now
from .explorer.questions import MEASURES as FIRST
from .explorer.questions import (
    PARTS,
    Question,
    dimension_choices,
    dimensions,
    figures_asked,
    measures_of,
    period_of,
    question_of,
    refuse_long,
    refuse_sums,
)
from .explorer.tables import Cell, Table, tables_of
from .explorer.trends import trend_of
from .exporting import Approx, Sheet, workbook_bytes
from .permissions import Right
from .rendering import download, page
from .routing import Page, Visit

#: So many rows of a table stand on a page; the workbook has all.
SHOWN = 200


def explore(visit: Visit) -> Response | None:
    """Show the tables that answer a question, and what else may be asked."""
    catalog, years = visit.portal.catalog, counted_years(visit)
    year = visit.asked("year")
    if not years or (list(visit.request.query_params) == ["year"] and year.isdecimal() and int(year) not in years):
        return page(visit.request, "explore_empty.html", year=year, years=years)
    question = question_of(visit.request.query_params, catalog, years)
    found = answer_now(visit, question.period, dimensions(question, catalog), figures_asked(question, catalog))
    whole = whole_now(visit, question.period)
    typed = visit.asked("q")
    return page(
        visit.request,
        "explore.html",
        question=question,
        years=years,
        part=str(question.period)[5:],
        parts=PARTS,
        dims=_dims(question, found),
        chosen=[(name, _label(found, name)) for name in question.measures],
        groups=groups_of(catalog, whole, typed, question.measures),
        typed=typed,
        tables=[*tables_of(question, found, catalog)],
        shown=SHOWN,
        naming=found.naming,
        standing=standing_line(found.rollup),
        reasons=provisional_reasons(found.rollup),
    )


def explore_workbook(visit: Visit) -> Response | None:
    """Give the same tables as a workbook, every row of them."""
    catalog, years = visit.portal.catalog, counted_years(visit)
    if not years:
        return RedirectResponse("/explore", 303)
    question = question_of(visit.request.query_params, catalog, years)
    found = answer_now(visit, question.period, dimensions(question, catalog), figures_asked(question, catalog))
    standing = (standing_line(found.rollup), *(f"数字是暂定的：{one}" for one in provisional_reasons(found.rollup)))
    sheets = [_sheet(table, standing) for table in tables_of(question, found, catalog)]
    return download(f"{found.naming.place}{found.naming.period}汇总查询", workbook_bytes(sheets), "xlsx")


def figure_page(visit: Visit) -> Response | None:
    """Show what a figure is made of."""
    years = counted_years(visit)
    if not years or not visit.asked("figure"):
        return RedirectResponse("/explore", 303)
    asked = asked_of(visit.request.query_params, visit.portal.catalog, years)
    whole = whole_now(visit, asked.period)
    found = _traces(visit, asked)
    sums = [*sums_of(asked, found, whole.naming, visit.portal.catalog)]
    return page(
        visit.request,
        "figure.html",
        asked=asked,
        label=_label(whole, asked.measure),
        groups=[(whole.naming.dimension(dim), whole.naming.group(dim, value)) for dim, value in asked.by.items()],
        period=whole.naming.period,
        sums=sums,
        rate=rate_of(sums),
        numbers=found.numbers,
        shown=RECORDS,
        query=visit.request.url.query,
    )


def figure_workbook(visit: Visit) -> Response | None:
    """Give every record of a figure as a workbook."""
    years = counted_years(visit)
    if not years or not visit.asked("figure"):
        return RedirectResponse("/explore", 303)
    asked = asked_of(visit.request.query_params, visit.portal.catalog, years)
    whole = whole_now(visit, asked.period)
    header = ("单位代码", "单位名称", "文件", "工作表", "单元格", "数值", "约数")
    found = _traces(visit, asked).sums
    sheets = [
        Sheet("净数", ("指标", "上报数", "重复核减", "净数"), [_net(one) for one in found]),
        Sheet(
            "重复核减",
            ("指标", "重复的活动", "核减", "谁定的", "理由"),
            [
                (one.label, taken.label, taken.amounts[one.measure], taken.actor, taken.because)
                for one in found
                for taken in one.adjustments
            ],
        ),
    ]
    sheets += [
        Sheet(
            one.label,
            header,
            [
                (row.unit, row.name, row.file, row.sheet, row.cell, row.value, "约" if row.approx else "")
                for row in one.rows
            ],
        )
        for one in found
    ]
    return download(f"{_label(whole, asked.measure)}明细", workbook_bytes(sheets), "xlsx")


def trend(visit: Visit) -> Response | None:
    """Show measures over all years that the store holds."""
    years = counted_years(visit)
    if not years:
        return page(visit.request, "explore_empty.html")
    found = _trends(visit, years)
    latest = whole_now(visit, Period(years[0]))
    typed = visit.asked("q")
    chosen = [one.measure for one in found]
    return page(
        visit.request,
        "trend.html",
        trends=found,
        parts=PARTS,
        part=visit.asked("part"),
        chosen=[(name, _label(latest, name)) for name in chosen],
        groups=groups_of(visit.portal.catalog, latest, typed, chosen),
        typed=typed,
        query=visit.request.url.query,
    )


def trend_workbook(visit: Visit) -> Response | None:
    """Give the same as a workbook."""
    years = counted_years(visit)
    if not years:
        return RedirectResponse("/explore/trend", 303)
    return download("历年趋势", workbook_bytes([_sheet(one) for one in _trends(visit, years)]), "xlsx")


def _trends(visit: Visit, years: Sequence[int]) -> list[Table]:
    params = visit.request.query_params
    refuse_long(params)
    measures = measures_of(params, visit.portal.catalog, FIRST)
    period = period_of(params, years)
    refuse_sums(measures, (), visit.portal.catalog)
    answers = [whole_now(visit, attrs.evolve(period, year=year)) for year in sorted(years)]
    return [trend_of(measure, answers) for measure in measures]


def _traces(visit: Visit, asked: Asked) -> Traces:
    """Return what a figure is made of, worked out once for each state of the store."""
    portal = visit.portal
    key = (portal.watch.acts(), asked.measure, asked.period, tuple(asked.by.items()))
    return portal.traces.of(key, lambda: traces(visit.store, portal.catalog, asked))


def _dims(question: Question, found: Answer) -> dict[str, str]:
    """Return what the tables can be split by: everywhere, and by the lists that the chosen measures' kinds have."""
    naming = found.naming
    fields = {field.id for one in question.measures for field in naming.kind(one).columns if field.type == "choice"}
    others = [dim for dim in (question.rows, question.columns) if dim]
    asked = [*others, *sorted(f"choice:{field}" for field in fields)]
    return {**dimension_choices(), **{dim: naming.dimension(dim) for dim in asked if dim not in dimension_choices()}}


def _label(found: Answer, measure: str) -> str:
    return f"{found.naming.label(found.naming.kind(measure))}·{found.naming.field(measure).label}"


def _sheet(table: Table, standing: Sequence[str] = ()) -> Sheet:
    header = (table.rows, *(column.label for column in table.columns))
    rows = [(line.label, *map(_amount, line.cells)) for line in table.lines]
    title = f"{table.label}（{table.unit}）" if table.unit else table.label
    return Sheet(table.label, header, rows, [(line,) for line in (title, *table.notes, *standing)])


def _net(one: Traced) -> tuple[str, Decimal | Approx, Decimal, Decimal | Approx]:
    """Return a sum with what is taken out of it and what is left, as its page shows them."""
    net = one.gross + one.overlap
    if any(row.approx for row in one.rows):
        return one.label, Approx(one.gross), one.overlap, Approx(net)
    return one.label, one.gross, one.overlap, net


def _amount(cell: Cell) -> Decimal | Approx | None:
    return Approx(cell.amount) if cell.approx and cell.amount is not None else cell.amount


_ASKED = functools.partial(Page, right=Right.SEE_OFFICE, costly=True)

PAGES = (
    _ASKED(path="/explore", answer=explore, tab="汇总查询", part="汇总", kept=True),
    _ASKED(path="/explore.xlsx", answer=explore_workbook, kept=True),
    _ASKED(path="/explore/figure", answer=figure_page, kept=True),
    _ASKED(path="/explore/figure.xlsx", answer=figure_workbook, kept=True),
    _ASKED(path="/explore/trend", answer=trend, kept=True),
    _ASKED(path="/explore/trend.xlsx", answer=trend_workbook, kept=True),
)
