"""Killed at any moment: what was answered for is there, nothing is half there, and a rerun ends where it would have."""

import os
import random
import shutil
import signal
import sys
import time

import pytest
from shuangyong.office.store.opening import DATABASE

#: So many kills; set it to a thousand for a long run.
KILLS = int(os.environ.get("SHUANGYONG_KILLS", "60"))


@pytest.mark.slow
def test_killed_at_random_moments_nothing_answered_is_lost(
    tmp_path, runs, collecting_of, in_small_batches, received, undisturbed, sound, capsys, record_property
):
    began = time.monotonic()
    assert runs(collecting_of(tmp_path / "库", received), in_small_batches).end().code == 1
    whole = time.monotonic() - began
    assert sound(tmp_path / "库") == undisturbed
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    kills = answered = stores = 0
    while kills < KILLS:
        store, promised = tmp_path / f"库{stores}", set()
        ended = None
        while ended is None or ended.killed:
            run = runs(collecting_of(store, received), in_small_batches)
            began = time.monotonic()
            time.sleep(chance.uniform(0, 0.8 * whole))
            os.kill(run.pid, signal.SIGKILL)
            ended = run.end()
            kills += ended.killed
            if not promised and not ended.killed:  # a whole run: the machine's pace may have changed
                whole = time.monotonic() - began
            assert ended.killed or ended.code == 1, (seed, ended)
            assert not promised & {*ended.answered}, (seed, "stored twice")
            promised |= {*ended.answered}
            if (store / DATABASE).exists() and (store / DATABASE).stat().st_size:
                assert promised <= sound(store)["revisions"].keys(), seed
            else:
                assert not promised, seed
        assert sound(store) == undisturbed, seed
        shutil.rmtree(store)
        answered += len(promised)
        stores += 1
    record_property("kills", kills)
    with capsys.disabled():
        sys.stdout.write(f" {kills} kills, {stores} stores, {answered} files answered for, none lost (seed {seed}) ")


def test_after_a_lost_answer_the_same_files_are_unchanged(tmp_path, runs, collecting_of, received, undisturbed, sound):
    """Killed after the last commit and before a word was printed: whoever sends again does no harm."""

    def die_before_speaking():
        from shuangyong.cli import collect

        collect._show = lambda *_: os._exit(9)

    ended = runs(collecting_of(tmp_path / "库", received), die_before_speaking).end()
    assert ended.code == 9 and "收下" not in ended.said
    assert sound(tmp_path / "库") == undisturbed
    again = runs(collecting_of(tmp_path / "库", received)).end()
    assert not again.answered
    assert "收下 0，退回 0，没有收 2，没有变化 38，旧稿 0" in again.said
    assert sound(tmp_path / "库") == undisturbed
