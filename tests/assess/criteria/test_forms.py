"""A standard written out as TOML or as a workbook is read as the same standard again."""

import io

import openpyxl
import pytest
from shuangyong.assess.building import build
from shuangyong.assess.exporting import standard_toml
from shuangyong.assess.exporting_workbook import standard_workbook
from shuangyong.assess.shipped import standard_of
from shuangyong.assess.standards import OTHERS
from shuangyong.assess.toml_drafts import toml_draft
from shuangyong.assess.workbook_drafts import workbook_draft


@pytest.fixture
def sectors(catalog):
    return {sector.id: sector.label for sector in catalog.sectors}


def seen(standard):
    """Return what each sector's units are judged by; the order of other sectors' items is no matter."""
    return {sector: standard.items_for(sector) for sector in (*standard.sectors, OTHERS)}


@pytest.mark.parametrize("name", ["unit", "national"])
def test_toml_is_the_same_standard(catalog, sectors, name):
    standard = standard_of(catalog, name).standard
    again = build(toml_draft(standard_toml(standard, sectors).decode(), "再.toml"), catalog)
    assert again.warnings == ()
    assert seen(again.standard) == seen(standard)
    assert again.standard.categories == standard.categories


@pytest.mark.parametrize("name", ["unit", "national"])
def test_a_workbook_is_the_same_standard(catalog, sectors, name):
    standard = standard_of(catalog, name).standard
    again = build(workbook_draft(standard_workbook(standard, sectors, ["会议"]), "再.xlsx"), catalog)
    assert again.warnings == ()
    assert again.standard == standard


def test_a_text_that_looks_like_a_formula_stays_text(built, sectors):
    text = (
        '[standard]\nid = "t"\ntitle = "=1+1"\n[[category]]\ntitle = "@类"\n'
        '[[item]]\ncategory = "@类"\nnumber = "1"\ncontent = "=cmd"\npoints = 1\n'
    )
    book = openpyxl.load_workbook(io.BytesIO(standard_workbook(built(text).standard, sectors, [])))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert book["考评内容"]["C3"].value == "=cmd"


def test_an_official_table_pasted_whole_is_a_standard_for_people(catalog):
    """Six columns and merged categories, no scoring points: everything is left to people, nothing is lost."""
    book = openpyxl.Workbook()
    book.active.title = "标准"
    for row in (("标识", "区2026"), ("名称", "某区考评细则"), ("总分", 5), ("年度", "2026")):
        book["标准"].append(row)
    book.create_sheet("考评项目").append(("考评项目", "分值"))
    for row in (("一、组织领导", 3), ("二、宣传教育", 2)):
        book["考评项目"].append(row)
    sheet = book.create_sheet("考评内容")
    sheet.append(("某区双拥考评细则",))
    sheet.append(("考评项目", "序号", "考评内容", "分值", "评分标准"))
    for row in (
        ("一、组织领导", 1, "开会", 2, "每次1分"),
        (None, 2, "计划", "1分", "有得分"),
        ("二、宣传教育", 3, "宣传", 2.0, ""),
    ):
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    stream = io.BytesIO()
    book.save(stream)
    made = build(workbook_draft(stream.getvalue(), "区.xlsx"), catalog)
    assert made.warnings == ()
    assert [(item.number, item.category, item.points, item.parts) for item in made.standard.items] == [
        ("1", "一、组织领导", 2, ()),
        ("2", "一、组织领导", 1, ()),
        ("3", "二、宣传教育", 2, ()),
    ]
    assert made.standard.years == (2026, 2026)


def test_drop_downs_offer_what_may_be_chosen(catalog, sectors):
    labels = [kind.label for kind in catalog.kinds.values()]
    content = standard_workbook(standard_of(catalog, "unit").standard, sectors, labels)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["考评内容"]
    offered = " ".join(choice.formula1 for choice in sheet.data_validations.dataValidation)
    assert "有,至少,每,各,比例,申报" in offered
    assert "计分,一票否决,加分" in offered
    assert f"'怎样填'!$A$2:$A${len(labels) + 1}" in offered
