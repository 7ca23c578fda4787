"""A unit's revisions held against each other, what it does next, and forged numbers of revisions and years."""

import datetime
import io

import attrs
import openpyxl
import pytest
from shuangyong.office.roster.expected import Unlocking
from shuangyong.office.status.units import Returned, UnitStatus
from shuangyong.web.next_step import asks, next_step

from .conftest import MINE, OTHER, PRIVATE, YEAR, ledger
from .test_handing_in import send
from .test_unit_uploads import CARD, PERSON, heading, private

HERE = f"/units/{MINE}/{YEAR}/revisions"
TODAY = datetime.date(2026, 11, 23)
STANDS = UnitStatus(unit=MINE, name="甲医院", sector="hospital", region="370213", expected=True)


def changed(book):
    """Change a figure, take a row away, put one in above the others, and fill what stays with the unit."""
    private(book)
    exams = book["征兵体检"]
    row, column = heading(exams, "体检人数")
    exams.cell(row + 1, column).value += 7
    visits = book["走访慰问"]
    row, column = heading(visits, "日期")
    first = [cell.value for cell in visits[row + 1]]
    visits.insert_rows(row + 1)
    for place, value in enumerate(first, 1):
        visits.cell(row + 1, place).value = value
    visits.cell(row + 1, heading(visits, "活动名称")[1]).value = "新添的一次<script>走访"


def again(filed):
    """Hand in a changed ledger, and return the browser of the unit."""
    browser = filed.browser("mine")
    text = browser.get(send(browser, ledger(change=changed)).headers["location"]).text
    assert "第 2 版" in text, text
    return browser


def test_what_changed_is_shown_to_the_unit_and_to_the_office_without_what_stays_with_the_unit(filed):
    browser = again(filed)
    assert (
        f'{HERE}/2/changes" aria-label="和上一版比，第 2 版改了什么">和上一版比<'
        in browser.get(f"/units/{MINE}?year={YEAR}").text
    )
    for login in ("mine", "officer", "reader"):
        text = filed.browser(login).get(f"{HERE}/2/changes").text
        assert "第 1 版到第 2 版改了什么" in text
        assert "新添的一次&lt;script&gt;走访" in text
        assert "+7" in text
        assert text.count('class="tag warning">改动') == 1
        assert text.count('class="tag good">新增') == 1
        assert "删去" not in text
        assert not [secret for secret in (PRIVATE, PERSON, CARD) if secret in text]


def test_changes_are_exported_a_cell_a_line(filed):
    browser = again(filed)
    answer = browser.get(f"{HERE}/2/changes.xlsx")
    rows = [*openpyxl.load_workbook(io.BytesIO(answer.content)).active.values]
    assert rows[0] == ("表", "变化", "原来第几行", "现在第几行", "项目", "原来", "现在")
    (figure,) = [row for row in rows if row[0] == "征兵体检"]
    assert figure[1:5] == ("改动", figure[2], figure[2], "体检人数（人）")
    assert int(figure[6]) == int(figure[5]) + 7
    added = [row for row in rows if row[1] == "新增"]
    assert {row[2] for row in added} == {""}
    assert "新添的一次<script>走访" in [row[6] for row in added]


def test_any_two_revisions_can_be_compared_the_earlier_is_the_old_one(filed):
    browser = again(filed)
    assert "第 1 版到第 2 版改了什么" in browser.get(f"{HERE}/1/changes?with=2").text
    assert browser.get(f"{HERE}/2/changes?with=1").text.count("新添的一次") == 2
    first = browser.get(f"{HERE}/1/changes").text
    assert "这是报来的第一版" in first
    assert "新添的一次" not in first


@pytest.mark.parametrize(
    "path",
    [
        f"{HERE}/9/changes",
        f"{HERE}/0/changes",
        f"{HERE}/1/changes?with=1",
        f"{HERE}/1/changes?with=9",
        f"{HERE}/1/changes?with=-1",
        f"{HERE}/1/changes?with=1%20OR%201",
        f"{HERE}/1/changes.xlsx?with=９",
        f"{HERE}/99999999999999999999/changes",
        f"{HERE}/-1/changes",
        f"/units/{MINE}/1999/revisions/1/changes",
        f"/units/H~2F002/{YEAR}/revisions/1/changes",
        f"/units/H~2F002/{YEAR}/revisions/1/changes.xlsx?with=1",
    ],
)
def test_forged_revisions_are_not_there(filed, path):
    answer = filed.browser("mine").get(path)
    assert answer.status_code == 404
    assert OTHER not in answer.text


def test_a_returned_ledger_shows_its_rows_and_the_next_step(filed):
    filed.browser("officer").post(f"/units/{MINE}/{YEAR}/return", data={"revision": "1", "because": "缺<b>照片"})
    text = filed.browser("mine").get(f"/units/{MINE}?year={YEAR}").text
    assert "第 1 版退回了：请按退回原因“缺&lt;b&gt;照片”改好，再报一次" in text
    assert "看问题和改法" not in text
    assert "看这一版" in text
    assert "标出问题的台账" not in filed.browser("mine").get(f"{HERE}/1").text
    again(filed)
    text = filed.browser("mine").get(f"/units/{MINE}?year={YEAR}").text
    assert "改好 0 处" not in text
    assert "第 1 版退回的原因：缺&lt;b&gt;照片" in text
    assert f"{HERE}/2/changes?with=1" in text


def test_a_unit_without_a_counted_ledger_is_offered_what_needs_none(office):
    text = office.browser("mine").get(f"/units/{MINE}?year={YEAR}").text
    assert f"/units/{MINE}/{YEAR}/proofread" in text
    assert f"/units/{MINE}/{YEAR}/read" in text
    assert f"/units/{MINE}/{YEAR}/documents" not in text
    assert "next-year" not in text


def test_the_year_after_a_counted_ledger_begins_with_what_is_carried_over(filed):
    text = filed.browser("mine").get(f"/units/{MINE}?year={YEAR + 1}").text
    assert f"/units/{MINE}/{YEAR}/next-year" in text
    assert filed.browser("mine").get(f"/units/{MINE}/{YEAR}/next-year").status_code == 200


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "请填好 2026 年台账，报上来。"),
        ({"due": TODAY}, "请填好 2026 年台账，报上来，2026-11-23 截止，就是今天。"),
        (
            {"due": TODAY + datetime.timedelta(days=3)},
            "请填好 2026 年台账，报上来，2026-11-26 截止，还有 3 天。",
        ),
        (
            {"due": datetime.date(2026, 1, 15), "lock": TODAY},
            "已经过了截止日期，请尽快报 2026 年台账，2026-11-23 以后不再收。",
        ),
        ({"locked": True}, "2026 年台账没有报，现在已经锁定、不再收：要补报，请找双拥办准许。"),
        ({"locked": True, "submitted": True, "passed": True}, "2026 年台账已通过、已锁定，不用再做什么。"),
        (
            {"submitted": True, "returned": Returned(because="缺照片", errors=0), "revision": 2},
            "第 2 版退回了：请按退回原因“缺照片”改好，再报一次。",
        ),
        (
            {"submitted": True, "returned": Returned(because="缺照片。", errors=2), "revision": 2},
            "第 2 版退回了：请按退回原因“缺照片”和列出的错误改好，再报一次。",
        ),
        (
            {"submitted": True, "returned": Returned(because=None, errors=2), "revision": 2},
            "第 2 版退回了：按列出的问题改好，再报一次。",
        ),
        (
            {"submitted": True, "passed": True, "revision": 2, "lacking": ("党日活动",)},
            "第 2 版收下了，但有 1 种台账没有说清，请补齐再报。",
        ),
        (
            {"submitted": True, "passed": True, "reviewed": True},
            "2026 年台账已通过，双拥办已审核，不用再做什么；有变化可以再报一版。",
        ),
        (
            {
                "lock": datetime.date(2026, 1, 31),
                "unlocking": Unlocking(until=datetime.date(2026, 12, 1), actor="王", because="停电", at=""),
            },
            "请填好 2026 年台账，报上来（双拥办准许补报到 2026-12-01）。",
        ),
    ],
)
def test_the_next_step_is_one_sentence(changes, told):
    assert next_step(attrs.evolve(STANDS, **changes), 2026, TODAY) == told


def test_a_unit_that_nobody_expects_is_told_so():
    assert "不用报" in next_step(None, 2024, TODAY)


def test_a_returned_file_that_comes_again_unchanged_is_told_that_it_still_goes_back(filed):
    browser = filed.browser("mine")
    again = ledger()
    send(browser, again)
    with filed.store as store:
        (number,) = store.db.execute(
            "SELECT MAX(number) FROM revision JOIN submission s ON s.id = submission WHERE s.unit = ?", (MINE,)
        ).fetchone()
    filed.browser("officer").post(f"/units/{MINE}/{YEAR}/return", data={"revision": str(number), "because": "缺照片"})
    text = browser.get(send(browser, again).headers["location"]).text
    assert f"和退回的第 {number} 版一样，仍算退回：请按退回原因改好再报" in text
    assert "不用再报" not in text
    assert 'class="note bad"' in text


def test_a_clerk_lands_at_the_oldest_year_that_asks_something_and_is_led_to_the_others(filed):
    year = datetime.date.today().year  # noqa: DTZ011  the portal's own day
    text = filed.browser("mine").get(f"/units/{MINE}").text
    assert f'<option value="{year}" selected>' in text
    assert f"请填好 {year} 年台账" in text
    passed = filed.browser("mine").get(f"/units/{MINE}?year={YEAR}").text
    assert f'<a href="/units/{MINE}?year={year}">到 {year} 年</a>：请填好 {year} 年台账' in passed
    assert f'<option value="{YEAR}" selected>' in filed.browser("officer").get(f"/units/{MINE}").text


def test_a_year_asks_something_while_it_can_be_mended():
    assert asks(STANDS)
    assert not asks(None)
    assert not asks(attrs.evolve(STANDS, locked=True))
    assert not asks(attrs.evolve(STANDS, submitted=True, passed=True))
    assert asks(attrs.evolve(STANDS, submitted=True, lacking=("党日活动",)))


def test_a_year_that_is_done_with_does_not_press_a_blank_ledger(filed):
    assert (
        'class="button quiet" href="/units/H001/2025/blank.xlsx"'
        in filed.browser("mine").get("/units/H001?year=2025").text
    )
    assert (
        'class="button" href="/units/H001/2026/blank.xlsx"' in filed.browser("mine").get("/units/H001?year=2026").text
    )
