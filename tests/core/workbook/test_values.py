"""What clerks type into number, choice and text cells, and what becomes of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shuangyong.catalog import installed
from shuangyong.model import numerals
from shuangyong.model.fields import Field
from shuangyong.workbook.book import Cell
from shuangyong.workbook.values import PICTURE, Parsed, parse

VISIT = installed().kinds["core.visit"]
SUPPORT = installed().kinds["core.support"]
PERSON = installed().kinds["core.entitled_person"]
PEOPLE, CASH = VISIT.field("people"), VISIT.field("cash")
PARTICIPANTS = VISIT.field("participants")
TEN_THOUSAND = Decimal(10000)


def read(text: str, field: Field, cell_type: str = "text", factor: Decimal = Decimal(1)) -> Parsed:
    return parse(Cell(cell_type, text), field, 2026, factor)


@pytest.mark.parametrize(
    ("text", "value", "approx"),
    [("近800名", 800, True), ("343名", 343, False), ("500余人", 500, True), ("1.2万人", 12000, False)],
)
def test_people_where_turns_are_counted_are_taken_with_a_warning(text: str, value: int, approx: bool):
    parsed = read(text, PARTICIPANTS)
    assert (parsed.value, parsed.approx) == (value, approx)
    assert parsed.problem is not None
    assert (parsed.problem.severity, parsed.problem.code) == ("warning", "people-for-turns")
    assert "按人次记" in parsed.problem.message
    assert text in parsed.problem.message


@pytest.mark.parametrize(("text", "field"), [("30户", PARTICIPANTS), ("30元", PARTICIPANTS), ("30人次", PEOPLE)])
def test_other_units_are_not_taken_for_turns_nor_turns_for_people(text: str, field: Field):
    parsed = read(text, field)
    assert parsed.value is None
    assert parsed.problem is not None
    assert (parsed.problem.severity, parsed.problem.code) == ("error", "wrong-unit")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("343", 343),
        ("３４３", 343),
        (" 343 ", 343),
        ("343名", 343),
        ("343 位", 343),
        ("343人", 343),
        ("1,200", 1200),
        ("１，２００名", 1200),
        ("0", 0),
        ("12.0", 12),
        ("0.5万", 5000),
        ("1.2万人", 12000),
        ("3百", 300),
        ("3万5千", 35000),
        ("1亿2000万", 120_000_000),
        ("三十二", 32),
        ("一百二十", 120),
        ("十二万五千", 125_000),
        ("一千零二十人", 1020),
        ("两", 2),
        ("两百", 200),
        ("两千三百名", 2300),
        ("廿八", 28),
        ("二〇", 20),
        ("一〇五", 105),
        ("壹佰贰拾叁", 123),
        ("十万零五千", 105_000),
        ("零", 0),
    ],
)
def test_counts_are_read_however_they_are_typed(text: str, value: int):
    assert read(text, PEOPLE) == Parsed(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("450元", "450"),
        ("450.50", "450.5"),
        ("0.5万元", "5000"),
        ("59.85万", "598500"),
        ("3千元", "3000"),
        ("五千元", "5000"),
        ("1,200.55元", "1200.55"),
        ("￥450", "450"),
        ("450元整", "450"),
    ],
)
def test_amounts_are_read_exactly(text: str, value: str):
    parsed = read(text, CASH)
    assert parsed == Parsed(Decimal(value))
    assert str(parsed.value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("近800名", 800),
        ("500余", 500),
        ("500余人", 500),
        ("约3万", 30000),
        ("约 3 万人", 30000),
        ("大约300", 300),
        ("将近300", 300),
        ("300多人", 300),
        ("300人左右", 300),
        ("300左右", 300),
        ("300上下", 300),
        ("超过300人", 300),
        ("逾300", 300),
        ("300以上", 300),
        ("10余万", 100_000),
        ("3万余人", 30000),
        ("十余人", 10),
        ("十来人", 10),
        ("百余人", 100),
        ("近千人", 1000),
    ],
)
def test_approximate_numbers_keep_their_value_and_the_mark(text: str, value: int):
    assert read(text, PEOPLE) == Parsed(value, approx=True)


@pytest.mark.parametrize(
    "text",
    [
        "1_000", "١٢٣", "inf", "nan", "1e3", "0x10", "①2", "三五", "三五个", "一百二", "一万五百", "几十", "若干",
        "12万5", "1,2", "12,00", "300-400", "不足300", "不到300", "85%", "体检", "=1+1", "1 2", "十二三", "1.2.3", "万",
    ],
)  # fmt: skip
def test_text_that_is_no_certain_number_is_refused(text: str):
    parsed = read(text, PEOPLE)
    assert parsed.value is None
    assert parsed.problem is not None
    assert (parsed.problem.severity, parsed.problem.code, parsed.problem.value) == ("error", "not-a-number", text)
    assert text in parsed.problem.message
    assert "343" in parsed.problem.fix


@pytest.mark.parametrize(
    ("text", "field", "unit"),
    [
        ("450元", PEOPLE, "元"),
        ("32户", PEOPLE, "户"),
        ("343人次", PEOPLE, "人次"),
        ("1.2万人次", CASH, "人次"),
        ("300美元", CASH, "美元"),
        ("3块", SUPPORT.field("matters"), "块"),
        ("3万元", SUPPORT.field("items"), "元"),
    ],
)
def test_a_unit_that_is_not_the_fields_is_refused(text: str, field: Field, unit: str):
    parsed = read(text, field)
    assert parsed.value is None
    assert parsed.problem is not None
    assert parsed.problem.code == "wrong-unit"
    assert f"“{unit}”" in parsed.problem.message


def test_a_measure_without_a_unit_takes_any_counter():
    assert read("12条", SUPPORT.field("items")) == Parsed(12)


def test_scaled_units_are_taken_for_other_measures_than_money_too():
    assert read("1.2万人次", PARTICIPANTS) == Parsed(12000)


@pytest.mark.parametrize(
    ("text", "cell_type", "value"),
    [
        ("1.2", "number", "12000"),
        ("59.85", "number", "598500"),
        ("450", "number", "4500000"),
        ("1.1000000000000001", "number", "11000"),
        ("1.2", "text", "12000"),
        ("三十", "text", "300000"),
        ("近1.2", "text", "12000"),
        ("450元", "text", "450"),
        ("0.5万元", "text", "5000"),
        ("0.5万", "text", "5000"),
        ("三万", "text", "30000"),
    ],
)
def test_a_header_in_wan_yuan_multiplies_what_has_no_unit_of_its_own(text: str, cell_type: str, value: str):
    assert read(text, CASH, cell_type, TEN_THOUSAND).value == Decimal(value)


def test_a_scale_that_contradicts_the_headers_is_refused():
    problem = read("3千", CASH, factor=TEN_THOUSAND).problem
    assert problem is not None
    assert problem.code == "unclear-unit"


@pytest.mark.parametrize(
    ("text", "cell_type", "field", "code"),
    [
        ("-5", "text", PEOPLE, "negative"),
        ("-5", "number", PEOPLE, "negative"),
        ("-450元", "text", CASH, "negative"),
        ("12.5", "text", PEOPLE, "fraction"),
        ("12.5", "number", PEOPLE, "fraction"),
        ("0.33333万", "text", PEOPLE, "fraction"),
        ("450.555", "text", CASH, "too-precise"),
        ("33.3333333333333", "number", CASH, "too-precise"),
        ("110105194912310021", "number", PEOPLE, "too-large"),
        ("1E+300", "number", PEOPLE, "too-large"),
        ("1E+400", "number", PEOPLE, "not-a-number"),
        ("NaN", "number", PEOPLE, "not-a-number"),
        ("2026-03-04", "date", PEOPLE, "date-in-number"),
        ("#REF!", "error", PEOPLE, "error-cell"),
        ("#N/A", "error", VISIT.field("title"), "error-cell"),
        ("=SUM(C2:C9)", "formula", PEOPLE, "formula-without-value"),
        ("=A1", "formula", VISIT.field("title"), "formula-without-value"),
        ("TRUE", "boolean", PEOPLE, "boolean"),
        ("TRUE", "boolean", VISIT.field("title"), "boolean"),
        ("DISPIMG", "picture", PEOPLE, "picture"),
    ],
)
def test_cells_that_cannot_be_meant_are_refused_and_say_how_to_mend_them(
    text: str, cell_type: str, field: Field, code: str
):
    parsed = read(text, field, cell_type)
    assert parsed.value is None
    assert parsed.problem is not None
    assert (parsed.problem.severity, parsed.problem.code) == ("error", code)
    assert field.label in parsed.problem.message
    assert parsed.problem.fix


@pytest.mark.parametrize("text", ["无", "无。", "-", "－", "/", "／", "—", "——", " 无 "])
@pytest.mark.parametrize("field", ["people", "title", "date", "festival"])
def test_marks_for_nothing_are_blank_with_a_warning(text: str, field: str):
    parsed = read(text, VISIT.field(field))
    assert parsed.value is None
    assert parsed.problem is not None
    assert (parsed.problem.severity, parsed.problem.code) == ("warning", "blank-mark")


def test_white_space_alone_is_a_blank_and_no_matter():
    assert read(" \u3000\n", PEOPLE) == Parsed()


def test_zero_is_a_value():
    assert read("0", PEOPLE, "number") == Parsed(0)
    assert read("0", CASH, "number") == Parsed(Decimal(0))
    assert str(read("-0", CASH).value) == "0"


@pytest.mark.parametrize("text", ["医疗拥军", "医疗 拥军", "医疗\n拥军", "　医疗拥军"])
def test_choices_are_found_whatever_the_blanks(text: str):
    assert read(text, SUPPORT.field("form")) == Parsed("医疗拥军")


def test_full_width_forms_of_a_choice_are_the_choice():
    assert read("６０周岁以上农村籍退役士兵", PERSON.field("category")).value == "60周岁以上农村籍退役士兵"


@pytest.mark.parametrize(
    ("kind", "field", "text", "meant"),
    [
        ("core.assistance", "category", "军属", "军人家属"),
        ("core.visit", "festival", "建军节", "八一"),
        ("core.commendation", "level", "区级", "县"),
    ],
)
def test_a_common_word_for_a_choice_leads_to_it(kind: str, field: str, text: str, meant: str):
    problem = read(text, installed().kinds[kind].field(field)).problem
    assert problem is not None
    assert problem.fix.startswith(f"是不是“{meant}”？")


@pytest.mark.parametrize(("text", "near"), [("其它", "其他"), ("医疗", "医疗拥军"), ("科枝拥军", "科技拥军")])
def test_an_unknown_choice_is_refused_with_the_nearest_one_and_the_list(text: str, near: str):
    problem = read(text, SUPPORT.field("form")).problem
    assert problem is not None
    assert problem.code == "unknown-choice"
    assert f"“{near}”" in problem.fix
    assert "智力拥军、物资拥军" in problem.fix


def test_text_is_stored_as_it_was_typed_but_for_blanks_around_it():
    assert read("  （①２）“八一”　走访 \n", VISIT.field("title")).value == "（①２）“八一”　走访"


def test_a_number_in_a_text_cell_is_its_digits():
    assert read("13800005678", PERSON.field("phone"), "number").value == "13800005678"
    assert read("3.5", VISIT.field("remarks"), "number").value == "3.5"


def test_a_date_in_a_text_cell_is_doubted():
    parsed = read("2026-03-04", VISIT.field("title"), "date")
    assert parsed.value == "2026-03-04"
    assert parsed.problem is not None
    assert (parsed.problem.severity, parsed.problem.code) == ("warning", "date-in-text")


@pytest.mark.parametrize("text", ["110105194912310000", "1.1010519491231E+17", "110105194912310021"])
def test_an_id_number_stored_as_a_number_has_lost_digits_and_is_masked(text: str):
    problem = read(text, PERSON.field("id_number"), "number").problem
    assert problem is not None
    assert problem.code == "digits-lost"
    assert "文本" in problem.fix
    assert "19491231" not in problem.message
    assert "19491231" not in (problem.value or "")


def test_personal_numbers_in_the_wrong_column_are_masked_in_messages():
    problem = read("110105194912310021", PEOPLE).problem
    assert problem is not None
    assert "1101**********0021" in problem.message
    assert problem.value == "1101**********0021"


def test_a_picture_in_the_cell_is_evidence():
    assert read('=DISPIMG("ID_1",1)', VISIT.field("evidence"), "picture") == Parsed(PICTURE)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_number_spelt_in_chinese_is_read_back(number: int):
    assert numerals.chinese(numerals.spell(number)) == number


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_counts_are_read_back_with_separators_units_and_full_width_digits(number: int):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    for text in (str(number), f"{number:,}", f"{number}名", f"约{number}人", wide):
        assert read(text, PEOPLE).value == number


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_amounts_are_read_back_to_the_cent(amount: Decimal):
    for text in (f"{amount:f}", f"{amount:,}元", f"{amount / 10000:f}万元"):
        assert read(text, CASH).value == amount
    assert read(f"{amount:f}", CASH, "number").value == amount


@given(st.text(alphabet="零一二三四五六七八九百千万亿", min_size=1, max_size=8))
def test_a_chinese_numeral_has_the_value_of_its_one_proper_spelling_or_none(text: str):
    value = numerals.chinese(text)
    without_scale = not set(text) & set("百千万亿")
    assert value is None or without_scale or numerals.spell(value) in (text, text.replace("万零", "万"))


@given(st.text(max_size=12))
def test_no_text_at_all_breaks_the_reading_of_a_number(text: str):
    parsed = read(text, PEOPLE)
    assert parsed.problem is not None or parsed.value is None or isinstance(parsed.value, int)
