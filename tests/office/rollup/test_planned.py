"""What came of plans: told without being asked for, net, and what the cells of the workbooks say."""

import datetime
import io
import itertools
import json
import re
from collections import Counter
from decimal import Decimal

import attrs
import docx
import openpyxl
import pytest
from shuangyong.model.closure import STATES
from shuangyong.model.periods import Period
from shuangyong.office.intake.collecting import collect
from shuangyong.office.publish.producing import produce
from shuangyong.office.rollup.as_json import to_json
from shuangyong.office.rollup.planned import NEEDED
from shuangyong.office.rollup.rolling import roll_up
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.submitting import submitted_copy

from tests.office.rollup.conftest import UNITS

YEAR = Period(2026)
PLAN = "core.plan_item"
KEYS = ("done", "partly", "undone", "cancelled", "unsaid")


def said(rows, kind=PLAN):
    """Return how many planned activities are in each state, out of rows of a ledger."""
    return Counter(row.value("result") for row in rows if row.kind.name == kind)


def numbers(plans):
    return {state: int(figure.sum.net) for state, figure in plans.states.items()}


def group(rollup, **by):
    return next(one for one in rollup.plans if dict(one.by) == by)


@pytest.fixture
def mixed(filled, catalog):
    """File the district with the states of its plans dealt round, blanks among them; return what each unit says."""
    dealt = itertools.cycle((*STATES, None, "完成", None, "部分完成"))
    told = {}

    def change(unit, _year, rows):
        plan = catalog.kinds[PLAN]
        made = [
            attrs.evolve(row, record=attrs.evolve(row.record, result=next(dealt))) if row.kind is plan else row
            for row in rows
        ]
        told[unit] = said(made)
        return made

    def file(**scopes):
        return filled(2026, scopes=scopes, change=change), told

    return file


def test_every_state_is_told_by_sector_and_region_though_nobody_asks_for_states(mixed, catalog):
    store, told = mixed()
    rollup = roll_up(store, catalog, YEAR, "region,sector,month")
    all_of_it = sum(told.values(), Counter())
    assert set(all_of_it) == {*STATES, None}
    assert numbers(group(rollup)) == all_of_it
    for _, sector, region, _ in UNITS:
        of_sector = sum((told[unit] for unit, its, _, _ in UNITS if its == sector), Counter())
        of_region = sum((told[unit] for unit, _, its, _ in UNITS if its[:6] == region[:6]), Counter())
        assert +Counter(numbers(group(rollup, sector=sector))) == of_sector
        assert +Counter(numbers(group(rollup, region=region[:6]))) == of_region
    assert {frozenset(one.by) for one in rollup.plans} == {
        frozenset(by) for by in ((), ("sector",), ("region",), ("region", "sector"))
    }


def test_the_numbers_are_those_of_the_rows_of_each_state(mixed, catalog):
    store, _ = mixed(EB=(PLAN,))
    rollup = roll_up(store, catalog, YEAR, "region,sector,choice:result")
    figures = {(one.measure, *sorted(one.by.items(), key=str)): one for one in rollup.figures}
    compared = 0
    for plans in rollup.plans:
        for state, one in plans.states.items():
            parted = {**plans.by, "choice:result": state}
            same = figures.get((f"{PLAN}.planned", *sorted(parted.items(), key=str)))
            assert one.sum == (same.sum if same else one.sum.__class__(Decimal(0)))
            compared += same is not None
    assert compared > 50


def test_what_a_unit_above_reports_as_well_is_taken_out_of_each_state(mixed, catalog):
    store, told = mixed(EB=(PLAN,))
    rollup = roll_up(store, catalog, YEAR, "region,sector")
    whole = group(rollup)
    schools = told["S1"] + told["S2"]
    all_of_it = sum(told.values(), Counter())
    assert sum(schools.values()) > 0
    assert +Counter(numbers(whole)) == all_of_it - schools
    assert whole.planned.sum.gross == sum(all_of_it.values())
    assert whole.planned.sum.overlap == -sum(schools.values())
    # The schools are of one sector and the bureau of another: no sector holds both, and the region does.
    assert +Counter(numbers(group(rollup, sector="school"))) == schools
    county = sum((told[unit] for unit, _, region, _ in UNITS if region[:6] == "370213"), Counter())
    assert +Counter(numbers(group(rollup, region="370213"))) == county - schools
    for one in rollup.plans:
        assert sum(figure.sum.net for figure in one.states.values()) == one.planned.sum.net


@pytest.mark.parametrize("public", [False, True])
def test_json_has_every_state_and_the_rate_with_both_sums(mixed, catalog, public):
    store, told = mixed()
    rollup = roll_up(store, catalog, YEAR, "sector", public=public)
    data = json.loads(json.dumps(to_json(rollup, catalog)))["plans"]
    whole = data[0]
    all_of_it = sum(told.values(), Counter())
    planned, done = sum(all_of_it.values()), all_of_it["完成"]
    assert {name: whole[name] for name in KEYS} == {
        name: str(all_of_it[state]) for name, state in zip(KEYS, (*STATES, None), strict=True)
    }
    assert (whole["by"], whole["planned"]) == ({}, str(planned))
    value = (Decimal(done) / planned).quantize(Decimal("0.0001"))
    assert whole["rate"] == {"numerator": str(done), "denominator": str(planned), "value": str(value)}
    assert {one["by"].get("sector") for one in data} == {None, *(sector for _, sector, _, _ in UNITS)}


def test_where_nobody_says_anything_there_is_no_rate(filled, catalog):
    def blank(_unit, _year, rows):
        return [
            attrs.evolve(row, record=attrs.evolve(row.record, result=None)) if row.kind.name == PLAN else row
            for row in rows
        ]

    rollup = roll_up(filled(2026, change=blank), catalog, YEAR)
    whole = to_json(rollup, catalog)["plans"][0]
    assert (whole["done"], whole["unsaid"], whole["rate"]["value"]) == ("0", whole["planned"], None)


def test_a_part_of_the_year_has_the_plans_of_its_months(mixed, catalog, samples):
    store, _ = mixed()
    rollup = roll_up(store, catalog, Period.parse("2026-H1"))
    rows = [row for _, sector, _, _ in UNITS for row in samples(sector, 2026).rows if row.kind.name == PLAN]
    inside = [row for row in rows if row.date is not None and row.date.year == 2026 and (row.date.month or 13) <= 6]
    assert 0 < group(rollup).planned.sum.net == len(inside) < len(rows)


def test_plans_are_told_only_with_all_figures_of_theirs(mixed, catalog):
    store, _ = mixed()
    assert not roll_up(store, catalog, YEAR, measures=["core.visit.count"]).plans
    assert not roll_up(store, catalog, YEAR, measures=["core.plan_item.planned"]).plans
    assert roll_up(store, catalog, YEAR, measures=[*NEEDED]).plans


SHEET = "年度计划"


@pytest.fixture
def workbooks(catalog, tmp_path, store):
    """Four ledgers with their states filled in cell by cell, collected; what their cells say, by sector."""
    dealt = itertools.cycle(("完成", "取消", None, "部分完成", "完成", "未完成", "完成"))
    counted = {}
    for place, sector in enumerate(("hospital", "school", "community", "hospital")):
        ledger = sample_ledger(catalog, sector, 2026)
        unit = attrs.evolve(ledger.unit, code=f"U{place}", name=f"第{place}单位", region="370213")
        book = openpyxl.load_workbook(
            io.BytesIO(submitted_copy(catalog, attrs.evolve(ledger, unit=unit), "0" * 64, "2026-12-01T00:00:00Z"))
        )
        sheet = book[SHEET]
        cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "完成情况")
        title = next(one.column for one in sheet[cell.row] if one.value == "计划活动")
        for row in range(cell.row + 1, sheet.max_row + 1):
            if sheet.cell(row, title).value:
                sheet.cell(row, cell.column).value = said = next(dealt)
                counted.setdefault(sector, Counter())[said] += 1
        book.save(tmp_path / f"{place}.xlsx")
    collected = collect(store, catalog, [tmp_path / f"{place}.xlsx" for place in range(4)])
    assert len(collected.of("accepted")) == 4, collected
    return counted


@pytest.mark.parametrize("public", [False, True])
def test_every_form_tells_what_the_cells_say(workbooks, store, catalog, public):
    rollup = roll_up(store, catalog, YEAR, "region:township,sector", public=public)
    today = datetime.date(2027, 1, 20)
    forms = {form: produce(form, rollup, store, catalog, today) for form in ("xlsx", "html", "docx", "json")}
    labels = {sector.label: sector.id for sector in catalog.sectors}
    told = {**workbooks, None: sum(workbooks.values(), Counter())}
    expected = {
        sector: [sum(its.values()), *(its[state] for state in (*STATES, None)), rate(its["完成"], sum(its.values()))]
        for sector, its in told.items()
    }
    assert {labels.get(name): row for name, row in sheet_rows(forms["xlsx"])} == expected
    assert {labels.get(name): row for name, row in page_rows(forms["html"].decode())} == expected
    assert {labels.get(name): row for name, row in word_rows(forms["docx"])} == expected
    data = json.loads(forms["json"])["plans"]
    assert {
        one["by"].get("sector"): [
            *(int(one[name]) for name in ("planned", *KEYS)),
            Decimal(one["rate"]["value"]),
        ]
        for one in data
        if not one["by"].keys() - {"sector"}
    } == expected
    whole = told[None]
    sentence = f"计划安排工作{sum(whole.values())}项，完成{whole['完成']}项，部分完成{whole['部分完成']}项，"
    sentence += f"未完成{whole['未完成']}项，取消{whole['取消']}项，{whole[None]}项没有填写完成情况，完成率"
    words = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(forms["docx"])).paragraphs)
    assert sentence in words


def rate(done, planned):
    return (Decimal(done) / planned).quantize(Decimal("0.0001"))


def percent(text):
    return (Decimal(text.removesuffix("%")) / 100).quantize(Decimal("0.0001"))


def sheet_rows(content):
    """Yield each sector's row of the workbook's sheet, and the whole's."""
    rows = openpyxl.load_workbook(io.BytesIO(content))["计划完成"].iter_rows(min_row=4, values_only=True)
    for name, *told, ratio in itertools.takewhile(lambda row: row[0], rows):
        yield name, [*told, Decimal(str(ratio)).quantize(Decimal("0.0001"))]


def page_rows(page):
    """Yield the rows of the first table of the page's section."""
    (section,) = re.findall('<section id="plans">.*?</section>', page, flags=re.DOTALL)
    table = section.partition("</table>")[0].partition("</thead>")[2]
    for row in re.findall("<tr>(.*?)</tr>", table):
        name, *told, ratio = (re.sub("<.*?>", "", cell) for cell in re.findall("<t[hd].*?</t[hd]>", row))
        yield name, [*map(int, told), percent(ratio)]


def word_rows(content):
    """Yield the rows of the report's table of plans by sector."""
    tables = docx.Document(io.BytesIO(content)).tables
    rows = next(
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in tables
        if [cell.text for cell in table.rows[0].cells][:2] == ["行业", "计划项数"]
    )
    for name, *told, ratio in rows[1:]:
        yield name, [*map(int, told), percent(ratio)]
