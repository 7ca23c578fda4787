"""Which numbers are dates, and which day they are."""

import pytest
from shuangyong.workbook.book import Cell


def dated(serial, *formats, style=1):
    return {"rows": f'<row r="1"><c r="A1" s="{style}"><v>{serial}</v></c></row>', "formats": list(formats)}


@pytest.mark.parametrize(
    "code",
    [
        14,
        17,
        22,
        27,
        28,
        31,
        36,
        57,
        58,
        "yyyy-mm-dd",
        'yyyy"年"m"月"d"日"',
        'yyyy"年"m"月"d"日";@',
        '[$-804]yyyy"年"m"月"d"日"',
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        '[DBNum1][$-804]yyyy"年"m"月"d"日";@',
        'm"月"d"日"',
        "yyyy/m/d\\ h:mm;@",
        "[Red]d-mmm-yy",
        'e"年"m"月"',
        "[$-804]aaaa",
        "mmm.yyyy",
    ],
)
def test_a_number_shown_as_a_date_is_the_date(cells_in, code):
    assert cells_in(**dated("46235", code))["A1"] == Cell("date", "2026-08-01")


@pytest.mark.parametrize(
    "code",
    [
        0,
        1,
        4,
        10,
        11,
        37,
        44,
        46,
        48,
        49,
        "General",
        "G/通用格式",
        "0.00E+00",
        "[h]:mm",
        "[hh]:mm:ss",
        "[mm]:ss",
        "[s]",
        "0_ ",
        '#,##0"元"',
        '0"days"',
        '0.0"小时h"',
        "[Red]0;[Blue]-0",
        "[$￥-804]#,##0.00",
        '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ',
        "0\\d",
        "@",
        '"第"0"次"',
        "# ?/?",
        '0;"yyyy"',
    ],
)
def test_a_number_shown_as_a_number_stays_one(cells_in, code):
    assert cells_in(**dated("46235", code))["A1"] == Cell("number", "46235")


def test_a_built_in_format_may_be_spelled_anew(cells_in):
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<numFmts><numFmt numFmtId="14" formatCode="0.00"/><numFmt numFmtId="4" formatCode="yyyy-m-d"/></numFmts>'
        '<cellXfs><xf numFmtId="14"/><xf numFmtId="4"/><xf/></cellXfs></styleSheet>'
    )
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>61</v></c><c r="C1" s="2"><v>1</v></c></row>'
    cells = cells_in(rows, formats=[], parts={"xl/styles.xml": styles})
    assert [cell.type for cell in cells.values()] == ["number", "date", "number"]


@pytest.mark.parametrize(
    ("serial", "iso"),
    [
        ("1", "1900-01-01"),
        ("59", "1900-02-28"),
        ("61", "1900-03-01"),
        ("45292", "2024-01-01"),
        ("46235.0", "2026-08-01"),
        ("46235.395833333336", "2026-08-01T09:30:00"),
        ("46235.999999999", "2026-08-02"),
        ("0.5", "12:00:00"),
        ("0.999999999", "1900-01-01"),
        ("2958465", "9999-12-31"),
    ],
)
def test_a_serial_is_its_day_in_the_1900_system(cells_in, serial, iso):
    assert cells_in(**dated(serial, "yyyy-mm-dd h:mm"))["A1"] == Cell("date", iso)


@pytest.mark.parametrize(
    "serial", ["0", "60", "-1", "2958466", "99999999", "20260801", "1E+300", "60.5", "2958465.999999999"]
)
def test_a_serial_that_is_no_day_stays_a_number_and_becomes_no_other_day(cells_in, serial):
    assert cells_in(**dated(serial, "yyyy-mm-dd"))["A1"].type == "number"


@pytest.mark.parametrize("flag", ["1", "true"])
def test_the_1904_system_counts_from_1904(cells_in, flag):
    cells = cells_in(**dated("43830", 14), properties=f' date1904="{flag}"')
    assert cells["A1"] == Cell("date", "2024-01-01")


def test_the_1904_system_knows_a_day_0_and_a_day_60(cells_in):
    rows = (
        '<row r="1"><c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>60</v></c><c r="C1" s="1"><v>2957004</v></c></row>'
    )
    cells = cells_in(rows, formats=[14], properties=' date1904="1"')
    assert [cell.text for cell in cells.values()] == ["1904-01-01", "1904-03-01", "2957004"]


def test_the_flag_for_1900_leaves_1900(cells_in):
    assert cells_in(**dated("45292", 14), properties=' date1904="0"')["A1"].text == "2024-01-01"


@pytest.mark.parametrize(
    ("stored", "iso"),
    [
        ("2026-08-01", "2026-08-01"),
        ("2026-08-01T09:30:00Z", "2026-08-01T09:30:00"),
        ("2026-08-01T00:00:00.000", "2026-08-01"),
    ],
)
def test_strict_workbooks_store_dates_as_iso_8601(cells_in, stored, iso):
    cells = cells_in(f'<row r="1"><c r="A1" t="d"><v>{stored}</v></c></row>', strict=True)
    assert cells["A1"] == Cell("date", iso)


@pytest.mark.parametrize("stored", ["2026-02-30", "20260801", "2026-W01-1", "八月一日", "2026-08-01T25:00"])
def test_a_stored_date_that_is_no_day_is_named(forge, problems_in, stored):
    (problem,) = problems_in(forge(f'<row r="1"><c r="A1" t="d"><v>{stored}</v></c></row>'))
    assert (problem.code, problem.cell) == ("bad-date", "A1")


def test_a_style_that_the_workbook_lacks_is_named_for_a_number_only(forge, cells_in, problems_in):
    assert cells_in('<row r="1"><c r="A1" s="9" t="str"><v>甲</v></c></row>', formats=[])["A1"].text == "甲"
    (problem,) = problems_in(forge(**dated("46235", 14, style=9)))
    assert (problem.code, problem.cell) == ("bad-style", "A1")


def test_without_any_styles_a_number_is_a_number(cells_in):
    assert cells_in('<row r="1"><c r="A1" s="3"><v>46235</v></c></row>')["A1"] == Cell("number", "46235")
