"""A clerk's own file: what is wrong with it, the copy to hand in, its evidence; and what may happen to it on disk."""

import hashlib
import io
import os
import time
import zipfile

import pytest
from PIL import Image

from ..conftest import MINE, NAMES, PRIVATE, YEAR, ledger
from ..test_handing_in import wrong
from .conftest import cells_in, home_of, let_in


def write(path, data):
    """Save a file anew, a moment after the last time."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_bytes(data)
    os.utime(path, ns=(before + 10**9, before + 10**9))


def with_evidence(book, names="慰问.jpg"):
    """Name evidence in the first row of 走访慰问."""
    sheet = book["走访慰问"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "佐证材料" for cell in row))
    column = next(cell.column for cell in header if cell.value == "佐证材料")
    sheet.cell(header[0].row + 1, column).value = names


def picture(path):
    """Save a picture."""
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (60, 40), "red").save(path)


def test_a_sound_ledger_is_called_so(clerk):
    text = clerk.get("/").text
    assert "没有问题" in text
    assert NAMES[MINE] in text
    assert "征兵体检" in text
    assert clerk.get("/marked.xlsx").status_code == 404


def test_every_problem_stands_beside_its_row_and_is_gone_once_mended(clerk):
    write(clerk.path, ledger(change=wrong))
    text = clerk.get("/").text
    assert "1 处错误" in text
    assert "若干" in text
    assert "上半年征兵体检" in text
    marked = clerk.get("/marked.xlsx")
    assert marked.headers["content-disposition"].startswith("attachment")
    assert any("体检人数" in text and "若干" in text for text in cells_in(marked.content))
    assert clerk.get("/documents").status_code == 400
    assert "若干" in clerk.get("/documents").text
    write(clerk.path, ledger())
    assert "没有问题" in clerk.get("/").text
    assert clerk.get("/documents").status_code == 200


def test_the_file_is_never_written_to(clerk):
    before = clerk.path.read_bytes(), clerk.path.stat().st_mtime_ns
    for path in ("/", "/submission", "/submission.xlsx", "/documents/summary.docx", "/score.xlsx", "/next-year.xlsx"):
        assert clerk.get(path).status_code == 200
    assert (clerk.path.read_bytes(), clerk.path.stat().st_mtime_ns) == before
    assert [*clerk.path.parent.iterdir()] == [clerk.path]


def test_the_copy_to_hand_in_leaves_out_what_is_told(clerk):
    page = clerk.get("/submission").text
    assert "联络电话" in page
    assert "清空" in page
    assert PRIVATE not in page
    copy = clerk.get("/submission.xlsx").content
    assert PRIVATE not in cells_in(copy)
    assert PRIVATE in cells_in(clerk.path.read_bytes())
    assert hashlib.sha256(clerk.path.read_bytes()).hexdigest() in cells_in(copy)


def test_the_copy_is_what_the_office_takes(clerk, office):
    browser = office.browser("mine")
    copy = clerk.get("/submission.xlsx").content
    browser.post(f"/units/{MINE}/ledger", files={"ledger": ("上报.xlsx", copy)})
    latest = time.monotonic() + 300
    while time.monotonic() < latest:
        with office.store as store:
            if store.db.execute("SELECT COUNT(*) FROM revision WHERE state = 'accepted'").fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("it was not taken in")


def test_rows_that_await_the_clerk_are_not_handed_in(clerk):
    def unverify(book):
        sheet = book["征兵体检"]
        header = next(row for row in sheet.iter_rows() if any(cell.value == "日期" for cell in row))
        column = max(cell.column for cell in header if cell.value) + 1
        sheet.cell(header[0].row, column).value = "待核"
        sheet.cell(header[0].row + 1, column).value = "待核"

    write(clerk.path, ledger(change=unverify))
    assert "待核" in clerk.get("/submission").text
    assert "submission.xlsx" not in clerk.get("/submission").text
    assert clerk.get("/submission.xlsx").status_code == 400


def test_evidence_beside_the_ledger_is_listed_and_packed(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger(change=with_evidence))
    picture(tmp_path / "佐证材料" / "慰问.jpg")
    clerk = let_in(home_of(path))
    page = clerk.get("/evidence").text
    assert "慰问.jpg" in page
    assert "都能打开" in clerk.get("/evidence?open=1").text
    package = zipfile.ZipFile(io.BytesIO(clerk.get("/evidence/package.zip").content))
    assert any(name.endswith("1-01.jpg") for name in package.namelist())
    copy = next(name for name in package.namelist() if name.endswith("台账.xlsx"))
    assert PRIVATE not in cells_in(package.read(copy))
    assert clerk.get("/evidence/index.docx").content.startswith(b"PK")
    assert clerk.get("/evidence/index.pdf").status_code == 404


def test_pictures_of_evidence_stand_in_a_document_where_they_are_wanted(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger(change=with_evidence))
    picture(tmp_path / "佐证材料" / "慰问.jpg")
    clerk = let_in(home_of(path))

    def shown(query):
        document = zipfile.ZipFile(io.BytesIO(clerk.get(f"/documents/summary.docx?save=1{query}").content))
        return [name for name in document.namelist() if name.startswith("word/media/")]

    assert len(shown("&pictures=1")) == 1
    assert not shown("")
    assert "逐张审看" in clerk.get("/documents?pictures=1").text
    assert "pictures=1" in clerk.get("/documents?pictures=1").text


@pytest.mark.parametrize("names", ["没有这张.jpg", "../台账.xlsx", "/etc/passwd.jpg"])
def test_evidence_that_is_missing_or_elsewhere_is_told_and_not_packed(tmp_path, names):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger(change=lambda book: with_evidence(book, names)))
    picture(tmp_path / "佐证材料" / "另一张.jpg")
    clerk = let_in(home_of(path))
    page = clerk.get("/evidence").text
    assert "走访慰问" in page
    assert "材料还有错误" in page
    assert clerk.get("/evidence/package.zip").status_code == 400


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空的"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"PK\x03\x04" + b"x" * 500, "损坏"),
        (bytes(1000), "空字节"),
        ("单位名称,年度".encode(), "文本"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ],
    ids=["empty", "pdf", "png", "torn", "zeros", "csv", "encrypted"],
)
def test_a_file_that_became_something_else_leaves_the_last_good_state(clerk, data, told):
    assert clerk.get("/").status_code == 200
    write(clerk.path, data)
    home, documents = clerk.get("/"), clerk.get("/documents")
    assert home.status_code == documents.status_code == 200
    assert told in home.text
    assert "现在读不了" in documents.text
    assert NAMES[MINE] in documents.text
    write(clerk.path, ledger())
    assert "现在读不了" not in clerk.get("/documents").text


@pytest.mark.parametrize("path", ["/", "/documents", "/score", "/submission", "/marked.xlsx", "/evidence"])
def test_a_file_that_never_could_be_read_gives_a_plain_answer(tmp_path, path):
    file = tmp_path / "台账.xlsx"
    file.write_bytes(b"%PDF-1.7\n")
    answer = let_in(home_of(file)).get(path)
    assert answer.status_code == (200 if path in ("/", "/marked.xlsx") else 400)
    if path != "/marked.xlsx":
        assert "PDF" in answer.text


def test_a_half_saved_file_is_waited_for(clerk):
    clerk.get("/")
    whole = ledger(change=wrong)
    write(clerk.path, whole[: len(whole) // 2])
    assert "现在读不了" in clerk.get("/").text
    assert "没有问题" in clerk.get("/").text
    write(clerk.path, whole)
    assert "若干" in clerk.get("/").text


def test_a_file_that_was_deleted_or_renamed_is_told(clerk):
    data = clerk.path.read_bytes()
    assert clerk.get("/score").status_code == 200
    clerk.path.unlink()
    assert "不在原来的文件夹里" in clerk.get("/").text
    assert clerk.get("/score").status_code == 200
    assert clerk.get("/submission.xlsx").status_code == clerk.get("/evidence/package.zip").status_code == 400
    clerk.path.write_bytes(data)
    assert "不在原来的文件夹里" not in clerk.get("/").text


def test_a_folder_in_the_files_place_is_told(clerk):
    clerk.get("/")
    clerk.path.unlink()
    clerk.path.mkdir()
    assert "现在打不开" in clerk.get("/").text


@pytest.mark.parametrize("lock", ["~$台账.xlsx", ".~台账.xlsx", ".~lock.台账.xlsx#"])
def test_a_file_that_is_open_elsewhere_is_said_to_be(clerk, lock):
    assert "正在 WPS 或 Excel 里打开着" not in clerk.get("/").text
    clerk.path.with_name(lock).write_bytes(b"x")
    assert "正在 WPS 或 Excel 里打开着" in clerk.get("/").text


def test_another_years_ledger_in_its_place_is_shown_as_what_it_is(clerk):
    def older(book):
        sheet = book.worksheets[0]
        cell = next(row[1] for row in sheet.iter_rows() if row[0].value == "年度")
        cell.value = YEAR - 3

    clerk.get("/")
    write(clerk.path, ledger(change=older))
    assert f"{YEAR - 3} 年" in clerk.get("/").text
    assert clerk.get("/score").status_code == 400


def test_words_in_the_ledger_stay_words(clerk):
    def script(book):
        book["征兵体检"]["C5"].value = "<script>alert(1)</script>{{ 7919*7919 }}"

    write(clerk.path, ledger(change=script))
    for path in ("/documents", "/calendar", "/plan", "/score", "/figures"):
        text = clerk.get(path).text
        assert "<script>alert" not in text
        assert "62710561" not in text
    assert "&lt;script&gt;alert(1)" in clerk.get("/documents").text
