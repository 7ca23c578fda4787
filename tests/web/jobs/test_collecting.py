"""Many ledgers at once: what was sent is taken in as the command line does it, and every file is told."""

import io
import zipfile

import openpyxl
import pytest
from shuangyong.web.coming import FILES
from shuangyong.web.jobs import table

from ..conftest import MINE, NAMES, OTHER, PRIVATE, ledger
from .conftest import ended, filed_by_audit, left_of_jobs, number_of, report, sent, spoiled, verdicts, zipped_of


def test_a_zip_is_taken_in_and_every_file_is_told(office, copies):
    inner = zipped_of({"乙.xlsx": spoiled(copies[OTHER])})
    data = zipped_of(
        {"甲.xlsx": copies[MINE], "里面.zip": inner, "坏的.xlsx": b"PK no", "说明.txt": b"x", "照片.rar": b"R"}
    )
    browser = office.browser("officer")
    number = number_of(sent(browser, ("第一批.zip", data)))
    assert ended(office, number).state == "done"
    assert verdicts(office, number) == {
        "第一批.zip/甲.xlsx": "accepted",
        "第一批.zip/里面.zip/乙.xlsx": "returned",
        "第一批.zip/坏的.xlsx": "rejected",
    }
    assert sorted(report(office, number)["skipped"]) == ["第一批.zip/照片.rar", "第一批.zip/说明.txt"]
    page = browser.get(f"/jobs/{number}").text
    assert "共 3 个文件，收下 1，退回 1，没有收 1" in page
    for told in ("第一批.zip/甲.xlsx", "第一批.zip/坏的.xlsx", "第一批.zip/说明.txt", "若干"):
        assert told in page
    with office.store as store:
        received = store.db.execute("SELECT DISTINCT received FROM revision").fetchall()
        assert [*map(tuple, received)] == [("2026-01-10",)]
        actors = {row[0] for row in store.db.execute("SELECT actor FROM audit WHERE action LIKE 'collect/%'")}
    assert actors == {"officer某（officer）"}


def test_what_became_of_files_is_found_filtered_and_taken_home(office, copies):
    browser = office.browser("officer")
    number = number_of(sent(browser, ("甲.xlsx", copies[MINE]), ("乙.xlsx", spoiled(copies[OTHER]))))
    ended(office, number)
    page = browser.get(f"/jobs/{number}", params={"verdict": "returned"}).text
    assert "乙.xlsx</th>" in page
    assert "甲.xlsx</th>" not in page
    assert "乙.xlsx</th>" not in browser.get(f"/jobs/{number}", params={"q": NAMES[MINE]}).text
    answer = browser.get(f"/jobs/{number}/table.xlsx", params={"verdict": "returned"})
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=2)] == [
        ["乙.xlsx", "退回", OTHER, NAMES[OTHER]]
    ]


def test_marked_copies_of_returned_ledgers_come_in_a_zip(office, copies):
    browser = office.browser("officer")
    number = number_of(sent(browser, ("甲.xlsx", copies[MINE]), ("乙.xlsx", spoiled(copies[OTHER]))))
    ended(office, number)
    answer = browser.get(f"/jobs/{number}/files/1")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        (name,) = archive.namelist()
        book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
    assert name == "乙医院（H_002）-2025-第1版-退改.xlsx"
    comments = [cell.comment.text for row in book["征兵体检"].iter_rows() for cell in row if cell.comment]
    assert any("若干" in text for text in comments)
    assert browser.get(f"/jobs/{number}/files/2").status_code == 404
    assert browser.get(f"/jobs/{number}/files/0").status_code == 404


def test_the_same_files_again_change_nothing(office, copies):
    browser = office.browser("officer")
    for expected in ("accepted", "unchanged"):
        number = number_of(sent(browser, ("甲.xlsx", copies[MINE])))
        ended(office, number)
        assert verdicts(office, number) == {"甲.xlsx": expected}
    with office.store as store:
        assert filed_by_audit(store) == {("甲.xlsx", "collect/accepted"): 1}


def test_to_check_only_keeps_nothing(office, copies):
    number = number_of(sent(office.browser("officer"), ("甲.xlsx", copies[MINE]), dry_run="1"))
    found = ended(office, number)
    assert "只检查，没有收" in found.words
    assert verdicts(office, number) == {"甲.xlsx": "accepted"}
    with office.store as store:
        assert store.db.execute("SELECT COUNT(*) FROM revision").fetchone()[0] == 0


def test_a_units_own_ledger_is_refused_and_nothing_of_it_stays(office):
    raw = ledger()
    number = number_of(sent(office.browser("officer"), ("原件.zip", zipped_of({"甲.xlsx": raw}))))
    ended(office, number)
    assert verdicts(office, number) == {"原件.zip/甲.xlsx": "rejected"}
    (entry,) = report(office, number)["entries"]
    assert "敏感" in entry["problems"][0]
    assert [name for name in left_of_jobs(office) if not name.endswith("lock")] == []
    kept = b"".join(one.read_bytes() for one in office.portal.folder.rglob("*") if one.is_file())
    assert PRIVATE.encode() not in kept
    assert raw not in kept


@pytest.mark.parametrize("name", ["台账.rar", "台账.7z", "总结.docx", "没有扩展名", "..", "a\x00b"])
def test_what_is_no_ledger_is_refused_at_once(office, name):
    answer = sent(office.browser("officer"), (name, b"Rar!"))
    assert answer.status_code == 400
    assert "没有看" in answer.text
    assert left_of_jobs(office) == []
    if name.endswith(("rar", "7z")):
        assert "只认 zip" in answer.text


def test_an_archive_of_another_kind_among_ledgers_is_told_and_the_others_are_taken(office, copies):
    number = number_of(sent(office.browser("officer"), ("台账.rar", b"Rar!"), ("甲.xlsx", copies[MINE])))
    ended(office, number)
    assert verdicts(office, number) == {"台账.rar": "rejected", "甲.xlsx": "accepted"}


@pytest.mark.parametrize("day", ["2999-01-01", "昨天", "2026-02-30"])
def test_an_impossible_day_is_told_and_nothing_stays(office, copies, day):
    answer = sent(office.browser("officer"), ("甲.xlsx", copies[MINE]), received=day)
    assert answer.status_code == 400
    assert day in answer.text
    assert left_of_jobs(office) == []


def test_names_are_shown_as_text_and_lead_nowhere(office, copies):
    name = '../../<script>alert(1)</script>".xlsx'
    browser = office.browser("officer")
    number = number_of(sent(browser, (name, copies[MINE])))
    ended(office, number)
    page = browser.get(f"/jobs/{number}").text
    assert "<script>alert" not in page
    assert {path.name for path in office.portal.folder.parent.iterdir()} == {"store"}


def test_no_file_too_many_files_and_no_form_are_told(office):
    browser = office.browser("officer")
    assert "没有选文件" in browser.post("/collect", files=[("files", ("", b""))]).text
    assert browser.post("/collect", data={"received": "2026-01-10"}).status_code == 400
    assert sent(browser, *[("甲.xlsx", b"")] * (FILES + 1)).status_code == 400
    assert left_of_jobs(office) == []
    with office.store as store:
        assert table.open_ids(store) == []
