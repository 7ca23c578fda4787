"""A paper as one HTML page that needs nothing else and prints on A4 across."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from ...report.docx_signature import chinese_date
from .paper import Cell, Grid, Line, Paper, Sheet


def paper_html(paper: Paper) -> bytes:
    """Return a paper as HTML in UTF-8: no script, no network."""
    return "".join(_page(paper)).encode()


def _page(paper: Paper) -> Iterator[str]:
    style = files(__package__).joinpath("paper.css").read_text(encoding="utf-8")
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield f"<title>{escape(paper.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
    for sheet in paper.sheets:
        yield from _sheet(sheet)
    yield f'<p class="date">{chinese_date(paper.date)}</p>\n</main>\n</body>\n</html>\n'


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"<section>\n<h1>{escape(sheet.title)}</h1>\n"
    for block in sheet.blocks:
        if isinstance(block, Line):
            mark = ' class="bold"' if block.bold else ""
            yield f"<p{mark}>{escape(block.text)}</p>\n"
        else:
            yield from _grid(block)
    yield "</section>\n"


def _grid(grid: Grid) -> Iterator[str]:
    whole = sum(grid.widths)
    columns = "".join(f'<col style="width:{100 * width / whole:.2f}%">' for width in grid.widths)
    caption = f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
    header = "".join(f'<th scope="col">{escape(name)}</th>' for name in grid.header)
    yield f"<table>{caption}<colgroup>{columns}</colgroup>\n<thead><tr>{header}</tr></thead>\n<tbody>\n"
    for row in grid.rows:
        yield f"<tr>{''.join(_cell(cell) for cell in row if cell is not None)}</tr>\n"
    yield "</tbody>\n</table>\n"


def _cell(cell: Cell) -> str:
    classes = " ".join(
        name for name in (cell.align if cell.align != "left" else "", "bold" if cell.bold else "") if name
    )
    marks = f' class="{classes}"' if classes else ""
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    return f"<td{marks}{spans}>{escape(cell.text)}</td>"
