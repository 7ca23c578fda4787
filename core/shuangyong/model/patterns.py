"""Patterns: how documents tell a kind, as data close to the language, for the narrative reader.

A kind without a pattern is read too: by its label, the labels of its measures and their units. A pattern adds the
words that offices use besides.
"""

from collections.abc import Iterable, Mapping

import attrs

#: What a plugin author writes: ``"征兵体检 应征青年"``, or the words one by one.
Words = str | Iterable[str]


def words(text: Words) -> tuple[str, ...]:
    """Return the words of a text that has spaces between them, each once."""
    return tuple(dict.fromkeys(text.split() if isinstance(text, str) else text))


def words_by_name(texts: Mapping[str, Words]) -> Mapping[str, tuple[str, ...]]:
    """Return the words of each text, by its name."""
    return {name: words(text) for name, text in texts.items()}


@attrs.frozen(kw_only=True)
class Pattern:
    """How plans and summaries tell a kind and its figures; words stand in one text with spaces between them.

    What a kind's ancestors say of a measure holds for the kind too, and so do the labels: ``体检人数`` makes 体检 a
    word of its number. Measure words need not be named: 人 means 名 and 位 as well, 个 means 家, 支 and 所.

    Attributes:
        kind: The kind's full name, such as ``core.visit``.
        triggers: Words that show that a passage speaks of this kind; any of them will do, its label is one.
        hints: Words that show it only where nothing else is shown: 部队, 困难.
        figures: By measure, the words that stand beside its number: what is counted (军属32户), or what was done to it
            (慰问32户).
        units: By measure, more measure words that its number may have (小分队6支).
        choices: By choice, other words for it: ``{"横幅标语": "条幅 标语"}``.
        unless: Words that show that a number beside them is none of this kind's, in spite of a trigger.
    """

    kind: str
    triggers: tuple[str, ...] = attrs.field(default="", converter=words)
    hints: tuple[str, ...] = attrs.field(default="", converter=words)
    figures: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=words_by_name)
    units: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=words_by_name)
    choices: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=words_by_name)
    unless: tuple[str, ...] = attrs.field(default="", converter=words)
