"""The fields of a record kind: one declaration each, from which every other use is derived."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Literal

import attrs

from .dates import PartialDate

FieldType = Literal["text", "date", "integer", "decimal", "choice"]
MeasureType = Literal["flow", "stock", "ratio"]
Implied = int | Callable[[Any], int | None] | None

#: Digits after the point that a unit allows (vocabulary: Numbers); whole numbers for any other unit.
DECIMALS = {"元": 2, "天": 1, "课时": 1}

#: Units that count the same thing (vocabulary: 人, 名 and 位 are one unit).
SAME_UNITS = {"名": "人", "位": "人"}

#: Other ways to write a unit in a header, with the factor that makes the field's own of it.
SCALED_UNITS = {"万元": ("元", Decimal(10000)), "千元": ("元", Decimal(1000))}

#: What a value of each type is.
TYPES: dict[FieldType, type] = {
    "text": str,
    "choice": str,
    "date": PartialDate,
    "integer": int,
    "decimal": Decimal,
}

METADATA = "shuangyong"


@attrs.frozen(kw_only=True)
class Field:
    """What a kind's field is; ``id`` and ``type`` are filled in from the class.

    Attributes:
        id: The attribute's name.
        label: What a clerk sees, and the column's header.
        type: text, date, integer, decimal or choice; a ratio is a decimal.
        unit: The unit of a measure; None for a measure such as 数量 that is totalled within one choice only.
        measure: flow (summed over time and units), stock (last in time, summed over units), ratio, or None.
        counts_as: The measure that this one counts toward where that one's own cell is blank.
        at_most: The measure that this one may not exceed.
        implied: The value of a blank cell, or a function of the record that gives it.
        column: Whether the ledger has a column for it.
        sensitive: Personal or military-sensitive: never leaves the unit's own ledger.
        designation: Sensitive where the value is a true 番号; a public 代号 is not.
        earlier: For a date: whether it may lie before the ledger's year.
        later: For a date: until which month and day of the next year it may run on.
        required: Whether every row needs it; its annotation then has no ``None``.
        choices: What a choice field accepts.
        hint: What to write, for the clerk.
        aliases: Labels that older versions of its plugin gave it, so that their ledgers are read.
        since: The version of its plugin (for the core's fields, of the core) that brought it; a ledger made with an
            older one is told which columns it lacks.
        numerator: For a ratio: the measure above.
        denominator: For a ratio: the measure below.
    """

    label: str
    id: str = ""
    type: FieldType = "text"
    unit: str | None = None
    measure: MeasureType | None = None
    counts_as: str | None = None
    at_most: str | None = None
    implied: Implied = None
    column: bool = True
    sensitive: bool = False
    designation: bool = False
    earlier: bool = False
    later: tuple[int, int] | None = None
    required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    aliases: tuple[str, ...] = ()
    since: str | None = None
    numerator: str | None = None
    denominator: str | None = None

    @property
    def guarded(self) -> bool:
        """Whether its values must not leave the unit as they are: a sensitive field, or one of designations."""
        return self.sensitive or self.designation

    @property
    def decimals(self) -> int:
        """How many digits after the point a value may have."""
        return DECIMALS.get(self.unit or "", 0)

    @property
    def header(self) -> str:
        """The column's header: the label, and a measure's unit in full-width brackets."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


class Ratio:
    """A ratio of two summed measures, held by the class and never by a row."""

    def __init__(self, field: Field) -> None:
        self.field = field

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the attribute's name for the identifier."""
        self.field = attrs.evolve(self.field, id=name)


def text(
    label: str,
    *,
    required: bool = False,
    sensitive: bool = False,
    designation: bool = False,
    hint: str = "",
    aliases: Sequence[str] = (),
    since: str | None = None,
) -> Any:
    """Declare a field of free text."""
    return _attribute(
        Field(
            label=label,
            required=required,
            sensitive=sensitive,
            designation=designation,
            hint=hint,
            aliases=tuple(aliases),
            since=since,
        )
    )


def day(
    label: str,
    *,
    required: bool = False,
    earlier: bool = False,
    later: tuple[int, int] | None = None,
    hint: str = "",
    aliases: Sequence[str] = (),
    since: str | None = None,
) -> Any:
    """Declare a date, in the ledger's year unless it may be ``earlier`` or run on ``later``."""
    return _attribute(
        Field(
            label=label,
            type="date",
            required=required,
            earlier=earlier,
            later=later,
            hint=hint,
            aliases=tuple(aliases),
            since=since,
        )
    )


def choice(
    label: str,
    choices: Sequence[str],
    *,
    required: bool = False,
    hint: str = "",
    aliases: Sequence[str] = (),
    since: str | None = None,
) -> Any:
    """Declare a choice; a row's choices travel with its figures, so that these can be split by them."""
    return _attribute(
        Field(
            label=label,
            type="choice",
            choices=tuple(choices),
            required=required,
            hint=hint,
            aliases=tuple(aliases),
            since=since,
        )
    )


def integer(
    label: str, *, required: bool = False, hint: str = "", aliases: Sequence[str] = (), since: str | None = None
) -> Any:
    """Declare a whole number that is never added up, such as a year."""
    return _attribute(
        Field(label=label, type="integer", required=required, hint=hint, aliases=tuple(aliases), since=since),
        validator=_not_negative,
    )


def measure(
    label: str,
    *,
    unit: str | None,
    stock: bool = False,
    counts_as: str | None = None,
    at_most: str | None = None,
    implied: Implied = None,
    column: bool = True,
    sensitive: bool = False,
    hint: str = "",
    aliases: Sequence[str] = (),
    since: str | None = None,
) -> Any:
    """Declare a number that is added up: a flow, or a stock (last in time, summed over units).

    It goes into every total, so that one declared ``sensitive`` is refused when the plugin is loaded.
    """
    decimals = DECIMALS.get(unit or "", 0)
    return _attribute(
        Field(
            label=label,
            type="decimal" if decimals else "integer",
            unit=unit,
            measure="stock" if stock else "flow",
            counts_as=counts_as,
            at_most=at_most,
            implied=implied,
            column=column,
            sensitive=sensitive,
            hint=hint,
            aliases=tuple(aliases),
            since=since,
        ),
        validator=_not_negative,
    )


def ratio(label: str, *, of: str, to: str) -> Any:
    """Declare a ratio of sums, ``of`` / ``to``; it has no column and no value where ``to`` sums to 0."""
    return Ratio(Field(label=label, type="decimal", measure="ratio", column=False, numerator=of, denominator=to))


def added(field: Field) -> Any:
    """Return the attribute of a field that no class declares, such as an office's own column; it brings its type."""
    validator: Any = _not_negative if field.measure else None
    wanted: Any = TYPES[field.type] | None
    return attrs.field(default=None, metadata={METADATA: field}, validator=validator, type=wanted)


def _attribute(field: Field, validator: Any = None) -> Any:
    return attrs.field(default=None, metadata={METADATA: field}, validator=validator)


def _not_negative(_: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is None:
        return
    field: Field = attribute.metadata[METADATA]
    if value < 0:
        raise ValueError(f"{field.label}不能小于零：{value}")
    if isinstance(value, Decimal) and value != round(value, field.decimals):
        raise ValueError(f"{field.label}最多{field.decimals}位小数：{value}")
