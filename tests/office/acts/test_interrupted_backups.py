"""A backup that fails or is killed at any write leaves the older backup as it was, and can be made again."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.acts.backing_up import backup
from shuangyong.office.acts.verifying import verify
from shuangyong.office.store.opening import open_store

#: The calls that change what is on the disk, besides SQLite's own.
STEPS = ((os, "fsync"), (Path, "replace"), (Path, "unlink"))

KILLED = """
import os, sys
from pathlib import Path
from shuangyong.office.acts.backing_up import backup
from shuangyong.office.store.opening import open_store
left = int(sys.argv[3])
def counted(call):
    def step(*args, **given):
        global left
        left -= 1
        if not left:
            os._exit(9)
        return call(*args, **given)
    return step
with open_store(Path(sys.argv[1])) as store:
    os.fsync, Path.replace, Path.unlink = map(counted, (os.fsync, Path.replace, Path.unlink))
    backup(store, Path(sys.argv[2]), "王")
os._exit(0)
"""


def submissions(folder):
    """Return how many submissions a backup holds, once every byte of it has been verified."""
    with open_store(folder) as copy:
        assert not [problem for problem in verify(copy).problems if problem.severity == "error"]
        return copy.db.execute("SELECT COUNT(*) FROM submission").fetchone()[0]


@pytest.fixture
def target(store, filed, tmp_path):
    """An older backup of a store that has gone on."""
    filed("H1")
    backup(store, tmp_path / "备份", "王")
    for unit in ("H2", "H3"):
        filed(unit)
    return tmp_path / "备份"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_is_told_and_the_older_backup_stays(store, target, monkeypatch, number):
    fixes, step = [], 1
    while True:
        with monkeypatch.context() as patch:
            calls = count(patch, step, number)
            try:
                backup(store, target, "王")
            except ProblemsFound as found:
                fixes.append(found.problems[0].fix)
            if len(calls) < step:
                break
        assert submissions(target) in (1, 3)
        step += 1
    assert len(fixes) >= 5 and all(fixes)
    assert submissions(target) == 3


def count(patch, step, number):
    """Let the n-th call fail; return a list that grows with each call."""
    calls = []
    for owner, name in STEPS:
        call = getattr(owner, name)

        def counted(*args, call=call, **given):
            calls.append(call)
            if len(calls) == step:
                raise OSError(number, os.strerror(number))
            return call(*args, **given)

        patch.setattr(owner, name, counted)
    return calls


def test_killed_at_any_write_the_older_backup_stays_and_the_next_one_is_whole(store, target):
    killed = 0
    for step in range(1, 100):
        done = subprocess.run([sys.executable, "-c", KILLED, store.folder, target, str(step)], check=False)
        assert done.returncode in (0, 9)
        assert submissions(target) in (1, 3)
        if done.returncode == 0:
            break
        killed += 1
    assert killed >= 5
    assert submissions(target) == 3
    assert sorted(path.name for path in target.iterdir()) == ["facts", "originals", "store.sqlite3"]
