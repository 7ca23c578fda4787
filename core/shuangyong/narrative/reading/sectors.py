"""Which sector wrote a text: what its title names, what it calls itself, whose name its clauses begin with."""

import re
from collections import Counter
from collections.abc import Iterator

from ...catalog import Catalog
from ...offers import Sector
from ..language.analysis import Analysis

#: What a sector's name is worth in the title, at the head of a clause, and what a text calls its writer (我院); and the
#: word of its own that ends the writer's name in the title: 白塔镇 is one that says 我镇.
_TITLE, _HEAD, _SELF, _ENDING = 3.0, 1.0, 2.0, 2.0
#: Names and self-names count only so often: a text may speak of another sector's units at length.
_OFTEN = 6
#: Below this a text does not tell.
_ENOUGH = 1.0
#: How much of a text is looked at: writers name themselves early.
_FAR = 20_000
_SPLIT = re.compile(r"[、，,和及（）()]|一般")
#: What stands behind the writer's name in a title.
_BEHIND_WRITER = (
    "(?:党委|党工委|党支部|党总支|人民政府|政府|办事处|机关)?"
    "(?:关于|[“‘]?双拥|拥军|优抚|军民|国防|退役|(?:19|20|二)[\\d〇○零]|上半年|下半年|年度|$)"
)
_BREAK = re.compile(r"[，。；：！？、\n\s）)]|[一二三四五六七八九十]是")


def sector_of(analysis: Analysis, catalog: Catalog) -> str | None:
    """Return the id of the sector that a text's title and words point to; None where they point to none."""
    titles = " ".join(heading.title for heading in analysis.headings if heading.level == 0)
    text = analysis.text[:_FAR]
    if not titles and analysis.sentences:
        titles = text[analysis.sentences[0].start : analysis.sentences[0].end]
    heads = [clause for clause in _BREAK.split(text) if clause]
    shared = Counter(own for sector in catalog.sectors for own in _ourselves(sector))
    scores = {sector.id: _score(sector, titles, text, heads, shared) for sector in catalog.sectors}
    best = max(scores, key=lambda one: scores[one], default=None)
    return best if best is not None and scores[best] >= _ENOUGH else None


def _score(sector: Sector, titles: str, text: str, heads: list[str], shared: Counter[str]) -> float:
    names = {*_names(sector)}
    titled = max((len(name) for name in names if name in titles), default=0)
    headed = sum(head.startswith(tuple(names)) for head in heads)
    said = sum(min(text.count(own), _OFTEN) / shared[own] for own in _ourselves(sector))
    ending = max((1 / shared[own] for own in _ourselves(sector) if _ends_writer(own[1:], titles)), default=0.0)
    return _ENDING * ending + _TITLE * bool(titled) + 0.1 * titled + _HEAD * min(headed, _OFTEN) + _SELF * said


def _ends_writer(word: str, titles: str) -> bool:
    """Tell whether the writer's name ends in a word, as far as a title tells: 白塔镇2024年…, 白塔镇双拥工作总结."""
    return re.search(rf"[^我本\s]{word}{_BEHIND_WRITER}", titles) is not None


def _ourselves(sector: Sector) -> set[str]:
    """Return what the sector's units call themselves."""
    return {sector.self_name, *(own for _, own in sector.self_names)}


def _names(sector: Sector) -> Iterator[str]:
    """Yield what the sector's units are called: its label, its aliases, the units that it says it is for."""
    yield from (name for name in (sector.label, *sector.aliases) if len(name) > 1)
    yield from (name for name in _SPLIT.split(sector.units) if len(name) > 1)
