"""Pictures in Word: one or two in a line, equally high, each with its caption below."""

from collections.abc import Iterator

from lxml import etree

from .document import Picture, Pictures
from .docx_page import WIDTH, mm
from .docx_runs import paragraph, run, run_of
from .docx_xml import Element, R, element, legal, properties

_TWIP = 635  # English metric units: 914400 an inch
_GAP = 170  # between two pictures, in twentieths of a point
_WIDEST_ALONE = mm(112)

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def picture_identifier(picture: Picture) -> str:
    """Return the name by which the document refers to a picture."""
    return f"picture{picture.ordinal}"


def pictures(block: Pictures, *, keep_next: bool = False) -> Iterator[Element]:
    """Yield pictures side by side in a table without lines; ``keep_next`` keeps them on the page of what follows."""
    sizes = _sizes(block)
    if len(sizes) == 1:
        widths = [WIDTH]
    else:
        spare = (WIDTH - sum(width for width, _ in sizes)) // len(sizes)
        widths = [width + spare for width, _ in sizes]
    cells = [_cell(one, size, width, keep_next) for one, size, width in zip(block.pictures, sizes, widths, strict=True)]
    shape = properties(
        "tblPr",
        element("tblCellMar", element("left", w=0, type="dxa"), element("right", w=0, type="dxa")),
        tblStyle="TableNormal",
        tblW={"w": sum(widths), "type": "dxa"},
        jc="center",
        tblLayout={"type": "fixed"},
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    yield element("tbl", shape, grid, element("tr", properties("trPr", cantSplit=True), *cells))


def _sizes(block: Pictures) -> list[tuple[int, int]]:
    """Return width and height of each in twentieths of a point: one height for all that stand in a line."""
    ratios = [one.width / one.height for one in block.pictures]
    available = _WIDEST_ALONE if len(ratios) == 1 else WIDTH - _GAP * len(ratios)
    height = min(available / sum(ratios), mm(block.highest))
    return [(round(height * ratio), round(height)) for ratio in ratios]


def _cell(picture: Picture, size: tuple[int, int], width: int, keep_next: bool) -> Element:
    marks = {"keepNext": True} if keep_next else {}
    return element(
        "tc",
        properties("tcPr", tcW={"w": width, "type": "dxa"}),
        paragraph("Picture", run_of(_drawing(picture, *size))),
        paragraph("PictureCaption", run(picture.label), **marks),
    )


def _drawing(picture: Picture, width: int, height: int) -> Element:
    """Return an inline drawing (ISO/IEC 29500-1, 20.4.2.8)."""
    extent = {"cx": str(width * _TWIP), "cy": str(height * _TWIP)}
    name = {"id": str(picture.ordinal), "name": picture_identifier(picture)}
    inline = etree.Element(f"{{{_WP}}}inline", nsmap={"wp": _WP, "a": _A, "pic": _PIC})
    etree.SubElement(inline, f"{{{_WP}}}extent", extent)
    etree.SubElement(inline, f"{{{_WP}}}docPr", name | {"descr": legal(picture.label)})
    graphic = etree.SubElement(inline, f"{{{_A}}}graphic")
    data = etree.SubElement(graphic, f"{{{_A}}}graphicData", uri=_PIC)
    made = etree.SubElement(data, f"{{{_PIC}}}pic")
    about = etree.SubElement(made, f"{{{_PIC}}}nvPicPr")
    etree.SubElement(about, f"{{{_PIC}}}cNvPr", name)
    etree.SubElement(about, f"{{{_PIC}}}cNvPicPr")
    fill = etree.SubElement(made, f"{{{_PIC}}}blipFill")
    etree.SubElement(fill, f"{{{_A}}}blip", {f"{{{R}}}embed": picture_identifier(picture)})
    etree.SubElement(etree.SubElement(fill, f"{{{_A}}}stretch"), f"{{{_A}}}fillRect")
    shape = etree.SubElement(made, f"{{{_PIC}}}spPr")
    frame = etree.SubElement(shape, f"{{{_A}}}xfrm")
    etree.SubElement(frame, f"{{{_A}}}off", x="0", y="0")
    etree.SubElement(frame, f"{{{_A}}}ext", extent)
    outline = etree.SubElement(shape, f"{{{_A}}}prstGeom", prst="rect")
    etree.SubElement(outline, f"{{{_A}}}avLst")
    return element("drawing", inline)
