"""What stands in a cell: the typed value, the clerk's own words where it is no exact number, never a formula."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shuangyong.catalog import installed
from shuangyong.kinds.co_building import Partner, Visit
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Ledger, Row
from shuangyong.model.units import Unit
from shuangyong.workbook.reading import read_ledger
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes

UNIT = Unit(name="某某县人民医院", sector="医院", year=2026)
VISIT, PARTNER = installed().kind("core.visit"), installed().kind("core.partner")
FIRST = 5


def row(record, **about):
    return Row(kind=PARTNER if isinstance(record, Partner) else VISIT, record=record, **about)


def cell(written, field):
    data = ledger_bytes(installed(), Ledger(unit=UNIT, rows=(written,)), only=())
    sheet = openpyxl.load_workbook(io.BytesIO(data))[written.kind.label]
    return sheet.cell(FIRST, [one.id for one in written.kind.columns].index(field) + 1)


def read_back(tmp_path, *rows):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger_bytes(installed(), Ledger(unit=UNIT, rows=rows), only=()))
    return read_ledger(path, installed())


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "=1+1",
        "+1",
        "-1",
        "@x",
        "#N/A",
        "{=1}",
        "<b>",
        "{{ x }}",
        " 头尾有空格 ",
        "3_x0041_4",
        "1\n2",
    ],
)
def test_text_stays_text_whatever_it_looks_like(text, tmp_path):
    written = cell(row(Visit(title=text)), "title")
    assert written.data_type == "s"
    reading = read_back(tmp_path, row(Visit(title=text, remarks="x")))
    assert reading.ledger.rows[0].record.title == text.strip()


def test_text_that_would_be_a_formula_is_marked_as_text_for_whoever_edits_it():
    assert cell(row(Visit(evidence="=1+1")), "evidence").quotePrefix


def test_characters_that_xml_cannot_hold_are_left_out():
    assert cell(row(Visit(title="慰\x00问\x0b\ufffe")), "title").value == "慰问"


def test_a_day_is_a_date_and_a_month_is_words():
    assert cell(row(Visit(date=PartialDate(2026, 8, 1))), "date").is_date
    assert cell(row(Visit(date=PartialDate(2026, 8))), "date").value == "2026年8月"
    assert cell(row(Partner(date=PartialDate(2019))), "date").value == "2019年"


def test_a_day_that_excel_cannot_count_is_words():
    assert cell(row(Partner(date=PartialDate(1900, 2, 28))), "date").value == "1900年2月28日"


@pytest.mark.parametrize(
    "amount", [Decimal("0.1"), Decimal("33312.3"), Decimal("9999999999999.99"), Decimal("1E+4"), 0]
)
def test_amounts_are_exact(amount, tmp_path):
    reading = read_back(tmp_path, row(Visit(cash=Decimal(amount))))
    assert reading.problems == ()
    assert reading.ledger.rows[0].record.cash == amount


@pytest.mark.parametrize(
    ("value", "original", "approx", "written"),
    [
        (800, "近800名", True, "近800名"),
        (800, "", True, "约800"),
        (800, "近700名", True, "约800"),
        (800, "800名", False, 800),
        (800, "近800名", False, 800),
        (30000, "约3", True, "约30000"),
        (12000, "1.2万", False, "1.2万"),
        (12000, "1.2", False, 12000),
        (800, "张三，身份证号37021319800101001X", True, "约800"),
    ],
)
def test_an_approximate_or_scaled_number_keeps_the_clerks_words_where_they_say_the_same(
    value, original, approx, written
):
    approximate = frozenset({"people"}) if approx else frozenset()
    record = row(Visit(people=value), originals={"people": original}, approx=approximate)
    assert cell(record, "people").value == written


def test_words_under_a_header_in_ten_thousands_are_not_taken_over():
    assert cell(row(Visit(cash=Decimal(5000)), originals={"cash": "0.5"}), "cash").value == 5000
    assert cell(row(Visit(cash=Decimal(5000)), originals={"cash": "0.5万元"}), "cash").value == "0.5万元"


def test_rows_that_nobody_has_looked_at_are_marked(tmp_path):
    reading = read_back(tmp_path, row(Visit(title="一"), unverified=True), row(Visit(title="二")))
    assert [one.unverified for one in reading.ledger.rows] == [True, False]
    assert reading.unverified == 1


LETTERS = st.characters(min_codepoint=33, exclude_categories=("Cs", "Cn", "Cc", "Cf", "Zs", "Zl", "Zp"))
VISITS = st.builds(
    Visit,
    date=st.none() | st.dates().map(lambda day: PartialDate(2026, day.month)),
    title=st.none() | st.text(LETTERS, min_size=4),
    people=st.none() | st.integers(0, 10**12),
    cash=st.none() | st.decimals(0, 10**12, places=2),
).filter(lambda visit: visit != Visit())


@settings(max_examples=60, deadline=None)
@given(VISITS, st.booleans())
def test_whatever_is_written_is_read_back(tmp_path_factory, record, approx):
    marks = frozenset({"people"}) if approx and record.people is not None else frozenset()
    reading = read_back(tmp_path_factory.getbasetemp(), row(record, approx=marks))
    assert [one.record for one in reading.ledger.rows] == [record]
    assert reading.ledger.rows[0].approx == marks


def test_the_sample_of_hospitals_is_read_back_whole(tmp_path):
    ledger = sample_ledger(installed(), "医院", 2026)
    path = tmp_path / "示例.xlsx"
    path.write_bytes(ledger_bytes(installed(), ledger))
    reading = read_ledger(path, installed())
    assert reading.problems == ()
    assert reading.ledger.unit == ledger.unit
    assert reading.ledger.template == ledger.template
    for read, made in zip(reading.ledger.rows, ledger.rows, strict=True):
        assert (read.record, read.approx, read.sheet, read.number) == (
            made.record,
            made.approx,
            made.sheet,
            made.number,
        )
        assert {*read.columns.items()} == {*made.columns.items()}
    for kind in installed().kinds_of("hospital"):
        read, made = reading.ledger.declared(kind), ledger.declared(kind)
        assert (read.status, read.scope) == (made.status, made.scope)


def test_a_sample_declares_what_it_has_what_it_lacks_and_what_it_does_not_do():
    ledger = sample_ledger(installed(), "hospital", 2026)
    absent = installed().sample("hospital").absent
    for kind in installed().kinds_of("hospital"):
        expected = "有数据" if ledger.of(kind) else "不适用" if kind.name in absent else "零报告"
        assert ledger.declared(kind).status == expected
