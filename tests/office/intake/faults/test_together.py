"""Several runs at once on one store, and each way in which their files may meet."""

import os
import random
import signal
import time

import pytest
from shuangyong.office.store.opening import open_store


@pytest.mark.slow
@pytest.mark.parametrize("attempt", range(4))
def test_four_runs_over_the_same_files_store_each_of_them_once(
    tmp_path, runs, collecting_of, in_small_batches, received, undisturbed, sound, attempt
):
    """The store itself is made by all four at once."""
    options = ("--format", "json")
    started = [runs(collecting_of(tmp_path / "库", received, options=options), in_small_batches) for _ in range(4)]
    ended = [run.end() for run in started]
    assert [one.code for one in ended] == [1] * 4, [one.said[-500:] for one in ended]
    assert sound(tmp_path / "库") == undisturbed
    answered = [sha256 for one in ended for sha256 in one.answered]
    assert sorted(answered) == sorted(undisturbed["revisions"])


@pytest.mark.slow
def test_runs_that_are_killed_beside_others_do_them_no_harm(
    tmp_path, runs, collecting_of, in_small_batches, received, undisturbed, sound
):
    chance, killed = random.Random(2026), 0
    for turn in range(6):
        store = tmp_path / f"库{turn}"
        started = [runs(collecting_of(store, received), in_small_batches) for _ in range(4)]
        for run in started[:3]:
            time.sleep(chance.uniform(0, 0.3))
            os.kill(run.pid, signal.SIGKILL)
        ended = [run.end() for run in started]
        killed += sum(one.killed for one in ended)
        assert ended[3].code == 1, ended[3]
        found = sound(store)
        # What the killed ones had laid down and nobody refers to may stay, until the same file comes again.
        assert {*found["originals"]} >= {*undisturbed["originals"]}
        assert found | {"originals": undisturbed["originals"]} == undisturbed
    assert killed > 5


@pytest.mark.slow
def test_different_revisions_of_the_same_units_at_once_end_with_the_newest(tmp_path, runs, collecting_of, sent, sound):
    """Which one counts does not depend on who is first."""
    for version in range(4):
        folder = tmp_path / f"收到{version}"
        folder.mkdir()
        for number in range(6):
            wrong = {"qualified": 900 + number} if (version + number) % 4 == 3 else {}
            data = sent(code=f"H{number}", examined=100 + version, saved=f"2024-11-0{version + 1}T00:00:00Z", **wrong)
            (folder / f"{number}.xlsx").write_bytes(data)
    found = []
    for turn in range(4):
        store = tmp_path / f"库{turn}"
        order = [(turn + version) % 4 for version in range(4)]
        started = [runs(collecting_of(store, tmp_path / f"收到{version}")) for version in order]
        for run in started:
            ended = run.end()
            assert ended.code in (0, 1) and "Traceback" not in ended.said and "共 6 个文件" in ended.said
        outcome = sound(store)
        assert len(outcome["revisions"]) == 24
        with open_store(store) as opened:
            current = "SELECT r.modified FROM submission s JOIN revision r ON r.id = s.current"
            assert [row[0][:10] for row in opened.db.execute(current)] == ["2024-11-04"] * 6
        found.append(outcome["submissions"])
    assert all(one == found[0] for one in found)


def test_a_store_that_many_make_at_once_is_made_once(tmp_path, runs):
    for turn in range(40):
        store = tmp_path / f"库{turn}"
        for run in [runs(lambda store=store: open_store(store, create=True).close()) for _ in range(5)]:
            ended = run.end()
            assert ended.code == 0, ended
        with open_store(store) as opened:
            assert opened.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_file_that_one_run_refuses_and_another_accepts_keeps_its_original(
    tmp_path, runs, collecting_of, sent, sound, kept_files
):
    """The same file after the lock and before it: whoever discards it must not take it from the other."""
    (tmp_path / "收到").mkdir()
    for number in range(8):
        (tmp_path / f"收到/{number}.xlsx").write_bytes(sent(code=f"H{number}", name=f"{number}医院"))
    for turn in range(5):
        store = tmp_path / f"库{turn}"
        with open_store(store, create=True) as opened, opened.transaction() as db:
            for number in range(8):
                db.execute("INSERT INTO deadline VALUES (?, 2024, NULL, '2024-12-31')", (f"H{number}",))
        late = runs(collecting_of(store, tmp_path / "收到", options=("--received", "2025-02-01")))
        timely = runs(collecting_of(store, tmp_path / "收到"))
        assert timely.end().code == 0
        late.end()
        assert len(sound(store)["revisions"]) == 8 == len(kept_files(store))


def test_who_waits_too_long_for_another_program_is_told_so(tmp_path, runs, collecting_of, sent, mended, sound):
    (tmp_path / "收到.xlsx").write_bytes(sent(code="H1"))

    def impatient():
        from shuangyong.office.store import opening

        opening._PATIENCE = 0.3

    with open_store(tmp_path / "库", create=True) as store, store.transaction():
        ended = runs(collecting_of(tmp_path / "库", tmp_path / "收到.xlsx"), impatient).end()
        mended(ended)
        assert "另一个程序正在写" in ended.said and not ended.answered
    assert runs(collecting_of(tmp_path / "库", tmp_path / "收到.xlsx")).end().code == 0
    assert len(sound(tmp_path / "库")["revisions"]) == 1
