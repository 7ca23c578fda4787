"""Status: five separate things, each counted by itself, of a year's units."""

import datetime
import json
from decimal import Decimal

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.cli import main
from shuangyong.model.periods import Period
from shuangyong.model.problems import error
from shuangyong.office.status.status import latest_year, status

DAY = datetime.date.fromisoformat
TODAY = DAY("2027-01-15")
ALWAYS = "2020-01-01"


def stands(store, unit="H1", today=TODAY, period="2026"):
    """Return how one unit stands."""
    found = status(store, installed(), Period.parse(period), today)
    return next(one for one in found.units if one.unit == unit)


def five(unit):
    return unit.submitted, unit.complete, unit.passed, unit.on_time, unit.locked


@pytest.fixture
def expected(rostered):
    rostered(("H1", ALWAYS, None), due="2027-01-10", lock="2027-01-20")


def test_nothing_sent(store, expected):
    assert five(stands(store, today=DAY("2027-01-10"))) == (False, False, False, None, False)
    assert five(stands(store, today=DAY("2027-01-11"))) == (False, False, False, False, False)
    assert five(stands(store, today=DAY("2027-01-21"))) == (False, False, False, False, True)


@pytest.mark.parametrize(("received", "on_time"), [("2027-01-10", True), ("2027-01-11", False)])
def test_the_due_day_itself_is_on_time(store, expected, filed, received, on_time):
    filed("H1", received=received)
    assert five(stands(store)) == (True, True, True, on_time, False)


def test_without_a_due_day_on_time_does_not_apply(store, rostered, filed):
    rostered(("H1", ALWAYS, None))
    filed("H1", received="2030-01-01")
    found = status(store, installed(), Period(2026), TODAY)
    assert found.units[0].on_time is None and not found.units[0].late
    assert found.tally.rate("on_time") is None


def test_a_ledger_with_errors_is_submitted_and_not_passed_and_on_time_only_once_mended(store, expected, filed):
    filed("H1", received="2027-01-05", state="returned", problems=(error("not-a-number", "不是数"),))
    unit = stands(store, today=DAY("2027-01-08"))
    assert five(unit) == (True, True, False, None, False)
    assert (unit.returned.because, unit.returned.errors, unit.counted) == (None, 1, None)
    filed("H1", received="2027-01-12")
    assert five(stands(store)) == (True, True, True, False, False)
    assert stands(store).late


def test_what_the_office_returned_was_on_time_all_the_same(store, expected, filed):
    filed("H1", received="2027-01-05", state="returned", because="照片缺了")
    filed("H1", received="2027-01-12")
    assert stands(store).on_time


def test_a_newer_one_with_errors_leaves_the_last_good_one_counted(store, expected, filed):
    filed("H1", received="2027-01-05")
    filed("H1", received="2027-01-12", state="returned", problems=(error("x", "错"),))
    unit = stands(store)
    assert (unit.revision, unit.counted, unit.passed, unit.on_time) == (2, 1, False, True)


@pytest.mark.parametrize("status_of_one", [None, "missing", "contradiction"])
def test_complete_wants_every_kind_declared_with_its_sheet_and_no_contradiction(store, expected, filed, status_of_one):
    kinds = installed().kinds_of("hospital")
    declarations = {kind.name: ["零报告", "本级"] for kind in kinds} | {kinds[0].name: ["有数据", "本级"]}
    contradiction = error("declared-without-rows", "矛盾", sheet="单位信息")
    given = {
        None: {"declarations": declarations | {kinds[0].name: [None, "本级"]}},
        "missing": {"declarations": declarations, "missing": (kinds[0].name,)},
        "contradiction": {"problems": (contradiction,), "state": "returned"},
    }[status_of_one]
    filed("H1", **given)
    unit = stands(store)
    assert unit.submitted and not unit.complete
    assert unit.lacking == (() if status_of_one == "contradiction" else (kinds[0].label,))


def test_who_has_no_such_work_may_take_its_sheet_out(store, expected, filed):
    kinds = installed().kinds_of("hospital")
    filed("H1", missing=(kinds[0].name,))
    assert stands(store).complete


def test_a_kind_of_the_sector_that_the_ledger_never_mentions_counts_against_it(store, expected, filed):
    kinds = installed().kinds_of("hospital")
    filed("H1", declarations={kind.name: ["零报告", "本级"] for kind in kinds[1:]})
    assert stands(store).lacking == (kinds[0].label,)


def test_counts_are_of_those_expected_and_rates_are_half_up(store, rostered, filed):
    rostered(*((f"H{number}", ALWAYS, None) for number in range(1, 7)), due="2027-01-10")
    for number in (1, 2, 3):
        filed(f"H{number}")
    filed("H4", state="returned", problems=(error("x", "错"),))
    filed("X9", name="计划外单位")
    told = status(store, installed(), Period(2026), TODAY).to_json()
    counts = ("expected", "received", "submitted", "complete", "passed", "on_time", "locked", "returned", "unexpected")
    assert [told[name] for name in counts] == [6, 4, 4, 4, 3, 3, 0, 1, 1]
    assert told["rates"]["submitted"] == Decimal("0.6667")
    assert told["roster"] is True
    assert [unit["unit"] for unit in told["units"] if not unit["expected"]] == ["X9"]


def test_expected_zero_has_no_rate_and_says_that_there_is_no_roster(store, filed):
    filed("X9")
    told = status(store, installed(), Period(2026), TODAY).to_json()
    assert (told["expected"], told["received"], told["unexpected"], told["roster"]) == (0, 0, 1, False)
    assert told["submitted"] == 1
    assert set(told["rates"].values()) == {None}


def test_a_closed_unit_is_expected_no_more_and_what_it_sends_is_unexpected(store, rostered, filed):
    rostered(("H1", ALWAYS, "2025-12-31"), ("H2", ALWAYS, None))
    for year in (2025, 2026):
        filed("H1", year)
    before, now = (status(store, installed(), Period(year), TODAY) for year in (2025, 2026))
    assert (before.tally.expected, before.tally.counts["submitted"], len(before.unexpected)) == (2, 1, 0)
    assert (now.tally.expected, now.tally.counts["submitted"], len(now.unexpected)) == (1, 0, 1)


def test_a_new_hierarchy_leaves_last_years_status_as_it_was(store, rostered, filed):
    rostered(("H1", ALWAYS, "2026-03-31"), name="甲医院", region="370213")
    filed("H1", 2025)
    before = status(store, installed(), Period(2025), TODAY)
    rostered(("H1", "2026-04-01", None), name="乙医院", region="370211")
    assert status(store, installed(), Period(2025), TODAY) == before
    assert stands(store).name == "乙医院"


def test_part_of_a_year_is_told_of_its_year(store, expected, filed):
    filed("H1")
    whole = status(store, installed(), Period(2026), TODAY)
    part = status(store, installed(), Period.parse("2026-Q3"), TODAY)
    assert part.units == whole.units
    assert (part.to_json()["period"], part.to_json()["year"]) == ("2026-Q3", 2026)


def test_groups_add_up_to_the_whole(store, rostered, filed):
    rostered(("H1", ALWAYS, None), ("H2", ALWAYS, None), region="370213")
    rostered(("S1", ALWAYS, None), region="370211", sector="school")
    filed("H1")
    found = status(store, installed(), Period(2026), TODAY)
    groups = found.by(lambda unit: unit.sector)
    assert {name: (tally.expected, tally.counts["submitted"]) for name, tally in groups.items()} == {
        "hospital": (2, 1),
        "school": (1, 0),
    }


def test_the_year_meant_where_none_is_named(store, rostered, filed):
    assert latest_year(store, TODAY) == 2027
    rostered(("H1", ALWAYS, None), due="2027-02-10")
    assert latest_year(store, TODAY) == 2026
    filed("H1", 2025)
    assert latest_year(store, TODAY) == 2025


def test_a_ledger_sent_early_does_not_turn_the_year(store, rostered, filed):
    for unit in ("H1", "H2", "H3"):
        rostered((unit, ALWAYS, None), due="2028-01-10")
        filed(unit, 2025)
    filed("H1", 2026)
    assert latest_year(store, TODAY) == 2025
    filed("H2", 2026)
    assert latest_year(store, TODAY) == 2026


def test_a_year_whose_deadline_is_past_is_meant_whatever_came(store, rostered, filed):
    rostered(("H1", ALWAYS, None), due=(TODAY - datetime.timedelta(days=1)).isoformat())
    filed("H1", 2025)
    assert latest_year(store, TODAY) == 2026


def run(capsys, *args):
    with pytest.raises(SystemExit) as stopped:
        main([str(arg) for arg in args])
    printed = capsys.readouterr()
    return stopped.value.code, printed.out, printed.err


def test_the_command_names_who_is_missing_late_and_returned(store, rostered, filed, capsys):
    rostered(*((f"H{number}", ALWAYS, None) for number in range(10, 40)), due="2020-01-10")
    rostered(("S1", ALWAYS, None), region="370211", sector="school")
    filed("H10", state="returned", problems=(error("x", "错"), error("y", "错")), name="甲")
    filed("H11")
    code, out, _ = run(capsys, "status", store.folder, "--period", "2026-Q1")
    assert code == 0
    assert "应报 31 家：已报 2（6.45%）" in out
    assert "2026-Q1 看的是 2026 年全年" in out
    assert "H10 H10：第 1 版退回（2 处错误），没有计入汇总" in out
    assert "H11 H11：截止 2020-01-10" in out
    late = out.partition("迟报")[2].partition("退回待改")[0].splitlines()
    assert [line.endswith("没有通过") for line in late if " H10" in line or " H11" in line] == [True, False]
    assert "山东省青岛市黄岛区：应报 1" in out
    assert "未报（29）" in out and "还有 9 个" in out
    assert "还有 9 个" not in run(capsys, "status", store.folder, "--period", "2026", "--all")[1]


def test_the_command_prints_the_contract(store, expected, filed, capsys):
    filed("H1", state="returned", problems=(error("x", "错"),))
    filed("H1")
    told = json.loads(run(capsys, "status", store.folder, "--format", "json")[1])
    assert {"period", "expected", "received", "submitted", "complete", "passed", "on_time", "locked"} <= {*told}
    assert told["rates"]["submitted"] == "1.0000"
    assert told["units"][0]["mending"] == {"before": 1, "mended": 1, "still": 0, "new": 0}


def test_a_period_that_is_none_is_wrong_usage(store, capsys):
    code, _, err = run(capsys, "status", store.folder, "--period", "2026-13")
    assert code == 2 and "2026-Q3" in err


def test_every_attribute_of_a_unit_is_told_but_the_problems_themselves(store, expected):
    told = stands(store).to_json()
    assert {*told} == {field.name for field in attrs.fields(type(stands(store)))}
