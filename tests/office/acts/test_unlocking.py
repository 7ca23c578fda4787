"""The lock, and leave to send after it: collect itself takes nothing without leave."""

import datetime
import json

import pytest
from shuangyong.catalog import installed
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.acts.unlocking import unlock
from shuangyong.office.intake.collecting import collect
from shuangyong.office.roster.standing import standing
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.submitting import submitted_copy

DAY = datetime.date.fromisoformat
TODAY = DAY("2027-01-25")


@pytest.fixture
def locked(rostered):
    rostered(("H1", "2020-01-01", None), name="甲医院", due="2027-01-10", lock="2027-01-20")
    rostered(("H2", "2020-01-01", None), name="乙医院")


def give(store, unit="甲医院", until="2027-02-10", because="停电", year=2026):
    return unlock(store, unit, year, "王干事", because, DAY(until), today=TODAY)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"unit": "乙医院"}, "not-locked"),
        ({"year": 2019}, "off-roster"),
        ({"until": "2027-01-24"}, "already-over"),
        ({"because": " "}, "no-reason"),
        ({"unit": "丁诊所"}, "unknown-unit"),
    ],
)
def test_leave_that_makes_no_sense_is_refused(store, locked, given, code):
    with pytest.raises(ProblemsFound) as found:
        give(store, **given)
    assert code in [problem.code for problem in found.value.problems]
    assert standing(store, 2026)["H1"].locked(TODAY)
    assert not store.db.execute("SELECT COUNT(*) FROM audit").fetchone()[0]


def test_leave_before_the_lock_must_reach_beyond_it(store, locked):
    with pytest.raises(ProblemsFound) as found:
        unlock(store, "H1", 2026, "王", "停电", DAY("2027-01-20"), today=DAY("2027-01-02"))
    assert [problem.code for problem in found.value.problems] == ["before-lock"]


def test_leave_holds_until_its_last_day_and_is_audited(store, locked):
    leave = give(store)
    assert (leave.unit, leave.name, leave.until) == ("H1", "甲医院", DAY("2027-02-10"))
    unit = standing(store, 2026)["H1"]
    assert [unit.locked(DAY(day)) for day in ("2027-02-10", "2027-02-11")] == [False, True]
    assert (unit.unlocking.actor, unit.unlocking.because) == ("王干事", "停电")
    row = store.db.execute("SELECT * FROM audit").fetchone()
    assert (row["action"], row["subject"]) == ("unlock", "H1-2026")
    assert json.loads(row["detail"]) == {"until": "2027-02-10", "because": "停电", "lock": "2027-01-20"}


def test_nothing_comes_in_after_the_lock_but_with_leave_and_while_it_lasts(store, rostered, tmp_path):
    catalog = installed()
    ledger = sample_ledger(catalog, "hospital", 2025)
    unit = ledger.unit
    rostered((unit.code, "2020-01-01", None), name=unit.name, lock="2026-01-20", year=2025)
    path = tmp_path / "台账.xlsx"
    path.write_bytes(submitted_copy(catalog, ledger, "0" * 64))

    def verdicts(day, dry_run=False):
        return [one.verdict for one in collect(store, catalog, [path], received=DAY(day), dry_run=dry_run).entries]

    assert verdicts("2026-01-20", dry_run=True) == ["accepted"]
    assert verdicts("2026-01-21") == ["rejected"]
    unlock(store, unit.code, 2025, "王", "停电", DAY("2026-02-10"), today=DAY("2026-01-21"))
    assert verdicts("2026-02-11") == ["rejected"]
    assert verdicts("2026-02-10") == ["accepted"]


def test_the_command(store, locked, run):
    args = ("unlock", store.folder, "H1", "--year", 2026, "--because", "停电")
    code, out, _ = run(*args, "--until", "2099-02-10", "--by", "王")
    assert code == 0 and "已准许「甲医院」（H1）补报 2026 年台账，到 2099-02-10 为止" in out
    assert "H1 甲医院：2027-01-20 锁定，王准许到 2099-02-10（停电）" in run("status", store.folder, "--period", 2026)[1]
    told = json.loads(run("status", store.folder, "--period", 2026, "--format", "json")[1])["units"][0]["unlocking"]
    assert (told["actor"], told["because"], told["until"]) == ("王", "停电", "2099-02-10")
    assert run(*args, "--until", "2020-01-01")[0] == 1
    assert run(*args, "--until", "明天")[0] == 2
    assert run("unlock", store.folder, "H1", "--until", "2099-02-10", "--because", "停电")[0] == 2
