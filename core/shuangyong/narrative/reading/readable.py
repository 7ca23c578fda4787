"""Patterns made ready: what is looked for in a text of a sector, and for each word whose it is."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from ...catalog import Catalog
from ...model.kinds import Kind
from ...model.patterns import Pattern
from .lexicon import Lexicon
from .ways import OTHERS, Way, ways_of


@attrs.frozen(eq=False)
class Readable:
    """Everything that is looked for in a text.

    Attributes:
        ways: The kinds, with their words.
        lexicon: All words.
        triggered: By word, the places in ``ways`` of the kinds that it shows.
        hinted: By word, those of the kinds that it hints at.
        figured: By word, the places in ``ways`` of the kinds and the measures whose numbers it stands beside.
        denied: By word, the places in ``ways`` of the kinds that it rules out.
        weights: By word of a figure, how much it says: more if it is long, less if many measures share it.
        roots: The measures that all activities have.
        plain: Words that count activities of whatever kind: 开展活动29次.
        parents: By place in ``ways``, the places of the kinds that its kind extends; not for other sectors' kinds.
        weights_by_unit: What weighing has worked out so far, by unit.
    """

    ways: tuple[Way, ...]
    lexicon: Lexicon
    triggered: Mapping[str, tuple[int, ...]]
    hinted: Mapping[str, tuple[int, ...]]
    figured: Mapping[str, tuple[tuple[int, str], ...]]
    denied: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, float]
    roots: frozenset[str]
    plain: frozenset[str]
    parents: Mapping[int, tuple[int, ...]]
    weights_by_unit: dict[str, Mapping[str, Sequence[tuple[int, str, float]]]] = attrs.field(factory=dict, init=False)


_made: list[tuple[Catalog, str | None, Readable]] = []
_KEPT = 24


def readable(catalog: Catalog, sector: str | None) -> Readable:
    """Return what is looked for in a text of a sector (None: of an unknown one); made once for a catalog."""
    for one, of, made in _made:
        if one is catalog and of == sector:
            return made
    made = _make(catalog, sector)
    del _made[: max(0, len(_made) + 1 - _KEPT)]
    _made.append((catalog, sector, made))
    return made


def _make(catalog: Catalog, sector: str | None) -> Readable:
    patterns = {kind.name: [*_patterns(catalog, kind)] for kind in catalog.kinds.values()}
    ways = tuple(way for kind in catalog.kinds.values() for way in ways_of(kind, sector, patterns))
    triggered: dict[str, list[int]] = {}
    hinted: dict[str, list[int]] = {}
    figured: dict[str, list[tuple[int, str]]] = {}
    denied: dict[str, list[int]] = {}
    for place, way in enumerate(ways):
        for word in way.triggers:
            triggered.setdefault(word, []).append(place)
        for word in way.hints - way.triggers:
            hinted.setdefault(word, []).append(place)
        for word, measures in way.by_word.items():
            figured.setdefault(word, []).extend((place, measure) for measure in measures)
        for word in way.unless:
            denied.setdefault(word, []).append(place)
    shared = Counter(
        word for kind in catalog.kinds.values() for pattern in patterns[kind.name] for word in _figure_words(pattern)
    )
    return Readable(
        ways=ways,
        parents=_parents(ways),
        plain=frozenset(word for way in ways if way.kind.abstract for word in way.figures.get("count", ())),
        roots=frozenset(field.id for way in ways if way.kind.abstract for field in way.kind.measures),
        lexicon=Lexicon({*triggered, *hinted, *figured, *denied, *(word for way in ways for word in way.choices)}),
        hinted={word: tuple(places) for word, places in hinted.items()},
        triggered={word: tuple(places) for word, places in triggered.items()},
        figured={word: tuple(places) for word, places in figured.items()},
        denied={word: tuple(places) for word, places in denied.items()},
        weights={word: 0.1 * min(len(word), 5) - 0.12 * math.log2(max(1, shared[word])) for word in figured},
    )


def _parents(ways: Sequence[Way]) -> Mapping[int, tuple[int, ...]]:
    at = {way.kind: place for place, way in enumerate(ways) if way.favour > OTHERS}
    return {
        at[kind]: tuple(at[above] for above in kind.lineage[1:] if above in at and not above.abstract) for kind in at
    }


def _figure_words(pattern: Pattern) -> Iterator[str]:
    for words in pattern.figures.values():
        yield from words


def _patterns(catalog: Catalog, kind: Kind) -> Iterator[Pattern]:
    for plugin in catalog.plugins:
        yield from (pattern for pattern in plugin.offers.patterns if pattern.kind == kind.name)
