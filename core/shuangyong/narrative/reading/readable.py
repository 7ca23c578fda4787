"""Patterns made ready: what is looked for in a text of a sector, kind by kind, and for each word whose it is."""

import functools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from ...catalog import Catalog
from ...model.fields import Field
from ...model.kinds import CORE, Kind
from ...model.patterns import Pattern
from .lexicon import Lexicon
from .lifting import lifted

#: Endings of labels that are no part of what is counted: 体检人数 is 体检.
_ENDINGS = ("人次", "人数", "户数", "份数", "件数", "次数", "场次", "数量", "金额", "数")
_KIND_ENDINGS = ("活动", "工作", "发放", "测评")
#: How much less another sector's kinds are preferred than the core's: told as the core's, or as what only they are.
_OTHERS, _ONLY_THEIRS = -0.6, -1.5
#: Units that say nothing of what is counted.
_PEOPLE = frozenset({"人", "名", "人次"})
_COMMON = frozenset({"人", "名", "人次", "元", "个", "件", "项", "份", "处", "次"})
#: What is left of labels that say nothing of what is counted.
_VAGUE = frozenset({"数量", "金额", "人数", "次数", "场次", "天数", "条数"})


@attrs.frozen(eq=False)
class Way:
    """One kind as a text may tell it.

    Attributes:
        kind: What is proposed.
        triggers: What shows that a passage speaks of it.
        hints: What shows it where nothing else is shown.
        figures: By the identifier of a measure, the words beside its number.
        itself: Measures and words that its own pattern names, and not only that of a kind that it extends.
        units: By measure, more measure words.
        unless: What shows that a number is none of it: of another sector's kind, the measures that its parent lacks.
        choices: By word, the field and the choice that it stands for.
        favour: How much it is preferred: the sector's own kinds over the core's, those over other sectors'.
        told: The label of the kind whose words these are: another sector's kind is proposed as its parent.
        foreign: Whether it is another sector's own kind, for what its parent has no measure for: a last resort.
    """

    kind: Kind
    triggers: frozenset[str]
    hints: frozenset[str]
    figures: Mapping[str, frozenset[str]]
    itself: frozenset[tuple[str, str]]
    units: Mapping[str, frozenset[str]]
    unless: frozenset[str]
    choices: Mapping[str, tuple[str, str]]
    favour: float
    told: str
    foreign: bool = False

    @functools.cached_property
    def by_word(self) -> Mapping[str, tuple[str, ...]]:
        """By word, the measures beside whose numbers it stands."""
        found: dict[str, list[str]] = {}
        for measure, words in self.figures.items():
            for word in words:
                found.setdefault(word, []).append(measure)
        return {word: tuple(measures) for word, measures in found.items()}

    @functools.cached_property
    def own(self) -> frozenset[str]:
        """The measures that not all activities have."""
        return frozenset(field.id for field in self.kind.measures[1:] if not self.kind.declarer(field.id).abstract)

    @functools.cached_property
    def papers(self) -> bool:
        """Whether its rows are papers and rules, which have no measures and are counted themselves."""
        return not self.kind.is_activity and len(self.kind.measures) == 1

    @functools.cached_property
    def by_unit(self) -> Mapping[str, str]:
        """By unit, the measure that alone is counted in it; people and money are of too many kinds to tell."""
        units = Counter(field.unit for field in self.kind.measures[1:])
        return {
            field.unit: field.id
            for field in self.kind.measures[1:]
            if field.unit and units[field.unit] == 1 and field.unit not in _COMMON
        }

    @functools.cached_property
    def people(self) -> str | None:
        """The measure of a number of people of whom nothing is said; None where it may be several."""
        counted = [field.id for field in self.kind.measures if field.unit in _PEOPLE and field.id in self.own]
        return counted[0] if len(counted) == 1 and counted[0] in self.figures else None

    @functools.cached_property
    def money(self) -> str | None:
        """The measure of an amount of which nothing is said but that it is money."""
        amounts = [field.id for field in self.kind.measures if field.unit == "元"]
        return "spending" if "spending" in amounts else amounts[0] if len(amounts) == 1 else None


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
    ways = tuple(way for kind in catalog.kinds.values() for way in _ways(kind, sector, patterns))
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
    at = {way.kind: place for place, way in enumerate(ways) if way.favour > _OTHERS}
    return {
        at[kind]: tuple(at[above] for above in kind.lineage[1:] if above in at and not above.abstract) for kind in at
    }


def _figure_words(pattern: Pattern) -> Iterator[str]:
    for words in pattern.figures.values():
        yield from words


def _patterns(catalog: Catalog, kind: Kind) -> Iterator[Pattern]:
    for plugin in catalog.plugins:
        yield from (pattern for pattern in plugin.offers.patterns if pattern.kind == kind.name)


def _ways(kind: Kind, sector: str | None, patterns: Mapping[str, list[Pattern]]) -> Iterator[Way]:
    """Yield a kind with its words.

    Another sector's is told as the core's that it extends; what that has no measure for, as the kind itself.
    """
    known = kind.measures + kind.ratios
    if kind.namespace in (CORE, sector):
        favour = (0.3 if kind.namespace == sector else 0.0) - (0.1 if kind.abstract else 0.0)
        yield _way(kind, kind, known, favour, patterns)
        return
    target = next((above for above in kind.lineage if above.namespace == CORE and not above.abstract), None)
    shared = [field for field in known if target is not None and lifted(field.id, kind, target) is not None]
    if target is not None:
        yield _way(kind, target, shared, _OTHERS, patterns)
    if theirs := [field for field in known if field not in shared and field.id != "count"]:
        yield _way(kind, kind, theirs, _ONLY_THEIRS, patterns)


def _way(
    kind: Kind, target: Kind, measures: Sequence[Field], favour: float, patterns: Mapping[str, list[Pattern]]
) -> Way:
    """Return how some measures of a kind are told, which is proposed as the target: itself or one that it extends."""
    said: dict[str, set[str]] = {}
    units: dict[str, set[str]] = {}
    itself: set[tuple[str, str]] = set()
    mine = patterns[kind.name]
    for field in measures:
        measure = lifted(field.id, kind, target) or field.id
        said.setdefault(measure, set()).update(_stem(field))
        itself |= {(measure, word) for pattern in mine for word in pattern.figures.get(field.id, ())}
        for above in kind.lineage:
            for pattern in patterns[above.name]:
                said[measure].update(pattern.figures.get(field.id, ()))
                units.setdefault(measure, set()).update(pattern.units.get(field.id, ()))
    others = [field for field in kind.measures + kind.ratios if field not in measures]
    lost = {word for field in others for word in _stem(field)} | {
        word for field in others for pattern in mine for word in pattern.figures.get(field.id, ()) if len(word) > 3
    }.difference(*said.values())
    return Way(
        kind=target,
        triggers=_named(kind, mine),
        hints=frozenset(word for pattern in mine for word in pattern.hints),
        figures={measure: frozenset(words) for measure, words in said.items()},
        itself=frozenset(itself),
        units={measure: frozenset(words) for measure, words in units.items()},
        unless=frozenset(word for pattern in mine for word in pattern.unless) | (lost if kind is not target else set()),
        choices=_choices(target, patterns),
        favour=favour,
        told=kind.label,
        foreign=kind is target and favour == _ONLY_THEIRS,
    )


def _stem(field: Field) -> frozenset[str]:
    """Return what a measure's label says is counted: 体检人数 is 体检, 优先窗口数 is 优先窗口."""
    if field.id == "count":
        return frozenset()
    labels = {field.label, *field.aliases}
    stems = {label.removesuffix(next((end for end in _ENDINGS if label.endswith(end)), "")) for label in labels}
    return frozenset(stem for stem in labels | stems if len(stem) > 1 and stem not in _VAGUE)


def _named(kind: Kind, patterns: list[Pattern]) -> frozenset[str]:
    """Return what shows a kind: its triggers and its own names, unless one of them is said to hint only."""
    hints = {word for pattern in patterns for word in pattern.hints}
    return frozenset({word for pattern in patterns for word in pattern.triggers} | (_names(kind) - hints))


def _names(kind: Kind) -> frozenset[str]:
    """Return what a kind is called: its label, without 活动 or 工作 behind it."""
    if kind.abstract:
        return frozenset()
    return frozenset({kind.label, *kind.aliases} | {kind.label.removesuffix(ending) for ending in _KIND_ENDINGS})


def _choices(kind: Kind, patterns: Mapping[str, list[Pattern]]) -> Mapping[str, tuple[str, str]]:
    """Return what each word says of a choice; a choice's own name is one of its words."""
    found: dict[str, tuple[str, str]] = {}
    for field in kind.fields:
        for choice in field.choices if field.id != "festival" else ():
            if choice == "其他":
                continue
            found[choice] = (field.id, choice)
            for above in kind.lineage:
                for pattern in patterns[above.name]:
                    found |= dict.fromkeys(pattern.choices.get(choice, ()), (field.id, choice))
    return found
