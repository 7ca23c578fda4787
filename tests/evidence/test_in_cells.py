"""Pictures in the ledger: in cells as WPS and as Excel keep them, and floating over cells."""

import pytest
from shuangyong.assess.proofs import Proofs, proofs_of, proofs_within
from shuangyong.assess.scoring import score
from shuangyong.assess.shipped import standard_of
from shuangyong.assessment import Scorer
from shuangyong.office.store.opening import original_in
from shuangyong.workbook.submitting import submitted_copy

ETC = "http://www.wps.cn/officeDocument/2017/etCustomData"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RICH = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def pic(name, relation):
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="{name}" descr="图片1"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{relation}"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
    )


def rels(*targets, kind=f"{R}/image"):
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>' for number, target in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'.encode()


def wps(desk, forged, *pictures, missing=()):
    """Put pictures into the cells that say PIC-A, PIC-B … as WPS does."""
    names = [f"ID_{number:032X}" for number in range(len(pictures) + len(missing))]
    listed = "".join(f"<etc:cellImage>{pic(name, f'rId{n}')}</etc:cellImage>" for n, name in enumerate(names, 1))
    xml = (
        f'<etc:cellImages xmlns:etc="{ETC}" xmlns:xdr="{DRAWING}" xmlns:a="{A}" xmlns:r="{R}">{listed}</etc:cellImages>'
    )
    parts = {
        "xl/cellimages.xml": xml.encode(),
        "xl/_rels/cellimages.xml.rels": rels(*(f"media/image{n}.jpeg" for n, _ in enumerate(pictures, 1))),
    }
    parts |= {f"xl/media/image{number}.jpeg": content for number, content in enumerate(pictures, 1)}
    cells = {
        f"PIC-{'ABC'[number]}": lambda cell, style, name=name: (
            f'<c r="{cell}"{style} t="str"><f>_xlfn.DISPIMG("{name}",1)</f><v>=DISPIMG("{name}",1)</v></c>'
        )
        for number, name in enumerate(names)
    }
    related = [("http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml")]
    made = forged(desk.path.read_bytes(), "走访慰问", cells=cells, parts=parts, of_workbook=related)
    desk.path.write_bytes(made)


def excel(desk, forged, *pictures, cells=None):
    """Put pictures into the cells that say PIC-A, PIC-B … as Excel does."""
    values = "".join(f'<rv s="1"><v>{number}</v><v>5</v><v>说明</v></rv>' for number in range(len(pictures)))
    blocks = "".join(
        f'<bk><extLst><ext uri="{{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}}"><xlrd:rvb i="{n + 1}"/></ext></extLst></bk>'
        for n in range(len(pictures))
    )
    entries = "".join(f'<bk><rc t="2" v="{number}"/></bk>' for number in range(len(pictures)))
    parts = {
        "xl/metadata.xml": f'<metadata xmlns="{MAIN}" xmlns:xlrd="{RICH}"><metadataTypes count="2"><metadataType '
        f'name="XLDAPR"/><metadataType name="XLRICHVALUE"/></metadataTypes><futureMetadata name="XLDAPR"><bk/>'
        f'</futureMetadata><futureMetadata name="XLRICHVALUE">{blocks}</futureMetadata>'
        f"<valueMetadata>{entries}</valueMetadata></metadata>",
        "xl/richData/rdrichvalue.xml": f'<rvData xmlns="{RICH}"><rv s="0"><v>7</v></rv>{values}</rvData>',
        "xl/richData/rdrichvaluestructure.xml": f'<rvStructures xmlns="{RICH}">'
        '<s t="_error"><k n="errorType" t="i"/></s>'
        '<s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/><k n="CalcOrigin" t="i"/><k n="Text" t="s"/></s>'
        "</rvStructures>",
        "xl/richData/richValueRel.xml": '<richValueRels xmlns="http://schemas.microsoft.com/office/spreadsheetml/2022/'
        f'richvaluerel" xmlns:r="{R}">' + "".join(f'<rel r:id="rId{n + 1}"/>' for n in range(len(pictures)))
        + "</richValueRels>",
    }  # fmt: skip
    parts = {name: xml.encode() for name, xml in parts.items()}
    targets = (f"../media/image{n}.jpeg" for n, _ in enumerate(pictures, 1))
    parts["xl/richData/_rels/richValueRel.xml.rels"] = rels(*targets)
    parts |= {f"xl/media/image{number}.jpeg": content for number, content in enumerate(pictures, 1)}
    related = [
        (f"{R}/sheetMetadata", "metadata.xml"),
        ("http://schemas.microsoft.com/office/2017/06/relationships/rdRichValue", "richData/rdrichvalue.xml"),
        (
            "http://schemas.microsoft.com/office/2017/06/relationships/rdRichValueStructure",
            "richData/rdrichvaluestructure.xml",
        ),
        ("http://schemas.microsoft.com/office/2022/10/relationships/richValueRel", "richData/richValueRel.xml"),
    ]
    written = {
        f"PIC-{'ABC'[number]}": lambda cell, style, vm=number + 1: (
            f'<c r="{cell}"{style} t="e" vm="{vm}"><v>#VALUE!</v></c>'
        )
        for number in range(len(pictures))
    }
    made = forged(desk.path.read_bytes(), "走访慰问", cells=cells or written, parts=parts, of_workbook=related)
    desk.path.write_bytes(made)


def float_over(desk, forged, *anchors, sheet="走访慰问"):
    """Let pictures float: (picture, row, first column, last column), from 0."""
    listed = "".join(
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{first}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{last}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>"
        f"{row + 2}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{pic('图', f'rId{number}')}<xdr:clientData/>"
        "</xdr:twoCellAnchor>"
        for number, (_, row, first, last) in enumerate(anchors, 1)
    )
    parts = {
        "xl/drawings/drawing9.xml": f'<xdr:wsDr xmlns:xdr="{DRAWING}" xmlns:a="{A}" xmlns:r="{R}">{listed}</xdr:wsDr>'
        .encode(),
        "xl/drawings/_rels/drawing9.xml.rels": rels(*(f"../media/f{n}.jpeg" for n, _ in enumerate(anchors, 1))),
    }  # fmt: skip
    parts |= {f"xl/media/f{number}.jpeg": anchor[0] for number, anchor in enumerate(anchors, 1)}
    related = [(f"{R}/drawing", "../drawings/drawing9.xml")]
    made = forged(desk.path.read_bytes(), sheet, parts=parts, of_sheet=related)
    desk.path.write_bytes(made)


@pytest.fixture
def shots(photo):
    return [photo(colour=(number * 60, 90, 30)) for number in range(3)]


@pytest.mark.parametrize("kept_by", [wps, excel])
def test_pictures_in_cells_are_the_evidence_of_their_rows(desk, event, forged, shots, kept_by, catalog):
    desk.write(event["visit"]("PIC-A"), event["visit"]("PIC-B", 29), event["visit"](None, 30))
    kept_by(desk, forged, *shots[:2])
    found, rows = desk.found(), desk.ledger().rows
    assert [[piece.read() for one in found.of(row) for piece in one.pieces] for row in rows] == [
        [shots[0]],
        [shots[1]],
        [],
    ]
    assert [one.text for one in found.references] == ["走访慰问!P5", "走访慰问!P6"]
    assert found.problems == ()
    copy = submitted_copy(catalog, desk.ledger(), "0" * 64)
    assert b"media/" not in copy, "no picture goes along with the ledger alone"


def test_a_picture_that_the_file_does_not_hold_is_told(desk, event, forged, shots):
    desk.write(event["visit"]("PIC-A"), event["visit"]("PIC-B", 29))
    wps(desk, forged, shots[0], missing=["PIC-B"])
    found = desk.found()
    assert [problem.code for problem in found.problems] == ["lost-picture"]
    assert found.problems[0].place == "走访慰问!P6"


@pytest.mark.parametrize("folder", [True, False])
def test_only_pictures_that_the_file_holds_prove_their_rows(desk, event, forged, shots, folder):
    desk.write(event["visit"]("PIC-A"), event["visit"]("PIC-B", 29), event["visit"]("合影.jpg", 30))
    wps(desk, forged, shots[0], missing=["PIC-B"])
    if folder:
        desk.files("别的.jpg")
    ledger = desk.ledger()
    proofs = proofs_of(desk.path, ledger)
    words = () if folder else ("合影.jpg",)
    assert [proofs.of(row) for row in ledger.rows] == [("走访慰问!P5",), (), words]


def test_an_original_in_a_store_proves_what_it_holds(desk, event, forged, shots, catalog):
    """No folder lies beside it; what a cell names is believed, as for a ledger without its folder."""
    desk.write(event["visit"]("PIC-A"), event["visit"]("PIC-B", 29), event["visit"]("合影.jpg", 30))
    wps(desk, forged, shots[0], missing=["PIC-B"])
    ledger = desk.ledger()
    proofs = proofs_within(desk.path, ledger)
    assert [proofs.of(row) for row in ledger.rows] == [("走访慰问!P5",), (), ("合影.jpg",)]
    original = original_in(desk.path.parent, ledger.sha256)
    original.parent.mkdir()
    original.write_bytes(desk.path.read_bytes())
    standard = standard_of(catalog, "unit").standard
    sent = Scorer(standard, desk.path.parent)(ledger, "hospital")
    known, believed = (score(ledger, standard, "hospital", proofs=one).items for one in (proofs, Proofs(trusting=True)))
    assert [one[1:3] for one in sent] == [(one.score, one.why) for one in known]
    assert [one.why for one in known] != [one.why for one in believed]


def test_a_ledger_without_pictures_in_cells_is_not_opened_again(desk, event):
    desk.write(event["visit"]("合影.jpg"))
    assert proofs_within(desk.path.with_name("没有这个文件.xlsx"), desk.ledger()) == Proofs(trusting=True)


def test_a_floating_picture_proves_its_row_without_a_folder_too(desk, event, forged, shots):
    desk.write(event["visit"]("说明", 1), event["visit"](None, 2))
    evidence = ord("P") - ord("A")
    float_over(desk, forged, (shots[0], 4, evidence, evidence), (shots[1], 5, evidence, evidence))
    ledger = desk.ledger()
    proofs = proofs_of(desk.path, ledger)
    assert [proofs.of(row) for row in ledger.rows] == [("走访慰问!P5", "说明"), ("走访慰问!P6",)]


@pytest.mark.parametrize("vm", ["2", "99", "0", "", "x"])
def test_an_error_whose_metadata_lead_to_no_picture_stays_an_error(desk, event, forged, shots, vm):
    from shuangyong.catalog import installed
    from shuangyong.examination import examine

    desk.write(event["visit"]("PIC-A"))
    excel(
        desk, forged, shots[0],
        cells={"PIC-A": lambda cell, style: f'<c r="{cell}"{style} t="e" vm="{vm}"><v>#VALUE!</v></c>'},
    )  # fmt: skip
    assert [problem.code for problem in examine(desk.path, installed()).problems] == ["error-cell"]


def test_damaged_rich_data_make_no_picture_and_harm_nothing_else(desk, event, forged, shots):
    from shuangyong.catalog import installed
    from shuangyong.examination import examine

    desk.write(event["visit"]("PIC-A"))
    excel(desk, forged, shots[0])
    whole = desk.path.read_bytes()
    for part in ("xl/metadata.xml", "xl/richData/rdrichvalue.xml", "xl/richData/richValueRel.xml"):
        desk.path.write_bytes(forged(whole, "走访慰问", parts={part: b"<broken"}))
        assert [problem.code for problem in examine(desk.path, installed()).problems] == ["error-cell"], part


def test_a_floating_picture_belongs_to_the_row_where_it_begins(desk, event, forged, shots):
    desk.write(event["visit"]("说明", 1), event["visit"](None, 2))
    evidence = ord("P") - ord("A")
    float_over(
        desk, forged,
        (shots[0], 5, evidence, evidence), (shots[1], 5, evidence - 1, evidence + 1), (shots[2], 5, 2, 3),
    )  # fmt: skip
    found, rows = desk.found(), desk.ledger().rows
    assert [piece.read() for one in found.of(rows[1]) for piece in one.pieces] == shots[:2]
    assert [one.text for one in found.of(rows[1])] == ["走访慰问!P6 图1", "走访慰问!P6 图2"]
    stray = [problem for problem in found.problems if problem.code == "stray-picture"]
    assert "走访慰问!C6" in stray[0].message


def test_a_picture_on_a_sheet_that_takes_none_is_told_so(desk, event, forged, shots):
    desk.write(event["person"](name="欧阳建国", category="残疾军人"))
    float_over(desk, forged, (shots[0], 4, 2, 3), sheet="优抚对象登记")
    (problem,) = desk.found().problems
    assert "放在没有“佐证材料”列的表里" in problem.message and "优抚对象登记!C5" in problem.message
    assert "制度文件、表彰奖励" in problem.fix and "拖到" not in problem.fix
