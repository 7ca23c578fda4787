"""Writing a file whole or not at all."""

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from shuangyong.model.atomic import write_atomically
from shuangyong.model.problems import ProblemsFound


def refused(path: Path, data: bytes = b"new"):
    """Return the one problem of a write that must fail."""
    with pytest.raises(ProblemsFound) as caught:
        write_atomically(path, data)
    (problem,) = caught.value.problems
    return problem


def fail(number: int):
    def raise_(*_args, **_kwargs):
        raise OSError(number, os.strerror(number))

    return raise_


def test_a_new_file_holds_the_data_and_nothing_else_is_left_in_the_folder(tmp_path):
    write_atomically(tmp_path / "台账.xlsx", b"data")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"台账.xlsx": b"data"}


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old and longer")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_that_any_program_would_give_it(tmp_path):
    write_atomically(tmp_path / "ours", b"")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_symbolic_link_stays_one_and_the_file_it_points_to_is_written(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_name_as_long_as_the_file_system_allows_can_be_written(tmp_path):
    path = tmp_path / ("双" * 83 + ".xlsx")
    write_atomically(path, b"data")
    assert path.read_bytes() == b"data"


def test_a_longer_name_is_refused(tmp_path):
    assert refused(tmp_path / ("双" * 90)).code == "name-too-long"


def test_a_missing_folder_is_named(tmp_path):
    problem = refused(tmp_path / "没有" / "台账.xlsx")
    assert problem.code == "no-folder"
    assert "台账.xlsx" in problem.message
    assert "没有" in problem.message
    assert problem.fix


def test_a_file_where_a_folder_should_be_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / "file" / "台账.xlsx").code == "no-folder"


@pytest.mark.parametrize("target", ["folder", "device"])
def test_a_folder_or_a_device_is_never_replaced(tmp_path, target):
    path = tmp_path if target == "folder" else Path(os.devnull)
    assert refused(path).code == "not-a-file"
    assert path.is_dir() or path.is_char_device()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EBUSY])
def test_a_file_that_is_open_in_excel_is_told_so_and_stays_as_it_was(tmp_path, monkeypatch, number):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", fail(number))
    problem = refused(path)
    assert problem.code == "file-locked"
    assert "打开着" in problem.message
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("台账.xlsx", b"old")]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EROFS, "read-only-disk"),
        (errno.EIO, "cannot-write"),
    ],
)
def test_what_the_disk_refuses_is_told_and_nothing_is_left(tmp_path, monkeypatch, number, code):
    monkeypatch.setattr(os, "fsync", fail(number))
    assert refused(tmp_path / "台账.xlsx").code == code
    assert not list(tmp_path.iterdir())


def test_a_file_that_the_system_cuts_off_half_way_leaves_the_old_one(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        problem = refused(path, bytes(10_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert problem.code == "too-large"
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("台账.xlsx", b"old")]


def test_an_interruption_leaves_no_temporary_file(tmp_path, monkeypatch):
    def interrupt(_descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "台账.xlsx", b"data")
    assert not list(tmp_path.iterdir())


def test_a_writer_that_is_killed_leaves_a_whole_file(tmp_path):
    path = tmp_path / "台账.xlsx"
    program = (
        "import pathlib, sys\n"
        "from shuangyong.model.atomic import write_atomically\n"
        "while True:\n"
        "    for letter in (b'a', b'b'):\n"
        "        write_atomically(pathlib.Path(sys.argv[1]), letter * 1_000_000)\n"
    )
    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", program, str(path)])
        deadline = time.monotonic() + 300
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.05)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        assert path.read_bytes() in {b"a" * 1_000_000, b"b" * 1_000_000}
        path.unlink()
