"""What the bytes of a file are: packages whole or damaged, and everything that is no workbook."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.workbook.reader import read_book, read_book_bytes
from shuangyong.workbook.xlsx import package

ROW = '<row r="1"><c r="A1"><v>20</v></c></row>'


@pytest.fixture(autouse=True, params=["zlib", "zlib_ng.zlib_ng"])
def _inflated_by(request, monkeypatch):
    """Whatever a file holds is told alike by either library; zlib-ng comes with an extra."""
    package._small.cache_clear()
    monkeypatch.setattr(package, "zlib", pytest.importorskip(request.param))


def codes(problems):
    return [problem.code for problem in problems]


def body_of(data, name):
    """Where a member's stored bytes begin and end."""
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    lengths = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + sum(lengths)
    return start, start + info.compress_size


def test_a_file_is_read_from_its_path(forge, tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(forge(ROW))
    assert read_book(path).format == "xlsx"


@pytest.mark.parametrize("name", ["台账.xls", "台账.et", "台账", "台账.docx"])
def test_the_name_of_a_file_does_not_matter(forge, name):
    assert read_book_bytes(forge(ROW), name).sheets[0].rows[1][1].text == "20"


def test_naming_a_reader_loads_no_heavy_library():
    code = "import sys, shuangyong.workbook.reader; print({'lxml', 'xlrd', 'openpyxl'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    for path in (tmp_path / "没有.xlsx", tmp_path):
        with pytest.raises(ProblemsFound) as found:
            read_book(path)
        assert codes(found.value.problems) == ["unopenable"]
        assert found.value.file == str(path)


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path):
    path = tmp_path / "大.xlsx"
    with path.open("wb") as stream:
        stream.truncate(33 << 20)
    with pytest.raises(ProblemsFound) as found:
        read_book(path)
    assert codes(found.value.problems) == ["too-large"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        ("\ufeff\n<!DOCTYPE HTML>".encode(), "HTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML 表格 2003"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        ("单位,人数\n一院,343\n".encode(), "CSV"),
        ("单位,人数\n一院,343\n".encode("gb18030"), "CSV"),
        ("单位,人数\n".encode("gb18030") * 1000, "CSV"),
        ("单位\t人数\n".encode("utf-16"), "CSV"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHT"),
        (b"\0" * 5000, "空字节"),
        (bytes(range(256)) * 40, "认不出"),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(problems_in, data, what):
    (problem,) = problems_in(data)
    assert problem.code == "not-a-workbook"
    assert what in problem.message


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": b"<m/>"}, "ODS"),
        ({"OFD.xml": b"<o/>"}, "OFD"),
        ({"Index/Document.iwa": b""}, "Numbers"),
        ({"台账.xlsx": b"PK"}, "压缩包"),
    ],
)
def test_another_package_is_called_by_its_name(problems_in, zip_of, parts, what):
    (problem,) = problems_in(zip_of(parts))
    assert (problem.code, what in problem.message) == ("not-a-workbook", True)


@pytest.mark.parametrize(
    ("root", "what"),
    [
        ('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>', "Word"),
        ('<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>', "PowerPoint"),
        ("<workbook/>", "别的程序"),
    ],
)
def test_another_office_document_is_called_by_its_name(problems_in, forge, root, what):
    (problem,) = problems_in(forge(ROW, parts={"xl/workbook.xml": root}))
    assert (problem.code, what in problem.message) == ("not-a-workbook", True)


def test_a_binary_workbook_is_called_by_its_name(problems_in, forge_parts, zip_of):
    parts = forge_parts(ROW)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin")
    (problem,) = problems_in(zip_of(parts | {"xl/workbook.bin": b"\x83\x01"}))
    assert "xlsb" in problem.message


def test_nothing_and_a_lock_file_are_told_apart(problems_in):
    assert codes(problems_in(b"")) == ["empty-file"]
    (problem,) = problems_in(b"\x05Zhang" + b" " * 159, "目录/~$台账.xlsx")
    assert "临时文件" in problem.message


@pytest.mark.parametrize("stream", ["EncryptedPackage", "WordDocument", "PowerPoint Document"])
def test_an_encrypted_workbook_and_other_old_documents_are_named(problems_in, stream):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le") + bytes(500)
    (problem,) = problems_in(data)
    assert problem.code == ("encrypted" if stream == "EncryptedPackage" else "not-a-workbook")


def test_an_encrypted_zip_is_named(problems_in, forge):
    data = bytearray(forge(ROW))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = -1
        while (position := data.find(mark, position + 1)) >= 0:
            data[position + offset] |= 1
    assert codes(problems_in(bytes(data))) == ["encrypted"]


def test_one_flipped_bit_anywhere_in_the_content_is_found(problems_in, forge_parts, zip_of):
    parts = forge_parts(ROW, parts={"docProps/thumbnail.jpeg": bytes(range(256)) * 4})
    for name in parts:
        data = bytearray(zip_of(parts, zipfile.ZIP_STORED))
        start, end = body_of(data, name)
        data[(start + end) // 2] ^= 4
        assert codes(problems_in(bytes(data))) == ["damaged-file"], name


def test_one_flipped_bit_in_the_compressed_sheet_is_found(problems_in, forge):
    whole = forge("".join(f'<row r="{r}"><c r="A{r}"><v>{r * 37}</v></c></row>' for r in range(1, 200)))
    start, end = body_of(whole, "xl/worksheets/sheet1.xml")
    for position in range(start, end, 7):
        data = bytearray(whole)
        data[position] ^= 16
        assert codes(problems_in(bytes(data))) == ["damaged-file"]


def test_every_cut_off_file_is_refused(problems_in, forge):
    whole = forge(ROW)
    for length in range(4, len(whole) - 1, 13):
        assert codes(problems_in(whole[:length])) == ["damaged-file"]


def test_any_flipped_byte_leaves_the_cell_right_or_refuses(forge):
    whole = forge(ROW)
    for position in range(len(whole)):
        data = bytearray(whole)
        data[position] ^= 0xFF
        try:
            book = read_book_bytes(bytes(data), "a.xlsx")
        except ProblemsFound:
            continue
        assert [(sheet.name, sheet.rows[1][1].text) for sheet in book.sheets] == [("表", "20")]


def test_junk_behind_a_whole_package_does_no_harm(forge):
    assert read_book_bytes(forge(ROW) + b"\r\n--boundary--\r\n", "a.xlsx").sheets


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(problems_in, forge_parts, tmp_path):
    for twin in ("xl/worksheets/sheet1.xml", "XL/worksheets\\Sheet1.xml"):
        path = tmp_path / "twins.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in forge_parts(ROW).items():
                archive.writestr(name, content)
            archive.writestr(twin, forge_parts(ROW.replace("20", "30"))["xl/worksheets/sheet1.xml"])
        assert codes(problems_in(path.read_bytes())) == ["damaged-file"]


def test_a_directory_that_disagrees_with_the_content_is_refused(problems_in, zip_of, forge_parts):
    data = zip_of(forge_parts(ROW), zipfile.ZIP_STORED)
    name = b"xl/worksheets/sheet1.xml"
    assert codes(problems_in(data.replace(name, b"xl/worksheets/sheet9.xml", 1))) == ["damaged-file"]


def test_backslashes_in_member_names_are_read_as_slashes(forge_parts, zip_of):
    data = zip_of(forge_parts(ROW))
    assert read_book_bytes(data.replace(b"xl/worksheets/sheet1.xml", b"xl\\worksheets\\sheet1.xml"), "a.xlsx").sheets


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_foreign_compression_is_refused(problems_in, zip_of, forge_parts, method):
    assert codes(problems_in(zip_of(forge_parts(ROW), method))) == ["damaged-file"]


@pytest.mark.parametrize(
    "part",
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
    ],
)
def test_a_missing_part_is_named(problems_in, forge, part):
    (problem,) = problems_in(forge(ROW, strings="", formats=[], parts={part: None}))
    assert problem.code == ("not-a-workbook" if part == "[Content_Types].xml" else "damaged-file")
    assert part.lower() in problem.message or problem.code == "not-a-workbook"


@pytest.mark.parametrize(
    "part", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize(
    "content", [b"", b"<a", b"\xff\xfe<\0a\0", b"<?xml version='1.0' encoding='GBK'?><a/>", b"<a/>", b"\0" * 99]
)
def test_a_part_that_is_no_xml_or_foreign_xml_is_refused(problems_in, forge, part, content):
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    assert problems_in(forge(rows, strings="<si><t>甲</t></si>", formats=[], parts={part: content}))


DOCTYPE = '<!DOCTYPE a [<!ENTITY x "1">]>'


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels", "docProps/app.xml", "xl/drawings/vmlDrawing1.vml"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_xml_part_is_refused(problems_in, forge_parts, zip_of, part, encoding):
    parts = forge_parts(ROW)
    text = parts.get(part, b"<a/>").decode().replace(' encoding="UTF-8"', "")
    head, mark, rest = text.rpartition("?>") if text.startswith("<?") else ("", "", text)
    parts[part] = (head + mark + DOCTYPE + rest).encode(encoding)
    assert codes(problems_in(zip_of(parts))) == ["doctype"]


def test_a_document_type_across_two_pieces_is_found(problems_in, forge):
    for shift in range(262144 - 12, 262144 + 2):
        xml = "<a>" + " " * (shift - 3) + "<!DOCTYPE a></a>"
        assert codes(problems_in(forge(ROW, parts={"docProps/app.xml": xml}))) == ["doctype"]


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/vbaProject.bin": b"\xd0\xcf"},
        {"xl/macrosheets/sheet1.xml": b"<a/>"},
        {
            "[Content_Types].xml": b"<Types><Override ContentType="
            b'"application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
        },
    ],
)
def test_macros_are_refused_with_what_to_do(problems_in, forge, parts):
    (problem,) = problems_in(forge(ROW, parts=parts))
    assert problem.code == "macros"
    assert "另存为不含宏的工作簿" in problem.fix


def test_links_to_other_files_are_refused_with_what_to_do(problems_in, forge):
    xml = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="x"/></externalLink>'
    (problem,) = problems_in(forge(ROW, parts={"xl/externalLinks/externalLink1.xml": xml}))
    assert problem.code == "external-link"
    assert "另存为不含宏的工作簿" in problem.fix


def test_strict_office_open_xml_is_read(cells_in, shared):
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46235</v></c></row>'
    cells = cells_in(rows, strings=shared("甲"), formats=[14], strict=True)
    assert [cell.text for cell in cells.values()] == ["甲", "2026-08-01"]


def test_the_members_are_counted(problems_in, zip_of, forge_parts):
    parts = forge_parts(ROW) | {f"xl/media/{n}.png": b"" for n in range(2001)}
    assert codes(problems_in(zip_of(parts))) == ["too-large"]
    flood = zip_of({f"{n}": b"" for n in range(5000)})
    assert codes(problems_in(flood)) == ["too-large"]


def test_a_bomb_is_refused_whether_it_admits_its_size_or_lies(problems_in, zip_of, forge_parts):
    honest = zip_of(forge_parts(ROW) | {"xl/media/zeros.bin": bytes(101 << 20)})
    assert codes(problems_in(honest)) == ["too-large"]
    liar = honest.replace(struct.pack("<I", 101 << 20), struct.pack("<I", 100))
    assert codes(problems_in(liar)) == ["damaged-file"]


def test_many_parts_are_a_bomb_together(problems_in, zip_of, forge_parts):
    parts = forge_parts(ROW) | {f"xl/media/{n}.bin": bytes(40 << 20) for n in range(4)}
    assert codes(problems_in(zip_of(parts))) == ["too-large"]


def test_a_bomb_inside_a_small_part_is_refused(problems_in, forge):
    assert codes(problems_in(forge(ROW, parts={"xl/workbook.xml": " " * (7 << 20)}))) == ["too-large"]


def test_a_wrong_crc_of_right_content_is_refused(problems_in, forge_parts, zip_of):
    parts = forge_parts(ROW)
    crc = struct.pack("<I", zlib.crc32(parts["xl/worksheets/sheet1.xml"]))
    assert codes(problems_in(zip_of(parts).replace(crc, b"\1\2\3\4"))) == ["damaged-file"]
