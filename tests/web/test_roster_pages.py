"""The roster's pages: new units, changes from a day on, closing, whole files with a look before, and export."""

import io

import openpyxl
import pytest
from shuangyong.office.roster.importing import stored_entries
from shuangyong.office.roster.standing import standing

from .conftest import MINE, NAMES, OTHER, YEAR

HEADER = ("单位代码", "单位名称", "行业", "行政区划代码", "上级单位代码", "启用日期", "停用日期")
NEW = {"unit": "s001", "name": "甲学校", "sector": "school", "region": "370213", "parent": "", "start": "2024-01-01"}


def workbook(*rows, header=HEADER):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(answer):
    return [*openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]


def seen(browser):
    return browser.get("/roster").text.partition('name="seen" value="')[2].partition('"')[0]


def act(browser, what, **fields):
    return browser.post(f"/roster/{what}", data={"seen": seen(browser), **fields})


def upload(browser, data, year="", name="名册.xlsx"):
    return browser.post("/roster/upload", data={"year": year}, files={"roster": (name, data)})


def stored(office):
    with office.store as store:
        return stored_entries(store)


def places(office, unit):
    return [(one.name, one.sector, one.start, one.until) for one in stored(office)[unit]]


def test_the_roster_is_listed_and_searched(office):
    browser = office.browser("reader")
    text = browser.get("/roster").text
    assert NAMES[MINE] in text
    assert "增加一个单位" not in text
    assert NAMES[MINE] not in browser.get("/roster?q=乙").text
    assert "共 0 个单位" in browser.get("/roster?state=gone").text
    assert browser.get("/roster/unit?code=H999").status_code == 404
    assert NAMES[OTHER] in browser.get("/roster/unit", params={"code": OTHER}).text


def test_a_unit_is_added_as_a_file_would_add_it(office):
    browser = office.browser("officer")
    assert act(browser, "add", **NEW).status_code == 303
    assert places(office, "S001") == [("甲学校", "school", "2024-01-01", None)]
    again = act(browser, "add", **NEW)
    assert again.status_code == 400
    assert "已经有单位代码" in again.text
    text = browser.get("/roster/unit?code=S001").text
    assert "officer某" in text
    assert office.audited("roster") == ["S001"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", ""),
        ("unit", "91370200163562681X"),
        ("name", ""),
        ("sector", "没有"),
        ("region", "999999"),
        ("region", "3702"),
        ("parent", "H999"),
        ("start", "昨天"),
        ("seen", ""),
        ("seen", "-1"),
    ],
)
def test_a_unit_with_something_wrong_is_not_added(office, field, value):
    before = stored(office)
    answer = act(office.browser("officer"), "add", **(NEW | {field: value}))
    assert answer.status_code == 400
    assert stored(office) == before
    assert not office.audited("roster")


def test_a_name_is_text_wherever_it_is_shown(office):
    browser = office.browser("officer")
    assert act(browser, "add", **(NEW | {"name": "<script>alert(1)</script>"})).status_code == 303
    for page in ("/roster", "/roster/unit?code=S001", f"/units?year={YEAR}"):
        assert "<script>alert" not in browser.get(page).text


def test_a_unit_changes_from_a_day_on_and_past_years_stay(office):
    browser = office.browser("officer")
    fields = {"unit": MINE, "name": "甲中心医院", "sector": "hospital", "region": "370213", "parent": ""}
    assert act(browser, "change", **fields, start="2025-07-01", because="更名").status_code == 303
    assert places(office, MINE) == [
        (NAMES[MINE], "hospital", "2020-01-01", "2025-06-30"),
        ("甲中心医院", "hospital", "2025-07-01", None),
    ]
    with office.store as store:
        assert standing(store, 2024)[MINE].name == NAMES[MINE]
        assert standing(store, 2025)[MINE].name == "甲中心医院"
    assert "更名" in browser.get(f"/roster/unit?code={MINE}").text
    early = act(browser, "change", **(fields | {"name": "丙"}), start="2025-07-01")
    assert "不晚于上一次变动" in early.text
    assert act(browser, "change", **(fields | {"name": "甲中心医院"})).status_code == 400  # nothing is new
    assert act(browser, "change", **(fields | {"name": "甲区医院"})).status_code == 303  # written wrong from the start
    assert [name for name, *_ in places(office, MINE)] == [NAMES[MINE], "甲区医院"]


def test_a_unit_is_closed_and_opened_again(office):
    browser = office.browser("officer")
    assert act(browser, "close", unit=OTHER, until="").status_code == 400
    assert act(browser, "close", unit=OTHER, until="2019-01-01").status_code == 400
    assert act(browser, "close", unit="H999", until="2025-12-31").status_code == 400
    assert act(browser, "close", unit=OTHER, until="2025-12-31", because="并入甲医院").status_code == 303
    assert places(office, OTHER)[-1][3] == "2025-12-31"
    with office.store as store:
        assert OTHER in standing(store, 2025)
        assert OTHER not in standing(store, 2026)
    assert act(browser, "close", unit=OTHER, open="1").status_code == 303
    assert places(office, OTHER)[-1][3] is None


def test_a_unit_is_not_below_itself(office):
    browser = office.browser("officer")
    fields = {"unit": MINE, "name": NAMES[MINE], "sector": "hospital", "region": "370213"}
    assert act(browser, "change", **fields, parent=OTHER).status_code == 303
    told = act(browser, "change", **(fields | {"unit": OTHER, "name": NAMES[OTHER]}), parent=MINE)
    assert told.status_code == 400
    assert "绕成了一圈" in told.text


def test_a_file_is_looked_at_first_and_taken_in_once(office):
    browser = office.browser("officer")
    before = stored(office)
    data = workbook(
        ("S1", "甲学校", "学校", "370213", None, "2024-01-01", None),
        (MINE, "新名", "医院", "370213", None, "2020-01-01", None),
    )
    answer = upload(browser, data)
    assert answer.status_code == 303
    text = browser.get(answer.headers["location"]).text
    assert "<b>1</b>新增" in text
    assert "<b>1</b>变更" in text
    assert "新名" in text
    assert stored(office) == before
    token = answer.headers["location"].rpartition("/")[2]
    assert office.browser("admin").get(answer.headers["location"]).status_code == 404  # it is another's
    assert office.browser("admin").post("/roster/import", data={"token": token}).status_code == 400
    assert browser.post("/roster/import", data={"token": token}).headers["location"] == "/roster?done=1-1-0"
    assert {*stored(office)} == {OTHER, MINE, "S1"}
    assert "导入「名册.xlsx」" in browser.get(f"/roster/unit?code={MINE}").text
    assert browser.post("/roster/import", data={"token": token}).status_code == 400  # a double click
    assert office.audited("roster") == ["名册.xlsx"]


def test_a_file_is_not_taken_in_over_another_officers_change(office):
    browser = office.browser("officer")
    token = upload(browser, workbook((MINE, "新名", "医院", "370213", None, "2020-01-01", None))).headers["location"]
    assert act(office.browser("admin"), "add", **NEW).status_code == 303
    told = browser.post("/roster/import", data={"token": token.rpartition("/")[2]})
    assert told.status_code == 400
    assert "admin某" in told.text
    assert places(office, MINE)[0][0] == NAMES[MINE]
    assert browser.post("/roster/import", data={"token": token.rpartition("/")[2]}).status_code == 400
    assert browser.get(token).status_code == 200  # looked at once more
    assert browser.post("/roster/import", data={"token": token.rpartition("/")[2]}).status_code == 303
    assert places(office, MINE)[0][0] == "新名"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no zip",
        b"a" * 5000,
        workbook(),
        workbook(("H1", "甲", "没有的行业", "370213", None, None, None)),
        workbook(("H1", "甲", "医院", "370213", None, "2025-01-01", "2024-01-01")),
        workbook(("1",), header=("别的",)),
    ],
)
def test_a_file_that_is_no_sound_roster_is_told(office, data):
    before = stored(office)
    answer = upload(office.browser("officer"), data)
    assert answer.status_code == 400
    assert stored(office) == before


def test_deadlines_in_a_file_need_their_year(office):
    browser = office.browser("officer")
    data = workbook(
        (MINE, NAMES[MINE], "医院", "370213", None, "2020-01-01", None, "2026-01-31"), header=(*HEADER, "截止日期")
    )
    assert upload(browser, data).status_code == 400
    answer = upload(browser, data, year=str(YEAR))
    assert "<b>1</b>2025 年期限有变动" in browser.get(answer.headers["location"]).text
    browser.post("/roster/import", data={"token": answer.headers["location"].rpartition("/")[2]})
    with office.store as store:
        assert str(standing(store, YEAR)[MINE].due) == "2026-01-31"


@pytest.mark.parametrize("year", ["", str(YEAR)])
def test_what_is_exported_can_be_imported_and_changes_nothing(office, year):
    browser = office.browser("officer")
    act(browser, "add", **NEW)
    act(
        browser,
        "change",
        unit=MINE,
        name="甲中心医院",
        sector="hospital",
        region="370213",
        parent=OTHER,
        start="2025-07-01",
    )
    exported = browser.get(f"/roster.xlsx{'?year=' + year if year else ''}")
    assert len(rows_of(exported)) == 5
    answer = upload(browser, exported.content, year=year)
    text = browser.get(answer.headers["location"]).text
    assert "<b>0</b>新增" in text
    assert "<b>0</b>变更" in text
    assert "<b>3</b>没有变化" in text
    assert not year or "<b>0</b>2025 年期限有变动" in text


def test_readers_change_nothing(office):
    browser = office.browser("reader")
    for what in ("add", "change", "close", "upload", "import"):
        assert browser.post(f"/roster/{what}", data=NEW).status_code == 404


def test_deadlines_that_were_set_after_the_look_at_a_file_are_not_overwritten(office):
    browser = office.browser("officer")
    file = workbook(*rows_of(browser.get(f"/roster.xlsx?year={YEAR}"))[1:], header=(*HEADER, "截止日期", "锁定日期"))
    token = upload(browser, file, str(YEAR)).headers["location"].rpartition("/")[2]
    page = browser.get(f"/deadlines?year={YEAR}").text
    number = page.partition('name="seen" value="')[2].partition('"')[0]
    fields = {"year": YEAR, "seen": number, "whom": "unit", "unit": MINE, "due": "2026-02-28"}
    assert browser.post("/deadlines/set", data=fields).status_code == 303
    answer = browser.post("/roster/import", data={"token": token})
    assert answer.status_code == 400
    assert "没有做这次改动" in answer.text
    with office.store as store:
        assert str(standing(store, YEAR)[MINE].due) == "2026-02-28"


def test_deadlines_that_a_file_changes_are_listed_and_a_respite_that_it_overwrites_is_warned_of(office):
    with office.store as store, store.transaction() as db:
        db.execute("UPDATE deadline SET due = '2026-02-20' WHERE unit = ?", (OTHER,))
        db.execute("INSERT INTO deadline VALUES ('H9', ?, '2026-01-15', NULL)", (YEAR,))
    rows = [(unit, NAMES[unit], "医院", "370213", None, None, None, "2026-01-31") for unit in (MINE, OTHER)]
    data = workbook(*rows, header=(*HEADER, "截止日期"))
    text = (browser := office.browser("officer")).get(upload(browser, data, str(YEAR)).headers["location"]).text
    assert "有 1 个单位的期限是单独定过的" in text
    assert text.count("单独定的</span>") == 1
    assert "截止 2026-02-20，锁定 没有设" in text
    assert text.count("截止 2026-01-31，锁定 没有设") == 2


def test_a_sector_unknown_is_told_one_that_stands_in_the_list(office):
    told = upload(office.browser("officer"), workbook(("S1", "甲大学", "大学", "370213", None, None, None)))
    assert told.status_code == 400
    assert "是不是“学校”？" in told.text
