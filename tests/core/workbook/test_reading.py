"""From a workbook to a ledger: rows with their cells, good ones kept beside bad ones, everything wrong at once."""

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import attrs
from shuangyong.catalog import Catalog, installed
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Declaration, Row
from shuangyong.model.problems import Problem
from shuangyong.model.units import Unit
from shuangyong.workbook.book import Book, Cell, Sheet
from shuangyong.workbook.layout import TEMPLATE, TEMPLATE_VERSION
from shuangyong.workbook.reading import Reading, ledger_of, read_ledger
from shuangyong.workbook.rows import read_sheet

CATALOG = installed()
VISIT = CATALOG.kinds["core.visit"]
LEADERS = CATALOG.kinds["core.leading_group"]
PERSON = CATALOG.kinds["core.entitled_person"]

Value = str | int | Decimal | Cell | None
Rows = Iterable[tuple[Value, ...]]


def cell(value: Value) -> Cell:
    if isinstance(value, Cell):
        return value
    return Cell("text", value) if isinstance(value, str) else Cell("number", str(value))


def sheet(name: str, *rows: tuple[Value, ...], hidden: bool = False) -> Sheet:
    cells = {
        number: {column: cell(value) for column, value in enumerate(row, start=1) if value is not None}
        for number, row in enumerate(rows, start=1)
    }
    return Sheet(name, {number: row for number, row in cells.items() if row}, hidden=hidden)


INFO = sheet(
    "单位信息",
    ("单位名称", "某某医院"),
    ("行业", "医院"),
    ("年度", 2026),
    ("台账", "填报情况", "口径"),
    ("走访慰问", "有数据", "含下级"),
)
VISITS = sheet(
    "走访慰问",
    ("走访慰问",),
    ("日期", "活动名称", "慰问人数（人）", "慰问金（万元）"),
    ("8月1日", "走访驻地某部", "近800名", Decimal("0.5")),
    (Cell("date", "2026-02-10"), "春节慰问", 20, None),
)


def ledger(*sheets: Sheet, catalog: Catalog = CATALOG) -> Reading:
    return ledger_of(Book((INFO, *sheets)), catalog)


def read_visits(*rows: tuple[Value, ...]) -> tuple[list[Row], list[Problem]]:
    reading = read_sheet(sheet("走访慰问", *rows), VISIT, 2026)
    return list(reading.rows), list(reading.problems)


def codes(problems: Iterable[Problem]) -> list[tuple[str, str, str | None]]:
    return [(problem.severity, problem.code, problem.cell) for problem in problems]


HEAD = ("日期", "活动名称", "慰问人数（人）", "慰问户数（户）")


def test_a_ledger_is_its_unit_its_rows_and_what_is_declared():
    reading = ledger(VISITS)
    assert reading.problems == ()
    assert reading.ledger is not None
    assert reading.ledger.unit == Unit(name="某某医院", sector="医院", year=2026)
    assert reading.ledger.declared(VISIT) == Declaration("有数据", "含下级", "B5")
    assert "core.funding" in reading.ledger.missing
    assert VISIT.name not in reading.ledger.missing
    first, second = reading.ledger.rows
    assert first == Row(
        kind=VISIT,
        record=VISIT.cls(date=PartialDate(2026, 8, 1), title="走访驻地某部", people=800, cash=Decimal(5000)),
        sheet="走访慰问",
        number=3,
        columns={"date": "A", "title": "B", "people": "C", "cash": "D"},
        originals={"date": "8月1日", "title": "走访驻地某部", "people": "近800名", "cash": "0.5"},
        approx=frozenset({"people"}),
    )
    assert first.cell("cash") == "D3"
    assert (second.number, second.date, second.approx) == (4, PartialDate(2026, 2, 10), frozenset())


def test_rows_stand_in_the_order_of_the_sheets():
    funding = sheet("专项经费", ("日期", "用途", "金额（元）"), ("3月", "慰问", 100))
    reading = ledger(funding, VISITS)
    assert reading.ledger is not None
    assert [row.sheet for row in reading.ledger.rows] == ["专项经费", "走访慰问", "走访慰问"]


def test_a_bad_cell_never_loses_the_good_ones():
    rows, problems = read_visits(HEAD, ("8月32日", "慰问", "若干", 3), ("8月1日", "慰问", 5, None))
    assert [row.record for row in rows] == [
        VISIT.cls(title="慰问", households=3),
        VISIT.cls(date=PartialDate(2026, 8, 1), title="慰问", people=5),
    ]
    assert codes(problems) == [("error", "impossible-date", "A2"), ("error", "not-a-number", "C2")]
    assert [(problem.sheet, problem.value) for problem in problems] == [("走访慰问", "8月32日"), ("走访慰问", "若干")]
    assert rows[0].originals["people"] == "若干"


def test_everything_wrong_is_said_at_once():
    reading = ledger_of(
        Book(
            (
                sheet("单位信息", ("单位名称",), ("行业", "医院"), ("年度", 2026), ("单位代码", "12100000400010276N")),
                sheet("走访慰问", HEAD, ("2025-08-01", "慰问", -5, "5人")),
                sheet("走访慰问(2)", HEAD, ("8月1日", "慰问", 5, 1)),
                sheet("杂记", ("随手记",)),
            )
        ),
        CATALOG,
    )
    assert {problem.code for problem in reading.problems} == {
        "missing-unit-data", "bad-unit-code", "outside-year", "negative", "wrong-unit", "copied-sheet", "unknown-sheet",
    }  # fmt: skip
    assert reading.ledger is not None
    assert len(reading.ledger.rows) == 1


def test_a_missing_required_value_is_an_error_at_its_cell_and_the_row_is_kept():
    leaders = sheet("双拥工作领导小组", ("组长", "组长职务", "成员数（人）"), (None, "院长", 9), ("无", "院长", 9))
    reading = read_sheet(leaders, LEADERS, 2026)
    assert codes(reading.problems) == [
        ("error", "missing-value", "A2"),
        ("warning", "blank-mark", "A3"),
        ("error", "missing-value", "A3"),
    ]
    assert [row.value("members") for row in reading.rows] == [9, 9]


def test_blank_rows_and_rows_of_marks_for_nothing_are_no_records():
    rows, problems = read_visits(HEAD, (None,), (" ", "\u3000"), ("无", "/", "-"), ("8月1日", "慰问", 5, 1))
    assert [row.number for row in rows] == [5]
    assert {problem.code for problem in problems} == {"blank-mark"}


def test_ordinals_are_no_data():
    rows, problems = read_visits(("序号", *HEAD), (1, "8月1日", "慰问", 5, 1), (2,), (3,))
    assert [row.number for row in rows] == [2]
    assert problems == []


def test_example_rows_are_data():
    rows, _ = read_visits(HEAD, ("8月1日", "（示例）走访驻地某部", 5, 1))
    assert len(rows) == 1


def test_a_note_under_the_table_is_left_out_with_a_warning():
    rows, problems = read_visits(
        HEAD,
        ("8月1日", "慰问", 5, 1),
        ("注：人数含随军家属",),
        (None, "填表说明：按季度填"),
        ("填表人：张三", None, "审核人：李四", "填表日期：12月20日"),
    )
    assert [row.number for row in rows] == [2]
    assert codes(problems) == [
        ("warning", "note-row", "A3"),
        ("warning", "note-row", "B4"),
        ("warning", "note-row", "A5"),
    ]


def test_a_row_that_only_begins_like_a_note_is_data():
    rows, problems = read_visits(HEAD, ("8月1日", "说明会：慰问", 5, 1), ("注：见附件", "慰问", 5, 1))
    assert [row.number for row in rows] == [2, 3]
    assert codes(problems) == [("error", "not-a-date", "A3")]


def test_a_header_repeated_among_the_rows_is_left_out_with_a_warning():
    rows, problems = read_visits(HEAD, ("8月1日", "慰问", 5, 1), HEAD, ("8月2日", "慰问", 5, 1))
    assert [row.number for row in rows] == [2, 4]
    assert codes(problems) == [("warning", "header-row", "A3")]


def test_cells_merged_over_several_rows_are_named():
    visits = sheet("走访慰问", HEAD, ("8月1日", "慰问", 5, 1), (None, "慰问", 6, 1))
    merged = attrs.evolve(visits, merged=("A2:A3", "B1:B2", "C2:D2", "F2:F3"))
    reading = read_sheet(merged, VISIT, 2026)
    assert codes(reading.problems) == [("warning", "merged-cells", "A2")]
    assert [row.date for row in reading.rows] == [PartialDate(2026, 8, 1), None]


def test_an_unknown_column_is_an_error_only_where_it_holds_data():
    rows, problems = read_visits((*HEAD, "慰问品清单", "其他情况"), ("8月1日", "慰问", 5, 1, "大米", " "))
    assert len(rows) == 1
    assert codes(problems) == [("error", "unknown-column", "E1")]


def test_data_without_a_header_above_are_an_error():
    _, problems = read_visits(HEAD, ("8月1日", "慰问", 5, 1, None, "见附件"))
    assert codes(problems) == [("error", "no-column-header", "F1")]


def test_a_sheet_without_a_header_is_an_error_and_an_empty_one_is_not():
    assert codes(read_visits(("8月1日", "慰问"))[1]) == [("error", "no-header", None)]
    assert read_visits() == ([], [])
    assert read_visits(HEAD) == ([], [])


def test_personal_values_are_masked_in_every_problem():
    people = sheet("优抚对象登记", ("姓名", "类别", "身份证号"), ("王大力", None, Cell("number", "110105194912310000")))
    reading = read_sheet(people, PERSON, 2026)
    assert [problem.code for problem in reading.problems] == ["digits-lost", "missing-value"]
    told = "".join(f"{problem.message}{problem.fix}{problem.value}" for problem in reading.problems)
    assert "1101**********0000" in told
    assert "19491231" not in told


def test_rows_marked_as_unverified_are_counted_until_a_clerk_empties_the_cell():
    visits = sheet("走访慰问", (*HEAD, "待核"), ("8月1日", "慰问", 5, 1, "待核"), ("8月2日", "慰问", 5, 1))
    reading = ledger(visits)
    assert reading.problems == ()
    assert reading.unverified == 1
    assert reading.ledger is not None
    assert [row.unverified for row in reading.ledger.rows] == [True, False]


def test_without_a_year_rows_are_judged_but_there_is_no_ledger():
    info = sheet("单位信息", ("单位名称", "某某医院"), ("行业", "医院"), ("年度",))
    reading = ledger_of(Book((info, sheet("走访慰问", HEAD, ("8月1日", "慰问", "若干", 1)))), CATALOG)
    assert reading.ledger is None
    assert [problem.code for problem in reading.problems] == ["missing-unit-data", "not-a-number"]


def test_a_ledger_of_a_sector_that_is_not_installed_is_named_and_its_core_sheets_are_judged():
    info = sheet("单位信息", ("单位名称", "某某港"), ("行业", "港口"), ("年度", 2026))
    book = Book(
        (info, sheet("走访慰问", HEAD, ("8月1日", "慰问", "若干", 1)), sheet("军事运输", ("日期", "船次"), (1, 2)))
    )
    reading = ledger_of(book, CATALOG)
    assert reading.ledger is None
    assert [problem.code for problem in reading.problems] == ["unknown-sector", "not-a-number"]


def test_a_strangers_workbook_is_no_ledger():
    for book in (Book((sheet("工资表", ("姓名", "金额"), ("张三", 1)),)), Book((Sheet("Sheet1"),))):
        reading = ledger_of(book, CATALOG)
        assert reading.ledger is None
        assert codes(reading.problems) == [("error", "not-a-ledger", None)]
        assert reading.problems[0].sheet is None


def test_a_ledger_without_its_first_sheet_is_named():
    assert codes(ledger_of(Book((VISITS,)), CATALOG).problems) == [("error", "no-info-sheet", None)]


def test_a_renamed_first_sheet_is_an_error_and_read_all_the_same():
    reading = ledger_of(Book((attrs.evolve(INFO, name="基本情况"), VISITS)), CATALOG)
    assert [problem.code for problem in reading.problems] == ["renamed-info-sheet"]
    assert reading.ledger is not None
    assert len(reading.ledger.rows) == 2


def test_several_first_sheets_are_an_error():
    reading = ledger(VISITS, attrs.evolve(INFO, name="单位信息 (2)"))
    assert [(problem.code, problem.sheet) for problem in reading.problems] == [("several-info-sheets", "单位信息 (2)")]


def template(version: str, plugin_version: str = "") -> Sheet:
    return sheet(
        TEMPLATE, ("模板版本", version), ("插件", "hospital"), ("插件版本", plugin_version or None), hidden=True
    )


def test_what_a_newer_template_brought_is_named_as_such():
    newer = sheet("走访慰问", (*HEAD, "慰问形式"), ("8月1日", "慰问", 5, 1, "上门"))
    reading = ledger(newer, sheet("云上慰问", HEAD, ("8月1日", "慰问", 5, 1)), template("9.0"))
    assert [problem.code for problem in reading.problems] == ["newer-template", "unknown-sheet", "unknown-column"]
    assert reading.problems[0].severity == "warning"
    assert all("升级" in problem.fix for problem in reading.problems)
    assert reading.ledger is not None
    assert reading.ledger.template == "9.0"


def test_a_newer_plugin_is_named_too():
    (problem,) = ledger(VISITS, template(TEMPLATE_VERSION, "99.0")).problems
    assert problem.code == "newer-template"
    assert "插件 hospital 99.0" in problem.message


def test_a_ledger_of_a_missing_plugin_names_the_plugin_of_its_template():
    info = sheet("单位信息", ("单位名称", "某某港"), ("行业", "港口"), ("年度", 2026))
    made_with = sheet(TEMPLATE, ("插件", "port"), hidden=True)
    (problem,) = ledger_of(Book((info, made_with)), CATALOG).problems
    assert problem.code == "unknown-sector"
    assert "shuangyong-port" in problem.fix


def test_a_template_of_another_sector_is_doubted():
    (problem,) = ledger(VISITS, sheet(TEMPLATE, ("插件", "port"), hidden=True)).problems
    assert (problem.severity, problem.code) == ("warning", "other-sector-template")


def test_what_an_older_template_lacks_is_named_by_the_version_that_brought_it():
    fields = tuple(attrs.evolve(field, since="0.9") if field.id == "cash" else field for field in VISIT.fields)
    later = attrs.evolve(VISIT, fields=fields)
    catalog = attrs.evolve(CATALOG, kinds={**CATALOG.kinds, VISIT.name: later})
    visits = sheet("走访慰问", HEAD, ("8月1日", "慰问", 5, 1))

    def made_with(core: str) -> Sheet:
        return sheet(TEMPLATE, ("核心版本", core), hidden=True)

    (problem,) = ledger(visits, made_with("0.0.9"), catalog=catalog).problems
    assert (problem.severity, problem.code, problem.sheet) == ("warning", "older-template", "走访慰问")
    assert "慰问金（元）（0.9 版新增）" in problem.message
    for version in ("0.9", "0.9.0", "0.10"):
        assert "older-template" not in {
            one.code for one in ledger(visits, made_with(version), catalog=catalog).problems
        }
    assert ledger(visits, catalog=catalog).problems == ()


def test_a_file_that_cannot_be_read_is_a_problem_of_the_whole_file(tmp_path: Path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"no workbook")
    for file, sha256 in ((path, hashlib.sha256(b"no workbook").hexdigest()), (tmp_path / "没有.xlsx", "")):
        reading = read_ledger(file, CATALOG)
        assert reading.ledger is None
        assert (reading.file, reading.sha256) == (file.name, sha256)
        assert [(problem.severity, problem.sheet, problem.cell) for problem in reading.problems] == [
            ("error", None, None)
        ]
