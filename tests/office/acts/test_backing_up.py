"""Backing up: a copy that can be opened in the store's place, made while others write, brought up to date later."""

import json
import os
import subprocess
import sys
import threading

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.office.acts.backing_up import backup
from shuangyong.office.acts.verifying import verify
from shuangyong.office.store.opening import open_store

#: Files ledgers as fast as it can, saying each number once it is durable.
WRITER = """
import hashlib, sys
from pathlib import Path
from shuangyong.office.intake.originals import keep
from shuangyong.office.store.opening import open_store
with open_store(Path(sys.argv[1])) as store:
    for number in range(100000):
        data = f"ledger {number}".encode() * 100
        sha256 = hashlib.sha256(data).hexdigest()
        keep(store, [(sha256, data)])
        with store.transaction() as db:
            store.audit("w", "collect", f"W{number}-2026", {})
            db.execute("INSERT INTO kept VALUES (?, ?, 'x', '2026-12-01')", (sha256, str(number)))
        print(number, flush=True)
"""


def code_of(call, *args):
    with pytest.raises(ProblemsFound) as found:
        call(*args)
    return found.value.problems[0].code


def dump(folder):
    with open_store(folder) as opened:
        return [*opened.db.iterdump()]


def test_a_backup_is_the_store(store, filed, tmp_path):
    for unit in ("H1", "H2"):
        filed(unit)
    before = dump(store.folder)
    made = backup(store, tmp_path / "备份", "王")
    assert (made.originals, made.copied, made.audits, made.problems) == (2, 2, 2, ())
    assert dump(made.target) == before
    with open_store(made.target) as copy:
        assert verify(copy).ok and not verify(copy).problems
    assert store.db.execute("SELECT action FROM audit ORDER BY id DESC").fetchone()[0] == "backup"
    assert sorted(path.name for path in made.target.iterdir()) == ["facts", "originals", "store.sqlite3"]


def test_a_backup_again_copies_what_is_new_and_mends_what_rotted(store, filed, tmp_path):
    filed("H1")
    target = tmp_path / "备份"
    first = backup(store, target, "王")
    filed("H2")
    rotten = next(path for path in (target / "originals").rglob("*") if path.is_file())
    rotten.chmod(0o644)
    rotten.write_bytes(b"x" * rotten.stat().st_size)
    again = backup(store, target, "王")
    assert (first.copied, again.originals, again.copied) == (1, 2, 2)
    assert backup(store, target, "王").copied == 0
    with open_store(target) as copy:
        assert verify(copy).ok
        assert copy.db.execute("SELECT COUNT(*) FROM submission").fetchone()[0] == 2


def test_a_damaged_original_is_told_and_never_takes_the_place_of_a_sound_one(store, filed, tmp_path):
    filed("H1")
    target = tmp_path / "备份"
    backup(store, target, "王")
    filed("H2")
    for path in store.originals.rglob("*"):
        if path.is_file():
            path.write_bytes(b"rotten")
    made = backup(store, target, "王")
    assert [problem.code for problem in made.problems] == ["damaged-original"], "only H2's: H1's is there already"
    with open_store(target) as copy:
        assert [problem.code for problem in verify(copy).problems] == ["missing-original"]


def test_a_damaged_database_leaves_the_older_backup_as_it_was(store, filed, tmp_path):
    filed("H1")
    target = tmp_path / "备份"
    backup(store, target, "王")
    before = (target / "store.sqlite3").read_bytes()
    store.db.execute("DROP TRIGGER audit_keeps")
    assert code_of(backup, store, target, "王") == "changed-schema"
    assert (target / "store.sqlite3").read_bytes() == before
    assert not [*target.glob(".*")]


def test_what_is_no_older_backup_of_this_store_is_not_touched(store, filed, tmp_path):
    filed("H1")
    with open_store(tmp_path / "另一个库", create=True) as other, other.transaction():
        other.audit("李", "collect", "X1", {})
    (tmp_path / "文件夹").mkdir()
    (tmp_path / "文件夹" / "照片.jpg").write_bytes(b"x")
    (tmp_path / "文件").write_bytes(b"x")
    (tmp_path / "坏的").mkdir()
    (tmp_path / "坏的" / "store.sqlite3").write_bytes(b"not a database" * 100)
    refused = {
        "另一个库": "another-store",
        "文件夹": "not-empty",
        "文件": "not-a-folder",
        "坏的": "another-store",
        "store": "backup-in-store",
        "store/里面": "backup-in-store",
    }
    assert {name: code_of(backup, store, tmp_path / name, "王") for name in refused} == refused
    assert (tmp_path / "文件夹" / "照片.jpg").read_bytes() == b"x"
    assert not (tmp_path / "store" / "里面").exists()


def test_a_backup_newer_than_the_store_is_not_touched(store, filed, tmp_path):
    filed("H1")
    backup(store, tmp_path / "旧", "王")
    filed("H2")
    backup(store, tmp_path / "新", "王")
    with open_store(tmp_path / "旧") as restored:
        assert code_of(backup, restored, tmp_path / "新", "王") == "another-store"


def test_an_interrupted_first_backup_is_gone_on_with(store, filed, tmp_path):
    filed("H1")
    target = tmp_path / "备份"
    (target / "originals").mkdir(parents=True)
    (target / ".12.tmp-wal").write_bytes(b"")
    assert backup(store, target, "王").copied == 1
    (target / ".34.tmp").write_bytes(b"half a database")
    assert backup(store, target, "王").copied == 0
    assert not [*target.glob(".*")]


def test_a_backup_while_another_program_collects_opens_and_has_all_that_was_said_before(store, tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store.folder)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    acknowledged: list[int] = []
    reader = threading.Thread(target=lambda: acknowledged.extend(map(int, writer.stdout)))
    reader.start()
    try:
        for turn in range(8):
            while len(acknowledged) < 10 * (turn + 1):
                assert writer.poll() is None
            said = len(acknowledged)
            made = backup(store, tmp_path / f"备份{turn % 3}", "王")
            with open_store(made.target) as copy:
                assert verify(copy).ok
                kept = {int(row["file"]) for row in copy.db.execute("SELECT file FROM kept")}
                assert kept >= set(range(said))
    finally:
        writer.kill()
        writer.wait()
        reader.join()
        writer.stdout.close()
        writer.wait()


def test_the_command(store, filed, run, tmp_path):
    filed("H1")
    code, out, _ = run("backup", store.folder, tmp_path / "备份")
    assert code == 0 and "1 个原件（新复制 1 个）" in out
    code, out, _ = run("backup", store.folder, tmp_path / "备份", "--format", "json", "--by", "王")
    assert code == 0 and json.loads(out)["copied"] == 0
    assert run("backup", store.folder, store.folder)[0] == 1
    assert run("verify", tmp_path / "备份")[0] == 0
