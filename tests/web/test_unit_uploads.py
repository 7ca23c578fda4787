"""A unit's upload: what is stored of it, what is shown of it and to whom, and what bad ones come to."""

import io
import logging
import re
import tempfile
import threading
import time
import zipfile

import attrs
import openpyxl
import pytest
from shuangyong.model.problems import error, warning
from shuangyong.web import examining, receiving, unit_pages
from shuangyong.web.bodies import Upload
from shuangyong.web.examining import Examinations
from shuangyong.web.handing_out import HandedOut
from shuangyong.web.problem_view import MOST_SHOWN, problem_view
from shuangyong.web.results import Result, Results, Waiting
from shuangyong.workbook.excerpts import Excerpt

from .conftest import MINE, PRIVATE, YEAR, ledger
from .test_handing_in import everything_in, send, wrong

#: What only the unit itself may keep: its officer's telephone, and what a clerk typed into cells of persons.
PERSON, CARD = "Ouyang Baomi", "110101199003074514"


def heading(sheet, label):
    """Return the row and the column of a heading."""
    return next(
        (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if str(cell.value).startswith(label)
    )


def private(book):
    """Fill the cells of a register that stay with the unit."""
    sheet = book["优抚对象登记"]
    for label, text in (("姓名", PERSON), ("身份证号", CARD), ("电话", PRIVATE), ("住址", f"{PERSON} Road 1")):
        row, column = heading(sheet, label)
        sheet.cell(row + 1, column).value = text


def many_wrong(book):
    """Type what is no number into a column from top to bottom."""
    sheet = book["征兵体检"]
    row, column = heading(sheet, "体检人数")
    for number in range(row + 1, row + 21):
        for other in range(1, sheet.max_column + 1):
            if other != column and sheet.cell(row + 1, other).value is not None:
                sheet.cell(number, other).value = sheet.cell(row + 1, other).value
        sheet.cell(number, column).value = f"若干{number}"


def test_what_stays_with_the_unit_is_nowhere_on_the_disk_or_in_the_log(office, tmp_path, monkeypatch, caplog):
    examining.make_ready()  # its socket's address would be too long in there
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    caplog.set_level(logging.DEBUG)
    browser = office.browser("mine")
    good, bad = ledger(change=private), ledger(change=lambda book: (private(book), wrong(book)))
    held = b"".join(map(zipfile.ZipFile(io.BytesIO(good)).read, zipfile.ZipFile(io.BytesIO(good)).namelist()))
    secrets = [text.encode() for text in (PRIVATE, PERSON, CARD)]
    assert all(secret in held for secret in secrets[:2])  # in ASCII, which no writer escapes
    for data, words in ((bad, "没有收下"), (good, "已收下")):
        where = send(browser, data, f"{PERSON}.xlsx").headers["location"]
        assert words in browser.get(where).text
    with office.store as store:  # the write-ahead log is there while somebody has the store open
        stored = [*everything_in(office.portal.folder), *everything_in(temporary)]
        assert any(path.name.endswith("-wal") for path in office.portal.folder.rglob("*"))
        assert not [secret for secret in secrets for one in stored if secret in one]
        assert not [secret for secret in secrets if secret.decode() in "\n".join(store.db.iterdump())]
    assert not [path for path in temporary.rglob("*") if path.is_file()]
    assert not [secret for secret in secrets if secret.decode() in caplog.text]


def test_every_problem_stands_beside_its_row_and_those_alike_are_folded(office):
    browser = office.browser("mine")
    where = send(browser, ledger(change=many_wrong)).headers["location"]
    text = browser.get(where).text
    assert "没有收下" in text
    assert re.search(r'<tr class="typed"><th scope="row"[^>]*>\d+</th>.*<td class="error[^>]*>若干\d+</td>', text)
    assert "同样的问题还有 15 处" in text
    assert len(re.findall(r'<td class="error[^>]*>若干', text)) == 20
    assert re.search(r'<span class="letter">[A-Z]</span>体检人数', text)
    assert office.browser("officer").get(where).status_code == 404


def test_what_the_sender_typed_is_shown_to_the_sender_alone_and_harmlessly(office):
    def change(book):
        wrong(book)
        sheet = book["征兵体检"]
        row, column = heading(sheet, "体检人数")
        bad = next(at for at in range(row, row + 30) if sheet.cell(at, column).value == "若干")
        _, place = heading(sheet, "备注")
        sheet.cell(bad, place).value = "<script>alert(1)</script>\u202egnp"

    browser = office.browser("mine")
    text = browser.get(send(browser, ledger(change=change)).headers["location"]).text
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


def test_warnings_of_an_accepted_ledger_are_told(office):
    def change(book):
        sheet = book["征兵体检"]
        row, _ = heading(sheet, "体检人数")
        for column in range(1, sheet.max_column + 1):  # the same row twice
            sheet.cell(row + 40, column).value = sheet.cell(row + 1, column).value

    browser = office.browser("mine")
    text = browser.get(send(browser, ledger(change=change)).headers["location"]).text
    assert "已收下，检查通过" in text
    assert "处提醒，请看一看" in text


def test_a_double_click_is_one_upload(office, monkeypatch):
    examine, patient = receiving._examine, office.portal.examinations._patient
    before = patient._value

    def once_all_have_clicked(*args):
        while patient._value > before - 3:
            time.sleep(0.01)
        return examine(*args)

    monkeypatch.setattr(receiving, "_examine", once_all_have_clicked)
    browser, data, found = office.browser("mine"), ledger(), []
    clicks = [threading.Thread(target=lambda: found.append(send(browser, data).headers["location"])) for _ in range(3)]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    assert len({*found}) == 1
    assert "已收下，检查通过" in browser.get(found[0]).text
    assert office.audited("collect/accepted") == [f"{MINE}-{YEAR}"]


def test_who_does_not_wait_sees_that_it_is_examined_and_then_the_result(office, monkeypatch):
    go, examine = threading.Event(), receiving._examine

    def slowly(*args):
        assert go.wait(300)
        return examine(*args)

    monkeypatch.setattr(receiving, "_examine", slowly)
    monkeypatch.setattr(examining, "PATIENCE", 0.01)
    browser = office.browser("mine")
    where = send(browser, ledger(), "<b>我的.xlsx").headers["location"]
    text = browser.get(where).text
    assert "正在检查" in text
    assert '<meta http-equiv="refresh"' in text
    assert "&lt;b&gt;我的.xlsx" in text
    assert browser.get(f"{where}/marked.xlsx").status_code == 404
    assert office.browser("other").get(where).status_code == 404
    go.set()
    for thread in threading.enumerate():
        if thread.name == "examination":
            thread.join()
    assert "已收下，检查通过" in browser.get(where).text


def test_a_bug_in_the_background_is_told_by_a_number(office, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("secret of ours")

    monkeypatch.setattr(receiving, "_examine", fail)
    browser = office.browser("mine")
    answer = browser.get(send(browser, ledger()).headers["location"])
    assert answer.status_code == 400
    number = re.search(r"编号 ([0-9a-f]{8})", answer.text)[1]
    assert number in caplog.text
    assert "secret of ours" in caplog.text
    assert "secret of ours" not in answer.text


def test_more_than_may_wait_is_asked_to_come_again():
    examinations, go = Examinations(), threading.Event()
    waiting = Waiting(account=1, unit=MINE, file="a")

    def job():
        assert go.wait(300)
        return waiting

    examining_patience, examining.PATIENCE = examining.PATIENCE, 0.0
    try:
        examinations.begin(waiting, "first", 200 << 20, job)
        from shuangyong.model.problems import ProblemsFound

        with pytest.raises(ProblemsFound, match="太多"):
            examinations.begin(waiting, "second", 100 << 20, job)
        assert examinations.begin(waiting, "first", 200 << 20, job)
    finally:
        examining.PATIENCE = examining_patience
        go.set()


def test_a_bomb_is_refused_by_what_it_would_become(office):
    data = ledger()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/media/bomb.xml", bytes(900 << 20))
    browser = office.browser("mine")
    text = browser.get(send(browser, stream.getvalue()).headers["location"]).text
    assert "没有收下" in text
    assert "MB" in text


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>.xlsx", "\u202egpj.xlsx", "名" * 83 + ".xlsx", "a\r\nSet-Cookie: x=1.xlsx", "."]
)
def test_odd_names_are_shown_and_given_back_harmlessly(office, name):
    browser = office.browser("mine")
    where = send(browser, ledger(change=wrong), name).headers["location"]
    text = browser.get(where).text
    assert "<script>alert" not in text
    assert "\u202e" not in text
    marked = browser.get(f"{where}/marked.xlsx")
    assert marked.status_code == 200
    assert "set-cookie" not in marked.headers
    assert openpyxl.load_workbook(io.BytesIO(marked.content))


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "../../admin", "%00", "é" * 16])
def test_forged_tokens_are_not_there(office, token):
    assert office.browser("mine").get(f"/units/{MINE}/results/{token}").status_code in (400, 404)


def test_another_account_of_the_same_unit_does_not_see_the_upload(office):
    from shuangyong.web import accounts

    from .conftest import PASSWORD

    with office.store as store:
        accounts.add(store, "测试", login="second", name="二", role="unit", unit=MINE, password=PASSWORD)
    where = send(office.browser("mine"), ledger(change=wrong)).headers["location"]
    assert office.browser("mine").get(where).status_code == 200
    assert office.browser("second").get(where).status_code == 404
    assert office.browser("second").get(f"{where}/marked.xlsx").status_code == 404


def test_a_result_is_replaced_under_its_token_and_outlives_nothing_else():
    results = Results()
    token = results.keep(Waiting(account=1, unit=MINE, file="a"))
    assert isinstance(results.get(token, 1, MINE), Waiting)
    results.put(token, Result(account=1, unit=MINE, file="a", verdict="accepted"))
    assert results.get(token, 1, MINE).verdict == "accepted"
    assert results.get("another", 1, MINE) is None
    assert results.get(token) is None


def test_a_page_has_the_first_problems_and_says_how_many_more_there_are():
    problems = [
        error("not-a-number", "不是数", sheet="表", cell=f"C{row}", value="若干") for row in range(3, MOST_SHOWN + 53)
    ]
    rows = dict.fromkeys(range(3, 3 + MOST_SHOWN), ("8月1日", "若干"))
    view = problem_view(problems, [Excerpt(sheet="表", headings={"B": "日期", "C": "人数"}, rows=rows)])
    (sheet,) = view.sheets
    assert view.left == 50
    assert (sheet.errors, len(sheet.rows), sheet.more) == (MOST_SHOWN + 50, 5, MOST_SHOWN - 5)
    assert sheet.rows[0].cells == (("8月1日", ""), ("若干", "error"))


def test_what_concerns_no_row_stands_above_and_each_sheet_has_its_counts():
    problems = [
        error("bad-file", "坏"),
        warning("a", "一", sheet="甲"),
        error("b", "二", sheet="甲", cell="A3"),
        warning("c", "三", sheet="甲", cell="A3"),
        error("d", "四", sheet="乙", cell="B9"),
    ]
    view = problem_view(problems, [Excerpt(sheet="甲", headings={"A": ""}, rows={3: ("x",)})])
    told = [(one.name, one.errors, one.warnings, len(one.whole), len(one.rows)) for one in view.sheets]
    assert told == [("", 1, 0, 1, 0), ("甲", 1, 2, 1, 1), ("乙", 1, 0, 1, 0)]
    assert view.sheets[1].rows[0].cells == (("x", "error"),)


def test_of_wide_rows_the_marked_cells_and_their_neighbours_are_shown():
    letters = "ABCDEFGHIJKLMNOPQ"
    headings = {letter: f"栏{letter}" for letter in letters}
    excerpt = Excerpt(sheet="甲", headings=headings, rows={6: tuple(letters.lower())})
    problems = [warning("w", "看看", sheet="甲", cell="Q6"), error("e", "错", sheet="甲", cell="G6")]
    (sheet,) = problem_view(problems, [excerpt]).sheets
    assert [letter for letter, _ in sheet.headings] == [*"ABFGHPQ"]
    assert sheet.rows[0].cells[3] == ("g", "error")
    assert sheet.rows[0].cells[-1] == ("q", "warning")
    assert sheet.narrowed
    few = attrs.evolve(excerpt, headings=dict([*headings.items()][:9]), rows={6: tuple("abcdefghi")})
    (sheet,) = problem_view(problems[1:], [few]).sheets
    assert (len(sheet.headings), sheet.narrowed) == (9, False)


def test_every_verdict_has_its_words():
    from shuangyong.office.intake.judging import VERDICTS

    assert {*unit_pages._VERDICTS} == {*VERDICTS}


def test_what_cannot_be_had_again_makes_no_room_for_what_can():
    results = Results()
    waiting = results.keep(Waiting(account=1, unit=MINE, file="a"))
    passwords = results.keep(HandedOut(account=9, unit="", file="", given=()))
    for _ in range(5):
        results.keep(Result(account=2, unit="H2", file="b", verdict="rejected", marked=bytes(30 << 20)))
    assert isinstance(results.get(waiting, 1, MINE), Waiting)
    assert isinstance(results.get(passwords, 9, ""), HandedOut)


def test_the_log_of_a_bug_holds_nothing_of_the_file(monkeypatch):
    def failing(*_):
        try:
            raise KeyError(PRIVATE)
        except KeyError as cause:
            raise ValueError(f"无法读 {PRIVATE}") from cause

    monkeypatch.setattr(receiving, "_looked", failing)
    fault = receiving.look((Upload("a.xlsx", b""), MINE), None).fault
    assert PRIVATE not in fault
    assert "KeyError" in fault and "ValueError" in fault and "in failing" in fault
