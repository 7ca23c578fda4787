"""Full disks and folders that cannot be written: said in words, nothing lost, and the next run goes on."""

import importlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from shuangyong.catalog import installed_for_figures
from shuangyong.office.intake.taking import take
from shuangyong.office.store.opening import DATABASE

KILOBYTE = 1024


def largest_file(size):
    """Prepare a process in which no file may grow beyond a size, as on a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def database_pages(count):
    """Prepare a process whose database may have so many pages."""

    def install():
        connect = sqlite3.connect

        def limited(path, *values, **named):
            db = connect(path, *values, **named)
            db.execute(f"PRAGMA max_page_count = {count}")
            return db

        sqlite3.connect = limited

    return install


def filled_up(limits, tmp_path, runs, collecting_of, in_small_batches, received, undisturbed, sound, mended):
    """Collect into new stores, under one limit after another, until a run ends well; return how many failed."""
    for failed, limit in enumerate(limits):
        store = tmp_path / "库"
        shutil.rmtree(store, ignore_errors=True)

        def prepare(limit=limit):
            in_small_batches()
            limit()

        ended = runs(collecting_of(store, received), prepare).end()
        if "共 40 个文件" in ended.said:
            assert sound(store) == undisturbed
            return failed
        mended(ended)
        if (store / DATABASE).exists() and (store / DATABASE).stat().st_size:
            assert {*ended.answered} <= sound(store)["revisions"].keys()
        else:
            assert not ended.answered
        again = runs(collecting_of(store, received), in_small_batches).end()
        assert again.code == 1 and not {*again.answered} & {*ended.answered}
        assert sound(store) == undisturbed
    raise AssertionError("no limit was high enough")


@pytest.mark.slow
def test_where_files_cannot_grow(
    tmp_path, runs, collecting_of, in_small_batches, received, undisturbed, sound, mended, capsys
):
    limits = [largest_file(size * KILOBYTE) for size in (0, 2, 6, 10, *range(12, 2000, 40))]
    failed = filled_up(limits, tmp_path, runs, collecting_of, in_small_batches, received, undisturbed, sound, mended)
    with capsys.disabled():
        sys.stdout.write(f" {failed} sizes of the largest file ")
    assert failed >= 5


@pytest.mark.slow
def test_where_the_database_cannot_grow(
    tmp_path, runs, collecting_of, in_small_batches, received, undisturbed, sound, mended, capsys
):
    limits = [database_pages(count) for count in range(1, 400, 7)]
    failed = filled_up(limits, tmp_path, runs, collecting_of, in_small_batches, received, undisturbed, sound, mended)
    with capsys.disabled():
        sys.stdout.write(f" {failed} sizes of the database ")
    assert failed >= 5


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of some kilobytes: ``small_disk(512)``; where this is not allowed the test is skipped."""
    mounted = []

    def mount(kilobytes):
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False) if shutil.which("mount") else None
        if done is None or done.returncode:
            pytest.skip(f"a disk cannot be mounted here: {done.stderr.strip() if done else 'there is no mount'}")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.slow
def test_a_disk_that_is_full(
    runs, collecting_of, in_small_batches, received, undisturbed, sound, mended, small_disk, capsys
):
    """And when it was freed, the run goes on in the same store."""
    failed = 0
    for size in range(0, 2400, 96):
        disk = small_disk(2400)
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(size * KILOBYTE))
        ended = runs(collecting_of(disk / "库", received), in_small_batches).end()
        if "共 40 个文件" not in ended.said:
            failed += 1
            mended(ended)
        if (disk / "库" / DATABASE).exists() and (disk / "库" / DATABASE).stat().st_size:
            ballast.unlink()
            assert {*ended.answered} <= sound(disk / "库")["revisions"].keys()
        ballast.unlink(missing_ok=True)
        again = runs(collecting_of(disk / "库", received), in_small_batches).end()
        assert again.code == 1 and "共 40 个文件" in again.said
        assert sound(disk / "库") == undisturbed
    with capsys.disabled():
        sys.stdout.write(f" {failed} sizes of a true disk ")
    assert failed >= 5


NOBODY = 65534


@pytest.fixture
def as_nobody(sent):
    """A folder that everybody may look into, and a process that is not root, which may write anywhere."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can become another user")
    # Nobody may not be able to read Python's own library: what is imported late is imported now.
    importlib.import_module("multiprocessing.popen_fork")
    assert take(sent(), "早.xlsx", installed_for_figures()).sound
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name), lambda: os.setuid(NOBODY)


def test_a_folder_that_cannot_be_written_is_said(as_nobody, runs, collecting_of, put, sent, mended):
    folder, becoming = as_nobody
    (folder / "收到").mkdir()
    (folder / "收到/a.xlsx").write_bytes(sent(code="H1"))
    ended = runs(collecting_of(folder / "库", folder / "收到"), becoming).end()
    mended(ended)
    assert "不能写" in ended.said and not (folder / "库").exists()


@pytest.mark.parametrize("closed", ["", "originals", DATABASE])
def test_a_store_that_cannot_be_written_is_said_and_keeps_what_it_has(
    as_nobody, runs, collecting_of, received, sent, mended, sound, closed
):
    folder, becoming = as_nobody
    (folder / "收到").mkdir()
    for number in range(3):
        (folder / f"收到/{number}.xlsx").write_bytes(sent(code=f"H{number}"))
    store = folder / "库"
    runs(collecting_of(store, folder / "收到/0.xlsx")).end()
    before = sound(store)
    for path in (store, *store.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
        os.chown(path, NOBODY, NOBODY)
    for path in [store / closed, *((store / closed).rglob("*") if closed == "originals" else ())]:
        os.chown(path, 0, 0)
        path.chmod(0o555 if path.is_dir() else 0o444)
    ended = runs(collecting_of(store, folder / "收到"), becoming).end()
    mended(ended)
    assert not ended.answered
    # An original without a row may stay: the next run uses it.
    assert sound(store) | {"originals": before["originals"]} == before
    assert runs(collecting_of(store, folder / "收到")).end().code == 0


def test_originals_that_are_a_file_are_said(tmp_path, runs, collecting_of, sent, mended):
    (tmp_path / "收到.xlsx").write_bytes(sent(code="H1"))
    (tmp_path / "库").mkdir()
    (tmp_path / "库/originals").write_bytes(b"")
    mended(runs(collecting_of(tmp_path / "库", tmp_path / "收到.xlsx")).end())


def test_a_lost_folder_of_originals_is_made_again(tmp_path, runs, collecting_of, sent, kept_files):
    """Programs that copy folders may leave empty ones out."""
    (tmp_path / "收到.xlsx").write_bytes(sent(code="H1"))
    (tmp_path / "坏.xlsx").write_bytes(b"")
    runs(collecting_of(tmp_path / "库", tmp_path / "坏.xlsx")).end()
    shutil.rmtree(tmp_path / "库/originals")
    shutil.rmtree(tmp_path / "库/facts", ignore_errors=True)
    assert runs(collecting_of(tmp_path / "库", tmp_path / "收到.xlsx")).end().code == 0
    assert len(kept_files(tmp_path / "库")) == 1


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_database_that_is_none_is_said_and_not_touched(tmp_path, runs, collecting_of, sent, mended, content):
    (tmp_path / "收到.xlsx").write_bytes(sent(code="H1"))
    (tmp_path / "库").mkdir()
    (tmp_path / "库" / DATABASE).write_bytes(content)
    mended(runs(collecting_of(tmp_path / "库", tmp_path / "收到.xlsx")).end())
    assert (tmp_path / "库" / DATABASE).read_bytes() == content


def test_another_programs_database_is_said_and_not_touched(tmp_path, runs, collecting_of, sent, mended):
    (tmp_path / "收到.xlsx").write_bytes(sent(code="H1"))
    (tmp_path / "库").mkdir()
    with sqlite3.connect(tmp_path / "库" / DATABASE) as db:
        db.execute("CREATE TABLE theirs (a)")
    db.close()
    before = (tmp_path / "库" / DATABASE).read_bytes()
    mended(runs(collecting_of(tmp_path / "库", tmp_path / "收到.xlsx")).end())
    assert (tmp_path / "库" / DATABASE).read_bytes() == before
