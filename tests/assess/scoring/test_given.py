"""What people judge: the office's file of points and vetoes, each with its reason."""

import io
from decimal import Decimal

import openpyxl
import pytest
from shuangyong.assess.given import Given, given_beside, given_for, of_units, read_given
from shuangyong.assess.scoring import score
from shuangyong.assess.shipped import standard_of
from shuangyong.model.problems import ProblemsFound, error
from shuangyong.model.units import Unit


@pytest.fixture
def standard(catalog):
    return standard_of(catalog, "unit").standard


@pytest.fixture
def table(tmp_path):
    """Write a table of what people judge."""

    def write(*rows, header=("单位", "年度", "序号", "得分", "理由")):
        book = openpyxl.Workbook()
        book.active.append(("人工评定表",))
        for row in (header, *rows):
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        path = tmp_path / "评定.xlsx"
        path.write_bytes(stream.getvalue())
        return path

    return write


def test_points_and_vetoes_are_read(standard, table):
    found = read_given(table(("某某单位", 2026, 22, 2.25, "看了原件"), (None, None, "否2", "否决", "有通报")), standard)
    assert found == (
        Given(unit="某某单位", year=2026, number="22", because="看了原件", points=Decimal("2.25")),
        Given(unit="", year=None, number="否2", because="有通报", veto=True),
    )


def test_a_row_that_nobody_has_judged_yet_says_nothing(standard, table):
    assert read_given(table(("某某单位", 2026, "22", None, None)), standard) == ()


def test_every_wrong_row_is_told_at_its_cell(standard, table):
    path = table(
        ("甲", 2026, "99", 1, "没有这条"),
        ("甲", 2026, "22", 3.5, "太多"),
        ("甲", 2026, "22", 2, None),
        ("甲", 2026, "否2", 1, "不是分"),
        ("甲", 2026, "1", 0.3, "不是一档"),
    )
    with pytest.raises(ProblemsFound) as refused:
        read_given(path, standard)
    assert [(one.cell, one.message[:12]) for one in refused.value.problems] == [
        ("C3", "标准里没有序号「99」。"[:12]),
        ("D4", "得分 3.5 超过了这一条的分值 3。"[:12]),
        ("E5", "没有写「理由」。"[:12]),
        ("D6", "一票否决的条目，得分写了「1」。"[:12]),
        ("D7", "「得分」是 0.3 分，不是"[:12]),
    ]


@pytest.fixture
def find():
    """Tell the units of an office that knows one."""

    def found(name):
        if name in ("甲", "代码1"):
            return "代码1"
        raise ProblemsFound([error("unknown-unit", f"没有「{name}」。", "相近的：甲。")])

    return found


def test_a_unit_that_is_none_is_told_with_what_else_is_wrong(standard, table, find):
    path = table(("乙", 2026, "22", 1, None), ("丙", 2026, "否2", "否决", "有通报"), ("甲", 2026, "22", 1, "x"))
    with pytest.raises(ProblemsFound) as refused:
        read_given(path, standard, find)
    assert [(one.place, one.value, one.fix) for one in refused.value.problems] == [
        ("Sheet!A3", "乙", "相近的：甲。"),
        ("Sheet!E3", None, "请补上。"),
        ("Sheet!A4", "丙", "相近的：甲。"),
    ]


def test_units_found_later_are_told_at_their_cells_too(standard, table, find):
    right, wrong = read_given(table((None, 2026, "22", 1, "x"), ("乙", 2026, "否2", "否决", "有通报")), standard)
    with pytest.raises(ProblemsFound) as refused:
        of_units((right, wrong), find)
    assert (refused.value.file, refused.value.problems[0].place) == ("评定.xlsx", "Sheet!A4")
    assert of_units((right,), find) == (right,)


def test_a_unit_is_judged_by_whichever_of_its_names_is_written(standard, table, find):
    (one,) = read_given(table(("甲", 2026, "22", 1, "x")), standard, find)
    assert given_for((one,), Unit(name="甲的老名字", code="代码1", sector="医院", year=2026), 2026) == {"22": one}
    with pytest.raises(ProblemsFound, match="评了两次"):
        read_given(table(("甲", 2026, "22", 1, "x"), ("代码1", 2026, "22", 2, "y")), standard, find)


def test_one_item_judged_twice_is_refused(standard, table):
    path = table(("甲", "2026年", "22", 1, "x"), ("甲", 2025, "22", 3, "y"), ("甲", 2026, "22", 2, "z"))
    with pytest.raises(ProblemsFound) as refused:
        read_given(path, standard)
    assert [(one.cell, one.message) for one in refused.value.problems] == [("C5", "第 22 条给同一单位同一年评了两次。")]


def test_a_row_is_of_one_year(standard, table):
    with pytest.raises(ProblemsFound, match="写了几年"):
        read_given(table(("甲", "2025-2026", "22", 1, "x")), standard)


def test_a_table_without_its_header_is_refused(standard, table):
    with pytest.raises(ProblemsFound, match="找不到表头"):
        read_given(table(header=("甲", "乙")), standard)


def test_only_a_standards_workbook_with_the_sheet_brings_any(standard, table, tmp_path):
    assert given_beside(table(("甲", 2026, "22", 1, "x")), standard) == ()
    assert given_beside(tmp_path / "标准.toml", standard) == ()


def test_what_names_the_unit_counts_before_what_is_said_of_all():
    all_units = Given(unit="", year=None, number="1", because="普遍", points=Decimal(1))
    own = Given(unit="代码1", year=2026, number="1", because="本单位", points=Decimal(2))
    unit = Unit(name="甲", code="代码1", sector="医院", year=2026)
    assert given_for((own, all_units), unit, 2026) == {"1": own}
    assert given_for((own, all_units), unit, 2025) == {"1": all_units}
    assert given_for((own,), Unit(name="乙", sector="医院", year=2026), 2026) == {}


def test_what_a_person_says_stands_before_the_rule(standard, written):
    given = (
        Given(unit="", year=None, number="1", because="名单不实", points=Decimal(0)),
        Given(unit="", year=None, number="否1", because="已核", veto=False),
        Given(unit="", year=None, number="否4", because="照片是借的", veto=True),
    )
    made = score(written(), standard, "hospital", given=given)
    by_number = {one.item.number: one for one in made.items}
    assert (by_number["1"].state, by_number["1"].why) == ("人工", "人工评定：名单不实")
    assert by_number["否1"].state == "未触发"
    assert [one.item.number for one in made.vetoes] == ["否4"]
    assert made.verdict == "一票否决"


def test_points_that_another_sectors_item_of_the_number_has_are_cut_and_told(standard, written):
    given = (Given(unit="", year=None, number="特3", because="评了满分", points=Decimal(4)),)
    made = {one.item.number: one for one in score(written(), standard, "hospital", given=given).items}
    assert made["特3"].score == made["特3"].item.points == 2
    assert made["特3"].why == "人工评定：评了满分（写的 4 分超过了本条的 2 分，按满分算）"
