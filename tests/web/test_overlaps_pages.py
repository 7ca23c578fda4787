"""Overlaps decided in the portal: side by side, by one officer at a time, with nothing overwritten."""

import html
import re
import time

import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.office.overlaps.decisions import history
from shuangyong.office.overlaps.settling import overlaps_of
from shuangyong.office.rollup.rolling import roll_up

from .conftest import MINE, NAMES, OTHER, PRIVATE, YEAR
from .test_office import rows_of

LIST = f"/overlaps?year={YEAR}&grade=低"


def ready(browser, address=LIST):
    """Return a page once the search is done."""
    latest = time.monotonic() + 300
    while time.monotonic() < latest:
        text = browser.get(address).text
        if "正在" not in text:
            return text
        time.sleep(0.02)
    pytest.fail("the search does not end")


def pairs(text):
    """Return the ids of the pairs that a list shows."""
    return list(dict.fromkeys(re.findall(rf"/overlaps/{YEAR}/([0-9a-f]{{10}})", text)))


def decide(browser, pair, verdict="same", seen="0", because="已电话核实", **fields):
    data = {"verdict": verdict, "seen": seen, "because": because, **fields}
    return browser.post(f"/overlaps/{YEAR}/{pair}/decide?year={YEAR}&grade=低", data=data)


def decided(office, pair):
    """Return what was decided of a pair, as verdict and reason."""
    with office.store as store:
        return [(one.verdict, one.because) for one in history(store, YEAR, pair)]


def test_the_list_is_what_the_command_line_finds(filed):
    text = ready(filed.browser("reader"))
    with filed.store as store:
        found = overlaps_of(store, installed(), YEAR)
    assert found.undecided
    assert pairs(text) == [one.id for one in found.undecided][:100]
    assert f"共 {len(found.undecided)} 对" in text
    assert f"待裁定（{len(found.pressing)}）" in text


@pytest.mark.parametrize(
    ("query", "all_or_none"),
    [("&q=乙", True), ("&q=丙", False), ("&sector=hospital", True), ("&sector=school", False), ("&region=3702", True),
     ("&region=11", False), ("&part=H1", None), ("&part=12", None)],
)  # fmt: skip
def test_filters_hold_for_the_page_and_the_workbook(filed, query, all_or_none):
    browser = filed.browser("reader")
    every = pairs(ready(browser))
    shown = pairs(ready(browser, LIST + query))
    exported = [row[0] for row in rows_of(browser.get(LIST.replace("/overlaps?", "/overlaps.xlsx?") + query))[1:]]
    assert shown == exported[:100]
    if all_or_none is not None:
        assert shown == (every if all_or_none else [])
    else:
        assert set(shown) < set(every)


@pytest.mark.parametrize("query", ["&part=Q9", "&part=2025-Q1", "&part=%27"])
def test_a_part_of_a_year_that_is_none_is_told(filed, query):
    browser = filed.browser("reader")
    ready(browser)
    assert browser.get(LIST + query).status_code == 400


def test_a_pair_stands_side_by_side_with_where_it_is_from(filed):
    browser = filed.browser("officer")
    pair = pairs(ready(browser))[0]
    text = browser.get(f"/overlaps/{YEAR}/{pair}").text
    with filed.store as store:
        (found,) = [one for one in overlaps_of(store, installed(), YEAR).undecided if one.id == pair]
    for name in NAMES.values():
        assert name in text
    assert "；".join(found.reasons) in text
    assert f'href="/units/{MINE}/{YEAR}/revisions/1"' in text
    assert f'href="/units/H~2F002/{YEAR}/revisions/1"' in text
    for report in (found.one, found.other):
        assert f"「{report.event.sheet}」第 {report.event.row} 行" in text
    assert "相同" in text
    assert PRIVATE not in text
    assert browser.get(f"/units/{MINE}/{YEAR}/revisions/1").status_code == 200


def test_what_is_told_before_is_what_the_roll_up_loses(filed):
    browser = filed.browser("officer")
    pair = pairs(ready(browser))[0]
    text = browser.get(f"/overlaps/{YEAR}/{pair}").text
    told = sum(float(one.replace(",", "")) for one in re.findall(r'<td class="number">([+-][\d,.]+)</td>', text))
    assert told < 0

    def taken():
        with filed.store as store:
            found = roll_up(store, installed(), Period(YEAR), "")
        return float(sum(one.sum.overlap for one in found.figures if one.denominator is None))

    before = taken()
    assert decide(browser, pair).status_code == 303
    assert taken() - before == pytest.approx(told)


def test_a_decision_leads_to_the_next_and_the_last_to_the_list(filed):
    browser = filed.browser("officer")
    open_ones = pairs(ready(browser))
    answer = decide(browser, open_ones[0])
    assert answer.headers["location"].startswith(f"/overlaps/{YEAR}/{open_ones[1]}?")
    assert "上一对已裁定" in browser.get(answer.headers["location"]).text
    assert decide(browser, open_ones[-1], "different").headers["location"].startswith("/overlaps?")
    assert pairs(ready(browser)) == open_ones[1:-1]
    assert set(pairs(ready(browser, f"{LIST}&state=decided"))) == {open_ones[0], open_ones[-1]}
    assert filed.audited("decide") == [open_ones[0], open_ones[-1]]


def test_a_decision_is_changed_by_another_and_both_stay(filed):
    browser = filed.browser("officer")
    pair = pairs(ready(browser))[0]
    decide(browser, pair)
    page = browser.get(f"/overlaps/{YEAR}/{pair}").text
    assert "裁定经过" in page
    (seen,) = re.findall(r'name="seen" value="(\d+)"', page)
    assert decide(browser, pair, "different", seen=seen, because="看错了").status_code == 303
    assert decided(filed, pair) == [("same", "已电话核实"), ("different", "看错了")]
    text = browser.get(f"/overlaps/{YEAR}/{pair}").text
    assert "同一活动——已电话核实" in text
    assert "不同活动——看错了" in text


def test_the_second_of_two_who_decide_at_once_is_told_who_did_and_nothing_is_overwritten(filed):
    first, second = filed.browser("officer"), filed.browser("admin")
    pair = pairs(ready(first))[0]
    ready(second)
    assert decide(first, pair, because="甲说的").status_code == 303
    told = decide(second, pair, "different", because="乙说的")
    assert told.status_code == 400
    for words in ("officer某", "同一活动", "甲说的", "没有记入"):
        assert words in told.text
    assert decided(filed, pair) == [("same", "甲说的")]
    assert decide(first, pair, "different", because="双击").status_code == 400


def test_a_ledger_that_came_meanwhile_is_told(filed):
    browser = filed.browser("officer")
    pair = pairs(ready(browser))[0]
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE submission SET counted = NULL WHERE unit = ?", (OTHER,))
    told = decide(browser, pair)
    assert told.status_code == 400
    assert "刚才报来了新的一版" in told.text
    assert decided(filed, pair) == []


def test_a_part_is_computed_before_and_taken_out_then(filed):
    browser = filed.browser("officer")
    for pair in pairs(ready(browser)):
        page = browser.get(f"/overlaps/{YEAR}/{pair}").text
        if fields := re.findall(r'name="(amount-\w+)"', page):
            break
    else:
        pytest.fail("no pair shares a measure")
    shown = browser.get(f"/overlaps/{YEAR}/{pair}?verdict=partly&{fields[0]}=1").text
    assert "裁定“部分重复”以后" in shown
    assert decided(filed, pair) == []
    assert decide(browser, pair, "partly", **{fields[0]: "1"}).status_code == 303
    with filed.store as store:
        (ruling,) = history(store, YEAR, pair)
    assert {measure: str(amount) for measure, amount in ruling.amounts.items()} == {
        fields[0].removeprefix("amount-"): "1"
    }


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"verdict": ""}, "没有选裁定"),
        ({"verdict": "maybe"}, "没有选裁定"),
        ({"because": "　 "}, "没有写理由"),
        ({"verdict": "partly"}, "没有写数量"),
        ({"seen": "x"}, None),
        ({"seen": ""}, None),
        ({"seen": "9" * 30}, None),
        ({"seen": "-1"}, None),
    ],
)
def test_what_is_filled_in_wrongly_decides_nothing(filed, fields, words):
    browser = filed.browser("officer")
    pair = pairs(ready(browser))[0]
    answer = decide(browser, pair, **fields)
    assert answer.status_code == 400
    if words:
        assert words in answer.text
    assert decided(filed, pair) == []


@pytest.mark.parametrize("amount", ["0", "-3", "NaN", "1e999", "一百", "9" * 40, "99999999", "<b>"])
def test_amounts_that_are_none_are_told(filed, amount):
    browser = filed.browser("officer")
    found = (
        (pair, re.findall(r'name="(amount-\w+)"', browser.get(f"/overlaps/{YEAR}/{pair}").text))
        for pair in pairs(ready(browser))
    )
    pair, fields = next((pair, fields) for pair, fields in found if fields)
    answer = decide(browser, pair, "partly", **{fields[0]: amount})
    assert answer.status_code == 400
    assert "「<b>」" not in answer.text
    assert browser.get(f"/overlaps/{YEAR}/{pair}", params={"verdict": "partly", fields[0]: amount}).status_code == 200
    assert decided(filed, pair) == []


def test_a_reason_is_shown_as_it_was_written(filed):
    browser = filed.browser("officer")
    pair = pairs(ready(browser))[0]
    decide(browser, pair, because="<script>alert(1)</script>{{7*7}}")
    for address in (f"/overlaps/{YEAR}/{pair}", f"{LIST}&state=decided"):
        text = browser.get(address).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in text
        assert "<script>alert" not in text


def test_a_reader_looks_and_decides_nothing(filed):
    browser = filed.browser("reader")
    pair = pairs(ready(browser))[0]
    assert "/decide" not in browser.get(f"/overlaps/{YEAR}/{pair}").text
    assert decide(browser, pair).status_code == 404
    assert decided(filed, pair) == []


@pytest.mark.parametrize("path", ["zzzzzzzzzz", "'%20OR%201=1", "%00", "a" * 300])
def test_what_is_no_overlap_is_not_there(filed, path):
    browser = filed.browser("officer")
    ready(browser)
    assert browser.get(f"/overlaps/{YEAR}/{path}").status_code == 404
    assert decide(browser, path).status_code == 404


def test_a_ledger_that_is_gone_ends_what_was_decided_of_it(filed):
    browser = filed.browser("officer")
    pair = pairs(ready(browser))[0]
    decide(browser, pair)
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE submission SET counted = NULL WHERE unit = ?", (OTHER,))
        store.audit("测试", "return", OTHER, {})
    ready(browser)
    text = ready(browser)
    assert "没有待裁定" in text
    assert "须重新裁定（1）" in text
    assert pair in pairs(ready(browser, f"{LIST}&state=stale"))
    assert "须重新裁定" in browser.get(f"/overlaps/{YEAR}/{pair}").text
    assert decide(browser, pair, "different", seen="1").status_code == 400


def test_a_search_that_fails_is_told_and_a_page_still_opens(filed, monkeypatch, caplog):
    from shuangyong.web import overlaps_now

    monkeypatch.setattr(overlaps_now, "find", lambda *_: 1 / 0)
    browser = filed.browser("officer")
    text = browser.get(LIST).text
    latest = time.monotonic() + 300
    while "正在" in text and time.monotonic() < latest:
        text = browser.get(LIST).text
    assert "查找没有做成" in text
    assert "ZeroDivisionError" in caplog.text
    assert browser.get(f"/overlaps/{YEAR}/{'0' * 10}").status_code == 200


def test_a_county_of_many_is_searched_in_a_process_of_its_own(filed, monkeypatch):
    from shuangyong.web import overlaps_now

    monkeypatch.setattr(overlaps_now, "_FEW", 0)
    assert pairs(ready(filed.browser("officer")))


def test_a_pair_that_is_not_listed_is_seen_and_decided_by_its_rows(filed):
    browser = filed.browser("officer")
    listed = pairs(ready(browser))
    with filed.store as store:
        open_ones = overlaps_of(store, installed(), YEAR).undecided
        one = open_ones[0].one
        (other,) = [each.other for each in open_ones if each.other.kind != one.kind][:1]
    rows = {
        name: f"{each.unit.unit}/{each.event.sheet}/{each.event.row}" for name, each in (("one", one), ("other", other))
    }
    answer = browser.get(f"/overlaps/{YEAR}/pick", params=rows)
    address = answer.headers["location"]
    (picked,) = pairs(address)
    assert answer.status_code == 303 and picked not in listed
    page = browser.get(address).text
    for each in (one, other):
        assert f"「{each.event.sheet}」第 {each.event.row} 行" in page
    (act,) = re.findall(r'<form method="post" action="([^"]+)"', page)
    data = {"verdict": "same", "seen": "0", "because": "同一天同一处"}
    assert browser.post(html.unescape(act), data=data).headers["location"].startswith("/overlaps?")
    assert decided(filed, picked) == [("same", "同一天同一处")]
    assert picked in pairs(ready(browser, f"{LIST}&state=decided"))
    assert "裁定经过" in browser.get(f"/overlaps/{YEAR}/{picked}").text


@pytest.mark.parametrize(
    "rows", [{}, {"one": "x", "other": "y"}, {"one": f"{MINE}/会议/999", "other": f"{OTHER}/会议/999"}]
)
def test_rows_that_are_not_there_are_told(filed, rows):
    browser = filed.browser("officer")
    answer = browser.get(f"/overlaps/{YEAR}/pick", params=rows)
    assert answer.status_code == 400 and 'class="fix"' in answer.text
    assert filed.browser("reader").get(f"/overlaps/{YEAR}/pick", params=rows).status_code == 404
