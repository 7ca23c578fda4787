"""Which sector wrote a text: what its title names, what it calls itself, what it speaks of."""

import re
from collections.abc import Iterator

from ...catalog import Catalog
from ...offers import Sector
from ..language.analysis import Analysis

#: How much a sector's name counts in the title, in what a text calls its writer (我院), and elsewhere.
_TITLE, _SELF, _NAMED = 6.0, 2.0, 0.5
#: A name counts only so often: a text may speak of another sector's units at length.
_OFTEN = 6
#: What the words of a title are worth that stand last in a unit's name: 市人民医院, 学校.
_ENOUGH = 1.0
_SPLIT = re.compile(r"[、，,和及（）()]|一般")


def sector_of(analysis: Analysis, catalog: Catalog) -> str | None:
    """Return the id of the sector that a text's title and words point to; None where they point to none."""
    titles = " ".join(heading.title for heading in analysis.headings if heading.level == 0)
    if not titles and analysis.sentences:
        titles = analysis.text[analysis.sentences[0].start : analysis.sentences[0].end]
    scores = {sector.id: _score(sector, titles, analysis.text) for sector in catalog.sectors}
    if not scores:
        return None
    best = max(scores, key=lambda one: scores[one])
    return best if scores[best] >= _ENOUGH else None


def _score(sector: Sector, titles: str, text: str) -> float:
    names = {*_names(sector)}
    named = sum(1 for name in names if name in titles)
    ourselves = {sector.self_name, *(own for _, own in sector.self_names)}
    said = sum(min(text.count(own), _OFTEN) for own in ourselves)
    spoken = sum(min(text.count(name), _OFTEN) for name in names if len(name) > 1)
    return _TITLE * bool(named) + _SELF * said + _NAMED * min(spoken, 2 * _OFTEN)


def _names(sector: Sector) -> Iterator[str]:
    """Yield what the sector's units are called: its label, its aliases, the units that it says it is for."""
    yield from (sector.label, *sector.aliases)
    yield from (name for name in _SPLIT.split(sector.units) if len(name) > 1)
