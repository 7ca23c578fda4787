"""Figures as section templates see them."""

from typing import Any

import attrs

from ..model.fields import Field
from .document import Figure, FigureRun
from .manuscript import Manuscript


@attrs.frozen(eq=False)
class Number:
    """A figure in a template: it compares with numbers, is false at zero, and prints as an inset.

    Attributes:
        figure: What is printed.
        field: What it is a figure of.
        manuscript: Where it is printed.
    """

    figure: Figure
    field: Field
    manuscript: Manuscript

    @property
    def label(self) -> str:
        """What a person calls the measure."""
        return self.field.label

    def printed(self, text: str = "", unit: str = "") -> str:
        """Return the inset that stands for the figure, printed as ``text``, and the unit after it."""
        figure = attrs.evolve(self.figure, text=text) if text else self.figure
        return self.manuscript.inset(FigureRun(figure)) + unit

    def __str__(self) -> str:
        return self.printed()

    def __bool__(self) -> bool:
        return self.figure.amount != 0

    def __eq__(self, other: object) -> bool:
        return bool(self.figure.amount == _amount(other))

    def __lt__(self, other: Any) -> bool:
        return bool(self.figure.amount < _amount(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.figure.amount <= _amount(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.figure.amount > _amount(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.figure.amount >= _amount(other))

    def __hash__(self) -> int:
        return hash(self.figure.amount)


def _amount(other: Any) -> Any:
    return other.figure.amount if isinstance(other, Number) else other
