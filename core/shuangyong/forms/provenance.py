"""The rows of a filled workbook's figures, kept in a hidden sheet so that ``explain`` can tell them."""

from collections.abc import Sequence

import attrs
from lxml import etree

from ..model.ledgers import Ledger
from ..report.document import Figure
from ..report.provenance import PIECE, RECORD
from ..report.spreadsheet import located_cells
from ..workbook.book import column_letter
from ..workbook.ooxml.markup import MAIN, preserve
from ..workbook.ooxml.package import Package, parse
from ..workbook.ooxml.workbook import Workbook
from .figures import record
from .sheets import FilledCell


def with_provenance(package: Package, cells: Sequence[FilledCell], ledger: Ledger, last: Ledger | None) -> bytes:
    """Return the workbook with the record of its figures; without one where they are not found in it again."""
    figures = [attrs.evolve(cell.figure, ordinal=ordinal) for ordinal, cell in enumerate(cells, 1)]
    data = package.to_bytes()
    workbook = Workbook.open(package)
    if not figures or RECORD in workbook.worksheets():
        return data
    located = located_cells(
        data, [(cell.sheet, cell.cell, _as_held(cell, figure)) for cell, figure in zip(cells, figures, strict=True)]
    )
    if located is None:
        return data
    kept: list[Figure] = [figure for figure in figures if figure.ordinal in located.spans]
    part = workbook.add_sheet(RECORD)
    workbook.sheets()[-1].set("state", "hidden")
    workbook.save()
    package[part] = _sheet([record(kept, ledger, last), located.to_json()])
    return package.to_bytes()


def _as_held(cell: FilledCell, figure: Figure) -> Figure:
    """Return a figure with the text that is looked for in its cell, which may hold it as a number."""
    return figure if cell.number is None else attrs.evolve(figure, text=cell.number)


def _sheet(records: Sequence[str]) -> bytes:
    """Return a worksheet with each record down a column, in pieces that a cell holds."""
    root = parse(f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode())
    pieces = [[text[start : start + PIECE] for start in range(0, len(text), PIECE)] for text in records]
    for number in range(1, max(map(len, pieces)) + 1):
        row = etree.SubElement(root[0], f"{{{MAIN}}}row", r=str(number))
        for column, texts in enumerate(pieces, 1):
            if number <= len(texts):
                cell = etree.SubElement(row, f"{{{MAIN}}}c", r=f"{column_letter(column)}{number}", t="inlineStr")
                text = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
                preserve(text, texts[number - 1])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
