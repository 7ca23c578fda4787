"""The first sheet: unit data and declarations."""

from collections.abc import Mapping

import attrs
import pytest
from shuangyong.assembly import Offers
from shuangyong.catalog import Plugin, installed
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Declaration
from shuangyong.model.units import Unit
from shuangyong.workbook.book import Cell, Sheet
from shuangyong.workbook.declarations import read_declarations
from shuangyong.workbook.info import Info, looks_like_info, read_info

CATALOG = installed()
KINDS = CATALOG.kinds_of("hospital")
COMPLETE = {"单位名称": "某某医院", "行业": "医院", "年度": "2026"}
GOOD_CODE = "12100000400010275N"


def sheet(*rows: tuple[str | Cell | None, ...]) -> Sheet:
    def cell(value: str | Cell) -> Cell:
        return value if isinstance(value, Cell) else Cell("text", value)

    return Sheet(
        "单位信息",
        {
            number: {column: cell(value) for column, value in enumerate(row, start=1) if value is not None}
            for number, row in enumerate(rows, start=1)
        },
    )


def info(values: Mapping[str, str | Cell | None]) -> Info:
    return read_info(sheet(("双拥工作台账",), *values.items()), CATALOG)


def codes(found: Info) -> list[tuple[str, str, str | None]]:
    return [(problem.severity, problem.code, problem.cell) for problem in found.problems]


def test_unit_data_are_read_by_their_labels():
    found = info(
        {
            "单位名称：": " 某某医院 ",
            "行业": "医院",
            "年份": Cell("number", "2026"),
            "单位 代码": GOOD_CODE,
            "行政区划代码": Cell("number", "370213"),
            "主送机关": "某某区双拥办",
            "联络员": None,
            "联络电话": "0532-12345678",
            "填报日期": "12月20日",
        }
    )
    assert found.problems == ()
    assert found.unit == Unit(
        name="某某医院",
        sector="医院",
        year=2026,
        code=GOOD_CODE,
        region="370213",
        addressee="某某区双拥办",
        phone="0532-12345678",
        filled=PartialDate(2026, 12, 20),
    )
    assert (found.year, found.sector.id if found.sector else None) == (2026, "hospital")


def test_the_hint_beside_a_blank_cell_is_not_its_value():
    found = read_info(sheet(*COMPLETE.items(), ("联络员", None, "负责双拥工作的联络员姓名")), CATALOG)
    assert found.unit is not None
    assert found.unit.liaison is None


@pytest.mark.parametrize("year", ["2026", "2026年", "2026年度", "２０２６"])
def test_the_year_is_read(year: str):
    assert info(COMPLETE | {"年度": year}).year == 2026


@pytest.mark.parametrize(
    ("year", "code"),
    [("202", "bad-year"), ("1926", "bad-year"), ("明年", "not-a-number"), ("2026-2027", "not-a-number")],
)
def test_a_year_that_is_none_is_refused(year: str, code: str):
    found = info(COMPLETE | {"年度": year})
    assert found.year is None
    assert found.unit is None
    assert codes(found) == [("error", code, "B4")]


@pytest.mark.parametrize("sector", ["医院", "hospital", "HOSPITAL", "卫生院", " 医 院 "])
def test_the_sector_is_found_by_id_label_or_alias(sector: str):
    found = info(COMPLETE | {"行业": sector})
    assert found.unit is not None
    assert found.unit.sector == "医院"


def test_a_sector_without_a_plugin_is_named_with_what_to_install():
    found = info(COMPLETE | {"行业": "港口"})
    (problem,) = found.problems
    assert (problem.code, problem.cell, problem.value) == ("unknown-sector", "B3", "港口")
    assert "安装" in problem.fix
    assert "医院" in problem.fix
    assert found.unit is None


def test_a_sector_whose_plugin_is_broken_is_named_with_the_cause():
    plugin = Plugin(
        name="port", distribution="d", version="1", module="m", broken="导入失败：没有 numpy", offers=Offers()
    )
    catalog = attrs.evolve(CATALOG, plugins=(*CATALOG.plugins, plugin))
    found = read_info(sheet(*(COMPLETE | {"行业": "port"}).items()), catalog)
    (problem,) = found.problems
    assert problem.code == "unknown-sector"
    assert "没有 numpy" in problem.fix


@pytest.mark.parametrize("label", ["单位名称", "行业", "年度"])
def test_what_is_required_and_missing_is_an_error(label: str):
    blank = info(COMPLETE | {label: None})
    assert [code for _, code, _ in codes(blank)] == ["missing-unit-data"]
    absent = info({name: value for name, value in COMPLETE.items() if name != label})
    assert [code for _, code, _ in codes(absent)] == ["missing-unit-data"]
    assert [code for _, code, _ in codes(info(COMPLETE | {label: "无"}))] == ["missing-unit-data", "blank-mark"]


def test_without_its_name_a_unit_is_still_read_so_that_its_rows_are_judged():
    found = info(COMPLETE | {"单位名称": None})
    assert found.unit == Unit(name="", sector="医院", year=2026)


@pytest.mark.parametrize(
    "code", [GOOD_CODE, "１２１０００００４０００１０２７５Ｎ", "12100000400010275n", "1210 0000 4000 1027 5N"]
)
def test_a_good_unit_code_is_accepted_however_it_is_typed(code: str):
    found = info(COMPLETE | {"单位代码": code})
    assert found.unit is not None
    assert found.unit.code == GOOD_CODE
    assert found.problems == ()


def test_a_code_of_the_office_is_accepted():
    found = info(COMPLETE | {"单位代码": "LC-0017"})
    assert found.unit is not None
    assert found.unit.code == "LC-0017"


@pytest.mark.parametrize("code", ["12100000400010276N", "1210000040001O275N", "121000004000102750"])
def test_a_wrong_unit_code_is_an_error(code: str):
    found = info(COMPLETE | {"单位代码": code})
    assert codes(found) == [("error", "bad-unit-code", "B5")]
    assert found.unit is not None
    assert found.unit.code is None


def test_a_unit_code_one_short_is_doubted():
    found = info(COMPLETE | {"单位代码": GOOD_CODE[:-1]})
    assert codes(found) == [("warning", "unit-code-length", "B5")]


def test_a_unit_code_stored_as_a_number_has_lost_digits():
    found = info(COMPLETE | {"单位代码": Cell("number", "121000004000102000")})
    assert codes(found) == [("error", "digits-lost", "B5")]


@pytest.mark.parametrize("region", ["37021", "999999", "青岛市", "370213 00"])
def test_a_wrong_region_is_an_error(region: str):
    found = info(COMPLETE | {"行政区划代码": region})
    assert codes(found) == [("error", "bad-region", "B5")]
    assert found.unit is not None
    assert found.unit.region is None


def test_a_label_twice_is_an_error_and_an_unknown_one_a_warning():
    found = read_info(sheet(*COMPLETE.items(), ("年份", "2025"), ("单位地址", "某路1号"), ("联络人", "张三")), CATALOG)
    assert found.year == 2026
    assert codes(found) == [
        ("error", "repeated-label", "A4"),
        ("warning", "unknown-label", "A5"),
        ("warning", "unknown-label", "A6"),
    ]
    assert "“联络员”" in found.problems[2].fix


def test_the_telephone_is_masked_in_messages():
    found = info(COMPLETE | {"联络电话": Cell("error", "13800005678")})
    (problem,) = found.problems
    assert "13800005678" not in f"{problem.message}{problem.value}"


def test_problems_name_the_sheet():
    assert {problem.sheet for problem in info({}).problems} == {"单位信息"}


def test_a_renamed_first_sheet_is_known_by_its_labels():
    assert looks_like_info(sheet(*COMPLETE.items()))
    assert not looks_like_info(sheet(("单位名称", "某某医院"), ("日期", "8月")))


def test_declarations_are_read_with_their_cells():
    table = sheet(
        *COMPLETE.items(),
        (None,),
        ("台账", "填报情况", "口径"),
        ("征兵体检", "有数据", "本级"),
        ("走访 慰问", " 零报告 ", "含下级"),
        ("会议", "不适用", None),
        ("义诊", None, None),
    )
    found, problems = read_declarations(table, KINDS)
    assert problems == ()
    assert found == {
        "hospital.recruit_exam": Declaration("有数据", "本级", "B6"),
        "core.visit": Declaration("零报告", "含下级", "B7"),
        "core.meeting": Declaration("不适用", "本级", "B8"),
        "hospital.free_clinic": Declaration(None, "本级", "B9"),
    }


def test_declarations_may_stand_in_other_columns():
    table = sheet(("口径", "说明", "台账", "填报情况"), ("含下级", "全院", "征兵体检", "有数据"))
    found, _ = read_declarations(table, KINDS)
    assert found == {"hospital.recruit_exam": Declaration("有数据", "含下级", "D2")}


def test_wrong_declarations_are_named():
    table = sheet(
        ("台账", "填报情况", "口径"),
        ("征兵体检", "有", "本级"),
        ("走访慰问", "零报告", "全部"),
        ("走访慰问", "有数据", None),
        ("走访慰门", "有数据", None),
        ("少年军校", None, None),
    )
    found, problems = read_declarations(table, KINDS)
    assert [(problem.code, problem.cell, problem.value) for problem in problems] == [
        ("unknown-declaration", "B2", "有"),
        ("unknown-declaration", "C3", "全部"),
        ("repeated-declaration", "A4", "走访慰问"),
        ("unknown-kind", "A5", "走访慰门"),
    ]
    assert "有数据、零报告、不适用" in problems[0].fix
    assert "“走访慰问”" in problems[3].fix
    assert found["core.visit"].status == "零报告"
    assert {name: declaration.refused for name, declaration in found.items()} == {
        "hospital.recruit_exam": True,
        "core.visit": False,
    }
    assert all(problem.severity == "error" and problem.sheet == "单位信息" for problem in problems)
