"""The record of a publication's figures, as documents keep theirs, so that ``explain`` can tell them."""

from collections.abc import Iterable

from ...report.document import Document, FigureRun, Paragraph
from ...report.provenance import figures_to_json
from .naming import Naming


def record(naming: Naming, runs: Iterable[FigureRun]) -> str:
    """Return the record of figures that a file of a roll-up prints."""
    document = Document(
        kind="table",
        title=naming.place,
        issuer=naming.issuer,
        date=naming.rollup.period.last,
        blocks=(Paragraph(tuple(runs)),),
    )
    return figures_to_json(document)
