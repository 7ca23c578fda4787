"""What reading a text comes to: proposed records, numbers without a place, and whether it is about 双拥 at all.

Every offset counts characters of the text that was analysed.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import attrs

from ...model.dates import PartialDate
from ..language.analysis import Mark as LanguageMark

#: What a proposal is beside a plain deed of the year, so that a clerk looks at it first: the marks of the language,
#: ``total`` a stated total whose parts the text tells too, ``part`` a part of a total that it tells (其中…),
#: ``ratio`` a ratio whose parts are not known, ``derived`` a figure worked out (各200元 times 32户), ``unsure`` another
#: reading is nearly as good.
Mark = LanguageMark | Literal["total", "part", "ratio", "derived", "unsure"]

#: Marks that keep a proposal off the ledger's sheets: it goes to 未入账.
KEPT_OFF: frozenset[Mark] = frozenset(
    ("planned", "negated", "cumulative", "background", "others", "masked", "total", "part", "ratio")
)

#: What a field of a proposal holds: whole numbers for measures that are, decimals for others and for ratios.
Value = int | Decimal | str | PartialDate


@attrs.frozen
class Place:
    """Where a number or a word of a proposal stands in the text."""

    start: int
    end: int


@attrs.frozen(kw_only=True)
class Proposal:
    """A record that a text tells of.

    Attributes:
        kind: The kind's full name.
        fields: By field, what the text says; measures, ratios, choices and texts. ``count`` (the built-in number of
            rows, 走访12次) may be among them: it has no column. Sensitive fields never are, nor is ``date``.
        places: By field of ``fields``, where it stands.
        approx: The measures that the text gives as approximate.
        date: The deed's day, month or year, as exactly as the text has it.
        marks: What keeps it from being a plain deed of the year; see :data:`KEPT_OFF`.
        start: Where the words that tell it begin: its sentence, or its share of one that tells several deeds.
        end: Where they end.
        quote: These words, character by character.
        sentence: The whole sentence, for whoever must see what they stand in.
        reason: Why it is proposed, for the clerk, in Chinese.
    """

    kind: str
    fields: Mapping[str, Value]
    places: Mapping[str, Place]
    approx: frozenset[str] = frozenset()
    date: PartialDate | None = None
    marks: frozenset[Mark] = frozenset()
    start: int
    end: int
    quote: str
    sentence: str
    reason: str

    @property
    def entered(self) -> bool:
        """Whether it belongs on a sheet of the ledger, and not on 未入账."""
        return not self.marks & KEPT_OFF


@attrs.frozen(kw_only=True)
class Unplaced:
    """A number that no pattern could place with any certainty.

    Attributes:
        start: Where its sentence begins.
        end: Where its sentence ends.
        quote: The sentence.
        said: The number with its unit, as written: 27个.
        maybe: What it might be, the likeliest first: kinds with the measure, by full name and identifier.
        reason: Why it was left, for the clerk, in Chinese.
    """

    start: int
    end: int
    quote: str
    said: str
    maybe: tuple[tuple[str, str], ...]
    reason: str


@attrs.frozen(kw_only=True)
class OffTopic:
    """That a text is not about 双拥, whatever its title says; ``quote`` is the first sentence of its body."""

    start: int
    end: int
    quote: str
    message: str


@attrs.frozen(kw_only=True)
class Reading:
    """What a text proposes.

    Attributes:
        sector: The sector whose kinds were preferred: as given, or guessed; None where the text does not tell.
        proposals: In the order of the text; none where it is off topic.
        unplaced: Sentences with numbers that were not placed, likewise.
        off_topic: The finding that it is not about 双拥, if so.
    """

    sector: str | None
    proposals: tuple[Proposal, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    off_topic: OffTopic | None = None
