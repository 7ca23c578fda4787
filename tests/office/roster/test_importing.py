"""Importing a roster: as offices type it, every problem at once, all or nothing, and what was replaced is kept."""

import json

import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.cli import main
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.roster.importing import import_roster
from shuangyong.office.roster.standing import standing
from shuangyong.office.store.opening import open_store

LABELS = (
    "单位代码",
    "单位名称",
    "行业",
    "行政区划代码",
    "上级单位代码",
    "启用日期",
    "停用日期",
    "截止日期",
    "锁定日期",
)
GOOD_CODE = "91370200163562681G"


@pytest.fixture
def workbook(tmp_path):
    """Write a roster: ``workbook([("B1", "区教育局", …), …])``."""

    def write(rows, labels=LABELS, title=None):
        book = openpyxl.Workbook()
        if title:
            book.active.append([title])
        book.active.append(labels)
        for row in rows:
            book.active.append(row)
        path = tmp_path / "名册.xlsx"
        book.save(path)
        return path

    return write


@pytest.fixture
def imported(store, workbook):
    """Import rows: ``imported([…], year=2026)``."""

    def run(rows, year=None, **given):
        return import_roster(store, installed(), workbook(rows, **given), year, "王干事")

    return run


def refused(imported, rows, year=None, **given):
    """Return (code, cell) of each error."""
    with pytest.raises(ProblemsFound) as found:
        imported(rows, year, **given)
    return [(problem.code, problem.cell) for problem in found.value.problems if problem.severity == "error"]


def rows_of(store):
    return [tuple(row) for row in store.db.execute("SELECT * FROM roster ORDER BY unit, start")]


def test_a_roster_as_an_office_types_it(store, imported):
    change = imported(
        [
            ("教育局1", "某某区教育局", "bureau", 370213, None, "2020年1月", None, None, None, "张三"),
            (
                "S1",
                " 第一 小学 ",
                "学校",
                "370213004000",
                "教育局1",
                "2020.9.1",
                "2026年6月",
                "2027.1.10",
                "20270120",
                "李四",
            ),
            ("s1", "第一小学", "学校", "370211", "教育局1", "2026/7/1", None, "2027年1月10日", "2027-01-20", ""),
        ],
        year=2026,
        labels=(*LABELS, "联系人"),
        title="某某市双拥单位名册",
    )
    assert change.added == ("S1", "教育局1")
    assert [problem.code for problem in change.problems] == ["unknown-column"]
    assert rows_of(store) == [
        ("S1", "第一 小学", "school", "370213004", "教育局1", "2020-09-01", "2026-06-30", None),
        ("S1", "第一小学", "school", "370211", "教育局1", "2026-07-01", None, None),
        ("教育局1", "某某区教育局", "bureau", "370213", None, "2020-01-01", None, None),
    ]
    unit = standing(store, 2026)["S1"]
    assert (str(unit.due), str(unit.lock), unit.region) == ("2027-01-10", "2027-01-20", "370211")


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ((None, "甲", "医院", "370213"), "missing-value", "A"),
        (("H1", None, "医院", "370213"), "missing-value", "B"),
        (("H1", "甲", None, "370213"), "missing-value", "C"),
        (("H1", "甲", "医院", None), "missing-value", "D"),
        (("9137020016356268XX", "甲", "医院", "370213"), "bad-unit-code", "A"),
        (("H1", "甲", "医元", "370213"), "unknown-sector", "C"),
        (("H1", "甲", "hospitel", "370213"), "unknown-sector", "C"),
        (("H1", "甲", "医院", "379913"), "bad-region", "D"),
        (("H1", "甲", "医院", "3702"), "bad-region", "D"),
        (("H1", "甲", "医院", "370213", "B9"), "unknown-parent", "E"),
        (("H1", "甲", "医院", "370213", "H1"), "circle-of-parents", "E"),
        (("H1", "甲", "医院", "370213", None, "2026-02-30"), "impossible-date", "F"),
        (("H1", "甲", "医院", "370213", None, "9月1日"), "date-without-year", "F"),
        (("H1", "甲", "医院", "370213", None, "2206-01-01"), "impossible-date", "F"),
        (("H1", "甲", "医院", "370213", None, "2026-05-01", "2026-04-30"), "ends-before-start", "G"),
        (("H1", "甲", "医院", "370213", None, None, None, "2027-01-21", "2027-01-20"), "due-after-lock", "I"),
        (("H1", "甲", "医院", "370213", None, None, None, "2025-01-10"), "deadline-too-early", "H"),
    ],
)
def test_each_slip_is_an_error_at_its_cell(store, imported, row, code, column):
    assert refused(imported, [row], year=2026) == [(code, f"{column}2")]
    assert not rows_of(store)


def test_every_problem_is_told_at_once_and_nothing_is_imported(store, imported):
    found = refused(
        imported,
        [
            ("H1", "甲", "医院", "370213", None, "2020-01-01", "2026-06-30"),
            ("H1", "甲", "医院", "370211", None, "2026-06-30", None),
            ("H2", "乙", "医院", "370213", "H3", "2020-01-01"),
            ("H3", "丙", "医院", "370213", "H2", "2020-01-01"),
            ("H4", "丁", "医院", "370213"),
            ("H4", "丁", "医院", "370213"),
            ("H5", "戊", "医院", "37", None, None, None, "2027-01-10"),
            ("H5", "戊", "医院", "370213", None, "2030-01-01", None, "2027-01-11"),
        ],
        year=2026,
    )
    assert sorted(found) == [
        ("bad-region", "D8"),
        ("circle-of-parents", "E4"),
        ("overlapping-rows", "F3"),
        ("overlapping-rows", "F9"),
        ("repeated-row", "A7"),
        ("two-deadlines", "H9"),
    ]
    assert not rows_of(store)
    assert not store.db.execute("SELECT COUNT(*) FROM audit").fetchone()[0]


def test_parents_that_only_seem_to_make_a_circle_when_years_are_mixed_are_right(imported):
    assert not refused_codes(
        imported(
            [
                ("A", "甲", "医院", "370213", "B", "2020-01-01", "2024-12-31"),
                ("A", "甲", "医院", "370213", None, "2025-01-01", None),
                ("B", "乙", "医院", "370213", None, "2020-01-01", "2024-12-31"),
                ("B", "乙", "医院", "370213", "A", "2025-01-01", None),
            ]
        )
    )


def refused_codes(change):
    return [problem.code for problem in change.problems]


def test_doubts_are_warnings_and_the_roster_is_taken(store, imported):
    change = imported(
        [
            (GOOD_CODE, "甲医院", "医院", "370213", None, "2020-01-01"),
            ("H2", "甲医院", "医院", "370213", None, "2020-01-01"),
            ("P1", "港务公司", "port", "370213", None, None),
            ("old", "旧址医院", "医院", "370213", None, "2010-01-01", "2015-12-31"),
            ("new", "旧址医院", "医院", "370213", None, "2016-01-01", None),
        ]
    )
    assert sorted(refused_codes(change)) == ["no-start", "same-name", "sector-not-installed"]
    assert standing(store, 2026)["P1"].sector == "port"
    assert standing(store, 1999)["P1"].name == "港务公司"


def test_units_in_the_file_replace_their_own_rows_and_the_audit_keeps_them(store, imported):
    imported([("H1", "甲", "医院", "370213", None, "2020-01-01"), ("H2", "乙", "医院", "370213", None, "2020-01-01")])
    change = imported(
        [
            ("H1", "甲", "医院", "370213", None, "2020-01-01", "2026-06-30"),
            ("H1", "甲", "医院", "370211", "H2", "2026-07-01", None),
        ]
    )
    assert (change.added, change.changed, change.unchanged) == ((), ("H1",), ())
    assert [row[:2] + row[3:4] for row in rows_of(store)] == [
        ("H1", "甲", "370213"),
        ("H1", "甲", "370211"),
        ("H2", "乙", "370213"),
    ]
    detail = json.loads(store.db.execute("SELECT detail FROM audit ORDER BY id DESC").fetchone()["detail"])
    assert detail["replaced"] == {"H1": [["甲", "hospital", "370213", None, "2020-01-01", None]]}


def test_a_change_told_without_what_was_before_is_warned_of(store, imported):
    imported([("H1", "甲", "医院", "370213", None, None)])
    change = imported([("H1", "甲", "医院", "370211", None, "2026-07-01")])
    assert [(problem.code, problem.cell) for problem in change.problems] == [("starts-later", "F2")]
    assert not standing(store, 2025)


def test_the_same_file_again_changes_nothing_and_is_not_audited(store, imported):
    rows = [("H1", "甲", "医院", "370213", None, "2020-01-01", None, "2027-01-10", "2027-01-20")]
    imported(rows, 2026)
    again = imported(rows, 2026)
    assert (again.added, again.changed, again.unchanged, again.deadlines) == ((), (), ("H1",), ())
    assert store.db.execute("SELECT COUNT(*) FROM audit").fetchone()[0] == 1


def test_deadlines_need_their_year_and_hold_for_it_alone(store, imported):
    rows = [("H1", "甲", "医院", "370213", None, "2020-01-01", None, "2027-01-10", None)]
    assert refused(imported, rows) == [("which-year", "H2")]
    assert imported(rows, 2026).deadlines == ("H1",)
    assert standing(store, 2026)["H1"].due and standing(store, 2027)["H1"].due is None
    imported([row[:7] for row in rows], 2026, labels=LABELS[:7])
    assert standing(store, 2026)["H1"].due, "a file without the column leaves the deadline"
    imported([row[:7] for row in rows], 2026)
    assert standing(store, 2026)["H1"].due is None


def test_a_parent_of_the_store_is_known_and_a_circle_with_it_is_found(imported):
    imported([("A", "甲", "医院", "370213", None, "2020-01-01"), ("B", "乙", "医院", "370213", "A", "2020-01-01")])
    assert refused(imported, [("A", "甲", "医院", "370213", "B", "2020-01-01")]) == [("circle-of-parents", "E2")]


def test_a_workbook_without_the_header_is_refused_in_words(tmp_path, imported):
    assert refused(imported, [("H1", "甲")], labels=("一", "二")) == [("no-header", None)]


def test_another_program_reads_the_store_while_a_roster_is_imported(store, imported):
    imported([("H1", "甲", "医院", "370213", None, "2020-01-01")])
    with open_store(store.folder) as other:
        assert [*standing(other, 2026)] == ["H1"]


def test_all_sheets_with_the_header_are_read_and_the_others_named(store, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["填写说明"])
    for name, unit in (("李沧区", "H1"), ("黄岛区", "H2"), ("旧表", "H3")):
        sheet = book.create_sheet(name)
        sheet.append(LABELS)
        sheet.append((unit, unit, "医院", "370213", None, "2020-01-01"))
    sheet.sheet_state = "hidden"
    book.save(tmp_path / "名册.xlsx")
    change = import_roster(store, installed(), tmp_path / "名册.xlsx", None, "王")
    assert change.added == ("H1", "H2")
    assert [(problem.code, problem.sheet) for problem in change.problems] == [
        ("unread-sheet", "Sheet"),
        ("unread-sheet", "旧表"),
    ]


def test_the_command(store, workbook, tmp_path, capsys):
    def run(*args):
        with pytest.raises(SystemExit) as stopped:
            main([str(arg) for arg in args])
        printed = capsys.readouterr()
        return stopped.value.code, printed.out, printed.err

    path = workbook([("H1", "甲", "医院", "370213", None, "2020-01-01", None, "2027-01-10")])
    code, _, err = run("roster", tmp_path / "新库", path)
    assert code == 1 and "!H2" in err and "--year 2026" in err
    code, out, _ = run("roster", tmp_path / "新库", path, "--year", 2026, "--by", "王")
    assert code == 0 and "新增 1 个单位" in out
    code, out, _ = run("roster", tmp_path / "新库", path, "--year", 2026, "--format", "json")
    assert json.loads(out)["unchanged"] == ["H1"]
    assert run("roster", tmp_path / "新库", tmp_path / "没有.xlsx")[0] == 2
    code, _, err = run("roster", tmp_path / "新库", workbook([]))
    assert code == 1 and "名册里一个单位也没有" in err
    assert run("roster", tmp_path, path)[0] == 2 and not (tmp_path / "store.sqlite3").exists()


def test_a_sheet_that_lacks_columns_is_told_of_these_and_of_no_row(imported):
    rows = [(f"第{number}小学", "学堂") for number in range(50)]
    assert refused(imported, rows, labels=("单位名称", "行业")) == [("missing-column", "A1")] * 2
