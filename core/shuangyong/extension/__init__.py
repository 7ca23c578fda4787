"""What an office adds: its own columns, choices and duties, plain data that travels inside the ledgers."""

import json
from collections.abc import Collection
from typing import Any, Literal

import attrs

from ..model.fields import DECIMALS, Field, FieldType
from ..offers import Choices
from .duties import LocalDuty

ColumnType = Literal["text", "date", "choice", "measure"]


@attrs.frozen(kw_only=True)
class Column:
    """A column of an office's own.

    Attributes:
        kind: The full name of the kind that it is added to; kinds that extend that one get it too.
        id: Its identifier: ``street``.
        label: Its header: 所属街道.
        type: text, date, choice or measure.
        unit: A measure's.
        stock: For a measure: whether it is a stock (last in time) and no flow.
        choices: What a choice column accepts.
        hint: What to write, for the clerk.
        aliases: Labels that earlier versions of the extension gave it.
        sensitive: For a text: that it never leaves the unit's own ledger.
        earlier: For a date: that it may lie before the ledger's year.
    """

    kind: str
    id: str
    label: str
    type: ColumnType
    unit: str = ""
    stock: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    aliases: tuple[str, ...] = ()
    sensitive: bool = False
    earlier: bool = False

    @property
    def field(self) -> Field:
        """The field that it makes of its kind."""
        number: FieldType = "decimal" if self.unit in DECIMALS else "integer"
        return Field(
            id=self.id,
            label=self.label,
            type=number if self.type == "measure" else self.type,
            unit=self.unit or None,
            measure=("stock" if self.stock else "flow") if self.type == "measure" else None,
            choices=self.choices,
            hint=self.hint,
            aliases=self.aliases,
            sensitive=self.sensitive,
            earlier=self.earlier,
        )


Entry = Column | Choices


@attrs.frozen
class Extension:
    """An extension: its name, by which people know it, and what it adds to the kinds and to the duties, in order."""

    name: str
    entries: tuple[Entry, ...]
    duties: tuple[LocalDuty, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that it adds."""
        return tuple(entry for entry in self.entries if isinstance(entry, Column))

    @property
    def choices(self) -> tuple[Choices, ...]:
        """The choices that it adds."""
        return tuple(entry for entry in self.entries if isinstance(entry, Choices))

    def joined(self, other: "Extension") -> "Extension":
        """Return both: what the other adds besides, and where they speak of one column or duty, only this one."""
        known = {_key(entry) for entry in self.entries}
        more = tuple(entry for entry in other.entries if _key(entry) not in known)
        own = {duty.id for duty in self.duties}
        duties = tuple(duty for duty in other.duties if duty.id not in own)
        return attrs.evolve(self, entries=(*self.entries, *more), duties=(*self.duties, *duties))

    def of(self, kinds: Collection[str]) -> "Extension":
        """Return what it adds to these kinds, given by their full names, with all of its duties."""
        return attrs.evolve(self, entries=tuple(entry for entry in self.entries if entry.kind in kinds))

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data, of the shape that its file has; what is not said there is not said here."""
        return {
            "name": self.name,
            "column": [_said(column) for column in self.columns],
            "choices": [_said(choices) for choices in self.choices],
            **({"duty": [_said(duty) for duty in self.duties]} if self.duties else {}),
        }

    @property
    def text(self) -> str:
        """The form in which a ledger carries it."""
        return json.dumps(self.to_json(), ensure_ascii=False)


def _key(entry: Entry) -> object:
    return (entry.kind, entry.id) if isinstance(entry, Column) else entry


def _said(entry: Entry | LocalDuty) -> dict[str, Any]:
    return attrs.asdict(entry, filter=lambda attribute, value: value != attribute.default)
