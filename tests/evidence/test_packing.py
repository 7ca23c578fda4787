"""What leaves the unit: the ledger, clean numbered copies, the index and the hashes, in one zip that is taken in."""

import hashlib
import io
import zipfile

import pytest
from shuangyong.evidence.finding import evidence_of
from shuangyong.evidence.inspecting import inspected
from shuangyong.evidence.leftovers import left_in_picture
from shuangyong.evidence.numbering import numbered
from shuangyong.evidence.packing import copies_of, package, write_copies
from shuangyong.examination import examine
from shuangyong.model.problems import ProblemsFound

SECRET = b"SECRET"


@pytest.fixture
def packed(desk, catalog):
    def pack(*records):
        ledger = desk.write(*records).ledger()
        found = numbered(desk.found(), ledger, catalog)
        copies = copies_of(found)
        return package(catalog, ledger, found, inspected(found), copies, name="上报"), copies, ledger

    return pack


@pytest.fixture
def unpacked(tmp_path):
    def unpack(data):
        folder = tmp_path / "双拥办" / "收到"
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            archive.extractall(folder)
        return folder

    return unpack


def test_a_certificate_goes_along_stripped_and_its_row_names_the_copy(desk, event, packed, unpacked, catalog):
    desk.files("奖牌.jpg", "慰问.jpg")
    honour = event["honour"](date=event["date"](2026, 7, 28), honour="爱国拥军模范单位", evidence="奖牌")
    data, copies, _ = packed(event["visit"]("慰问"), honour)
    folder = unpacked(data)
    assert sorted(copies.files) == ["1-01.jpg", "2-01.jpg"]
    assert SECRET in (desk.evidence / "奖牌.jpg").read_bytes()
    assert left_in_picture((folder / "佐证材料/1-01.jpg").read_bytes()) == []
    taken = examine(folder / "上报.xlsx", catalog)
    assert taken.ok
    said = {row.kind.label: row.value("evidence") for row in taken.ledger.rows}
    assert said == {"表彰奖励": "1-01.jpg", "走访慰问": "2-01.jpg"}


def test_the_package_holds_the_ledger_and_clean_copies_that_its_rows_name(desk, event, packed, unpacked, catalog):
    desk.files("甲.jpg", "乙 欧阳建国.jpg")
    desk.put("录像.mp4", b"\0\0\0\x18ftypmp42" + bytes(500))
    data, copies, _ = packed(
        event["visit"]("甲、录像；照片三张", title="慰问欧阳建国"),
        event["visit"]("乙*、甲", 29),
        event["person"](name="欧阳建国", category="残疾军人"),
    )
    folder = unpacked(data)
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == [
        "上报.xlsx", "佐证材料/1-01.jpg", "佐证材料/1-03.jpg", "佐证材料/台账目录.docx", "佐证材料/台账目录.html",
        "佐证材料/校验值.txt",
    ]  # fmt: skip
    taken = examine(folder / "上报.xlsx", catalog)
    assert taken.ok
    said = [row.value("evidence") for row in taken.ledger.rows]
    assert said == ["1-01.jpg、1-02（未随件）、照片三张", "1-03.jpg、1-01.jpg", None]
    found = evidence_of(folder / "上报.xlsx", taken.ledger)
    assert [[piece.name for one in found.of(row) for piece in one.pieces] for row in taken.ledger.rows[:2]] == [
        ["1-01.jpg"], ["1-03.jpg", "1-01.jpg"]
    ]  # fmt: skip
    assert [problem.code for problem in found.problems] == ["no-such-evidence"]
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert SECRET not in everything
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inner = [archive.read(name) for name in archive.namelist() if not name.endswith((".xlsx", ".docx"))]
        for name in ("上报.xlsx", "佐证材料/台账目录.docx"):
            with zipfile.ZipFile(archive.open(name)) as parts:
                inner += (parts.read(part) for part in parts.namelist())
    assert "欧阳建国".encode() not in b"".join(inner)
    assert list(copies.left_out) == ["1-02"]
    assert "录像" in copies.problems[0].message


def test_the_hashes_of_copies_and_originals_are_noted(desk, event, packed, unpacked):
    desk.files("甲.jpg")
    data, _, _ = packed(event["visit"]("甲"))
    folder = unpacked(data) / "佐证材料"
    text = (folder / "校验值.txt").read_text(encoding="utf-8-sig")
    head, line = text.splitlines()
    assert head.split("\t") == ["文件", "副本的 SHA-256", "原件的 SHA-256"]
    copy, original = ((folder / "1-01.jpg").read_bytes(), (desk.evidence / "甲.jpg").read_bytes())
    assert line.split("\t") == ["1-01.jpg", hashlib.sha256(copy).hexdigest(), hashlib.sha256(original).hexdigest()]
    assert hashlib.sha256(original).hexdigest()[:8] in (folder / "台账目录.html").read_text(encoding="utf-8")


def test_equal_ledgers_and_evidence_make_equal_packages(desk, event, packed, photo):
    desk.files("甲.jpg", **{"乙.png": photo("PNG"), "丙.tif": photo("TIFF")})
    assert packed(event["visit"]("甲、乙、丙"))[0] == packed(event["visit"]("甲、乙、丙"))[0]


def test_too_much_evidence_is_refused_in_words(desk, event, packed, monkeypatch):
    desk.files("甲.jpg", "乙.jpg")
    monkeypatch.setattr("shuangyong.evidence.packing._MOST_BYTES", 100)
    with pytest.raises(ProblemsFound, match="太大"):
        packed(event["visit"]("甲、乙"))


def test_copies_are_written_into_a_folder_that_is_made(desk, event, packed, tmp_path):
    desk.files("甲.jpg")
    _, copies, _ = packed(event["visit"]("甲"))
    write_copies(copies, tmp_path / "新" / "副本")
    assert sorted(path.name for path in (tmp_path / "新" / "副本").iterdir()) == ["1-01.jpg", "校验值.txt"]
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(ProblemsFound, match="建不了文件夹"):
        write_copies(copies, tmp_path / "文件" / "副本")
