"""Pictures in the ledger itself: in the cells of 佐证材料, or floating over them."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from ..model.ledgers import Ledger
from ..model.problems import Problem
from .pieces import Piece, Place


@attrs.frozen
class Pictures:
    """The pictures of a ledger by the row whose cell they stand in or over."""

    by_place: Mapping[Place, tuple[Piece, ...]]
    problems: tuple[Problem, ...] = ()


def pictures_in(ledger_path: Path, ledger: Ledger) -> Pictures:  # noqa: ARG001
    """Return the pictures that stand in the cells of 佐证材料 or float over them."""
    return Pictures({})
