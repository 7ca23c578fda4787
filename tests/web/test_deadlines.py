"""By when units report: the office's pages, stale forms, and who is to be called."""

import datetime
import io
import threading

import openpyxl
import pytest
from shuangyong.office.roster.standing import standing

from .conftest import MINE, NAMES, OTHER, YEAR

PAGE = f"/deadlines?year={YEAR}"
DAY = datetime.date.fromisoformat


def rows_of(answer):
    return [*openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]


def days(office):
    with office.store as store:
        return {code: (str(one.due), str(one.lock)) for code, one in standing(store, YEAR).items()}


def seen(browser):
    return browser.get(PAGE).text.partition('name="seen" value="')[2].partition('"')[0]


def set_days(browser, **fields):
    fields = {"year": str(YEAR), "seen": seen(browser), "whom": "all", **fields}
    return browser.post("/deadlines/set", data=fields)


def test_days_are_set_for_all_for_one_and_those_with_their_own_keep_them(office):
    browser = office.browser("officer")
    assert set_days(browser, due="2026-01-20", lock="2026-02-01").status_code == 303
    assert set(days(office).values()) == {("2026-01-20", "2026-02-01")}
    assert set_days(browser, whom="unit", unit=NAMES[OTHER], due="2026-01-31").status_code == 303
    assert days(office)[OTHER] == ("2026-01-31", "2026-02-01")
    assert days(office)[MINE] == ("2026-01-20", "2026-02-01")
    text = browser.get(PAGE).text
    assert "期限单独的单位（1）" in text
    row = rows_of(browser.get(f"/deadlines.xlsx?year={YEAR}"))[1]
    assert {MINE, OTHER} & {row[0]}
    assert office.audited("deadline") == [str(YEAR)] * 2


def test_a_respite_survives_a_new_day_for_all_if_it_is_to(office):
    with office.store as store, store.transaction() as db:
        row = ("H003", "丙医院", "hospital", "370213", None, "2020-01-01", None)
        db.execute("INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", row)
    browser = office.browser("officer")
    set_days(browser, due="2026-01-15")
    set_days(browser, whom="unit", unit=OTHER, due="2026-03-01")
    answer = set_days(browser, due="2026-01-25", spare="1")
    assert answer.headers["location"].endswith("done=2&spared=1")
    assert days(office) == {MINE: ("2026-01-25", "None"), OTHER: ("2026-03-01", "None"), "H003": ("2026-01-25", "None")}
    set_days(browser, **{"no-due": "1"})
    assert {due for due, _ in days(office).values()} == {"None"}


def test_a_sector_or_region_is_set_alone(office):
    browser = office.browser("officer")
    assert set_days(browser, whom="sector", sector="school", due="2026-01-20").status_code == 400
    assert set_days(browser, whom="sector", sector="hospital", due="2026-01-20").status_code == 303
    assert set_days(browser, whom="region", region="11", due="2026-01-21").status_code == 400
    assert set_days(browser, whom="region", region="3702", due="2026-01-21").status_code == 303
    assert {due for due, _ in days(office).values()} == {"2026-01-21"}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"due": "2026-13-01"},
        {"due": "明天"},
        {"due": "2024-01-01"},
        {"due": "2026-02-01", "lock": "2026-01-01"},
        {"lock": "2025-12-01"},
        {"due": "2026-01-20", "whom": "nobody"},
        {"due": "2026-01-20", "whom": ""},
        {"due": "2026-01-20", "whom": "unit"},
        {"due": "2026-01-20", "whom": "unit", "unit": "<script>"},
        {"due": "2026-01-20", "whom": "sector", "sector": "' OR 1=1"},
        {"due": "2026-01-20", "year": "x"},
        {"due": "2026-01-20", "year": "99999"},
        {"due": "2026-01-20", "seen": ""},
        {"due": "2026-01-20", "seen": "9" * 30},
    ],
)
def test_what_makes_no_sense_changes_nothing(office, fields):
    before = days(office)
    answer = set_days(office.browser("officer"), **fields)
    assert answer.status_code == 400
    assert "<script>" not in answer.text.partition("<main")[2]
    assert days(office) == before
    assert not office.audited("deadline")


def test_who_sets_days_on_an_old_page_is_told(office):
    officer, admin = office.browser("officer"), office.browser("admin")
    old = seen(officer)
    assert set_days(admin, due="2026-01-20").status_code == 303
    told = set_days(officer, due="2026-01-25", seen=old)
    assert told.status_code == 400
    assert "admin某" in told.text
    assert {due for due, _ in days(office).values()} == {"2026-01-20"}


def test_of_two_who_set_days_at_once_exactly_one_does(office):
    browsers, start, answers = [office.browser(one) for one in ("officer", "admin")], threading.Barrier(2), []
    old = seen(browsers[0])

    def act(browser, due):
        start.wait()
        answers.append(set_days(browser, due=due, seen=old).status_code)

    threads = [
        threading.Thread(target=act, args=task) for task in zip(browsers, ("2026-01-20", "2026-01-21"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 400]
    assert len(office.audited("deadline")) == 1
    assert len(set(days(office).values())) == 1


def test_leave_is_given_with_a_reason_and_listed(office):
    browser = office.browser("officer")
    today = datetime.date.today()  # noqa: DTZ011  the office's own day
    set_days(browser, due="2026-01-15", lock="2026-01-20")
    fields = {"year": str(YEAR), "unit": NAMES[MINE], "until": str(today + datetime.timedelta(9)), "because": "停电<b>"}
    assert browser.post("/deadlines/unlock", data=fields).status_code == 400  # who has seen nothing decides nothing
    fields["seen"] = seen(browser)
    assert browser.post("/deadlines/unlock", data=fields | {"because": " "}).status_code == 400
    assert browser.post("/deadlines/unlock", data=fields | {"until": ""}).status_code == 400
    assert browser.post("/deadlines/unlock", data=fields | {"unit": "没有"}).status_code == 400
    assert browser.post("/deadlines/unlock", data=fields).status_code == 303
    assert "没有做这次改动" in browser.post("/deadlines/unlock", data=fields).text
    text = browser.get(PAGE).text
    assert "停电&lt;b&gt;" in text
    assert fields["until"] in text
    assert office.audited("unlock") == [f"{MINE}-{YEAR}"]


def test_whom_to_call_is_listed_and_exported(office):
    today = datetime.date.today()  # noqa: DTZ011  the office's own day
    with office.store as store, store.transaction() as db:
        db.execute("UPDATE deadline SET due = ?", ((today + datetime.timedelta(3)).isoformat(),))
    browser = office.browser("reader")
    assert "共 2 个单位" in browser.get(f"/deadlines/soon?year={YEAR}").text
    assert "共 0 个单位" in browser.get(f"/deadlines/soon?year={YEAR}&days=2").text
    assert "共 1 个单位" in browser.get(f"/deadlines/soon?year={YEAR}&q=乙").text
    row = rows_of(browser.get(f"/deadlines/soon.xlsx?year={YEAR}&q=乙"))[1]
    assert row[:2] + row[5:7] == (OTHER, NAMES[OTHER], 3, "待报")
    assert browser.get(f"/deadlines/soon?year={YEAR}&days=x").status_code == 200


def test_readers_see_days_and_set_none(office):
    browser = office.browser("reader")
    assert "定期限" not in browser.get(PAGE).text
    assert set_days(browser, due="2026-01-20").status_code == 404


def test_a_day_and_none_at_once_is_told(office):
    browser = office.browser("officer")
    fields = {"year": YEAR, "seen": "0", "whom": "all", "due": "2026-02-28", "no-due": "1"}
    answer = browser.post("/deadlines/set", data=fields)
    assert answer.status_code == 400
    assert "又勾了不要" in answer.text
    assert not office.audited("deadline")
