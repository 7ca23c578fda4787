"""Telling which cells the figures of a finished file come from, and which of them somebody has changed."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from .document import Figure
from .provenance import figures_from_json, missing

_PAGE = ("<!doctype html", "<html")


@attrs.frozen
class Explained:
    """A figure of a file.

    Attributes:
        figure: As it was written, with its cells.
        now: What the file says in its place today; None where the place is gone.
    """

    figure: Figure
    now: str | None

    @property
    def edited(self) -> bool:
        """Whether somebody has changed or deleted it."""
        return self.now != self.figure.text

    def lines(self) -> Iterator[str]:
        """Yield it for people: what it is, what became of it, and its cells."""
        figure = self.figure
        yield f"{figure.ordinal}. {figure.label}：{figure.text}{figure.unit}（{figure.name}）"
        if self.edited:
            yield f"   已被改动：文件里现在是「{self.now}」" if self.now else "   已被改动：文件里已经没有这个数字"
        for source in figure.sources:
            yield f"   {source.file} {source.sheet}!{source.cell}" + (f"：{source.value}" if source.value else "")

    def to_json(self) -> dict[str, Any]:
        """Return it for machines; the amount is a decimal string."""
        figure = self.figure
        return {
            "ordinal": figure.ordinal,
            "figure": figure.name,
            "label": figure.label,
            "text": figure.text,
            "amount": str(figure.amount),
            "unit": figure.unit,
            "approx": figure.approx,
            "edited": self.edited,
            "now": self.now,
            "sources": [attrs.asdict(source) for source in figure.sources],
        }


def explain(path: Path) -> list[Explained]:
    """Return the figures of a docx, html, xlsx or md file that this program wrote, known by its content.

    Raises:
        ProblemsFound: The file holds no record of its figures, or a damaged one.
    """
    content = path.read_bytes()
    if zipfile.is_zipfile(io.BytesIO(content)):
        return _packaged(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise missing() from None
    if text.lstrip().lower().startswith(_PAGE):
        from .html import read_html_record

        return _with_edits(*read_html_record(text))
    from .markdown import read_markdown_record

    return _with_edits(*read_markdown_record(text))


def _packaged(content: bytes) -> list[Explained]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        from .docx_figures import read_docx_figures

        return [Explained(figure, now) for figure, now in read_docx_figures(content)]
    if "xl/workbook.xml" in names:
        from .spreadsheet import read_spreadsheet_record

        return _with_edits(*read_spreadsheet_record(content))
    raise missing()


def _with_edits(record: str, edited: dict[int, str]) -> list[Explained]:
    return [
        Explained(figure, (edited[figure.ordinal] or None) if figure.ordinal in edited else figure.text)
        for figure in figures_from_json(record)
    ]
