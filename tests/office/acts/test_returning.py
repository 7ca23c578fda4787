"""Returning a ledger: found by code, year or name; its figures leave; the sender gets its own file marked."""

import io
import json

import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.model.problems import ProblemsFound, error
from shuangyong.office.acts.finding import find_submission, find_unit
from shuangyong.office.acts.returning import return_submission, write_form
from shuangyong.office.roster.standing import reporters
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes


def problem_of(call, *args, **given):
    with pytest.raises(ProblemsFound) as found:
        call(*args, **given)
    (problem,) = found.value.problems
    return problem


@pytest.fixture
def units(rostered, filed):
    rostered(("H001", "2020-01-01", None), name="第一人民医院")
    rostered(("H002", "2020-01-01", None), name="第二人民医院")
    rostered(("H003", "2020-01-01", None), ("H004", "2020-01-01", None), name="同名医院")
    for year in (2025, 2026):
        filed("H001", year, name="旧名医院" if year == 2025 else "第一人民医院")
    filed("H002", name="第二人民医院")


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("H001-2026", None, ("H001", 2026)),
        ("h001－2025", None, ("H001", 2025)),
        ("H001", 2025, ("H001", 2025)),
        ("H002", None, ("H002", 2026)),
        ("第二人民医院", None, ("H002", 2026)),
        ("第一人民医院-2026", None, ("H001", 2026)),
        ("旧名医院", 2026, ("H001", 2026)),
    ],
)
def test_a_submission_is_found_as_people_name_it(store, units, text, year, expected):
    found = find_submission(store, text, year)
    assert (found.unit, found.year) == expected


@pytest.mark.parametrize(
    ("text", "year", "code", "hint"),
    [
        ("第三人民医院", None, "unknown-unit", "第一人民医院（H001）"),
        ("H01", None, "unknown-unit", "（H001）"),
        ("H001", None, "which-year", "H001-2026"),
        ("H001-2024", None, "nothing-sent", "年度"),
        ("H003", None, "nothing-sent", ""),
        ("同名医院", None, "ambiguous-unit", "H003（同名医院）、H004（同名医院）"),
    ],
)
def test_what_is_not_found_is_told_with_what_is_near(store, units, text, year, code, hint):
    problem = problem_of(find_submission, store, text, year)
    assert problem.code == code and hint in problem.fix


def test_a_code_with_a_hyphen_is_a_code(store, filed):
    filed("LC-2024-2026", 2026)
    assert find_unit(store, "lc-2024-2026")[0] == "LC-2024-2026"
    for text in ("LC-2024-2026", "LC-2024-2026-2026"):
        assert find_submission(store, text).unit == "LC-2024-2026"


def test_a_returned_ledger_leaves_the_figures_until_a_better_one_comes(store, units, filed):
    returned = return_submission(store, "H001-2026", " 缺照片 ", "王干事")
    assert (returned.revision, returned.counted, returned.because) == (1, 1, "缺照片")
    assert [one.unit for one in reporters(store, Period(2026))] == ["H002"]
    row = store.db.execute("SELECT * FROM audit ORDER BY id DESC").fetchone()
    assert (row["actor"], row["action"], row["subject"]) == ("王干事", "return", "H001-2026")
    assert json.loads(row["detail"]) == {"revision": 1, "because": "缺照片", "counted before": 1}
    filed("H001")
    assert [one.unit for one in reporters(store, Period(2026))] == ["H001", "H002"]


def test_returning_takes_the_last_good_one_out_too(store, rostered, filed):
    rostered(("H1", "2020-01-01", None))
    filed("H1")
    filed("H1", state="returned", problems=(error("x", "错"),))
    returned = return_submission(store, "H1", "全是错的", "王")
    assert (returned.revision, returned.counted) == (2, 1)
    assert not reporters(store, Period(2026))
    assert {row["state"] for row in store.db.execute("SELECT state FROM revision")} == {"returned"}


def test_no_reason_no_return(store, units):
    assert problem_of(return_submission, store, "H002", "  ", "王").code == "no-reason"
    assert len(reporters(store, Period(2026))) == 2


def test_what_an_office_below_forwarded_is_for_that_office_to_return(store, filed):
    revision = filed("H1")
    with store.transaction() as db:
        db.execute("INSERT INTO package VALUES (1, '某县双拥办', '370281', 2026, 'x', 'f', 't', 't', 1, '{}')")
        db.execute("UPDATE revision SET package = 1 WHERE id = ?", (revision,))
    problem = problem_of(return_submission, store, "H1", "缺照片", "王")
    assert problem.code == "forwarded" and "某县双拥办" in problem.fix


def test_the_form_is_the_senders_own_file_with_reason_and_marks(store, filed, tmp_path):
    catalog = installed()
    data = ledger_bytes(catalog, sample_ledger(catalog, "hospital", 2026))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).sheetnames[2]
    slip = error("not-a-number", "「人数」不是数：「若干」。", "请写数字。", sheet=sheet, cell="C6", value="若干")
    filed("H1", data=data, state="returned", problems=(slip,))
    returned = return_submission(store, "H1", "走访慰问缺照片", "王")
    marked = write_form(store, returned, tmp_path / "退回单.xlsx")
    assert marked.in_place
    book = openpyxl.load_workbook(marked.path)
    assert "不是数" in book[sheet]["C6"].comment.text
    listed = [cell.value for row in book["问题清单"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any("双拥办退回：走访慰问缺照片" in text for text in listed)
    assert book.sheetnames[:-1] == openpyxl.load_workbook(io.BytesIO(data)).sheetnames


def test_the_command(store, units, run, tmp_path):
    code, out, err = run("return", store.folder, "H002", "--because", "缺照片", "-o", tmp_path / "退回单.xlsx")
    assert code == 0
    assert "已退回「第二人民医院」（H002）2026 年台账第 1 版，它的数字不再计入汇总" in out
    assert (tmp_path / "退回单.xlsx").exists(), err
    assert run("return", store.folder, "H002", "--because", " ")[0] == 2
    code, _, err = run("return", store.folder, "H009", "--because", "缺照片")
    assert code == 1 and "相近的" in err
    code, out, _ = run("return", store.folder, "H001-2026", "--because", "再改", "--by", "李", "--format", "json")
    assert code == 0 and json.loads(out)["because"] == "再改"
    assert "退回（再改）" in run("status", store.folder, "--period", 2026)[1]
