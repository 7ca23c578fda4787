"""What cannot be read is refused by its right name, in Chinese, within bounded time and memory."""

import io
import zipfile

import docx
import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.narrative.extraction import extract, sources

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
DOCUMENT = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EXTERNAL = (
    f"<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><w:document {W}><w:body><w:p><w:r><w:t>&e;</w:t></w:r>"
    "</w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("content", "name", "code", "said"),
    [
        (b"", "a.docx", "empty-file", "空的"),
        (b"\0" * 5000, "a.docx", "damaged-file", "空字节"),
        (b"  \n\n ", "a.txt", "no-text", "没有文字"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a.docx", "not-a-document", "PNG"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 99, "总结.pdf", "not-a-document", "JPEG"),
        (b"MZ\x90\0" + b"\0" * 99, "总结.txt", "not-a-document", "程序"),
        (b"Rar!\x1a\x07", "总结.docx", "not-a-document", "RAR"),
        (b"{\\rtf1\\ansi }", "总结.doc", "not-a-document", "RTF"),
        (b"MIME-Version: 1.0\r\n", "总结.doc", "not-a-document", "MHT"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "总结.doc", "not-a-document", "XML"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted", "密码"),
        (OLE + "Workbook".encode("utf-16-le"), "a.doc", "not-a-document", "Excel"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "damaged-file", ".doc"),
        (bytes(range(1, 256)) * 20, "a.txt", "not-a-text", "编码"),
        ("慰问军属\n".encode() * 50 + "义诊两次\n".encode("gb18030") + b"\xff\xff", "a.txt", "not-a-text", "第 51 行"),
        (b"%PDF-1.7\nnothing", "a.pdf", "damaged-file", "PDF"),
        (b"PK\x03\x04" + b"\0" * 80, "a.docx", "damaged-file", "一部分"),
    ],
)
def test_no_document(content, name, code, said, refusal):
    problem = refusal(content, name)
    assert problem.code == code and said in problem.message + problem.fix


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b""}, "Excel"),
        ({"ppt/presentation.xml": b"<a/>"}, "演示文稿"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, "odt"),
        ({"OFD.xml": b"<a/>"}, "OFD"),
        ({"照片.jpg": b"x"}, "压缩包"),
    ],
)
def test_another_package(members, said, refusal):
    problem = refusal(zipped(members), "总结.docx")
    assert problem.code == "not-a-document" and said in problem.message


@pytest.mark.parametrize(
    ("part", "code", "said"),
    [
        (None, "damaged-file", "正文"),
        (b"<w:document " + W.encode() + b"/>", "damaged-file", "正文"),
        (b"<w:document", "damaged-file", "XML"),
        (EXTERNAL.encode(), "forbidden-markup", "DOCTYPE"),
        (f"<w:document {W}><w:body>{'<w:sdt><w:sdtContent>' * 400}".encode(), "damaged-file", "XML"),
        (f"<w:document {W}><w:body>{'<w:p/>' * 200_001}</w:body></w:document>".encode(), "too-large", "200000 段"),
        (b"<a>" + b" " * (sources.FILE_BYTES + 10) + b"</a>", "too-large", "解压后"),
    ],
)  # fmt: skip
def test_a_word_file_without_sound_text(part, code, said, changed, refusal):
    problem = refusal(changed(docx.Document(), {DOCUMENT: part}))
    assert problem.code == code and said in problem.message


def test_entities_that_multiply_are_refused_at_once(changed, refusal):
    entities = "".join(f"<!ENTITY e{n + 1} '{f'&e{n};' * 10}'>" for n in range(9))
    bomb = f"<!DOCTYPE d [<!ENTITY e0 'ha'>{entities}]><w:document {W}><w:body>&e9;</w:body></w:document>"
    assert refusal(changed(docx.Document(), {DOCUMENT: bomb.encode()})).code in {"forbidden-markup", "damaged-file"}


def test_a_nested_document_is_read_as_deep_as_the_parser_goes(changed, lines):
    deep = 100
    body = "<w:sdt><w:sdtContent>" * deep + "<w:p><w:r><w:t>底</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * deep
    part = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    assert lines(changed(docx.Document(), {DOCUMENT: part})) == ["底"]


def test_a_truncated_word_file(changed, refusal):
    whole = changed(docx.Document(), {})
    assert refusal(whole[: len(whole) // 2]).code == "damaged-file"


def test_a_flipped_bit_is_noticed(changed, tmp_path):
    document = docx.Document()
    document.add_paragraph("慰问军属8户。")
    whole = changed(document, {})
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        info = archive.getinfo(DOCUMENT)
    place = info.header_offset + 30 + len(DOCUMENT) + info.compress_size // 2
    (tmp_path / "a.docx").write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
    with pytest.raises(ProblemsFound) as found:
        extract(tmp_path / "a.docx")
    assert found.value.problems[0].code == "damaged-file"


def test_a_locked_member_has_a_password(changed, refusal):
    whole = bytearray(changed(docx.Document(), {}))
    start = 0
    while (start := whole.find(b"PK\x01\x02", start)) >= 0:
        whole[start + 8] |= 1
        start += 4
    assert refusal(bytes(whole)).code == "encrypted"


def test_fifty_megabytes_of_text_are_refused_with_size_and_limit(refusal):
    problem = refusal("慰问军属八户。\n".encode() * (50 * 2**20 // 22), "a.txt")
    assert problem.code == "too-large" and "50.0 MB" in problem.message and "12 MB" in problem.message


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        ("a\n" * 200_001, "a.txt", "too-large"),
        ("*a " * 400_000, "a.md", "too-large"),
        ("<html>" + "<p>x" * 200_001, "a.html", "too-large"),
        ("<html>" + "<table><tr><td>x" * 40, "a.html", "too-deep"),
    ],
)
def test_what_would_take_too_long_is_refused(content, name, code, refusal):
    assert refusal(content, name).code == code


def test_seventy_megabytes_are_not_even_opened(tmp_path):
    with (tmp_path / "a.docx").open("wb") as file:
        file.truncate(sources.FILE_BYTES + 1)
    with pytest.raises(ProblemsFound) as found:
        extract(tmp_path / "a.docx")
    assert found.value.problems[0].code == "too-large"


def test_what_is_no_file(tmp_path):
    with pytest.raises(ProblemsFound) as found:
        extract(tmp_path)
    assert found.value.problems[0].code == "unreadable"


def test_control_characters_vanish_from_text(lines):
    assert lines("慰\x01问\x1b[31m军属\u202e8户\ufeff。", "a.txt") == ["慰问[31m军属8户。"]


def test_the_name_does_not_matter(changed, lines):
    document = docx.Document()
    document.add_paragraph("慰问军属8户。")
    for name in ("a.doc", "a.txt", "a.pdf", "没有后缀"):
        assert lines(changed(document, {}), name) == ["慰问军属8户。"]
