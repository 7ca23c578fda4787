"""The styles of an official document, in the typefaces of a font map."""

from .docx_page import LINE, SQUEEZE, TYPE
from .docx_xml import Attributes, Element, element, properties
from .fontmap import Font, FontMap

HEADING_LEVELS = 4
TITLE_LINE = 640
"""The line pitch of titles, 32 pt."""

CELL_MARGIN = 85
"""What stands free at the left and right of a cell, in twentieths of a point."""

_INDENT: Attributes = {"firstLine": 2 * TYPE, "firstLineChars": 200}
_EXACT: dict[str, str | int] = {"before": 0, "after": 0, "line": LINE, "lineRule": "exact"}
_SINGLE: dict[str, str | int] = {"before": 0, "after": 0, "line": 240, "lineRule": "auto"}


def styles(fonts: FontMap) -> Element:
    """Return the part ``styles.xml``."""
    return element("styles", _defaults(fonts), *_body(fonts), *_headings(fonts), *_attachments(fonts), *_tables(fonts))


def font_table(fonts: FontMap) -> Element:
    """Return the part ``fontTable.xml``: what Word is to take where a typeface is missing."""
    return element("fonts", *(element("font", element("altName", val=font.instead), name=font.name) for font in fonts))


def _defaults(fonts: FontMap) -> Element:
    language = {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"}
    run = properties("rPr", rFonts=_faces(fonts.body, fonts.latin), sz=2 * 16, szCs=2 * 16, lang=language)
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault"))


def _body(fonts: FontMap) -> list[Element]:
    # No widow control: 22 lines stand on every full page.
    normal = properties("pPr", widowControl=False, autoSpaceDE=False, autoSpaceDN=False, spacing=_EXACT, jc="both")
    # Off the grid, where LibreOffice gives a line of more than 28 pt the place of two.
    title = properties(
        "pPr", keepNext=True, keepLines=True, snapToGrid=False, spacing=_EXACT | {"line": TITLE_LINE}, jc="center"
    )
    signature = properties("pPr", keepNext=True, keepLines=True, spacing=_EXACT | {"before": LINE})
    foot = properties("pPr", snapToGrid=False, spacing=_EXACT | {"line": 360})
    return [
        _style("Normal", "Normal", normal, properties("rPr", spacing=SQUEEZE), based_on=None),
        _style("BodyText", "Body Text", properties("pPr", ind=_INDENT)),
        _style("Title", "Title", title, _type(fonts.title, 22), following="BodyText"),
        _style("Addressee", "主送机关", properties("pPr", keepNext=True, jc="left"), following="BodyText"),
        _style("Signature", "Signature", signature, following="Date"),
        _style("Date", "Date", properties("pPr", keepLines=True)),
        _style("Footer", "footer", foot, _type(fonts.song, 14)),
    ]


def _headings(fonts: FontMap) -> list[Element]:
    types = {
        1: _type(fonts.heading, 16, SQUEEZE),
        2: properties("rPr", rFonts=_faces(fonts.kai, fonts.latin)),
    }
    return [
        _style(
            f"Heading{level}",
            f"heading {level}",
            properties("pPr", keepNext=True, keepLines=True, ind=_INDENT, outlineLvl=level - 1),
            types.get(level),
            following="BodyText",
        )
        for level in range(1, HEADING_LEVELS + 1)
    ]


def _attachments(fonts: FontMap) -> list[Element]:
    label = properties("pPr", keepNext=True, pageBreakBefore=True, spacing=_EXACT | {"after": LINE}, jc="left")
    return [
        _style("AttachmentNote", "附件说明", properties("pPr", keepNext=True, keepLines=True, jc="left")),
        _style("Attachment", "附件", label, _type(fonts.heading, 16, SQUEEZE), following="AttachmentTitle"),
        _style(
            "AttachmentTitle",
            "附件标题",
            properties("pPr", outlineLvl=0),
            based_on="Title",
            following="BodyText",
        ),
    ]


def _tables(fonts: FontMap) -> list[Element]:
    caption = properties("pPr", keepNext=True, keepLines=True, jc="center")
    # Cells leave the grid: on it every row would be 28 pt high.
    cell = properties("pPr", snapToGrid=False, spacing=_SINGLE, jc="left")
    head = properties("pPr", keepNext=True, jc="center")
    # Word clips a picture to an exact line.
    picture = properties("pPr", keepNext=True, snapToGrid=False, spacing=_SINGLE | {"before": 120}, jc="center")
    below = properties("pPr", snapToGrid=False, spacing=_SINGLE | {"before": 40, "after": 120}, jc="center")
    return [
        _style("Caption", "caption", caption, _type(fonts.heading, 12)),
        _style("TableText", "表格文字", cell, properties("rPr", spacing=0, sz=21, szCs=21)),
        _style("TableHead", "表头", head, _type(fonts.heading, 10.5), based_on="TableText"),
        _style("Picture", "图片", picture),
        _style("PictureCaption", "图题", below, _type(fonts.heading, 12)),
        _table_style("TableNormal", "Normal Table", default=1),
        _table_style("TableGrid", "Table Grid", _grid()),
    ]


def _grid() -> Element:
    borders = (
        element(side, val="single", sz=4, space=0, color="auto")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = {"top": 40, "left": CELL_MARGIN, "bottom": 40, "right": CELL_MARGIN}
    return properties(
        "tblPr",
        element("tblBorders", *borders),
        element("tblCellMar", *(element(side, w=size, type="dxa") for side, size in margins.items())),
    )


def _style(
    identifier: str,
    name: str,
    paragraph: Element,
    run: Element | None = None,
    *,
    based_on: str | None = "Normal",
    following: str | None = None,
) -> Element:
    """Return a paragraph style; ``following`` is the style of the paragraph that a writer types next."""
    links = {"basedOn": based_on, "next": following}
    return element(
        "style",
        element("name", val=name),
        *(element(tag, val=other) for tag, other in links.items() if other),
        element("qFormat"),
        paragraph,
        *([] if run is None else [run]),
        type="paragraph",
        styleId=identifier,
        # Word's own styles have English names; the others must say that they are not its own.
        **({} if name.isascii() else {"customStyle": 1}),
        **({} if based_on else {"default": 1}),
    )


def _table_style(identifier: str, name: str, *rest: Element, **marks: int) -> Element:
    return element("style", element("name", val=name), *rest, type="table", styleId=identifier, **marks)


def _type(font: Font, points: float, spacing: int = 0) -> Element:
    """Return a typeface that sets letters and digits too, and its size."""
    size = round(2 * points)
    bold = {"b": True} if font.bold else {}
    return properties("rPr", rFonts=_faces(font, font), spacing=spacing, sz=size, szCs=size, **bold)


def _faces(font: Font, latin: Font) -> dict[str, str]:
    # Every script by name: a theme would win over what is left out.
    return {"ascii": latin.name, "hAnsi": latin.name, "eastAsia": font.name, "cs": latin.name}
