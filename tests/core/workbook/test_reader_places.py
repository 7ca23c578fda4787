"""Where the cells stand, and which sheets there are."""

import random

import pytest
from shuangyong.workbook.book import Cell
from shuangyong.workbook.reader import read_book_bytes
from shuangyong.workbook.xlsx import reading


def n(text):
    return Cell("number", text)


def test_cells_stand_at_their_addresses_with_gaps(cells_in):
    cells = cells_in(
        '<row r="2"><c r="B2"><v>1</v></c><c r="AB2"><v>2</v></c></row><row r="9"><c r="A9"><v>3</v></c></row>'
    )
    assert cells == {"B2": n("1"), "AB2": n("2"), "A9": n("3")}


def test_rows_out_of_order_are_read_whole_and_listed_from_the_top(forge):
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in (3, 1, 2))
    (sheet,) = read_book_bytes(forge(rows), "a.xlsx").sheets
    assert [row for row, _ in sheet] == [1, 2, 3]
    assert sheet.rows[2] == {1: n("2")}


def test_cells_out_of_order_in_a_row_are_read(cells_in):
    cells = cells_in('<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>')
    assert cells == {"C1": n("3"), "A1": n("1")}


def test_cells_and_rows_without_addresses_follow_one_another(cells_in):
    cells = cells_in(
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/>"
        "<row><c><v>3</v></c><c r='E3'><v>4</v></c><c><v>5</v></c></row>"
        '<row><c r="B9"><v>6</v></c></row><row><c><v>7</v></c></row>'
    )
    assert cells == {"A1": n("1"), "C1": n("2"), "A3": n("3"), "E3": n("4"), "F3": n("5"), "B9": n("6"), "A10": n("7")}


def test_a_row_stated_twice_is_read_whole(cells_in):
    cells = cells_in('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>')
    assert cells == {"A1": n("1"), "B1": n("2")}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="4"><c r="B4"><v>20</v></c><c r="B4"><v>30</v></c></row>',
        '<row r="4"><c r="B4"><v>20</v></c></row><row r="4"><c r="B4"><v>30</v></c></row>',
        "<row r='4'><c r='B4'><v>20</v></c><c r='B4'><v>30</v></c></row>",
    ],
)
def test_two_cells_of_one_address_are_named(forge, problems_in, rows):
    (problem,) = problems_in(forge(rows))
    assert (problem.code, problem.place) == ("duplicate-cell", "表!B4")


def test_an_empty_twin_of_a_cell_does_no_harm(cells_in):
    assert cells_in('<row r="4"><c r="B4"><v>20</v></c><c r="B4" s="1"/></row>', formats=[14]) == {"B4": n("20")}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="4"><c r="B5"><v>20</v></c></row>',
        '<row r="4"><c r="XFE4"><v>20</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>20</v></c></row>',
        '<row r="4"><c r="b4"><v>20</v></c></row>',
        '<row r="4"><c r="$B$4"><v>20</v></c></row>',
        '<row r="4"><c r="B04"><v>20</v></c></row>',
        '<row r="0"><c r="B0"><v>20</v></c></row>',
        '<row r="-4"><c r="B4"><v>20</v></c></row>',
        '<row r="x"><c r="B4"><v>20</v></c></row>',
        '<row r="4"><c r="4"><v>20</v></c></row>',
    ],
)
def test_an_impossible_address_is_named(forge, problems_in, rows):
    (problem,) = problems_in(forge(rows))
    assert problem.sheet == "表"
    assert problem.code in ("bad-address", "damaged-file")


def test_a_forged_dimension_is_not_believed(cells_in, sheet_of):
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 44))
    assert len(cells_in(sheet=sheet_of(rows, before='<dimension ref="A1:A1"/>'))) == 43


def test_the_last_cell_of_a_sheet_is_kept_when_filled_and_costs_nothing_when_empty(cells_in):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" {}</row>'
    assert cells_in(rows.format('s="1"/>'), formats=[14]) == {"A1": n("1")}
    assert cells_in(rows.format("><v>2</v></c>")) == {"A1": n("1"), "XFD1048576": n("2")}


@pytest.mark.parametrize(
    "oddity",
    [
        "<!-- <sheetData><row r='1'><c r='A1'><v>9</v></c></row></sheetData> -->",
        "<?target <sheetData/>?>",
        "<extLst><ext uri='x'><![CDATA[<sheetData></sheetData>]]></ext></extLst>",
    ],
)
def test_a_decoy_before_the_data_is_not_read(cells_in, sheet_of, oddity):
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert cells_in(sheet=sheet_of(row, before=oddity)) == {"A1": n("1")}
    assert cells_in(sheet=sheet_of(row, after=oddity)) == {"A1": n("1")}


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ('<row r="1"><c r="A1" t="str"><v>甲<!-- 乙 -->丙</v></c></row>', "甲丙"),
        ('<row r="1"><c r="A1" t="str"><v><![CDATA[<甲>&amp;]]></v></c></row>', "<甲>&amp;"),
        ('<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[甲]]>乙</t></is></c></row>', "甲乙"),
        ('<row r="1"><c r="A1" t="inlineStr"><is><r><t><![CDATA[甲]]></t></r></is></c></row>', "甲"),
        ('<row r="1"><c r="A1" t="str"><?x y?><v>甲</v></c></row>', "甲"),
        ("<row r='1' ><c t='str' r='A1'  >\n<v >甲</v >\n</c></row>", "甲"),
        ('<row r="1"><c r="A1" t="str"><v>甲\r\n乙\r丙&#13;丁</v></c></row>', "甲\n乙\n丙\r丁"),
        ('<row r="1"><!-- --><c r="A1" t="str"><v>甲\r\n乙&#13;丁 > &gt;</v></c></row>', "甲\n乙\r丁 > >"),
        ('<row r="1" x="a>b"><c r="A1" t="str" x="a/b"><v>甲</v></c></row>', "甲"),
        ('<row r="1"><c r="A1" t="inlineStr"><v>甲</v></c></row>', "甲"),
        ('\n  <row r="1">\n    <c r="A1" t="str">\n      <v>甲</v>\n    </c>\n  </row>\n', "甲"),
    ],
)
def test_odd_but_legal_xml_is_read_to_the_letter(cells_in, rows, text):
    assert cells_in(rows) == {"A1": Cell("text", text)}


def test_odd_shared_strings_are_read_to_the_letter(cells_in):
    strings = (
        "<!-- 0 --><si><t>甲<!-- x -->乙</t></si><si><t><![CDATA[<丙>]]></t></si><si><r><t><![CDATA[丁]]></t></r>"
        "<rPh sb='0' eb='1'><t>ding</t></rPh></si><extLst/>"
    )
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>{r - 1}</v></c></row>' for r in (1, 2, 3))
    assert [cell.text for cell in cells_in(rows, strings=strings).values()] == ["甲乙", "<丙>", "丁"]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1<x/>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        '<row r="1"><x><c r="A1"><v>1</v></c></x></row>',
        '<x><row r="1"><c r="A1"><v>1</v></c></row></x>',
        '<row r="1"><c r="A1"><y>1</y></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row></c>',
        '<row r="1"><c r="A1"><v>1</c></row>',
        '<row r="1"><c r="A1" r="A1"><v>1</v></c></row>',
        '<row r="1"><c xmlns="urn:x" r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲<t>乙</t></t></is></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row',
    ],
)
def test_a_sheet_that_breaks_the_rules_is_named_not_read_in_part(forge, problems_in, rows):
    (problem,) = problems_in(forge(rows))
    assert (problem.code, problem.sheet) == ("damaged-file", "表")


@pytest.mark.parametrize("cut", [20, 200, -3, -12, -30, -60])
def test_a_cut_off_sheet_is_named(forge, problems_in, sheet_of, cut):
    whole = sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>' * 1, after="<pageMargins left='1'/>")
    (problem,) = problems_in(forge(sheet=whole[:cut]))
    assert (problem.code, problem.sheet) == ("damaged-file", "表")


def test_a_prefixed_sheet_is_read(cells_in, shared):
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1"/><x:c r="C1" t="inlineStr"><x:is><x:r>'
        "<x:t>乙</x:t></x:r></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )
    sst = (
        '<x:sst xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:si><x:t>甲</x:t></x:si></x:sst>'
    )
    cells = cells_in(sheet=sheet, strings="", parts={"xl/sharedStrings.xml": sst})
    assert [cell.text for cell in cells.values()] == ["甲", "乙"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_sheet_in_another_unicode_encoding_is_read(cells_in, sheet_of, encoding):
    sheet = sheet_of('<row r="1"><c r="A1" t="str"><v>双拥</v></c></row>').replace('encoding="UTF-8" ', "")
    assert cells_in(sheet=sheet.encode(encoding)) == {"A1": Cell("text", "双拥")}


@pytest.mark.parametrize("encoding", ["GBK", "UTF-7", "ISO-8859-1", "UTF-16"])
def test_a_sheet_in_a_foreign_encoding_is_named(forge, problems_in, sheet_of, encoding):
    sheet = sheet_of('<row r="1"><c r="A1" t="str"><v>双拥</v></c></row>').replace("UTF-8", encoding)
    (problem,) = problems_in(forge(sheet=sheet.encode("gbk")))
    assert (problem.code, problem.sheet) == ("damaged-file", "表")


def test_an_empty_sheet_has_no_cells(cells_in, sheet_of):
    assert cells_in(sheet=sheet_of("").replace("<sheetData></sheetData>", "<sheetData/>")) == {}
    assert cells_in('<row r="1" s="1" customFormat="1"/><row r="2"><c r="A2" s="1"/><c r="B2"></c></row>') == {}


def test_merged_ranges_are_told_and_the_value_stays_in_the_first_cell(forge, sheet_of):
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"/></row>'
    after = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A3:A9"/></mergeCells>'
    for comment in ("", "<!-- -->"):
        (sheet,) = read_book_bytes(forge(sheet=sheet_of(row + comment, after=after)), "a.xlsx").sheets
        assert sheet.merged == ("A1:B1", "A3:A9")
        assert sheet.rows == {1: {1: n("1")}}


def test_sheets_keep_their_order_and_hidden_ones_are_marked(forge, sheet_of):
    names = ["单位信息", "征兵体检", "_字典", "_模板"]
    states = {"征兵体检": "visible", "_字典": "hidden", "_模板": "veryHidden"}
    book = read_book_bytes(forge(sheets={name: sheet_of("") for name in names}, states=states), "a.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("单位信息", False),
        ("征兵体检", False),
        ("_字典", True),
        ("_模板", True),
    ]
    assert book.sheet("_字典").hidden


def test_every_missing_sheet_is_named(forge, problems_in, sheet_of):
    data = forge(
        sheets={"甲": sheet_of(""), "乙": sheet_of(""), "丙": sheet_of("")},
        parts={"xl/worksheets/sheet1.xml": None, "xl/worksheets/sheet3.xml": None},
    )
    assert [(problem.code, problem.sheet) for problem in problems_in(data)] == [
        ("sheet-missing", "甲"),
        ("sheet-missing", "丙"),
    ]


def test_a_chart_sheet_has_no_cells_to_miss(forge, forge_parts, zip_of, sheet_of):
    parts = forge_parts(sheets={"图": "<chartsheet/>", "表": sheet_of("")})
    rels = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        b'/worksheet" Target="worksheets/sheet1.xml', b'/chartsheet" Target="worksheets/sheet1.xml'
    )
    assert [sheet.name for sheet in read_book_bytes(zip_of(parts), "a.xlsx").sheets] == ["表"]


@pytest.mark.parametrize(("old", "new"), [(b"rId2", b"rId1"), ('name="乙"'.encode(), 'name="甲"'.encode())])
def test_a_sheet_listed_twice_is_refused(forge_parts, zip_of, problems_in, sheet_of, old, new):
    parts = forge_parts(sheets={"甲": sheet_of(""), "乙": sheet_of("")})
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(old, new)
    assert [problem.code for problem in problems_in(zip_of(parts))] == ["damaged-file"]


def test_a_sheet_may_be_named_by_an_absolute_target_in_other_letters(forge_parts, zip_of, sheet_of):
    parts = forge_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    rels = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        b"worksheets/sheet1.xml", b"/XL/Worksheets/../worksheets/Sheet1.xml"
    )
    assert read_book_bytes(zip_of(parts), "a.xlsx").sheets[0].rows[1][1] == n("1")


def test_a_sheet_that_was_read_before_is_known_again_and_no_other_is_taken_for_it(forge):
    read = read_book_bytes.__wrapped__
    book, other = (forge(f'<row r="7"><c r="G7"><v>{value}</v></c></row>') for value in (770077, 770078))
    first, second, third = (read(book, "a.xlsx") for _ in range(3))
    assert first == second == third
    assert third.sheets[0].rows is second.sheets[0].rows
    assert read(other, "a.xlsx").sheets[0].rows == {7: {7: n("770078")}}


def line(number, *texts):
    """A row of texts in its sheet's first columns, as programs write them that share no strings."""
    cells = (
        f'<c r="{"ABCDEFG"[at]}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(texts)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def test_sheets_that_begin_alike_are_read_as_each_alone(forge, sheet_of):
    """Rows that were read before are remembered: titles, headers, and by chance a first row that is common."""
    titles = [line(1, "标题甲"), line(1, "标题乙"), "<row r='1'><c r='A1'/></row>", ""]
    headers = [line(2, "日期", "名称"), line(2, "日期", "名称", "地点"), line(2) + line(2, "日期")]
    data = ["", line(3, "1", "常见"), line(3, "1", "常见") + line(4, "2"), line(4, "2"), line(2, "", "", "", "补")]
    parts = [title + header + rows for title in titles for header in headers for rows in data]
    books = [forge(sheets={"表": sheet_of(part), "表二": sheet_of(part[: part.find("</row>") + 6])}) for part in parts]
    read, remembered = read_book_bytes.__wrapped__, reading._rows_alike
    alone = []
    for book in books:
        remembered.cache_clear()
        alone.append(read(book, "a.xlsx"))
    remembered.cache_clear()
    for seed in range(6):
        order = random.Random(seed).sample(range(len(books)), len(books))
        for place in order:
            assert read(books[place], "a.xlsx") == alone[place]
