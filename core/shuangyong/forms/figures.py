"""Figures in a filled form: marks that stand for them while it is written, and the record of their rows."""

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import attrs
from jinja2.runtime import Context

from ..model.ledgers import Ledger
from ..report.document import Document, Figure, FigureRun, Paragraph
from ..report.provenance import figures_to_json
from .budget import BUDGET, Budget, printed_value

#: Characters of the private use area: no text of a ledger keeps them, and XML can hold them.
OPEN, MIDDLE, CLOSE = "\ue0a0", "\ue0a1", "\ue0a2"
#: Stands for the ordinal of a number that is no figure, such as a year.
PLAIN = 0
MARK = re.compile(f"{OPEN}([0-9]+){MIDDLE}([^{CLOSE}]*){CLOSE}")
_MARKS = re.compile(f"[{OPEN}{MIDDLE}{CLOSE}]")


def with_marks(context: Context, value: Any) -> str:
    """Return a value as text; a figure stands between marks that bear its ordinal."""
    budget: Budget = context[BUDGET]
    printed = printed_value(context, value)
    if isinstance(printed, int | float | Decimal):
        return f"{OPEN}{PLAIN}{MIDDLE}{printed}{CLOSE}"
    made = []
    for piece in budget.manuscript.split(_MARKS.sub("", str(printed))):
        if isinstance(piece, FigureRun):
            figure = attrs.evolve(piece.figure, ordinal=len(budget.figures) + 1)
            budget.figures.append(figure)
            made.append(f"{OPEN}{figure.ordinal}{MIDDLE}{figure.text}{CLOSE}")
        else:
            made.append(piece if isinstance(piece, str) else piece.text)
    return "".join(made)


def without_marks(text: str) -> str:
    """Return a text with its figures as plain words."""
    return _MARKS.sub("", MARK.sub(r"\2", text))


def record(figures: Iterable[Figure], ledger: Ledger, last: Ledger | None) -> str:
    """Return the record of a form's figures, as ``explain`` reads it."""
    document = Document(
        kind="table",
        title="",
        issuer=ledger.unit.name,
        date=datetime.date(ledger.year, 12, 31),  # a record has no date,
        blocks=(Paragraph(tuple(FigureRun(figure) for figure in figures)),),
        ledgers=tuple((one.file, one.sha256) for one in (ledger, last) if one is not None),
    )
    return figures_to_json(document)
