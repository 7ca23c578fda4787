"""Where ledgers come from: folders, archives of any system, and what is in them besides."""

import io
import json
import os
import struct
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from shuangyong.office.intake import archives
from shuangyong.office.intake.sources import sources

MEGABYTE = 2**20
allowance = archives._Allowance


def archive(members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, data in members:
            target.writestr(name, data)
    return stream.getvalue()


def shown(*paths, **options):
    """Return what sources make of paths: by label the size, 'skipped' or the code of the problem."""
    return {
        one.label.removeprefix(f"{paths[0].parent}/"): "skipped"
        if one.skipped
        else one.problem.code
        if one.problem
        else len(one.data)
        for one in sources(paths, **options)
    }


@pytest.fixture
def archived(put):
    """Return what an archive of these bytes holds, labels from the archive's own name on."""

    def look(data, name="包.zip"):
        return shown(put(data, name))

    return look


def test_a_folder_is_walked_by_name_and_other_files_are_named_not_read(put):
    for name in ("乙/2.xlsx", "乙/1.XLSX", "甲/3.xls", "4.et", "说明.docx", "照片.jpg", "5.xlsm", "没有后缀"):
        put(b"12", name)
    folder = put(b"12", "6.zip").parent
    assert shown(folder) == {
        "收到/4.et": 2,
        "收到/5.xlsm": 2,
        "收到/6.zip": "bad-archive",
        "收到/乙/1.XLSX": 2,
        "收到/乙/2.xlsx": 2,
        "收到/没有后缀": "skipped",
        "收到/照片.jpg": "skipped",
        "收到/甲/3.xls": 2,
        "收到/说明.docx": "skipped",
    }
    assert list(shown(folder)) == [*shown(folder)]


def test_lock_files_and_hidden_folders_are_nobody_s_ledgers(put):
    for name in ("~$台账.xlsx", ".git/台账.xlsx", ".台账.xlsx"):
        put(b"12", name)
    assert shown(put(b"12", "台账.xlsx").parent) == {"收到/台账.xlsx": 2}


def test_a_folder_named_like_a_workbook_is_a_folder(put):
    assert shown(put(b"12", "台账.xlsx/里面.xlsx").parent) == {"台账.xlsx/里面.xlsx": 2}


def test_a_file_given_twice_comes_once_whatever_the_way_to_it(put):
    path = put(b"12", "a.xlsx")
    path.with_name("链接.xlsx").symlink_to(path)
    assert len(shown(path, path.parent, path)) == 1


def test_links_that_lead_in_a_circle_end(put):
    folder = put(b"12", "里/a.xlsx").parent
    (folder / "圈").symlink_to(folder.parent)
    assert shown(folder.parent) == {"收到/里/a.xlsx": 2}


def test_the_store_itself_is_left_out_of_the_folder_that_it_stands_in(put):
    path = put(b"12", "a.xlsx")
    put(b"12", "库/originals/ab/ab12.xlsx")
    assert shown(path.parent, apart=path.with_name("库")) == {"收到/a.xlsx": 2}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become another user")
def test_what_may_not_be_read_is_named_and_the_rest_is_taken():
    """As another user, for root may read everything."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        top.chmod(0o755)
        for folder, mode in (("开", 0o755), ("锁", 0o700)):
            (top / folder).mkdir()
            (top / folder / "a.xlsx").write_bytes(b"12")
            (top / folder).chmod(mode)
        (top / "锁.xlsx").write_bytes(b"12")
        (top / "锁.xlsx").chmod(0o600)
        read, write = os.pipe()
        if (child := os.fork()) == 0:
            os.setuid(65534)
            os.write(write, json.dumps(shown(top)).encode())
            os._exit(0)
        os.waitpid(child, 0)
        found = json.loads(os.read(read, 10_000))
    assert {key.partition("/")[2]: value for key, value in found.items()} == {
        "开/a.xlsx": 2,
        "锁": "unopenable",
        "锁.xlsx": "unopenable",
    }


def test_an_archive_is_walked_by_name_and_its_members_are_never_written(archived, put, tmp_path):
    members = [(f"{name}.xlsx", b"12") for name in ("乙", "甲", "../../外面", "/绝对", "C:\\盘\\台账", "..\\上")]
    made = archived(archive([*members, ("读我.txt", b""), ("__MACOSX/._甲.xlsx", b"1"), ("a/~$甲.xlsx", b"1")]))
    assert sorted(made.items()) == sorted(
        {
            "包.zip/乙.xlsx": 2,
            "包.zip/甲.xlsx": 2,
            "包.zip/../../外面.xlsx": 2,
            "包.zip//绝对.xlsx": 2,
            "包.zip/C:/盘/台账.xlsx": 2,
            "包.zip/../上.xlsx": 2,
            "包.zip/读我.txt": "skipped",
        }.items()
    )
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["包.zip", "收到"]


def test_what_an_archive_calls_its_members_cannot_lead_a_ledger_out_of_the_store(store, take, put, sent, tmp_path):
    data = archive([("../../../../tmp/外面.xlsx", sent(code="H1")), ("/etc/台账.xlsx", sent(code="H2"))])
    assert take.verdicts(put(data, "包.zip")) == ["accepted", "accepted"]
    files = {row["file"] for row in store.db.execute("SELECT file FROM revision")}
    assert files == {"外面.xlsx", "台账.xlsx"}
    assert {path.name for path in tmp_path.iterdir()} == {"收到", "store"}


def test_names_of_chinese_windows_are_read(archived):
    data = bytearray(archive([("XXXXXXXX.xlsx", b"12")]))
    name = "沧口医院".encode("gbk")
    data = bytes(data).replace(b"XXXXXXXX", name)
    assert archived(data) == {"包.zip/沧口医院.xlsx": 2}


def test_archives_in_an_archive_are_opened_but_no_deeper(archived):
    inmost = archive([("c.xlsx", b"12")])
    inner = archive([("b.xlsx", b"12"), ("内.zip", inmost)])
    assert archived(archive([("a.xlsx", b"12"), ("中.zip", inner)])) == {
        "包.zip/a.xlsx": 2,
        "包.zip/中.zip/b.xlsx": 2,
        "包.zip/中.zip/内.zip": "skipped",
    }


def test_a_member_with_a_password_is_named_and_the_others_are_taken(archived):
    data = bytearray(archive([("a.xlsx", b"12"), ("b.xlsx", b"34")]))
    central = data.rindex(b"PK\x01\x02")
    local = data.rindex(b"PK\x03\x04")
    data[central + 8] |= 1
    data[local + 6] |= 1
    assert archived(bytes(data)) == {"包.zip/a.xlsx": 2, "包.zip/b.xlsx": "bad-archive"}


def test_a_member_that_claims_to_be_small_is_found_out_and_costs_no_memory(archived):
    data = bytearray(archive([("a.xlsx", bytes(200 * MEGABYTE)), ("b.xlsx", b"34")]))
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 1000)
    tracemalloc.start()
    try:
        assert archived(bytes(data)) == {"包.zip/a.xlsx": "bad-archive", "包.zip/b.xlsx": 2}
        assert tracemalloc.get_traced_memory()[1] < 80 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_member_larger_than_any_ledger_is_not_inflated(archived):
    assert archived(archive([("a.xlsx", bytes(33 * MEGABYTE)), ("b.xlsx", b"34")])) == {
        "包.zip/a.xlsx": "too-large",
        "包.zip/b.xlsx": 2,
    }


def test_what_comes_out_of_an_archive_and_of_all_in_it_is_limited_together(archived, monkeypatch):
    monkeypatch.setattr(archives, "_Allowance", lambda: allowance(members=12, inflated=40 * MEGABYTE))
    inner = archive([("x.xlsx", bytes(9 * MEGABYTE)), ("y.xlsx", bytes(9 * MEGABYTE))])
    found = archived(archive([(f"{number}.zip", inner) for number in range(4)]))
    assert [*found.values()] == [9 * MEGABYTE] * 4 + ["bad-archive", "bad-archive"]
    assert archived(archive([(f"{number}.xlsx", b"12") for number in range(13)])) == {"包.zip": "bad-archive"}


def test_members_that_lie_about_their_size_use_up_the_allowance_all_the_same(archived, monkeypatch):
    data = bytearray(archive([(f"{number}.xlsx", bytes(30 * MEGABYTE)) for number in range(5)]))
    place = data.index(b"PK\x01\x02")
    while place >= 0:
        data[place + 24 : place + 28] = struct.pack("<I", 1000)
        place = data.find(b"PK\x01\x02", place + 1)
    monkeypatch.setattr(archives, "_Allowance", lambda: allowance(members=9, inflated=40 * MEGABYTE))
    assert [*archived(bytes(data)).values()] == ["bad-archive"] * 3


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_cannot_be_bounded_is_refused(archived, method):
    assert archived(archive([("a.xlsx", b"12")], method)) == {"包.zip/a.xlsx": "bad-archive"}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_no_damage_to_an_archive_is_a_bug(archived, method):
    """Every byte of the directory, and many of the content, changed to several others: over a thousand archives."""
    whole = archive([("甲.xlsx", b"ledger " * 50), ("乙.xlsx", bytes(range(256)))], method)
    start = whole.index(b"PK\x01\x02")
    places = [*range(start, len(whole)), *range(0, start, 7)]
    looked = 0
    for place in places:
        for flip in (0x01, 0x80, 0xFF):
            data = bytearray(whole)
            data[place] ^= flip
            for one in archives.of_archive("包.zip", io.BytesIO(bytes(data)), ""):
                assert one.skipped or one.problem or one.data in (b"ledger " * 50, bytes(range(256)))
            looked += 1
    assert looked > 500


def test_an_archive_that_was_cut_off_is_named(archived):
    data = archive([("a.xlsx", b"12")])
    assert all(archived(data[:length]) == {"包.zip": "bad-archive"} for length in range(0, len(data) - 1, 9))


@pytest.mark.parametrize("inner", [[], [("xl/workbook.xml", b"12")], [("b.xlsx", b"12")]])
def test_an_archive_that_was_cut_off_is_not_taken_for_one_that_lies_in_it(archived, inner):
    """The end of what lies in it whole, a workbook or another archive, is the last that a reader finds."""
    names = ("a.xlsx", "b.zip", "c.xlsx")
    data = archive([(name, archive(inner)) for name in names], zipfile.ZIP_STORED)
    for length in range(0, data.index(b"c.xlsx"), 5):
        assert archived(data[:length]) == {"包.zip": "bad-archive"}


def test_an_archive_of_ledgers_that_was_cut_off_is_told(take, put, sent):
    data = archive([(f"{code}.xlsx", sent(code=code)) for code in ("H1", "H2", "H3")], zipfile.ZIP_STORED)
    (entry,) = take(put(data[: len(data) * 3 // 4], "包.zip")).entries
    assert (entry.verdict, [one.code for one in entry.problems]) == ("rejected", ["bad-archive"])
    assert "不完整" in entry.problems[0].message


def test_the_mark_of_an_archive_that_might_have_been_split_does_no_harm(archived):
    assert archived(b"PK00" + archive([("a.xlsx", b"12")])) == {"包.zip/a.xlsx": 2}


def test_an_archive_is_not_read_into_memory_as_a_whole(archived):
    data = archive([("照片.jpg", os.urandom(60 * MEGABYTE)), ("a.xlsx", b"12")], zipfile.ZIP_STORED)
    tracemalloc.start()
    try:
        assert archived(data) == {"包.zip/照片.jpg": "skipped", "包.zip/a.xlsx": 2}
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_ledgers_of_a_folder_an_archive_and_an_old_format_are_taken_together(take, put, sent):
    put(sent(code="H1"), "甲/a.xlsx")
    put(sent(code="H2"), "b.et")
    put(archive([("c.xlsx", sent(code="H3")), ("里.zip", archive([("d.xlsx", sent(code="H4"))]))]), "c.zip")
    folder = put(b"", "说明.txt").parent
    collection = take(folder)
    assert {entry.unit: entry.verdict for entry in collection.entries} == dict.fromkeys(
        ("H1", "H2", "H3", "H4"), "accepted"
    )
    assert [Path(label).name for label in collection.skipped] == ["说明.txt"]
