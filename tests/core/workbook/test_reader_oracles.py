"""The reader against two others on ordinary workbooks, and against itself on any."""

import datetime
import io
import re
from decimal import Decimal
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from shuangyong.workbook.book import Cell, address
from shuangyong.workbook.reader import read_book_bytes

PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4)
DATES = st.datetimes(datetime.datetime.fromisoformat("1900-03-01")).map(lambda moment: moment.replace(microsecond=0))


def ordinary() -> bytes:
    book = openpyxl.Workbook()
    for number in range(3):
        sheet = book.create_sheet(f"表{number}")
        sheet.append([])
        sheet.append([None, "日期", "活动名称", "人数", "经费（元）", "完成"])
        for row in range(40):
            day = datetime.date(2026, 1, 1) + datetime.timedelta(row * 7 + number)
            sheet.append([None, day, f"走访慰问 <{row}> & 座谈\n第二行", row * 37, row * 1234.56, row % 2 == 0])
        sheet.cell(60, 3, datetime.datetime.fromisoformat("2026-08-01T09:30"))
        sheet.cell(61, 20, "　远处 ")
        sheet.merge_cells("B1:F1")
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text_of(value) -> str:
    """What another reader's value should be as the text of a cell."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return value.isoformat() if value.time() != datetime.time() else value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return f"{Decimal(f'{value:.15g}').normalize():f}"  # the digits that Excel shows
    return value


def test_calamine_reads_the_same_cells():
    data = ordinary()
    oracle = CalamineWorkbook.from_filelike(io.BytesIO(data))
    ours = read_book_bytes(data, "a.xlsx")
    assert [sheet.name for sheet in ours.sheets] == oracle.sheet_names
    for sheet in ours.sheets:
        theirs = oracle.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        expected = {
            address(row, column): text_of(value)
            for row, values in enumerate(theirs, 1)
            for column, value in enumerate(values, 1)
            if value != ""
        }
        assert {address(row, c): cell.text for row, cells in sheet for c, cell in cells.items()} == expected


def test_openpyxl_reads_the_same_cells():
    data = ordinary()
    oracle = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in read_book_bytes(data, "a.xlsx").sheets:
        expected = {
            cell.coordinate: text_of(cell.value)
            for row in oracle[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert {address(row, c): cell.text for row, cells in sheet for c, cell in cells.items()} == expected
        assert sheet.merged == tuple(str(merged) for merged in oracle[sheet.name].merged_cells.ranges)


@given(st.lists(st.one_of(PRINTABLE, st.integers(-(10**14), 10**14), NUMBERS, st.booleans(), DATES), max_size=8))
def test_a_value_that_openpyxl_writes_is_read_back(values):
    book = openpyxl.Workbook()
    for column, value in enumerate(values, 1):
        cell = book.active.cell(1, column, value)
        if isinstance(value, str):
            cell.data_type = "s"  # also where it looks like a formula
    cells = read_book_bytes(saved(book), "a.xlsx").sheets[0].rows.get(1, {})
    for column, value in enumerate(values, 1):
        assert_same(cells.get(column), value)


def assert_same(cell: Cell | None, value) -> None:
    if isinstance(value, bool):
        assert cell == Cell("boolean", str(value).upper())
    elif isinstance(value, str):
        # openpyxl does not write an underscore escaped, so such a text says something else.
        assert re.search("_x[0-9a-fA-F]{4}_", value) or cell == (Cell("text", value) if value else None)
    elif isinstance(value, datetime.datetime):
        assert cell is not None
        assert cell.type == "date"
        found = datetime.datetime.fromisoformat(cell.text)
        assert abs(found - value) <= datetime.timedelta(seconds=1)
    else:
        assert cell is not None
        assert (cell.type, Decimal(cell.text)) == ("number", Decimal(value))


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=2)
)
@example(Decimal("0.30"))
def test_a_numeral_of_up_to_15_digits_keeps_its_value_however_a_double_is_written(amount):
    from shuangyong.workbook.stored_numbers import numeral

    for stored in (str(amount), repr(float(amount)), f"{float(amount):.17g}", f"{float(amount):.16E}"):
        assert Decimal(numeral(stored)) == amount


@given(st.text(st.characters(codec="ascii"), max_size=12))
def test_a_numeral_is_never_read_out_of_other_text(stored):
    from shuangyong.workbook.stored_numbers import numeral

    found = numeral(stored)
    if found is not None:
        assert re.fullmatch(r"[ \t\r\n]*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[ \t\r\n]*", stored)
        assert re.fullmatch(r"-?\d+(\.\d+)?(E[+-]\d+)?", found)


CELLS = st.one_of(
    PRINTABLE.map(lambda text: f' t="str"><v>{escape(text)}</v>'),
    PRINTABLE.map(lambda text: f' t="inlineStr"><is><t>{escape(text)}</t></is>'),
    PRINTABLE.map(lambda text: f' t="inlineStr"><is><r><t>{escape(text)}</t></r><rPh><t>x</t></rPh></is>'),
    st.integers().map(lambda number: f"><v>{number}</v>"),
    st.floats().map(lambda number: f' s="1"><v>{number}</v>'),
    st.integers(-1, 3).map(lambda index: f' t="s"><v>{index}</v>'),
    st.sampled_from([">", "><v/>", ' t="str"><f>A1</f><v></v>', "><f>A1</f>", ' t="b"><v>1</v>', ' t="e"><v>#N/A</v>']),
)


@given(rows=st.lists(st.lists(st.tuples(st.integers(1, 4), CELLS), max_size=5), max_size=4))
def test_the_scanner_and_the_parser_read_the_same(forge, rows):
    """A comment among the rows is odd, so lxml reads the second workbook."""
    from shuangyong.model.problems import ProblemsFound

    xml = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{"ABCD"[column - 1]}{n}"{cell}</c>' for column, cell in cells) + "</row>"
        for n, cells in enumerate(rows, 1)
    )

    def outcome(rows_xml):
        try:
            return read_book_bytes(forge(rows_xml, strings="<si><t>甲</t></si>", formats=[14]), "a.xlsx")
        except ProblemsFound as found:
            return found.problems

    assert outcome(xml) == outcome(f"<!-- odd -->{xml}")


@pytest.mark.parametrize("producer", ["inline", "shared"])
def test_inline_and_shared_strings_are_the_same_to_a_reader(forge, producer):
    texts = ["日期", "活动名称", "=1+1", "a&b", "<甲>"]
    if producer == "inline":
        row = "".join(
            f'<c r="{c}1" t="inlineStr"><is><t>{escape(t)}</t></is></c>' for c, t in zip("ABCDE", texts, strict=True)
        )
        data = forge(f'<row r="1">{row}</row>')
    else:
        row = "".join(f'<c r="{c}1" t="s"><v>{n}</v></c>' for n, c in enumerate("ABCDE"))
        data = forge(f'<row r="1">{row}</row>', strings="".join(f"<si><t>{escape(t)}</t></si>" for t in texts))
    assert [cell.text for cell in read_book_bytes(data, "a.xlsx").sheets[0].rows[1].values()] == texts
