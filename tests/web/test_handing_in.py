"""A unit hands in its ledger: nothing private is stored, every problem is shown, and what is stored is its own."""

import contextlib
import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.web import examining, receiving
from shuangyong.web.results import Result, Results
from shuangyong.workbook.making import blank_ledger, of_unit
from shuangyong.workbook.writing import ledger_bytes

from .conftest import MINE, NAMES, OTHER, PRIVATE, YEAR, ledger

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def wrong(book):
    """Type what is no number where one is due."""
    column = next(one for one in book["征兵体检"].iter_cols() if any("体检人数" in str(cell.value) for cell in one))
    next(cell for cell in column if isinstance(cell.value, int)).value = "若干"


def send(browser, data, name="台账.xlsx", unit=MINE):
    """Upload a file, and return where that leads."""
    return browser.post(f"/units/{unit}/ledger", files={"ledger": (name, data, XLSX)})


def everything_in(folder):
    """Return all that lies under a folder, and what lies in its workbooks."""
    for place, _, names in os.walk(folder):  # which passes over what a server clears meanwhile
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                data = Path(place, name).read_bytes()
                yield data
                if zipfile.is_zipfile(io.BytesIO(data)):
                    with zipfile.ZipFile(io.BytesIO(data)) as package:
                        yield from map(package.read, package.namelist())


def test_a_sound_ledger_is_stored_without_what_may_not_leave_the_unit(office):
    browser = office.browser("mine")
    data = ledger()
    answer = send(browser, data)
    assert answer.status_code == 303
    text = browser.get(answer.headers["location"]).text
    assert "已收下，检查通过" in text
    assert "第 1 版" in text
    stored = [*everything_in(office.portal.folder)]
    assert not [one for one in stored if PRIVATE.encode() in one]
    assert PRIVATE.encode() in b"".join(
        zipfile.ZipFile(io.BytesIO(data)).read(n) for n in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )
    assert office.audited("collect/accepted") == [f"{MINE}-{YEAR}"]
    with office.store as store:
        assert store.db.execute("SELECT actor FROM audit ORDER BY id DESC").fetchone()[0] == "mine某（mine）"
    assert "不用再报" in browser.get(send(browser, data).headers["location"]).text
    page = browser.get(f"/units/{MINE}?year={YEAR}").text
    assert "第 1 版" in page
    assert "迟报" in page  # the due day is over


def test_a_ledger_with_errors_is_not_stored_and_comes_back_marked(office):
    browser = office.browser("mine")
    where = send(browser, ledger(change=wrong), "../../e\\vil <b>.xlsx").headers["location"]
    text = browser.get(where).text
    assert "没有收下" in text
    assert "征兵体检" in text
    assert "若干" in text
    assert "改法" in text
    assert "vil &lt;b&gt;.xlsx" in text
    marked = browser.get(f"{where}/marked.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(marked.content))
    assert any(cell.comment and "若干" in cell.comment.text for row in book["征兵体检"].iter_rows() for cell in row)
    assert ".." not in marked.headers["content-disposition"]
    assert not [*(office.portal.folder / "originals").rglob("*.*")]
    with office.store as store:
        assert store.db.execute("SELECT COUNT(*) FROM revision").fetchone()[0] == 0
    assert office.browser("other").get(where).status_code == 404
    assert office.browser("admin").get(where).status_code == 404
    again = office.browser("mine")
    assert again.get(where).status_code == 200


def test_of_ledgers_that_do_not_say_when_they_were_saved_the_last_counts(filed):
    browser = filed.browser("mine")
    made = of_unit(blank_ledger(installed().sector("hospital"), YEAR, NAMES[MINE]), code=MINE, region="370213")
    answer = send(browser, ledger_bytes(installed(), made))
    assert "已收下" in browser.get(answer.headers["location"]).text
    with filed.store as store:
        states = store.db.execute(
            "SELECT state FROM revision JOIN submission s ON s.id = submission WHERE unit = 'H001'"
        )
        assert [row[0] for row in states] == ["accepted", "accepted"]


def test_another_units_ledger_is_not_taken(office):
    browser = office.browser("mine")
    text = browser.get(send(browser, ledger(OTHER)).headers["location"]).text
    assert "您的账号只能报" in text
    assert send(browser, ledger(OTHER), unit="H~2F002").status_code == 404
    with office.store as store:
        assert store.db.execute("SELECT COUNT(*) FROM revision").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"PK\x03\x04 cut off", "没有收下"), (b"\x00" * 3000, "没有收下"), (b"<html>", "没有收下")],
)
def test_what_is_no_workbook_is_refused_in_words(office, data, told):
    browser = office.browser("mine")
    text = browser.get(send(browser, data).headers["location"]).text
    assert told in text
    assert "整个文件" in text


def test_no_file_is_told(office):
    assert "没有选文件" in office.browser("mine").post(f"/units/{MINE}/ledger", data={"x": "y"}).text
    assert send(office.browser("mine"), b"", "").status_code == 400


def test_a_file_larger_than_any_ledger_is_refused(office):
    answer = send(office.browser("mine"), b"\0" * (33 << 20))
    assert answer.status_code == 413


def crash(_task, _catalog):
    """Do what ends the process."""
    os._exit(9)


def meet_bug(_task, _catalog):
    """Do what meets a bug of ours."""
    return receiving.Looked(problems=(receiving._failed("a"),), fault="Traceback: secret")


@pytest.mark.parametrize(("work", "told"), [(crash, "程序崩溃"), (meet_bug, "程序内部出错")])
def test_a_file_that_breaks_its_reader_costs_only_itself(office, monkeypatch, caplog, work, told):
    monkeypatch.setattr(receiving, "look", work)
    monkeypatch.setattr(examining, "METHOD", "fork")  # what a test replaced is only there in a fork
    browser = office.browser("mine")
    text = browser.get(send(browser, ledger()).headers["location"]).text
    assert told in text
    assert "secret" not in text
    assert ("secret" in caplog.text) == (work is meet_bug)
    assert browser.get(f"/units/{MINE}").status_code == 200


def test_results_do_not_fill_the_memory():
    results = Results()
    tokens = [
        results.keep(Result(account=1, unit=MINE, file="a", verdict="rejected", marked=bytes(20 << 20)))
        for _ in range(5)
    ]
    assert [results.get(token, 1, MINE) is not None for token in tokens] == [False, False, True, True, True]
