"""Old workbooks: .xls, and .et of WPS, forged record by record."""

import contextlib
import struct

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.workbook.book import Cell, address
from shuangyong.workbook.reader import read_book_bytes

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
INTERNAL = struct.pack("<H", 1) + b"\x01\x04"


def record(code, *parts):
    body = b"".join(parts)
    return struct.pack("<HH", code, len(body)) + body


def bof(kind):
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x1234, 0x7CC, 0x41, 6))


def text(value, width):
    return struct.pack(width, len(value)) + b"\1" + value.encode("utf-16-le")


def place(row, column, style=0):
    return struct.pack("<HHH", row, column, style)


def number(row, column, value, style=0):
    return record(0x203, place(row, column, style), struct.pack("<d", value))


def label(row, column, value):
    return record(0x204, place(row, column), text(value, "<H"))


def boolean_or_error(row, column, value, is_error):
    return record(0x205, place(row, column), bytes([value, is_error]))


def blank(row, column):
    return record(0x201, place(row, column, 1))


def stream(*cells, formats=(), from_1904=0, hidden=0, globals_=b"", macro_sheet=False):
    """A BIFF8 stream with one sheet 表; style n shows the n-th format."""
    codes = [record(0x41E, struct.pack("<H", 164 + n), text(code, "<H")) for n, code in enumerate(formats)]
    styles = [record(0xE0, struct.pack("<HH", 0, key), bytes(16)) for key in [0, *range(164, 164 + len(formats))]]
    head = bof(5) + record(0x42, struct.pack("<H", 1200)) + record(0x22, struct.pack("<H", from_1904))
    head += b"".join(codes) + b"".join(styles) + globals_

    def listed(offset):
        extra = record(0x85, struct.pack("<iBB", offset, 2, 1), text("宏", "<B")) if macro_sheet else b""
        return extra + record(0x85, struct.pack("<iBB", offset, hidden, 0), text("表", "<B"))

    offset = len(head) + len(listed(0)) + 4
    return head + listed(offset) + record(0x0A) + bof(0x10) + b"".join(cells) + record(0x0A)


def in_container(book, name="Workbook"):
    """The stream in an OLE2 container: sector 0 allocates, 1 is the directory, the stream follows."""
    book = book.ljust(max(4096, -(-len(book) // 512) * 512), b"\0")
    count = len(book) // 512
    chain = [-3, -2, *range(3, count + 2), -2]
    table = struct.pack("<128i", *(chain + [-1] * (128 - len(chain))))

    def entry(title, kind, child, start, size):
        encoded = title.encode("utf-16-le")
        return struct.pack(
            "<64sHBBiii36sii4s", encoded, len(encoded) + 2, kind, 1, -1, -1, child, b"", start, size, b""
        )

    directory = entry("Root Entry", 5, 1, -2, 0) + entry(name, 2, -1, 2, len(book))
    header = SIGNATURE + bytes(16) + struct.pack("<HH2sHH", 0x3E, 3, b"\xfe\xff", 9, 6) + bytes(10)
    header += struct.pack("<iiiiiiii", 1, 1, 0, 4096, -2, 0, -2, 0) + struct.pack("<109i", 0, *[-1] * 108)
    return header + table + directory.ljust(512, b"\0") + book


def cells(*records, **kwargs):
    book = read_book_bytes(in_container(stream(*records, **kwargs)), "台账.xls")
    assert book.format == "xls"
    return {address(row, column): cell for row, found in book.sheets[0] for column, cell in found.items()}


def test_every_type_of_cell_is_read():
    found = cells(
        label(0, 0, "慰问 & 走访"),
        number(0, 1, 343.0),
        number(0, 2, 0.1 + 0.2),
        boolean_or_error(0, 3, 1, 0),
        boolean_or_error(0, 4, 0x17, 1),
        boolean_or_error(0, 5, 0x2A, 1),
        blank(0, 6),
        label(0, 7, ""),
        number(1, 1, 1.1010519491231e17),
        number(65535, 255, -0.5),
    )
    assert found == {
        "A1": Cell("text", "慰问 & 走访"),
        "B1": Cell("number", "343"),
        "C1": Cell("number", "0.3"),
        "D1": Cell("boolean", "TRUE"),
        "E1": Cell("error", "#REF!"),
        "F1": Cell("error", "#N/A"),
        "B2": Cell("number", "110105194912310000"),
        "IV65536": Cell("number", "-0.5"),
    }


def test_a_compressed_number_is_exact():
    twelve_and_a_half = struct.pack("<i", (1250 << 2) | 3)
    assert cells(record(0x27E, place(0, 0), twelve_and_a_half)) == {"A1": Cell("number", "12.5")}


def test_a_date_is_told_by_its_format_as_in_xlsx():
    formats = ['yyyy"年"m"月"d"日"', "[h]:mm", '0"days"', "[$-804]yyyy/m/d h:mm"]
    found = cells(*(number(0, n, 46235.5, style=n + 1) for n in range(4)), number(1, 0, 60.0, style=1), formats=formats)
    assert [(cell.type, cell.text) for cell in found.values()] == [
        ("date", "2026-08-01T12:00:00"),
        ("number", "46235.5"),
        ("number", "46235.5"),
        ("date", "2026-08-01T12:00:00"),
        ("number", "60"),
    ]


def test_both_date_systems_are_known():
    assert cells(number(0, 0, 43830.0, 1), formats=["yyyy-m-d"], from_1904=1)["A1"].text == "2024-01-01"
    assert cells(number(0, 0, 45292.0, 1), formats=["yyyy-m-d"])["A1"].text == "2024-01-01"


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e308])
def test_what_excel_cannot_hold_as_a_number_is_named(problems_in, value):
    (problem,) = problems_in(in_container(stream(number(6, 2, value))))
    assert (problem.code, problem.place) == ("bad-number", "表!C7")


def test_a_formula_gives_its_stored_value_and_a_wps_picture_its_id():
    formula = record(0x06, place(0, 0), struct.pack("<dHIH", 12.5, 0, 0, 0))
    assert cells(formula, label(0, 1, '=DISPIMG("ID_1",1)')) == {
        "A1": Cell("number", "12.5"),
        "B1": Cell("picture", "ID_1"),
    }


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_hidden_sheets_are_marked(hidden):
    book = read_book_bytes(in_container(stream(hidden=hidden)), "台账.et")
    assert book.sheets[0].hidden == (hidden != 0)


def test_a_stream_without_a_container_is_read():
    assert read_book_bytes(stream(number(0, 0, 3.0)), "a.xls").sheets[0].rows[1][1].text == "3"


@pytest.mark.parametrize(
    ("globals_", "code"),
    [
        (record(0x1AE, struct.pack("<H", 1), text("\x01C:\\book2.xls", "<H"), text("甲", "<H")), "external-link"),
        (record(0x1AE, struct.pack("<H", 0), text("cmd\x03/c calc", "<H")), "external-link"),
        (record(0x2F, struct.pack("<HHH", 1, 1, 1), bytes(48)), "encrypted"),
    ],
)
def test_links_programs_and_passwords_are_refused(problems_in, globals_, code):
    assert [problem.code for problem in problems_in(in_container(stream(globals_=globals_)))] == [code]


def test_references_between_its_own_sheets_are_no_links():
    assert cells(number(0, 0, 1.0), globals_=record(0x1AE, INTERNAL))


def test_macros_are_refused(problems_in):
    with_project = in_container(stream()) + "_VBA_PROJECT_CUR".encode("utf-16-le")
    for data in (with_project, in_container(stream(macro_sheet=True))):
        (problem,) = problems_in(data)
        assert problem.code == "macros"
        assert "另存为不含宏的工作簿" in problem.fix


def test_a_damaged_or_foreign_container_is_refused(problems_in):
    whole = in_container(stream(label(0, 0, "甲")))
    for data in (whole[:600], whole[:1400], in_container(stream(), name="Contents"), SIGNATURE + bytes(2000)):
        assert [problem.code for problem in problems_in(data)] == ["damaged-file"]


def test_no_flipped_byte_brings_anything_but_a_book_or_a_refusal():
    whole = in_container(stream(label(0, 0, "甲"), number(1, 0, 3.0), formats=["yyyy"]))
    used = [*range(80), *range(512, 560), *range(1024, 1280), *range(1536, 2000)]
    for position in used:
        data = bytearray(whole)
        data[position] ^= 0xFF
        with contextlib.suppress(ProblemsFound):
            read_book_bytes(bytes(data), "a.xls")


def test_a_large_old_workbook_is_asked_for_as_xlsx(problems_in):
    (problem,) = problems_in(SIGNATURE + bytes(9 << 20))
    assert problem.code == "too-large"


def test_more_cells_than_any_ledger_has_are_refused(problems_in):
    packed = struct.pack("<Hi", 0, (100 << 2) | 3) * 250
    rows = [record(0xBD, struct.pack("<HH", row, 0), packed, struct.pack("<H", 249)) for row in range(2001)]
    assert [problem.code for problem in problems_in(stream(*rows))] == ["too-large"]
