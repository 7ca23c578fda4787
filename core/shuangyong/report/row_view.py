"""Single rows as section templates see them; every public name here is one that a template may write."""

import re
from typing import Any

import attrs

from ..model.dates import PartialDate
from ..model.festivals import festival_of, written
from ..model.fields import Field
from ..model.kinds import CORE, Kind
from ..model.ledgers import Ledger, Row
from ..model.privacy import without_designations
from .blanks import Blank
from .deeds import deed, occasion
from .discretion import discreet
from .document import Figure
from .figures import figure_of
from .manuscript import Manuscript, clean
from .numbers import Number

_OWN_PEOPLE = re.compile("领导|主要|党[委组]|民兵|班子|机关|职工|干部")
_LEADERS = re.compile(r"[一-龥]{0,2}(?:领导|主要|党[委组]|书记|[局院校]长)")
_TROOPS = f"{CORE}.troop_service"


@attrs.frozen(eq=False)
class Reading:
    """A ledger that a manuscript is written from.

    Attributes:
        ledger: The ledger.
        manuscript: What is written.
        whose: Stands before the names of what is blank, where it is not the ledger of the year: 上年·.
        missing: Whether there is no such ledger: then every figure is blank, and no count is 0.
        kinds: Those that its rows may be of: a name that none of them has is misspelt.
    """

    ledger: Ledger
    manuscript: Manuscript
    whose: str = ""
    missing: bool = False
    kinds: tuple[Kind, ...] = ()


class RowView:
    """One row: a field's text, date or figure by its identifier, and a ``Blank`` where the cell is empty."""

    def __init__(self, reading: Reading, row: Row) -> None:
        self._reading = reading
        self._row = row

    @property
    def kind(self) -> str:
        """The kind's label."""
        return self._row.kind.label

    @property
    def deed(self) -> str:
        """What was done, as the predicate of a sentence: 走访慰问驻地部队; of troops' own deeds, the whole of it."""
        if self.by_troops:
            troops = self._row.value("partner")
            named = without_designations(clean(troops)) if isinstance(troops, str) else ""
            return f"{discreet(named) or '驻地部队'}{self._title or '支援地方建设'}"
        return deed(_without_own(self._title, self._reading.ledger.unit.name), self.kind)

    @property
    def by_troops(self) -> bool:
        """Whether it was troops who did it, for the unit."""
        return any(kind.name == _TROOPS for kind in self._row.kind.lineage)

    @property
    def names_who(self) -> bool:
        """Whether the deed begins with who of the unit did it: 校领导带队慰问, 党组会研究."""
        return bool(_LEADERS.match(self.deed))

    @property
    def occasion(self) -> str:
        """The occasion that the title begins with: 春节前夕; an empty text for most."""
        festival = said(self._row, "festival") if "festival" in {field.id for field in self._row.kind.fields} else None
        return occasion(self._title, written(festival) if isinstance(festival, str) else "")

    @property
    def when(self) -> "str | Blank":
        """When, without the ledger's own year: 8月12日至20日."""
        begins, ends = self._row.date, self._row.value("end_date")
        if begins is None:
            return self._blank(field_of(self._row.kind, "date"))
        return span(begins, ends if isinstance(ends, PartialDate) else None, self._reading.ledger.year)

    @property
    def figures(self) -> list[Number]:
        """Every figure that the row states itself, and the ratios of them; what its parts imply is not said again."""
        kind, manuscript = self._row.kind, self._reading.manuscript
        fields = [field for field in kind.fields if field.unit and self._row.value(field.id) is not None]
        wanted = [field for field in fields if field.measure in ("flow", "stock") and not self._said_by_parts(field)]
        made = ((field, self._figure(field)) for field in (*wanted, *kind.ratios))
        return [Number(figure, field, manuscript) for field, figure in made if figure is not None]

    @property
    def _title(self) -> str:
        title = self._row.value("title")
        return discreet(clean(title)) if isinstance(title, str) else ""

    def _figure(self, field: Field) -> Figure | None:
        return figure_of(self._reading.ledger.file, self._row.kind, [self._row], field.id)

    def _said_by_parts(self, field: Field) -> bool:
        """Tell whether a whole is no more than its one part that is stated beside it."""
        parts = [self._row.value(part.id) for part in self._row.kind.parts.get(field.id, ())]
        return [part for part in parts if part is not None] == [self._row.value(field.id)]

    def __getattr__(self, name: str) -> Any:
        field = field_of(self._row.kind, name)
        if field.sensitive:
            raise AttributeError(f"{field.label}是敏感信息，不写进公文")
        if field.measure:
            figure = self._figure(field)
            return self._blank(field) if figure is None else Number(figure, field, self._reading.manuscript)
        value = said(self._row, field.id)
        return self._blank(field) if value is None else printable(field, value)

    def _blank(self, field: Field) -> Blank:
        label = f"{self._reading.whose}{self._row.kind.label}·{field.label}"
        return Blank(self._reading.manuscript, label, self._row.sheet or None, self._row.cell(field.id), of_row=True)


def said(row: Row, field: str) -> Any:
    """Return a row's value; the festival from the date where the cell is blank."""
    value = row.value(field)
    if field == "festival" and value is None:
        return festival_of(row.date)
    return value


def _without_own(title: str, unit: str) -> str:
    """Return a title without the word for the unit, which stands before it: 局领导带队慰问 of some 局."""
    last = unit[-1:]
    return title[1:] if last and _OWN_PEOPLE.match(title, 1) and title.startswith(last) else title


def span(begins: PartialDate, ends: PartialDate | None, year: int) -> str:
    """Return from when to when, each part of a date once and the ledger's year not at all."""
    first = begins.chinese.removeprefix(f"{year}年" if begins.month else "")
    if ends is None or ends.last <= begins.last:
        return first
    same = f"{begins.year}年" + (f"{begins.month}月" if (begins.year, begins.month) == (ends.year, ends.month) else "")
    return f"{first}至{ends.chinese.removeprefix(same)}"


def field_of(kind: Kind, name: str) -> Field:
    """Return the field of this identifier or label; raises AttributeError, as a template's attributes must."""
    if not name.startswith("_"):
        for field in (*kind.fields, kind.count):
            if name in (field.id, field.label):
                return field
    raise AttributeError(f"{kind.label}没有 {name}")


def printable(field: Field, value: Any) -> Any:
    """Return a value as a document may say it: no numbers of persons, no true designation of troops."""
    if not isinstance(value, str):
        return value
    return discreet(clean(without_designations(value) if field.designation else value))
