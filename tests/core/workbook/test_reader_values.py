"""What one cell says."""

import pytest
from shuangyong.workbook.book import Cell


def test_a_shared_string_is_the_text_of_its_index(cells_in, shared):
    cells = cells_in('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', strings=shared("甲", "乙"))
    assert cells == {"A1": Cell("text", "乙")}


@pytest.mark.parametrize("index", ["2", "-1", "1.0", "", " 1", "１", "1_0", "99999999999"])
def test_an_index_without_a_string_is_named_and_never_another_string(forge, problems_in, shared, index):
    (problem,) = problems_in(forge(f'<row r="3"><c r="B3" t="s"><v>{index}</v></c></row>', strings=shared("甲", "乙")))
    assert (problem.sheet, problem.cell) == ("表", "B3")
    assert problem.code in ("bad-shared-string", "bad-cell")


def test_a_shared_string_without_any_table_is_named(forge, problems_in):
    (problem,) = problems_in(forge('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'))
    assert problem.code == "bad-shared-string"


def test_the_runs_of_a_rich_text_are_joined_and_its_readings_left_out(cells_in):
    strings = (
        '<si><r><rPr><b/><sz val="11"/></rPr><t>双</t></r><r><t xml:space="preserve">拥 </t></r>'
        '<rPh sb="0" eb="1"><t>shuang</t></rPh><phoneticPr fontId="1"/></si>'
        '<si><t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t/></si><si/><si><t>末</t></si>'
    )
    cells = cells_in(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>',
        strings=strings,
    )
    assert cells == {"A1": Cell("text", "双拥 "), "B1": Cell("text", "东京"), "E1": Cell("text", "末")}


def test_an_inline_string_is_read_plain_or_rich(cells_in):
    cells = cells_in(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>慰问 &amp; 走访&#x4E00;&#19968;</t></is></c>'
        '<c r="B1" t="inlineStr"><is><r><t>八</t></r><r><rPr/><t>一</t></r><rPh sb="0" eb="1"><t>ba</t></rPh></is></c>'
        '<c r="C1" t="inlineStr"><is/></c><c r="D1" t="inlineStr"><is><t></t></is></c></row>'
    )
    assert cells == {"A1": Cell("text", "慰问 & 走访一一"), "B1": Cell("text", "八一")}


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("甲_x000D_\n乙", "甲\r\n乙"),
        ("_x0041_", "A"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x4e00_", "一"),
        ("_x0000_a", "_x0000_a"),
        ("_x0007_", "_x0007_"),
        ("_xD83D_", "_xD83D_"),
        ("_x00_", "_x00_"),
        ("a_x000d_", "a\r"),
    ],
)
def test_an_escaped_character_is_decoded_unless_no_document_could_print_it(cells_in, stored, text):
    cells = cells_in(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{stored}</t></is></c></row>')
    assert cells["A1"] == Cell("text", text)


@pytest.mark.parametrize(
    "raw", ["a & b", "&nbsp;", "&#0;", "&#x1F;", "&#xD800;", "&#x110000;", "&amp", "\x07", "\ufffe"]
)
def test_text_that_is_no_xml_is_never_taken(forge, problems_in, raw):
    problems = problems_in(forge(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{raw}</t></is></c></row>'))
    assert {problem.sheet for problem in problems} == {"表"}


def test_a_text_may_look_like_a_formula_or_markup_and_stays_text(cells_in, shared):
    texts = ["=1+1", "+8613800138000", "@SUM(A1)", "{{ name }}", "<b>&amp;</b>", "=cmd|' /C calc'!A0", " ", "０"]
    cells = cells_in(
        '<row r="1">' + "".join(f'<c r="{c}1" t="s"><v>{n}</v></c>' for n, c in enumerate("ABCDEFGH")) + "</row>",
        strings=shared(*texts),
    )
    assert [cell.text for cell in cells.values()] == texts
    assert {cell.type for cell in cells.values()} == {"text"}


def test_a_text_longer_than_excel_allows_is_named(forge, problems_in):
    (problem,) = problems_in(forge(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"长" * 32768}</t></is></c></row>'))
    assert (problem.code, problem.cell) == ("text-too-long", "A1")
    assert len(problem.value) <= 100


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("343", "343"),
        ("-0.5", "-0.5"),
        ("0.30000000000000004", "0.3"),
        ("12345.670000000002", "12345.67"),
        ("0.99999999999999989", "1"),
        ("0.1234567890123455", "0.123456789012346"),
        ("450000.00", "450000"),
        ("1.5E3", "1500"),
        ("1E-3", "0.001"),
        ("+7", "7"),
        ("007", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-0", "0"),
        ("-0.0", "0"),
        (" 12\n", "12"),
        ("110105194912310021", "110105194912310021"),
        ("1.1010519491231002E+17", "110105194912310000"),
        ("9.99999999999999E+307", "9.99999999999999E+307"),
        ("1E30", "1" + "0" * 30),
        ("-2.7755575615628914E-17", "-0.0000000000000000277555756156289"),
        ("1.50E-31", "1.5E-31"),
    ],
)
def test_a_number_is_an_exact_numeral_of_the_digits_that_excel_shows(cells_in, stored, text):
    assert cells_in(f'<row r="1"><c r="A1"><v>{stored}</v></c></row>')["A1"] == Cell("number", text)


@pytest.mark.parametrize(
    "stored",
    [
        "1_000",
        "inf",
        "-INF",
        "nan",
        "1E+400",
        "1E-400",
        "1E+99999999",
        "0x10",
        "１２",
        "١٢",
        "1,200",
        "1e",
        "--1",
        "1 2",
        "9" * 500,
    ],
)
def test_what_excel_cannot_hold_as_a_number_is_named(forge, problems_in, stored):
    (problem,) = problems_in(forge(f'<row r="7"><c r="C7"><v>{stored}</v></c></row>'))
    assert (problem.code, problem.place, problem.value) == ("bad-number", "表!C7", stored[:100])


def test_an_empty_value_is_a_blank_cell(cells_in):
    rows = (
        '<row r="1"><c r="A1"><v></v></c><c r="B1"><v/></c><c r="C1" s="0"/><c r="D1"></c>'
        '<c r="E1" t="str"><v></v></c></row>'
    )
    assert cells_in(rows, formats=[]) == {}


def test_booleans_and_errors_are_told_from_texts_and_blanks(cells_in):
    cells = cells_in(
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#REF!</v></c>'
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1" t="str"><v>#REF!</v></c></row>'
    )
    assert cells == {
        "A1": Cell("boolean", "TRUE"),
        "B1": Cell("boolean", "FALSE"),
        "C1": Cell("error", "#REF!"),
        "D1": Cell("error", "#DIV/0!"),
        "E1": Cell("text", "#REF!"),
    }


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="b"><v>2</v></c>',
        '<c r="A1" t="b"><v></v></c>',
        '<c r="A1" t="s"><v></v></c>',
        '<c r="A1" t="x"><v>1</v></c>',
        '<c r="A1" t="s"><is><t>0</t></is></c>',
        '<c r="A1" t="n"><is><t>0</t></is></c>',
    ],
)
def test_a_cell_whose_type_and_content_disagree_is_named(forge, problems_in, shared, cell):
    (problem,) = problems_in(forge(f'<row r="1">{cell}</row>', strings=shared("甲")))
    assert (problem.code, problem.cell) == ("bad-cell", "A1")


def test_a_formula_gives_its_stored_value(cells_in):
    cells = cells_in(
        '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>0.30000000000000004</v></c>'
        '<c r="B1" t="str"><f>A1&amp;"人"</f><v>3人</v></c><c r="C1" t="b"><f>TRUE()</f><v>1</v></c>'
        '<c r="D1" t="str"><f>IF(A1,"","x")</f><v></v></c>'
        '<c r="E1" cm="1"><f t="array" ref="E1">1+1</f><v>2</v></c></row>'
    )
    assert cells == {
        "A1": Cell("number", "0.3"),
        "B1": Cell("text", "3人"),
        "C1": Cell("boolean", "TRUE"),
        "E1": Cell("number", "2"),
    }


@pytest.mark.parametrize("empty", ["", "<v></v>", "<v/>"])
def test_a_formula_without_a_stored_value_says_so(cells_in, empty):
    cells = cells_in(
        f'<row r="1"><c r="A1"><f>B1&amp;"|"</f>{empty}</c><c r="B1"><f t="shared" si="0"/>{empty}</c></row>'
    )
    assert cells == {"A1": Cell("formula", '=B1&"|"'), "B1": Cell("formula", "=…")}


def test_a_picture_that_wps_keeps_in_a_cell_is_a_picture(cells_in, shared):
    cells = cells_in(
        '<row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG("ID_7F0A",1)</f><v>=DISPIMG("ID_7F0A",1)</v></c>'
        '<c r="B1" t="e"><f>_xlfn.DISPIMG("ID_B",1)</f><v>#NAME?</v></c><c r="C1" t="s"><v>0</v></c>'
        '<c r="D1" t="s"><v>1</v></c></row>',
        strings=shared('=DISPIMG("ID_C",1)', "用 DISPIMG 插入"),
    )
    assert cells == {
        "A1": Cell("picture", "ID_7F0A"),
        "B1": Cell("picture", "ID_B"),
        "C1": Cell("picture", "ID_C"),
        "D1": Cell("text", "用 DISPIMG 插入"),
    }


@pytest.mark.parametrize("formula", ["cmd|'/C calc'!A0", "'cmd'|'/C calc'!A0", "1+DDE|x!y"])
def test_a_formula_that_starts_a_program_is_refused(forge, problems_in, formula):
    (problem,) = problems_in(forge(f'<row r="1"><c r="A1"><f>{formula}</f><v>0</v></c></row>'))
    assert (problem.code, problem.cell) == ("dde", "A1")
    assert "另存为不含宏的工作簿" in problem.fix


def test_a_bar_inside_a_text_or_a_sheet_name_is_no_dde(cells_in):
    cells = cells_in("""<row r="1"><c r="A1"><f>'a|b'!A1&amp;"|"</f><v>1</v></c></row>""")
    assert cells == {"A1": Cell("number", "1")}


def test_all_cells_that_cannot_be_read_are_named_at_once(forge, problems_in, shared):
    rows = '<row r="1"><c r="A1" t="s"><v>9</v></c><c r="B1"><v>inf</v></c><c r="C1"><v>1</v></c></row>'
    problems = problems_in(forge(rows, strings=shared("甲")))
    assert [problem.cell for problem in problems] == ["A1", "B1"]


def test_a_file_full_of_unreadable_cells_is_not_listed_for_ever(forge, problems_in):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>inf</v></c></row>' for n in range(1, 5000))
    assert len(problems_in(forge(rows))) == 100
