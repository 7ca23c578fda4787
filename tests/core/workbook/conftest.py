"""Workbooks forged from XML, to hold exactly what no office program would write."""

import io
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

import pytest
from shuangyong.model.problems import Problem, ProblemsFound
from shuangyong.workbook.book import Cell, address
from shuangyong.workbook.reader import read_book_bytes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{RELATED}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def styles(formats: list[str | int]) -> str:
    """Style 0 is General; style n shows the n-th format, a built-in id or a code."""
    codes = [(164 + n, code) for n, code in enumerate(formats) if isinstance(code, str)]
    identifiers = [code if isinstance(code, int) else 164 + n for n, code in enumerate(formats)]
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>'
        + "".join(f'<numFmt numFmtId="{id_}" formatCode={quoteattr(code)}/>' for id_, code in codes)
        + '</numFmts><cellXfs><xf numFmtId="0"/>'
        + "".join(f'<xf numFmtId="{id_}"/>' for id_ in identifiers)
        + "</cellXfs></styleSheet>"
    )


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def package_parts(
    rows: str = "",
    *,
    sheet: str | bytes | None = None,
    strings: str | None = None,
    formats: list[str | int] | None = None,
    sheets: Mapping[str, str] | None = None,
    states: Mapping[str, str] | None = None,
    properties: str = "",
    strict: bool = False,
    parts: Mapping[str, bytes | str | None] | None = None,
) -> dict[str, bytes]:
    """The parts of a workbook: one sheet 表 of these rows, or several; ``parts`` replaces or (None) drops."""
    content = {"表": worksheet(rows) if sheet is None else sheet} if sheets is None else dict(sheets)
    listed = "".join(
        f"<sheet name={quoteattr(name)} sheetId='{n}' r:id='rId{n}'"
        + (f" state='{states[name]}'" if states and name in states else "")
        + "/>"
        for n, name in enumerate(content, 1)
    )
    relations = [("worksheet", f"rId{n}", f"worksheets/sheet{n}.xml") for n in range(1, len(content) + 1)]
    made: dict[str, bytes | str | None] = {
        f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(content.values(), 1)
    }
    if strings is not None:
        relations.append(("sharedStrings", "rIdS", "sharedStrings.xml"))
        made["xl/sharedStrings.xml"] = f'{DECLARATION}<sst xmlns="{MAIN}" count="9" uniqueCount="9">{strings}</sst>'
    if formats is not None:
        relations.append(("styles", "rIdT", "styles.xml"))
        made["xl/styles.xml"] = styles(formats)
    made |= {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">'
        f"<workbookPr{properties}/><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{id_}" Type="{RELATED}/{type_}" Target="{target}"/>' for type_, id_, target in relations
        )
        + "</Relationships>",
    }
    encoded = {
        name: xml.encode() if isinstance(xml, str) else xml
        for name, xml in (made | dict(parts or {})).items()
        if xml is not None
    }
    if strict:
        encoded = {name: strictly(xml) for name, xml in encoded.items()}
    return encoded


def strictly(xml: bytes) -> bytes:
    return xml.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        RELATED.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    )


@pytest.fixture(scope="session")
def forge_parts() -> Callable[..., dict[str, bytes]]:
    return package_parts


@pytest.fixture(scope="session")
def forge() -> Callable[..., bytes]:
    return lambda *args, **kwargs: zipped(package_parts(*args, **kwargs))


@pytest.fixture(scope="session")
def zip_of() -> Callable[..., bytes]:
    return zipped


@pytest.fixture(scope="session")
def sheet_of() -> Callable[..., str]:
    return worksheet


@pytest.fixture(scope="session")
def cells_in() -> Callable[..., dict[str, Cell]]:
    """Return the cells of the first sheet of a forged workbook, by address."""

    def cells(*args, **kwargs) -> dict[str, Cell]:
        book = read_book_bytes(zipped(package_parts(*args, **kwargs)), "台账.xlsx")
        return {address(row, column): cell for row, found in book.sheets[0] for column, cell in found.items()}

    return cells


@pytest.fixture(scope="session")
def problems_in() -> Callable[..., list[Problem]]:
    """Return the problems for which a file is refused, each said in whole Chinese sentences."""

    def problems(data: bytes, name: str = "台账.xlsx") -> list[Problem]:
        with pytest.raises(ProblemsFound) as found:
            read_book_bytes(data, name)
        assert found.value.file == name
        for problem in found.value.problems:
            assert problem.severity == "error"
            assert problem.message.endswith("。")
            assert problem.fix.endswith("。")
        return list(found.value.problems)

    return problems


@pytest.fixture(scope="session")
def shared() -> Callable[..., str]:
    """Return shared strings as Chinese Excel writes them, with their empty phonetic properties."""

    def items(*texts: str) -> str:
        return "".join(f'<si><t>{escape(text)}</t><phoneticPr fontId="1" type="noConversion"/></si>' for text in texts)

    return items
