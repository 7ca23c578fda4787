"""Looking ledgers over: the queue, acceptance of what was seen, and two officers at once."""

import io
import sqlite3
import threading

import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.office.acts import reviewing
from shuangyong.office.status.status import status

from .conftest import MINE, NAMES, OTHER, YEAR, ledger

QUEUE = f"/review?year={YEAR}"
ONE = f"/units/{MINE}/{YEAR}/review"


def rows_of(answer):
    return [*openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]


def ids(office):
    with office.store as store:
        return {one.unit: one.revision for one in reviewing.submitted(store, YEAR)}


def reviews(office):
    with office.store as store:
        return [tuple(row) for row in store.db.execute("SELECT revision, actor FROM review ORDER BY id")]


def sent_again(office, rows=1):
    """Have the unit send another ledger, which differs from the one before."""

    def change(book):
        sheet = book["征兵体检"]
        (head,) = (cell for cell in sheet[4] if str(cell.value).startswith("体检人数"))
        sheet.cell(5, head.column).value = 400 + rows

    answer = office.browser("mine").post(f"/units/{MINE}/ledger", files={"ledger": ("a.xlsx", ledger(MINE, change))})
    assert answer.status_code == 303


def test_the_queue_lists_what_nobody_looked_at_and_exports_it(filed):
    browser = filed.browser("officer")
    text = browser.get(QUEUE).text
    assert "共 2 份" in text
    assert NAMES[MINE] in text
    assert "首报" in text
    found = browser.get(f"{QUEUE}&q=乙").text
    assert NAMES[OTHER] in found
    assert NAMES[MINE] not in found
    _, row = rows_of(browser.get(f"/review.xlsx?year={YEAR}&q=乙"))
    assert row[:5] == (OTHER, NAMES[OTHER], "医院", "山东省青岛市李沧区", 1)
    assert "共 0 份" in browser.get(f"{QUEUE}&only=again").text
    assert "共 0 份" in browser.get(f"{QUEUE}&region=11").text
    assert "共 2 份" in browser.get(f"{QUEUE}&region=3702").text


def test_an_officer_looks_and_accepts_and_no_figure_changes(filed):
    browser = filed.browser("officer")
    before = filed.browser("mine").get(f"/units/{MINE}/{YEAR}/documents/table.md").text
    text = browser.get(ONE).text
    assert "审核通过" in text
    assert "没有上年的台账" in text
    assert "下一家：乙医院" in text
    assert browser.post(f"{ONE}/accept", data={"revision": "1"}).status_code == 303
    assert "officer某（officer） 已于" in browser.get(ONE).text
    assert "共 1 份" in browser.get(QUEUE).text
    assert NAMES[MINE] in browser.get(f"{QUEUE}&state=done").text
    assert filed.audited("review") == [f"{MINE}-{YEAR}"]
    assert filed.browser("mine").get(f"/units/{MINE}/{YEAR}/documents/table.md").text == before
    with filed.store as store:
        found = status(store, installed(), Period(YEAR), __import__("datetime").date(2026, 1, 20))
    assert found.to_json()["reviewed"] == 1
    assert {one.unit: one.reviewed for one in found.units} == {MINE: True, OTHER: False}


def test_several_are_accepted_at_once_and_those_that_changed_are_told(filed):
    officer, admin = filed.browser("officer"), filed.browser("admin")
    seen = ids(filed)
    assert admin.post(f"{ONE}/accept", data={"revision": "1"}).status_code == 303
    answer = officer.post("/review/accept", data={f"pick-{one}": "1" for one in seen.values()})
    assert answer.status_code == 200
    assert "1 份已审核通过" in answer.text
    assert "已由admin某（admin）审核通过" in answer.text
    assert [actor for _, actor in reviews(filed)] == ["admin某（admin）", "officer某（officer）"]
    again = officer.post("/review/accept", data={f"pick-{one}": "1" for one in seen.values()})
    assert again.status_code == 400
    assert len(reviews(filed)) == 2


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"pick-": "1"},
        {"pick-abc": "1"},
        {"pick-１": "1"},
        {"pick--1": "1"},
        {"pick-99999999": "1"},
        {"pick-" + "9" * 40: "1"},
        {"pick-1 OR 1=1": "1"},
    ],
)
def test_forged_ticks_change_nothing(filed, data):
    answer = filed.browser("officer").post("/review/accept", data=data)
    assert answer.status_code == 400
    assert not reviews(filed)


@pytest.mark.parametrize("seen", ["", "0", "7", "-1", "１", "1x", "9" * 40])
def test_a_forged_revision_is_not_there(filed, seen):
    browser = filed.browser("officer")
    assert browser.post(f"{ONE}/accept", data={"revision": seen}).status_code == 404
    assert browser.post(f"{ONE}/return", data={"revision": seen, "because": "x"}).status_code == 404
    assert not reviews(filed)


def test_a_newer_revision_is_not_accepted_unseen(filed):
    officer = filed.browser("officer")
    sent_again(filed)
    told = officer.post(f"{ONE}/accept", data={"revision": "1"})
    assert told.status_code == 400
    assert "又报来了新的第 2 版" in told.text
    assert not reviews(filed)
    assert "2 项" in officer.get(QUEUE).text
    assert (
        rows_of(officer.get(f"/review.xlsx?year={YEAR}&only=again"))[1][8] == 2
    )  # 体检人数, and the 受益人次 that it counts as
    assert officer.post(f"{ONE}/accept", data={"revision": "2"}).status_code == 303
    sent_again(filed, 2)
    assert "共 2 份" in officer.get(QUEUE).text  # what came after it is looked at anew


def test_who_decides_second_is_told_whatever_the_first_decided(filed):
    officer, admin = filed.browser("officer"), filed.browser("admin")
    admin.post(f"{ONE}/accept", data={"revision": "1"})
    told = officer.post(f"{ONE}/return", data={"revision": "1", "reviewed": "", "because": "缺照片"})
    assert told.status_code == 400
    assert "已由admin某（admin）审核通过" in told.text
    assert not filed.audited("return")
    # Who has seen the acceptance may return it all the same.
    assert 'name="reviewed" value="1"' in officer.get(ONE).text
    sound = officer.post(f"{ONE}/return", data={"revision": "1", "reviewed": "1", "because": "缺照片"})
    assert sound.status_code == 303
    told = admin.post(f"{ONE}/accept", data={"revision": "1"})
    assert told.status_code == 400
    assert "已经退回" in told.text


def test_a_return_from_the_units_page_tells_of_an_acceptance_too(filed):
    officer = filed.browser("officer")
    page, address = f"/units/{MINE}?year={YEAR}", f"/units/{MINE}/{YEAR}/return"
    assert 'name="reviewed" value=""' in officer.get(page).text
    filed.browser("admin").post(f"{ONE}/accept", data={"revision": "1"})
    told = officer.post(address, data={"revision": "1", "reviewed": "", "because": "缺照片"})
    assert told.status_code == 400
    assert "已由admin某（admin）审核通过" in told.text
    assert "双拥办已审核" in filed.browser("mine").get(page).text
    assert officer.post(address, data={"revision": "1", "reviewed": "1", "because": "缺照片"}).status_code == 303


def test_of_two_officers_in_threads_exactly_one_wins(filed):
    browsers = [filed.browser(login) for login in ("officer", "admin")]
    start, answers = threading.Barrier(4), []

    def act(browser, address, data):
        start.wait()
        answers.append((address, browser.post(address, data=data).status_code))

    tasks = [(one, f"{ONE}/accept", {"revision": "1"}) for one in browsers]
    tasks += [(one, f"{ONE}/return", {"revision": "1", "reviewed": "", "because": "理由"}) for one in browsers]
    threads = [threading.Thread(target=act, args=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for _, status in answers) == [303, 400, 400, 400]
    assert len(reviews(filed)) + len(filed.audited("return")) == 1


def test_a_review_is_for_good(filed):
    filed.browser("officer").post(f"{ONE}/accept", data={"revision": "1"})
    with filed.store as store:
        for act in ("UPDATE review SET actor = 'x'", "DELETE FROM review"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                store.db.execute(act)


@pytest.mark.parametrize("login", ["reader", "mine"])
def test_only_officers_review(filed, login):
    browser = filed.browser(login)
    seen = ids(filed)
    assert browser.get("/review").status_code == 404
    assert browser.get(ONE).status_code == 404
    assert browser.post("/review/accept", data={f"pick-{seen[MINE]}": "1"}).status_code == 404
    assert not reviews(filed)


@pytest.mark.parametrize("address", ["return", "review/return"])
def test_a_unit_whose_code_looks_like_another_ones_year_is_not_returned_in_its_place(filed, address):
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE submission SET unit = ? WHERE unit = ?", (f"{MINE}-{YEAR}", OTHER))
    fields = {"revision": "1", "because": "理由", "reviewed": ""}
    assert filed.browser("officer").post(f"/units/{MINE}/{YEAR}/{address}", data=fields).status_code == 303
    assert filed.audited("return") == [f"{MINE}-{YEAR}"]


def test_of_a_ledger_with_errors_nobody_knows_what_changed_since(filed):
    sent_again(filed)
    with filed.store as store:
        newest = ids(filed)[MINE]
        assert reviewing.changed_totals(store, newest, 1) > 0
        with store.transaction() as db:  # as one is kept that came with errors
            db.execute("UPDATE revision SET facts = x'', state = 'returned' WHERE id <> ? AND number = 1", (newest,))
        assert reviewing.changed_totals(store, newest, 1) is None
    browser = filed.browser("officer")
    assert '<td class="number">—</td>' in browser.get(f"{QUEUE}&q=甲").text
    link = f"/units/{MINE}/{YEAR}/revisions/2/changes?with=1"
    assert link in browser.get(ONE).text
    assert browser.get(link).status_code == 200


def test_a_return_in_a_locked_year_is_warned_of(filed):
    browser = filed.browser("officer")
    address = f"/units/{MINE}/{YEAR}/review"
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE deadline SET lock = '2026-01-31' WHERE unit = ?", (MINE,))
    text = browser.get(address).text
    assert "本年已于 2026-01-31 锁定" in text
    assert "报不上来" not in browser.get(f"/units/H~2F002/{YEAR}/review").text
    assert f"/deadlines?year={YEAR}&amp;unit={MINE}" in text
    assert f'value="{MINE}"' in browser.get(f"/deadlines?year={YEAR}&unit={MINE}").text
