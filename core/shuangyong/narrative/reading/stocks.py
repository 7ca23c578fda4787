"""How many there are now, beside how many were added: 新增窗口2个，目前共有6个 tells six."""

import re
from collections.abc import Sequence

import attrs

from ...model.kinds import Kind
from .choosing import Left
from .grouping import Deed, Figure

#: What stands before the number of all that there are, and before that of those that came to be.
_NOW = re.compile(
    r"(?:现有|现已有|目前|截至|共有|已有|现为|现达|扩至|总数|总量|合计|增至|增加到|扩大到|累计|达到?)[^，。；,;]{0,14}$"
)
_ADDED = re.compile(r"新(?:增|设|建|签|开|结|添|加)|增[加设开添]|签[订约]")
_WHY = "是当年新增的或其中的一部分，现有数另有。"


def without_added(text: str, deeds: Sequence[Deed]) -> tuple[list[Deed], list[Left]]:
    """Return the deeds without the parts of a stock whose whole their own sentence states, and these parts."""
    kept, left = [], []
    told: dict[tuple[int, Kind], list[Deed]] = {}
    for deed in deeds:
        told.setdefault((deed.first.seen.sentence.start, deed.kind), []).append(deed)
    for deed in deeds:
        figures = {}
        beside = told[deed.first.seen.sentence.start, deed.kind]
        for measure, figure in deed.figures.items():
            if _is_stock(deed, measure) and any(_states_all(text, measure, figure, other) for other in beside):
                quantity = figure.placed.quantity
                left.append(Left(quantity, figure.placed.seen, (figure.placed.candidate,), _WHY))
            else:
                figures[measure] = figure
        if figures:
            kept.append(attrs.evolve(deed, figures=figures))
    return kept, left


def _is_stock(deed: Deed, measure: str) -> bool:
    return deed.kind.field(measure).measure == "stock"


def _states_all(text: str, measure: str, part: Figure, other: Deed) -> bool:
    """Tell whether a deed of the same sentence and kind states, behind a part, how many there are in all."""
    whole = other.figures.get(measure)
    if whole is None or whole.value < part.value:
        return False
    sentence, start = whole.placed.seen.sentence, whole.placed.quantity.start
    begins = part.placed.quantity.end
    if begins > start:
        return False
    said_before = text[sentence.start : part.placed.quantity.start]
    return bool(_NOW.search(text[begins:start])) and (
        bool(_ADDED.search(text[sentence.start : start])) or not _NOW.search(said_before)
    )
