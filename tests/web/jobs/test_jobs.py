"""Long work: it waits its turn, is told to whoever comes back, is called off, survives its process, and is cleared."""

import datetime
import multiprocessing
import os
import time

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.office.intake.collecting import collect
from shuangyong.office.intake.source import Source
from shuangyong.web.jobs import clearing, doing, table
from shuangyong.web.jobs.folders import JOBS, coming, folder_of, left_behind, lock_of, new_folder, sent
from shuangyong.web.jobs.kinds import Outcome
from shuangyong.web.jobs.locking import held, is_held
from shuangyong.web.jobs.supervising import Supervisor

from ..conftest import MINE, OTHER, PRIVATE
from .conftest import ended, filed_by_audit, left_of_jobs, number_of, verdicts, zipped_of
from .conftest import sent as send

ADMIN = 1


def asked(office, *names):
    """Ask for jobs without a browser; return their ids."""
    found = []
    with office.store as store:
        for name in names:
            folder = new_folder(store.folder)
            (sent(folder) / "0.zip").write_bytes(zipped_of({}))
            with store.transaction():
                given = {"fields": {"received": "2026-01-10", "dry_run": False}, "files": [[name, "0.zip"]]}
                found.append(table.add(store, "collect", ADMIN, "管理员某（admin）", folder.name, given))
    return found


def state(office, number):
    """Return how a job stands."""
    with office.store as store:
        return table.find(store, number).state


def test_the_page_tells_how_far_it_is_after_a_reload_and_in_another_browser(office):
    (number,) = asked(office, "甲.zip")
    with office.store as store:
        table.begin(store, number)
        assert table.progress(store, number, 7, 20)
    for login in ("officer", "admin", "officer"):
        page = office.browser(login).get(f"/jobs/{number}").text
        assert '<progress max="20" value="7">' in page
        assert 'hx-trigger="every 2s"' in page
        assert '<noscript><meta http-equiv="refresh"' in page


def test_a_page_of_an_ended_job_asks_no_more(office):
    (number,) = asked(office, "甲.zip")
    ended(office, number)
    page = office.browser("officer").get(f"/jobs/{number}").text
    assert "hx-trigger" not in page
    assert "http-equiv" not in page


def test_jobs_are_done_one_after_the_other(office):
    first, second = asked(office, "甲.zip", "乙.zip")
    assert "前面还有 1 件" in office.browser("officer").get(f"/jobs/{second}").text
    ended(office, second)
    with office.store as store:
        one, other = table.find(store, first), table.find(store, second)
        done = [row[0] for row in store.db.execute("SELECT subject FROM audit WHERE action = 'job/done' ORDER BY id")]
    assert one.state == other.state == "done"
    assert done == [f"collect-{first}", f"collect-{second}"]


def test_what_waits_is_called_off_at_once_and_only_once(office, copies):
    browser = office.browser("officer")
    number = number_of(send(browser, ("甲.xlsx", copies[MINE])))
    for _ in range(2):
        assert browser.post(f"/jobs/{number}/cancel").status_code == 303
    assert "已经取消" in browser.get(f"/jobs/{number}").text
    assert len(office.audited("job/cancel")) == 1
    with office.store as store:
        clearing.clear(store)
        assert store.db.execute("SELECT COUNT(*) FROM revision").fetchone()[0] == 0
    assert [name for name in left_of_jobs(office) if "sent" in name] == []


def test_what_has_ended_is_not_called_off(office):
    (number,) = asked(office, "甲.zip")
    ended(office, number)
    office.browser("officer").post(f"/jobs/{number}/cancel")
    assert state(office, number) == "done"
    assert office.audited("job/cancel") == []


def test_a_job_that_is_called_off_while_it_runs_writes_no_more(office):
    (number,) = asked(office, "甲.zip")
    with office.store as store:
        job = table.begin(store, number)
        tell = doing._teller(store, number)
        tell(1, 9)
        assert table.cancel(store, job, "某人")
        time.sleep(doing.EVERY)
        with pytest.raises(doing._NoLonger):
            tell(2, 9)
        assert not table.finish(store, job, Outcome(words="做完"))
        assert table.find(store, number).state == "cancelled"


def test_progress_is_written_twice_a_second_at_most(office):
    (number,) = asked(office, "甲.zip")
    with office.store as store:
        table.begin(store, number)
        before = store.db.total_changes
        tell = doing._teller(store, number)
        began, told = time.monotonic(), 0
        while store.db.total_changes - before < 3:
            tell(1, 9)
            told += 1
        assert time.monotonic() - began >= 2 * doing.EVERY
        assert told > 3


def test_a_process_that_is_killed_is_begun_again(office, copies):
    number = number_of(send(office.browser("officer"), ("甲.xlsx", copies[MINE]), ("乙.xlsx", copies[OTHER])))
    supervisor = Supervisor(office.portal)
    latest = time.monotonic() + 300
    with office.store as store:
        while table.find(store, number).state == "waiting" and time.monotonic() < latest:
            supervisor.look(store)
            time.sleep(0.01)
    supervisor.stop()  # kills it wherever it is
    assert ended(office, number).state == "done"
    assert verdicts(office, number) == {"甲.xlsx": "accepted", "乙.xlsx": "accepted"}
    with office.store as store:
        assert set(filed_by_audit(store).values()) == {1}


def test_what_was_taken_in_before_a_restart_is_told_as_it_was(office, copies):
    """The first begin got as far as the store and no further: nothing was told to the job."""
    number = number_of(send(office.browser("officer"), ("批.zip", zipped_of({"甲.xlsx": copies[MINE]}))))
    with office.store as store:
        table.begin(store, number)
        collect(store, installed(), [Source(label="批.zip/甲.xlsx", data=copies[MINE])], actor="officer某（officer）")
    ended(office, number)
    assert verdicts(office, number) == {"批.zip/甲.xlsx": "accepted"}


def test_a_job_that_never_gets_further_is_given_up(office):
    (number,) = asked(office, "甲.zip")
    with office.store as store:
        for _ in range(doing.MOST_TRIES):
            assert table.begin(store, number)
    found = ended(office, number)
    assert (found.state, "不再做了" in found.words) == ("failed", True)


def test_getting_further_begins_the_count_anew(office):
    (number,) = asked(office, "甲.zip")
    with office.store as store:
        for done, tries in ((3, 0), (3, 1), (2, 2), (4, 0)):
            table.begin(store, number)
            table.progress(store, number, done, 9)
            assert table.find(store, number).tries == tries


def test_files_that_are_gone_are_told(office):
    first, second = asked(office, "甲.zip", "乙.zip")
    with office.store as store:
        (sent(table.find(store, first).folder) / "0.zip").unlink()
        import shutil

        shutil.rmtree(table.find(store, second).folder)
    assert "再传一次" in ended(office, first).words
    assert "再做一次" in ended(office, second).words


def test_only_one_process_does_a_job(office, tmp_path):
    path = tmp_path / "lock"
    assert not is_held(path)
    with held(path) as mine:
        assert mine
        context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
        with context.Pool(1) as pool:
            assert pool.apply(is_held, (path,))
    assert not is_held(path)
    (number,) = asked(office, "甲.zip")
    with office.store as store:
        folder = table.find(store, number).folder
    with held(lock_of(folder)) as mine:
        assert mine
        supervisor = Supervisor(office.portal)
        with office.store as store:
            supervisor.look(store)
        supervisor.stop()
        assert state(office, number) == "waiting"


def test_old_jobs_are_cleared_with_their_files_and_new_ones_are_not(office):
    old, new = asked(office, "旧.zip", "新.zip")
    for number in (old, new):
        ended(office, number)
    day = datetime.datetime.now().astimezone() - datetime.timedelta(days=clearing.KEPT_DAYS + 1)
    with office.store as store:
        folder = table.find(store, old).folder
        with store.transaction() as db:
            db.execute("UPDATE job SET ended = ? WHERE id = ?", (day.isoformat(timespec="seconds"), old))
        clearing.clear(store)
        assert table.find(store, old) is None
        assert not folder.exists()
        assert table.find(store, new).folder.exists()
    assert office.browser("officer").get(f"/jobs/{old}").status_code == 404


def test_what_was_sent_and_became_no_job_is_cleared_when_it_is_old(office):
    folder = office.portal.folder
    with coming(folder) as place:
        kept = place.with_name("." + "0" * 32)
        kept.mkdir()
    assert not place.exists()
    assert list(left_behind(folder, set(), time.time() - 60)) == []
    os.utime(kept, (0, 0))
    with office.store as store:
        clearing.clear(store)
    assert list((folder / JOBS).iterdir()) == []


def test_files_of_jobs_are_nobody_elses_on_the_machine(office):
    folder = new_folder(office.portal.folder)
    assert (folder.stat().st_mode & 0o077, folder.parent.stat().st_mode & 0o077) == (0, 0)
    assert folder_of(office.portal.folder, folder.name) == folder


@pytest.mark.parametrize("login", ["reader", "mine", "other"])
def test_who_may_not_collect_sees_no_job(office, login):
    (number,) = asked(office, "甲.zip")
    browser = office.browser(login)
    assert browser.post(f"/jobs/{number}/cancel").status_code == 404
    for path in ("/jobs", "/collect", f"/jobs/{number}", f"/jobs/{number}/table.xlsx", f"/jobs/{number}/files/1"):
        assert browser.get(path).status_code == 404
    assert send(browser, ("甲.xlsx", b"x")).status_code == 404
    assert state(office, number) == "waiting"


@pytest.mark.parametrize("path", ["/jobs/999", "/jobs/-1", "/jobs/x", "/jobs/99999999999999999999", "/jobs/1/files/x"])
def test_forged_addresses_lead_nowhere(office, path):
    assert office.browser("admin").get(path).status_code == 404


def test_what_was_sent_for_a_job_that_is_cancelled_before_it_began_is_gone_at_once(office):
    browser = office.browser("officer")
    sent = browser.post("/collect", data={"received": ""}, files={"files": ("a.xlsx", b"PK private")})
    assert [*office.portal.folder.glob("jobs/*/sent/0.xlsx")]
    browser.post(f"{sent.headers['location']}/cancel")
    assert not [*office.portal.folder.glob("jobs/*/sent")]


def test_the_log_of_a_bug_in_a_job_holds_nothing_of_a_file(office, monkeypatch, capsys):
    (number,) = asked(office, "甲.zip")

    def failing(*_):
        raise ValueError(f"无法读 {PRIVATE}")

    monkeypatch.setattr(doing, "JOBS", {"collect": attrs.evolve(doing.JOBS["collect"], run=failing)})
    monkeypatch.setattr(doing.signal, "signal", lambda *_: None)
    monkeypatch.setattr(doing.os, "nice", lambda _: None)
    doing.do(office.portal.folder, number, "")
    log = capsys.readouterr().err
    assert "ValueError" in log and "in failing" in log and PRIVATE not in log
    with office.store as store:
        job = table.find(store, number)
    assert job.state == "failed" and log.split()[1] in job.words
