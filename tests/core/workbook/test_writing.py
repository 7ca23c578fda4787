"""A blank ledger is a form that a clerk can fill without a manual, and the reader reads back what it says."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from shuangyong.catalog import installed
from shuangyong.model.ledgers import Declaration, Ledger
from shuangyong.model.problems import ProblemsFound
from shuangyong.model.units import Unit
from shuangyong.workbook.guidance import STEPS
from shuangyong.workbook.keys import key
from shuangyong.workbook.layout import DECLARED, DICTIONARY, INFO, TEMPLATE, TEMPLATE_VERSION, VERSION_KEYS, unit_fields
from shuangyong.workbook.writing import ledger_bytes

UNIT = Unit(name="某某县人民医院", sector="医院", year=2026)
KINDS = installed().kinds_of("hospital")
HEADER, FIRST = 4, 5


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def blank():
    return opened(ledger_bytes(installed(), Ledger(unit=UNIT)))


def head_row(sheet):
    return next(row for row in range(1, 40) if sheet.cell(row, 1).value == DECLARED[0])


def declared(sheet):
    rows = sheet.iter_rows(min_row=head_row(sheet) + 1, max_col=3, values_only=True)
    return {label: (status, scope) for label, status, scope in rows if label}


def validations(sheet):
    return {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}


def range_of(kind, field):
    letter = get_column_letter([one.id for one in kind.columns].index(field) + 1)
    return f"{letter}{FIRST}:{letter}2000"


def test_the_first_sheet_comes_first_then_the_sectors_own_then_the_cores(blank):
    assert blank.sheetnames[0] == INFO
    assert blank.sheetnames[1 : len(KINDS) + 1] == [kind.label for kind in KINDS]
    assert set(blank.sheetnames[len(KINDS) + 1 :]) == {DICTIONARY, TEMPLATE}
    assert blank.active.title == INFO


def test_only_the_two_sheets_for_the_program_are_hidden(blank):
    hidden = {sheet.title for sheet in blank.worksheets if sheet.sheet_state != "visible"}
    assert hidden == {DICTIONARY, TEMPLATE}


def test_the_first_sheet_has_a_label_a_place_and_a_hint_for_every_datum_of_the_unit(blank):
    rows = {row[0].value: row for row in blank[INFO].iter_rows(max_row=12, max_col=3)}
    for field in unit_fields():
        _, value, hint = rows[field.label]
        assert field.hint in hint.value
        assert ("必填" in hint.value) == field.required
        assert ("仅本单位留存" in hint.value) == field.sensitive
        assert value.number_format == (
            "@" if field.type == "text" else "0" if field.type == "integer" else "yyyy-mm-dd"
        )
    assert [rows[label][1].value for label in ("单位名称", "行业", "年度")] == [UNIT.name, "医院", 2026]


def test_the_first_sheet_says_how_to_fill_the_ledger(blank):
    texts = [cell.value for row in blank[INFO].iter_rows() for cell in row]
    assert set(STEPS) <= {*texts}


def test_the_table_of_declarations_is_the_index(blank):
    sheet = blank[INFO]
    head = head_row(sheet)
    assert tuple(cell.value for cell in sheet[head][:3]) == DECLARED
    for row, kind in enumerate(KINDS, start=head + 1):
        name, status, scope, pillar = sheet[row][:4]
        assert (name.value, status.value, scope.value) == (kind.label, None, "本级")
        assert pillar.value == kind.pillar.label
        assert name.hyperlink.location == f"'{kind.label}'!A1"
        assert name.hyperlink.target is None


def test_the_declarations_are_chosen_from_drop_downs(blank):
    rules = validations(blank[INFO])
    head = head_row(blank[INFO])
    for letter, choices in (("B", ["有数据", "零报告", "不适用"]), ("C", ["本级", "含下级"])):
        rule = rules[f"{letter}{head + 1}:{letter}{head + len(KINDS)}"]
        assert listed(blank, rule) == choices


def listed(book, rule):
    assert rule.type == "list"
    assert not rule.formula1.startswith('"'), "a list in the cell itself ends at 255 characters"
    return [row[0].value for row in book[DICTIONARY][book.defined_names[rule.formula1].attr_text.split("!")[1]]]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_sheet_has_title_way_back_hints_and_heads(blank, kind):
    sheet = blank[kind.label]
    assert kind.label in sheet["A1"].value
    assert kind.pillar.label in sheet["A1"].value
    assert sheet["A2"].hyperlink.location == f"'{INFO}'!A1"
    assert [cell.value for cell in sheet[HEADER]] == [field.header for field in kind.columns]
    assert sheet.max_row == HEADER, "no blank cells below"
    for field, hint in zip(kind.columns, sheet[HEADER - 1], strict=True):
        assert field.hint in (hint.value or "")
        assert ("【必填】" in (hint.value or "")) == field.required
        assert ("【仅本单位留存】" in (hint.value or "")) == field.sensitive


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_nothing_above_the_header_can_be_taken_for_it(blank, kind):
    labels = {key(label) for field in kind.columns for label in (field.label, field.header, *field.aliases)}
    for row in blank[kind.label].iter_rows(max_row=HEADER - 1, values_only=True):
        assert sum(key(text) in labels for text in row if text) < 2


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_columns_have_the_formats_and_rules_of_their_fields(blank, kind):
    sheet = blank[kind.label]
    rules = validations(sheet)
    for number, field in enumerate(kind.columns, start=1):
        letter = get_column_letter(number)
        style = sheet.column_dimensions[letter]
        rule = rules.get(f"{letter}{FIRST}:{letter}2000")
        if field.type == "choice":
            assert listed(blank, rule) == [*field.choices]
            assert rule.errorStyle == "stop"
        elif field.type == "date":
            assert style.number_format == "yyyy-mm-dd"
            assert rule.type is None, "8月 must be allowed"
        elif field.type in ("integer", "decimal"):
            assert (rule.type, rule.errorStyle) == ({"integer": "whole", "decimal": "decimal"}[field.type], "warning")
            assert style.number_format == {0: "#,##0", 1: "#,##0.0", 2: "#,##0.00"}[field.decimals]
        elif field.id != "evidence":
            assert style.number_format == "@"
        if field.hint:
            assert rule.showInputMessage
            assert field.hint in rule.prompt


def test_evidence_is_no_text_column_as_a_picture_in_a_cell_is_a_formula(blank):
    letter = range_of(KINDS[0], "evidence")[0]
    assert blank[KINDS[0].label].column_dimensions[letter].number_format == "General"


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_excels_limits_on_prompts_and_names_are_kept(blank, kind):
    for rule in blank[kind.label].data_validations.dataValidation:
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.prompt or "") <= 255
        assert len(rule.error or "") <= 255
    assert len(kind.label) <= 31


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_sheet_prints_on_landscape_pages_one_wide_with_its_header_on_each(blank, kind):
    sheet = blank[kind.label]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_sheet_bears_its_pillars_colour_and_keeps_its_header_in_view(blank, kind):
    sheet = blank[kind.label]
    assert sheet.sheet_properties.tabColor.rgb == f"00{kind.pillar.colour}"
    assert sheet.freeze_panes[-1] == str(FIRST)
    assert sheet.freeze_panes[0] > "A"
    for field, head in zip(kind.columns, sheet[HEADER], strict=True):
        assert (head.fill.start_color.rgb == f"00{kind.pillar.colour}") == (not field.sensitive)


def test_a_sheet_says_where_else_an_event_is_not_to_be_entered_again(blank):
    assert "计入“为部队办实事”" in blank["征兵体检"]["B2"].value
    assert "“征兵体检”“医疗技术培训”" in blank["为部队办实事"]["B2"].value


def test_the_hidden_sheet_tells_the_versions(blank):
    versions = {row[0].value: row[1].value for row in blank[TEMPLATE].iter_rows()}
    plugins = {plugin.name: plugin.version for plugin in installed().plugins}
    assert versions == dict(
        zip(VERSION_KEYS, (TEMPLATE_VERSION, plugins["core"], "hospital", plugins["hospital"]), strict=True)
    )


def test_what_the_unit_does_not_do_has_no_sheet_but_is_declared():
    only = [kind for kind in KINDS if kind.label not in ("义诊", "会议")]
    book = opened(ledger_bytes(installed(), Ledger(unit=UNIT), only=only))
    assert "义诊" not in book.sheetnames
    assert "会议" not in book.sheetnames
    table = declared(book[INFO])
    assert [*table] == [kind.label for kind in KINDS]
    assert table["义诊"] == ("不适用", "本级")
    assert table["征兵体检"] == (None, "本级")
    assert all("义诊" not in (cell.value or "") for cell in book["优待服务"][2])


def test_declarations_are_written_as_they_were_made():
    made = {"hospital.free_clinic": Declaration("零报告", "含下级")}
    book = opened(ledger_bytes(installed(), Ledger(unit=UNIT, declarations=made)))
    assert declared(book[INFO])["义诊"] == ("零报告", "含下级")


def test_the_same_ledger_gives_the_same_bytes_whenever_it_is_written():
    data = ledger_bytes(installed(), Ledger(unit=UNIT))
    assert data == ledger_bytes(installed(), Ledger(unit=UNIT))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert archive.testzip() is None


def test_the_file_names_its_unit_as_its_author(blank):
    assert blank.properties.creator == "某某县人民医院"
    nameless = opened(ledger_bytes(installed(), Ledger(unit=Unit(name="", sector="医院", year=2026))))
    assert nameless.properties.creator == "双拥台账"


def test_the_sector_is_written_by_its_label_however_it_was_named():
    unit = Unit(name="某某镇卫生院", sector="卫生院", year=2026)
    rows = opened(ledger_bytes(installed(), Ledger(unit=unit)))[INFO].iter_rows(max_col=2, values_only=True)
    assert dict(rows)["行业"] == "医院"


def test_an_unknown_sector_is_refused_and_the_known_ones_are_listed():
    with pytest.raises(ProblemsFound) as refused:
        ledger_bytes(installed(), Ledger(unit=Unit(name="某某站", sector="气象", year=2026)))
    assert "hospital（医院）" in refused.value.problems[0].fix
