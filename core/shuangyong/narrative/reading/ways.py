"""One kind as a text may tell it: its words, and what they say of its measures."""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from ...model.fields import Field
from ...model.kinds import CORE, Kind
from ...model.patterns import Pattern
from .lifting import lifted

#: Endings of labels that are no part of what is counted: 体检人数 is 体检.
_ENDINGS = ("人次", "人数", "户数", "份数", "件数", "次数", "场次", "数量", "金额", "数")
_KIND_ENDINGS = ("活动", "工作", "发放", "测评")
#: How much less another sector's kinds are preferred than the core's: told as the core's, or as what only they are.
OTHERS, _ONLY_THEIRS = -0.6, -1.5
#: Units of people, and units that say nothing of what is counted.
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
        """The measure of an amount of which nothing is said but that it is money: of services what was waived."""
        amounts = [field.id for field in self.kind.measures if field.unit == "元"]
        apart = [one for one in amounts if one in self.own and self.kind.field(one).counts_as is None]
        if self.kind.is_activity and len(apart) == 1:
            return apart[0]
        return "spending" if "spending" in amounts else amounts[0] if len(amounts) == 1 else None

    def money_by(self, trigger: str) -> str | None:
        """Return the measure of an amount of which no more is said than the word that shows the kind.

        优待金…共63万元 is what was paid, 减免…共2万元 what was waived.
        """
        named = [field.id for field in self.kind.measures if field.unit == "元" and self._names(field.id, trigger)]
        return named[0] if len(named) == 1 else self.money

    def _names(self, measure: str, word: str) -> bool:
        return word in self.figures.get(measure, ())


def ways_of(kind: Kind, sector: str | None, patterns: Mapping[str, list[Pattern]]) -> Iterator[Way]:
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
        yield _way(kind, target, shared, OTHERS, patterns)
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
