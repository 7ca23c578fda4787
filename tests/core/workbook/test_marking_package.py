"""The returned ledger, as a package: what is not marked stays as it was, byte for byte, and marks do not pile up."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from shuangyong.model.problems import error, warning
from shuangyong.workbook.marking import mark

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
#: A ledger as Excel and WPS write it, with all that openpyxl would lose: text boxes, data bars and drop-downs of later
#: Excels, pictures in cells, form controls, a thread of comments, printer settings, custom XML.
LEDGER = Path(__file__).with_name("returned_ledger")


def relationships(**targets):
    entries = (
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{"".join(entries)}</Relationships>'


@pytest.fixture
def members():
    """The members of the ledger's package by name."""
    files = sorted(path for path in LEDGER.rglob("*") if path.is_file())
    return {path.relative_to(LEDGER).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def marked(tmp_path):
    """Zip members, mark them and return the result's members."""

    def run(members, *problems):
        source, target = tmp_path / "源.xlsx", tmp_path / "退回.xlsx"
        source.write_bytes(zipped(members))
        result = mark(source, problems, target)
        assert result, result.message
        return unzipped(target.read_bytes())

    return run


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            stored = name.endswith((".png", ".bin"))
            archive.writestr(zipfile.ZipInfo(name, (2025, 8, 1, 8, 0, 0)), data, 0 if stored else 8)
    return buffer.getvalue()


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def problem(cell, sheet="征兵体检"):
    return error("wrong", "错了。", "改。", sheet=sheet, cell=cell)


def children(data):
    return [etree.QName(entry).localname for entry in etree.fromstring(data).iterchildren(etree.Element)]


def cell(members, address, sheet="xl/worksheets/sheet1.xml"):
    (found,) = etree.fromstring(members[sheet]).xpath(f"//*[local-name()='c'][@r='{address}']")
    return found


def format_of(members, address, sheet="xl/worksheets/sheet1.xml"):
    formats = etree.fromstring(members["xl/styles.xml"]).find(f"{{{MAIN}}}cellXfs")
    return formats[int(cell(members, address, sheet).get("s", "0"))]


def fill_of(members, address, sheet="xl/worksheets/sheet1.xml"):
    fills = etree.fromstring(members["xl/styles.xml"]).find(f"{{{MAIN}}}fills")
    return etree.tostring(fills[int(format_of(members, address, sheet).get("fillId"))], encoding="unicode")


def comments(members, part="xl/comments1.xml"):
    root = etree.fromstring(members[part])
    return {entry.get("ref"): "".join(entry.itertext()).strip() for entry in root.iter(f"{{{MAIN}}}comment")}


def test_only_the_parts_that_a_mark_touches_change(members, marked):
    after = marked(members, problem("B2"))
    changed = {name for name in members if after[name] != members[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert set(after) - set(members) == {"xl/worksheets/sheet3.xml"}


def test_the_members_keep_their_order_compression_and_date(members, marked, tmp_path):
    marked(members, problem("B2"))
    with zipfile.ZipFile(tmp_path / "源.xlsx") as before, zipfile.ZipFile(tmp_path / "退回.xlsx") as after:
        kept = [(info.filename, info.compress_type, info.date_time) for info in after.infolist()]
        assert kept[:-1] == [(info.filename, info.compress_type, info.date_time) for info in before.infolist()]


def test_the_sheet_keeps_all_but_the_format_of_the_marked_cell(members, marked):
    before, after = (etree.fromstring(m["xl/worksheets/sheet1.xml"]) for m in (members, marked(members, problem("B2"))))
    marked_cell = after.xpath("//*[local-name()='c'][@r='B2']")[0]
    assert marked_cell.get("s") != "2"
    marked_cell.set("s", "2")
    assert etree.tostring(after, method="c14n") == etree.tostring(before, method="c14n")


def test_a_mark_differs_from_the_cells_own_format_in_its_fill_alone(members, marked):
    format_ = format_of(marked(members, problem("B2")), "B2")
    old = etree.fromstring(members["xl/styles.xml"]).find(f"{{{MAIN}}}cellXfs")[2]
    assert {**format_.attrib, "fillId": "2"} == dict(old.attrib)
    assert [etree.tostring(entry) for entry in format_] == [etree.tostring(entry) for entry in old]


def test_formats_and_fills_that_are_there_keep_their_numbers(members, marked):
    after = etree.fromstring(marked(members, problem("B2"), problem("A2"))["xl/styles.xml"])
    before = etree.fromstring(members["xl/styles.xml"])
    for name in ("fonts", "fills", "borders", "cellXfs"):
        old, new = (root.find(f"{{{MAIN}}}{name}") for root in (before, after))
        assert [etree.tostring(entry).strip() for entry in old] == [
            etree.tostring(entry).strip() for entry in new[: len(old)]
        ]
        assert int(new.get("count")) == len(new)


def test_a_blank_cell_without_a_row_is_inserted_with_the_format_of_its_column(members, marked):
    after = marked(members, problem("C8"), problem("D2"), problem("C3"))
    rows = etree.fromstring(after["xl/worksheets/sheet1.xml"]).find(f"{{{MAIN}}}sheetData")
    assert [[entry.get("r") for entry in row] for row in rows] == [
        ["A1", "B1", "C1"],
        ["A2", "B2", "C2", "D2"],
        [None, None, "C3"],
        ["C8"],
    ]
    assert [row.get("spans") for row in rows] == ["1:3", None, None, None]
    assert [format_of(after, address).get("numFmtId") for address in ("C8", "D2", "C3")] == ["14", "0", "14"]
    assert b'<dimension ref="A1:D8"/>' in after["xl/worksheets/sheet1.xml"]


def test_a_cell_without_an_address_is_found_by_its_place(members, marked):
    after = marked(members, problem("B3"))
    row = etree.fromstring(after["xl/worksheets/sheet1.xml"]).find(f"{{{MAIN}}}sheetData")[2]
    assert [entry.get("s") is not None for entry in row] == [False, True]


def test_comments_that_are_there_stay_and_a_thread_is_left_alone(members, marked):
    after = marked(members, problem("A2"), problem("B1"), problem("C1"))
    assert comments(after) == {
        "A2": "日期待核\n\n【台账检查】\n错误：错了。\n怎样改：改。",
        "B1": "[线程批注]",
        "C1": "【台账检查】\n错误：错了。\n怎样改：改。",
    }
    assert "FDC7CC" in fill_of(after, "B1")


def test_each_comment_has_one_box_and_other_shapes_stay(members, marked):
    root = etree.fromstring(marked(members, problem("A2"), problem("C1"))["xl/drawings/vmlDrawing1.vml"])
    data = [
        (entry.get("ObjectType"), entry.findtext("{*}Row"), entry.findtext("{*}Column"))
        for entry in root.iter("{urn:schemas-microsoft-com:office:excel}ClientData")
    ]
    assert data == [("Note", "1", "0"), ("Button", "1", "0"), ("Note", "0", "2")]
    ids = root.xpath("//*[local-name()='shape']/@id")
    assert len(set(ids)) == len(ids) == 3


def test_a_sheet_without_comments_gets_them_in_the_order_that_excel_asks_for(members, marked):
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(
        b'<legacyDrawing r:id="rId3"/>', b""
    )
    del members["xl/comments1.xml"], members["xl/drawings/vmlDrawing1.vml"]
    members["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(
        rId2=("drawing", "../drawings/drawing1.xml")
    ).encode()
    after = marked(members, problem("A1"))
    names = children(after["xl/worksheets/sheet1.xml"])
    assert names[names.index("drawing") :] == ["drawing", "legacyDrawing", "tableParts", "extLst"]
    assert comments(after) == {"A1": "【台账检查】\n错误：错了。\n怎样改：改。"}
    links = etree.fromstring(after["xl/worksheets/_rels/sheet1.xml.rels"])
    targets = {link.get("Target"): link.get("Id") for link in links}
    assert set(targets) == {"../drawings/drawing1.xml", "../comments1.xml", "../drawings/vmlDrawing1.vml"}
    used = f'legacyDrawing r:id="{targets["../drawings/vmlDrawing1.vml"]}"'
    assert used.encode() in after["xl/worksheets/sheet1.xml"]


def test_an_unreadable_drawing_of_comments_costs_the_comments_alone(members, marked):
    members["xl/drawings/vmlDrawing1.vml"] = b"<xml><v:shape"
    after = marked(members, problem("A2"))
    assert after["xl/drawings/vmlDrawing1.vml"] == b"<xml><v:shape"
    assert comments(after)["A2"] == "日期待核"
    assert "FDC7CC" in fill_of(after, "A2")


def test_a_package_without_styles_gets_them(members, marked):
    del members["xl/styles.xml"]
    rels = members["xl/_rels/workbook.xml.rels"].decode()
    members["xl/_rels/workbook.xml.rels"] = re.sub(r'<Relationship Id="rId3".*?/>', "", rels).encode()
    after = marked(members, problem("B1"))
    assert "FDC7CC" in fill_of(after, "B1")
    fills = etree.fromstring(after["xl/styles.xml"]).find(f"{{{MAIN}}}fills")
    assert [fill[0].get("patternType") for fill in fills[:2]] == ["none", "gray125"]


def test_prefixed_names_are_understood_and_kept(members, marked):
    cells = members["xl/worksheets/sheet1.xml"].count(b"<c ")
    for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/comments1.xml"):
        text = members[name].decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
        members[name] = re.sub(r"<(/?)(?=[a-zA-Z0-9]+[ />])", r"<\1x:", text).encode()
    after = marked(members, problem("B2"), problem("A7"))
    assert after["xl/worksheets/sheet1.xml"].count(b"<x:c ") == cells + 1
    assert b'<x:row r="7"><x:c r="A7" s=' in after["xl/worksheets/sheet1.xml"]
    assert "FDC7C" in fill_of(after, "B2")
    again = marked(after, problem("B2"), problem("A7"))
    assert again["xl/styles.xml"] == after["xl/styles.xml"]


def test_marking_again_does_not_pile_up(members, marked):
    problems = [problem("B2"), problem("A2"), problem("C8"), warning("x", "看看。", sheet="征兵体检", cell="C2")]
    first = marked(members, *problems)
    second = marked(first, *problems)
    third = marked(second, *problems)
    assert set(second) == set(first)
    assert third == second
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/workbook.xml", "xl/comments1.xml"):
        assert second[name] == first[name], name
    assert b'uri="{EB79DEF2' in third["xl/styles.xml"]


def test_a_mended_cell_gets_its_own_fill_back(members, marked):
    after = marked(marked(members, problem("A2"), problem("B2"), problem("C2")), problem("C1"))
    assert [re.search("theme|gray125|none|rgb", fill_of(after, cell))[0] for cell in ("A2", "B2", "C2", "C1")] == [
        "none",
        "theme",
        "gray125",
        "rgb",
    ]
    assert cell(after, "A2").get("s") == "1"
    assert cell(after, "B2").get("s") == "2"
    assert comments(after) == {"A2": "日期待核", "B1": "[线程批注]", "C1": "【台账检查】\n错误：错了。\n怎样改：改。"}


def test_with_all_mended_no_mark_is_left(members, marked):
    after = marked(marked(members, problem("B2"), problem("A2"), problem("B5", "_字典")))
    assert comments(after) == {"A2": "日期待核", "B1": "[线程批注]"}
    assert {name for name in after if name.startswith(("xl/comments", "xl/drawings/vml"))} == {
        "xl/drawings/vmlDrawing1.vml",
        "xl/comments1.xml",
    }
    assert b"legacyDrawing" not in after["xl/worksheets/sheet2.xml"]
    assert b"_shuangyong_fill" not in after["xl/workbook.xml"]
    assert "没有发现问题" in after["xl/worksheets/sheet3.xml"].decode()


def test_a_mark_moves_with_its_cell_and_is_still_found(members, marked):
    after = marked(members, problem("B2"))
    moved = after["xl/worksheets/sheet1.xml"].decode().replace('r="B2"', 'r="B20"').replace('row r="2"', 'row r="20"')
    after["xl/worksheets/sheet1.xml"] = re.sub('r="([AC])2"', r'r="\g<1>20"', moved).encode()
    assert "theme" in fill_of(marked(after), "B20")


def test_a_list_with_formulas_of_a_clerk_is_replaced_without_a_stale_calculation_chain(members, marked):
    first = marked(members, problem("B2"))
    part = "xl/worksheets/sheet3.xml"
    first[part] = first[part].replace(b"<v>1</v>", b"<f>ROW()</f><v>1</v>")
    after = marked(first, problem("B2"))
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]


def test_what_a_clerk_hung_on_the_list_is_not_left_dangling_when_it_is_written_anew(members, marked):
    first = marked(members, problem("B2"))
    rels = "xl/worksheets/_rels/sheet3.xml.rels"
    first[rels] = relationships(rId1=("comments", "../comments9.xml")).encode()
    assert rels not in marked(first, problem("B2"))


def test_a_fill_of_the_senders_own_in_the_colour_of_a_mark_is_not_taken_for_one(members, marked):
    styles = members["xl/styles.xml"].decode()
    own = '<fill><patternFill patternType="solid"><fgColor rgb="FFFDC7CB"/></patternFill></fill></fills>'
    members["xl/styles.xml"] = styles.replace("</fills>", own).replace('fillId="1"', 'fillId="3"').encode()
    after = marked(marked(members, problem("B2")), problem("C1"))
    assert "FFFDC7CB" in fill_of(after, "C2")
    assert "theme" in fill_of(after, "B2")


def test_a_package_without_drawings_of_comments_has_them_declared_once_for_their_extension(members, marked):
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = re.sub(rb'<Default Extension="vml".*?/>', b"", types)
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(
        b'<legacyDrawing r:id="rId3"/>', b""
    )
    after = marked(members, problem("A1"), problem("A1", "_字典"))["[Content_Types].xml"]
    assert after.count(b'Extension="vml"') == 1
    assert after.count(b"vmlDrawing") == 1


def test_a_list_that_was_moved_and_hidden_is_shown_and_stays_where_it_is(members, marked):
    first = marked(members, problem("B2"))
    root = etree.fromstring(first["xl/workbook.xml"])
    sheets = root.find(f"{{{MAIN}}}sheets")
    sheets[2].set("state", "hidden")
    sheets.insert(0, sheets[2])
    first["xl/workbook.xml"] = etree.tostring(root).replace(b'localSheetId="2"', b'localSheetId="0"')
    after = etree.fromstring(marked(first, problem("B2"))["xl/workbook.xml"])
    listed = after.find(f"{{{MAIN}}}sheets")
    assert (listed[0].get("name"), listed[0].get("state")) == ("问题清单", None)
    assert len(listed) == 3
    assert len(after.xpath("//*[@name='_xlnm.Print_Titles']")) == 1


@pytest.mark.parametrize(
    ("part", "old", "new", "reason"),
    [
        ("xl/worksheets/sheet1.xml", b"</worksheet>", b"", "损坏"),
        ("xl/worksheets/sheet1.xml", b'r="B2"', b'r="2B"', "损坏"),
        ("xl/worksheets/sheet1.xml", b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', "DOCTYPE"),
        ("xl/styles.xml", b'fillId="2"', b'fillId="x"', "损坏"),
        ("[Content_Types].xml", b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml", "宏"),
        ("xl/workbook.xml", MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main", "Strict"),
        ("_rels/.rels", b'officeDocument" ', b'other" ', "不是 Excel 工作簿"),
    ],
)
def test_what_cannot_be_edited_is_told_and_gets_a_list_of_its_own(members, tmp_path, part, old, new, reason):
    assert old in members[part]
    members[part] = members[part].replace(old, new)
    (tmp_path / "源.xlsx").write_bytes(zipped(members))
    result = mark(tmp_path / "源.xlsx", [problem("B2")], tmp_path / "退回.xlsx")
    assert not result
    assert reason in result.message
    assert openpyxl.load_workbook(result.path)["问题清单"]["D3"].value == "B2"


def test_a_bomb_is_refused_before_it_unpacks(members, tmp_path):
    members["xl/media/image1.bmp"] = bytes(101 * 2**20)
    (tmp_path / "源.xlsx").write_bytes(zipped(members))
    result = mark(tmp_path / "源.xlsx", [problem("B2")], tmp_path / "退回.xlsx")
    assert "太大" in result.message


@pytest.mark.slow
def test_the_marks_are_found_again_after_another_program_has_saved_the_file(members, marked, resaved):
    first = marked(members, problem("A2"), problem("B2"), problem("C8"))
    again = marked(unzipped(resaved(zipped(first), "xlsx")))
    book = openpyxl.load_workbook(io.BytesIO(zipped(again)))
    sheet = book["征兵体检"]
    assert book.sheetnames == ["征兵体检", "_字典", "问题清单"]
    assert [sheet[cell].fill.patternType for cell in ("A2", "B2", "C8")] == [None, "solid", None]
    assert sheet["B2"].fill.fgColor.theme == 0
    assert sheet["A2"].comment.text == "日期待核"
    assert sheet["B2"].comment is None
