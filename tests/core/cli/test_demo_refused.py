"""Where nothing can be written, the demonstration says so with the folder, whatever it was asked for."""

import errno
from pathlib import Path

import pytest


@pytest.mark.parametrize("options", [(), ("--units", "12")], ids=["sectors", "county"])
def test_a_file_in_the_way_is_named(run, tmp_path, options):
    (tmp_path / "file").write_bytes(b"")
    code, out, err = run("demo", tmp_path / "file" / "out", *options)
    assert code == 1 and "file/out" in out + err and "不是文件夹" in out + err and "改法：" in out + err


@pytest.mark.parametrize("options", [(), ("--units", "12")], ids=["sectors", "county"])
def test_a_place_that_may_not_be_written_is_named(run, tmp_path, monkeypatch, options):
    def refuse(self, *_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    code, out, err = run("demo", tmp_path / "out", *options)
    assert code == 1 and str(tmp_path / "out") in out + err and "没有写入的权限" in out + err


def test_a_folder_that_may_not_be_looked_into_is_named(run, tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    code, out, err = run("demo", tmp_path, "--units", "12")
    assert code == 1 and str(tmp_path) in out + err and "权限" in out + err
