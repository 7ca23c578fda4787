"""What lies in a folder of evidence, and what is never touched."""

import os
import sys

import pytest
from shuangyong.evidence.folder import contents_of, folder_of


def names(folder):
    found = contents_of(folder)
    return [piece.name for piece in found.pieces], [problem.code for problem in found.problems]


def test_the_folder_named_like_the_ledger_comes_before_the_common_one(tmp_path):
    ledger = tmp_path / "某医院台账.xlsx"
    assert folder_of(ledger) is None
    (tmp_path / "佐证材料").mkdir()
    assert folder_of(ledger) == tmp_path / "佐证材料"
    (tmp_path / "某医院台账").mkdir()
    assert folder_of(ledger) == tmp_path / "某医院台账"


def test_what_systems_put_into_folders_is_passed_over(desk, photo):
    desk.files("甲.jpg", "二/乙.jpg")
    for name in ("Thumbs.db", ".DS_Store", "~$通知.docx", "~WRL0001.tmp", "desktop.ini", "__MACOSX/._甲.jpg", ".git/a"):
        desk.put(name, b"x")
    for name in ("校验值.txt", "台账目录.docx", "台账目录.html"):
        desk.put(name, b"x")
    assert names(desk.evidence) == (["二/乙.jpg", "甲.jpg"], [])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_told_and_not_followed(desk):
    desk.files("甲.jpg")
    (desk.folder / "外面").mkdir()
    (desk.folder / "外面" / "秘密.jpg").write_bytes(b"secret")
    (desk.evidence / "链接.jpg").symlink_to(desk.folder / "外面" / "秘密.jpg")
    (desk.evidence / "链接夹").symlink_to(desk.folder / "外面")
    (desk.evidence / "里面.jpg").symlink_to(desk.evidence / "甲.jpg")
    (desk.evidence / "断了.jpg").symlink_to("没有的文件")
    (desk.evidence / "绕圈").symlink_to(desk.evidence)
    assert names(desk.evidence) == (["甲.jpg"], ["link"] * 5)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where there are pipes")
def test_a_pipe_is_told_and_never_opened(desk):
    desk.files("甲.jpg")
    os.mkfifo(desk.evidence / "管道.jpg")
    assert names(desk.evidence) == (["甲.jpg"], ["not-a-file"])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_told_and_can_be_printed(desk):
    desk.files("甲.jpg")
    (desk.evidence / os.fsdecode(b"\xff\xfe\n.jpg")).write_bytes(b"x")
    found = contents_of(desk.evidence)
    assert [problem.code for problem in found.problems] == ["bad-name"]
    assert found.problems[0].message.encode()


def test_folders_in_folders_end_somewhere_and_so_do_files(desk, monkeypatch):
    desk.put("/".join("abcdefghijkl") + "/深.jpg", b"\xff\xd8\xff")
    assert names(desk.evidence) == ([], ["too-deep"])
    monkeypatch.setattr("shuangyong.evidence.folder.MOST_FILES", 3)
    desk.files("1.jpg", "2.jpg", "3.jpg", "4.jpg")
    assert names(desk.evidence) == (["1.jpg", "2.jpg", "3.jpg"], ["too-many-files"])


def test_a_folder_that_cannot_be_opened_is_a_problem(tmp_path):
    assert names(tmp_path / "没有") == ([], ["unopenable"])


@pytest.mark.parametrize(
    ("name", "content", "label", "group"),
    [
        ("甲", b"\xff\xd8\xff\xe0", "照片", "picture"),
        ("甲.jpg", b"\x89PNG\r\n\x1a\n", "图片", "picture"),
        ("甲.docx", b"PK\x03\x04", "Word 文档", "office"),
        ("甲.zip", b"PK\x03\x04", "压缩包", "other"),
        ("甲.jpg", b"\0\0\0\x18ftypheic", "HEIC 照片", "other"),
        ("甲.mp4", b"\0\0\0\x18ftypmp42", "录像", "other"),
        ("甲.jpg", b"", "空文件", "other"),
        ("甲.pdf", b"%PDF-1.7", "PDF 文件", "pdf"),
        ("甲.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件", "other"),
        ("甲.jpg", b"MZ\x90", "程序", "other"),
        ("甲.txt", "文字".encode(), "文本文件", "text"),
        ("甲.txt", b"a\0b", "其他文件", "other"),
        ("甲.JPG", b"<html>", "图片", "picture"),
        ("甲.pdf", b"<html>", "PDF 文件", "pdf"),
    ],
)
def test_a_file_is_what_its_bytes_say_whatever_its_name(desk, name, content, label, group):
    desk.put(name, content)
    (piece,) = contents_of(desk.evidence).pieces
    assert (piece.format.label, piece.format.group, piece.size) == (label, group, len(content))
