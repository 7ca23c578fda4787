"""What the explorer shows is what the roll-up says, and what stands in the ledgers; down to the cell."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from lxml import html
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.office.cube.dimensions import parse_dimensions
from shuangyong.office.publish.standing import standing_line
from shuangyong.office.rollup.rolling import roll_up
from shuangyong.office.rollup.tracing import trace

from .conftest import MINE, OTHER, YEAR, tables_on

EXAMINED, RATE = "hospital.recruit_exam.examined", "hospital.recruit_exam.pass_rate"
WHOLE = "合计"


def shown(office, query):
    """Return the tables that answer a question."""
    answer = office.browser("officer").get(f"/explore?{query}")
    assert answer.status_code == 200, answer.text
    return tables_on(answer.text)


def in_ledgers(office, year, sheet, label, units=(MINE, OTHER)):
    """Add up a column of the ledgers that count, read as any spreadsheet program would."""
    found = []
    with office.store as store:
        for unit in units:
            row = store.db.execute(
                "SELECT r.sha256 FROM submission s JOIN revision r ON r.id = s.counted WHERE s.unit = ? AND s.year = ?",
                (unit, year),
            ).fetchone()
            if row is not None:
                book = openpyxl.load_workbook(io.BytesIO(store.original(row[0]).read_bytes()))
                rows = [*book[sheet].iter_rows(values_only=True)]
                (top,) = (at for at, line in enumerate(rows) if label in line)
                column = rows[top].index(label)
                found += [line[column] for line in rows[top + 1 :] if isinstance(line[column], int)]
    return Decimal(sum(found))


def test_figures_equal_the_sums_of_the_ledgers(office):
    (table,) = shown(office, f"m={EXAMINED}&year={YEAR}&rows=unit")
    assert table.rows[WHOLE]["上报数"] == in_ledgers(office, YEAR, "征兵体检", "体检人数（人）") == 2 * (126 + 343)
    assert table.rows["甲医院"]["净数"] == in_ledgers(office, YEAR, "征兵体检", "体检人数（人）", [MINE])
    assert table.rows["甲医院"]["上年"] == in_ledgers(office, YEAR - 1, "征兵体检", "体检人数（人）", [MINE])
    assert table.rows["乙医院"]["上年"] is None
    assert table.rows["乙医院"]["增减"] is None


SPLITS = [("sector", ""), ("region:county", "quarter"), ("month", "sector"), ("unit", ""), ("half", "unit")]


@pytest.mark.parametrize(
    ("part", "rows", "columns"),
    [(part, *split) for part in ("", "-Q3", "-H1") for split in SPLITS if (part, split[0]) != ("-Q3", "half")],
)
def test_figures_equal_those_of_the_command_line(office, part, rows, columns):
    measures = ["core.activity.count", "core.activity.spending", EXAMINED]
    query = "&".join(f"m={one}" for one in measures) + f"&year={YEAR}&part={part[1:]}&rows={rows}&columns={columns}"
    found = shown(office, query)
    period = Period.parse(f"{YEAR}{part}")
    dims = ",".join(one for one in (rows, columns) if one)
    with office.store as store:
        rollup = roll_up(store, installed(), period, dims, measures=measures)
    compared = 0
    for measure, table in zip(measures, found, strict=True):
        figures = [one for one in rollup.figures if one.measure == measure]
        whole = [one for one in figures if not one.by]
        net = "合计" if columns else "净数"
        assert [table.rows[WHOLE][net]] == ([one.value for one in whole] or [None])
        by_row = sorted(one.value for one in figures if [*one.by] == [rows])
        told = [amounts[net] for name, amounts in table.rows.items() if name != WHOLE]
        assert sorted(one for one in told if one is not None) == by_row
        if columns:
            cells = sorted(one.value for one in figures if len(one.by) == 2)
            assert cells == sorted(
                amount
                for name, amounts in table.rows.items()
                if name != WHOLE
                for column, amount in amounts.items()
                if column not in ("合计", "上年合计", "增减", "增减（%）") and amount is not None
            )
        compared += len(by_row)
    assert compared


def test_what_is_counted_twice_is_told(office):
    tables = shown(office, f"m=core.activity.count&year={YEAR}&rows=unit")
    whole = tables[0].rows[WHOLE]
    assert whole["重复核减"] == -1
    assert whole["净数"] == whole["上报数"] - 1
    assert whole["净数"] == sum(amounts["净数"] for name, amounts in tables[0].rows.items() if name != WHOLE) - 1
    text = office.browser("officer").get(f"/explore?m=core.activity.count&year={YEAR}&rows=unit").text
    assert "各行净数之和比合计多 1" in text


def test_a_ratio_is_one_of_sums(office):
    (table,) = shown(office, f"m={RATE}&year={YEAR}&rows=unit")
    whole = table.rows[WHOLE]
    # The examination in August is decided to be one: it is taken out of both sums once.
    assert (whole["分子"], whole["分母"]) == (2 * 88 + 237, 2 * 126 + 343)
    assert whole["比率"] == Decimal("69.41")
    assert whole["增减（百分点）"] == Decimal("69.41") - Decimal("69.30")


def test_nothing_reported_is_blank_and_nought_is_0(office):
    (table,) = shown(office, f"m={EXAMINED}&year={YEAR}&rows=month")
    assert table.rows.keys() == {"3月", "8月", WHOLE}  # months of which nothing is told are left out
    (table,) = shown(office, f"m=core.activity.count&year={YEAR}&rows=unit")
    assert table.rows["甲医院"]["重复核减"] == 0
    assert table.rows["乙医院"]["上年"] is None


def test_last_year_stands_beside(office):
    (table,) = shown(office, f"m=core.activity.count&year={YEAR}&rows=sector")
    (before,) = shown(office, f"m=core.activity.count&year={YEAR - 1}&rows=sector")
    assert table.rows[WHOLE]["上年"] == before.rows[WHOLE]["净数"]
    assert table.rows[WHOLE]["增减"] == table.rows[WHOLE]["净数"] - before.rows[WHOLE]["净数"]


def test_kinds_are_parts_of_what_they_extend(office):
    (table,) = shown(office, f"m=core.activity.count&year={YEAR}&rows=kind")
    (support,) = shown(office, f"m=core.support.count&year={YEAR}&rows=kind")
    assert table.rows["为部队办实事"]["净数"] == support.rows[WHOLE]["净数"]
    assert (support.rows["征兵体检"]["上报数"], support.rows["征兵体检"]["净数"]) == (4, 3)
    parts = sum(amounts["上报数"] for name, amounts in table.rows.items() if name != WHOLE)
    assert parts == table.rows[WHOLE]["上报数"]  # nothing is of the abstract root itself


def test_kinds_by_unit_are_told_too(office):
    (table,) = shown(office, f"m=core.support.count&year={YEAR}&rows=kind&columns=unit")
    assert (table.rows["征兵体检"]["甲医院"], table.rows["征兵体检"]["合计"]) == (2, 3)


def test_a_figure_leads_down_to_its_cell(office):
    browser = office.browser("officer")
    (table,) = shown(office, f"m={EXAMINED}&year={YEAR}&rows=sector&columns=quarter")
    down = browser.get(table.links["医院"]["第三季度"])
    assert down.status_code == 200
    (unit,) = html.fromstring(down.text).xpath("//tr[th='乙医院']//a[contains(@href, 'by=unit')]/@href")
    text = browser.get(unit).text
    (line,) = html.fromstring(text).xpath("//tr[td[@class='cell']]")
    name, value, sheet, cell, _ = (one.text_content().strip() for one in line)
    assert (name, sheet, cell, value) == ("乙医院", "征兵体检", "E6", "343")
    with office.store as store:
        (sha256,) = store.db.execute(
            "SELECT r.sha256 FROM submission s JOIN revision r ON r.id = s.counted WHERE s.unit = ?", (OTHER,)
        ).fetchone()
        book = openpyxl.load_workbook(io.BytesIO(store.original(sha256).read_bytes()))
    assert book[sheet][cell].value == 343
    (revision,) = line.xpath(".//a[contains(@href, '/revisions/')]/@href")
    assert browser.get(revision).status_code == 200
    assert "乙医院" in browser.get(revision).text


def test_every_link_of_a_table_leads_to_the_same_amount(office):
    browser = office.browser("officer")
    followed = 0
    queries = (
        f"year={YEAR}&rows=sector",
        f"year={YEAR}&rows=month",
        f"year={YEAR}&part=H1&rows=region:township&columns=quarter",
    )
    for table in [one for query in queries for one in shown(office, f"m=core.activity.spending&m={RATE}&{query}")]:
        for name, links in table.links.items():
            for column, link in links.items():
                text = browser.get(link).text
                told = [one.replace(",", "") for one in re.findall(r"<dt>净数</dt><dd>约?([\d,.]+)</dd>", text)]
                gross = [one.replace(",", "") for one in re.findall(r"<dt>上报数</dt><dd>约?([\d,.]+)</dd>", text)]
                amount = table.rows[name][column]
                if len(told) == 2:  # a ratio is told by its parts
                    assert (Decimal(told[0]) / Decimal(told[1]) * 100).quantize(Decimal("0.01")) == amount
                else:
                    assert Decimal((gross if column == "上报数" else told)[0]) == amount
                followed += 1
    assert followed > 20


def test_what_was_taken_out_is_told_with_who_and_why(office):
    text = office.browser("officer").get(f"/explore/figure?figure=core.activity.count&year={YEAR}").text
    assert "某某" in text
    assert "已核对" in text


def test_the_workbook_of_a_figure_comes_to_the_pages_net(office):
    answer = office.browser("officer").get(f"/explore/figure.xlsx?figure=core.activity.count&year={YEAR}")
    net, taken, records = (
        [*sheet.iter_rows(min_row=2, values_only=True)] for sheet in openpyxl.load_workbook(io.BytesIO(answer.content))
    )
    with office.store as store:
        (traced,) = trace(store, installed(), Period(YEAR), "core.activity.count")
    assert net == [(traced.label, traced.gross, traced.overlap, traced.gross + traced.overlap)]
    assert taken and traced.overlap < 0
    assert {(row[3], row[4]) for row in taken} == {("某某", "已核对")}
    assert sum(row[5] for row in records) + sum(row[2] for row in taken) == net[0][3]


@pytest.mark.parametrize("path", ["/explore.xlsx", "/explore/trend.xlsx"])
def test_a_workbook_holds_the_same_numbers(office, path):
    browser = office.browser("reader")
    query = f"m=core.activity.spending&m={RATE}&year={YEAR}&rows=unit"
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{path}?{query}").content))
    tables = tables_on(browser.get(f"{path.removesuffix('.xlsx')}?{query}").text)
    assert len(book.sheetnames) == len(tables) == 2
    for sheet, table in zip(book, tables, strict=True):
        rows = [*sheet.iter_rows(values_only=True)]
        top = next(at for at, line in enumerate(rows) if line[0] == table.header[0])
        assert [*rows[top]] == table.header
        told = {
            line[0]: [None if one in (None, "") else Decimal(str(one)) for one in line[1:]] for line in rows[top + 1 :]
        }
        assert told == {name: [*amounts.values()] for name, amounts in table.rows.items()}


def test_trends_tell_every_year(office):
    (table, _) = tables_on(office.browser("reader").get(f"/explore/trend?m=core.activity.count&m={RATE}").text)
    assert [*table.rows] == [f"{YEAR - 1}年", f"{YEAR}年"]
    for year, amounts in zip((YEAR - 1, YEAR), table.rows.values(), strict=True):
        (now,) = shown(office, f"m=core.activity.count&year={year}")
        assert amounts["净数"] == now.rows[WHOLE]["净数"]
    assert table.rows[f"{YEAR - 1}年"]["比上年增减"] is None
    assert table.rows[f"{YEAR}年"]["填报单位数"] == 2


def test_what_changes_in_the_store_is_shown_at_once(office):
    browser = office.browser("officer")
    assert tables_on(browser.get(f"/explore?m={EXAMINED}").text)[0].rows[WHOLE]["上报数"] == 2 * 469
    sent = browser.post(f"/units/{MINE}/{YEAR}/return", data={"revision": "1", "because": "补照片"})
    assert sent.status_code == 303
    assert tables_on(browser.get(f"/explore?m={EXAMINED}").text)[0].rows[WHOLE]["净数"] == 469


def test_a_workbook_says_that_an_amount_is_approximate_and_how_the_figures_stand(office):
    catalog = installed()
    with office.store as store:
        rollup = roll_up(store, catalog, Period(YEAR), parse_dimensions("sector", catalog))
    one = next(one for one in rollup.figures if one.approx and one.by.get("sector") and one.denominator is None)
    browser = office.browser("reader")
    query = f"m={one.measure}&year={YEAR}"
    assert f"约{one.value:,f}".rstrip("0").rstrip(".") in browser.get(f"/explore?{query}").text
    behind = browser.get(f"/explore/figure?figure={one.measure}&year={YEAR}").text
    assert behind.partition("净数</dt><dd>")[2].startswith("约")
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(f"/explore.xlsx?{query}").content)).active
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value == one.value]
    assert any("约" in cell.number_format for cell in cells)
    assert standing_line(rollup) in [line[0] for line in sheet.iter_rows(values_only=True)]
