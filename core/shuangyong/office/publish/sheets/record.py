"""The hidden sheet that tells ``explain`` what the figures of 总览 are made of, and what they were when written."""

from collections.abc import Iterator
from typing import Any

from ....model.labels import measure_label
from ....report.document import FigureRun, Inline
from ....report.extracts import Extract
from ....report.figures import number_text
from ....report.located import located
from ....report.provenance import PIECE, RECORD
from ..recording import record
from ..tabulating import Line
from ..telling import Voice
from .look import NOTHING, WITHHELD, Look
from .overview import NAME, line_names

_PLACES = Extract(NAME, ("项目", "指标", "净数"))


def write_record(book: Any, look: Look, voice: Voice) -> None:
    """Write the record as ``report.spreadsheet`` reads it: figures, the text that they stand in, where that is."""
    pieces = [*_pieces(voice)]
    runs = [run for piece in pieces if not isinstance(piece, str) for run in piece if isinstance(run, FigureRun)]
    records = (record(voice.naming, runs), located(pieces).to_json(), _PLACES.to_json())
    columns = [[text[start : start + PIECE] for start in range(0, len(text), PIECE)] for text in records]
    sheet = book.add_worksheet(RECORD)
    for row in range(max(map(len, columns))):
        for column, texts in enumerate(columns):
            if row < len(texts):
                sheet.write_string(row, column, texts[row], look.text)
    sheet.hide()


def _pieces(voice: Voice) -> Iterator[str | tuple[Inline, str]]:
    """Yield what the sheet holds in those columns, as it is read from the file again."""
    for block in voice.tables.blocks:
        yield f"{block.label}\t\t\n"
        for line, name in line_names(block, voice.naming):
            yield f"{name}\t{measure_label(line.kind, line.field)}\t"
            yield _net(line, voice)
            yield "\n"


def _net(line: Line, voice: Voice) -> str | tuple[Inline, str]:
    told = voice.told(line.figure)
    if line.figure.suppressed or told is None or line.figure.value is None:
        return WITHHELD if line.figure.suppressed else NOTHING
    return told.run(), number_text(line.figure.value)
