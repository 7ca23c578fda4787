"""Patterns: how documents tell a kind, as data close to the language, for the narrative reader."""

from collections.abc import Mapping

import attrs


@attrs.frozen(kw_only=True)
class Pattern:
    """How plans and summaries tell a kind and its figures.

    Attributes:
        kind: The kind's full name, such as ``core.visit``.
        triggers: Words that show that a passage speaks of this kind; any of them will do.
        figures: By measure, the words that stand beside its number: what is counted, or what was done to it.
    """

    kind: str
    triggers: tuple[str, ...]
    figures: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
