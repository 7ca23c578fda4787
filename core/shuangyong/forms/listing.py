"""The figures and fields that a sector's forms may name, with what each means and, of a ledger, its value."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ..catalog import Catalog
from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Ledger
from ..report.figures import figure_of
from ..report.names import nearest
from .naming import CONTEXT, UNIT_LABELS, form_kinds

_MEASURES = {"flow": "全年相加", "stock": "年末数", "ratio": "合计之比"}
_TYPES = {"text": "文字", "date": "日期", "choice": "选项", "integer": "数字", "decimal": "数字"}


@attrs.frozen
class Name:
    """One name that a form may write.

    Attributes:
        name: By identifiers: ``recruit_exam.examined``.
        chinese: By labels, where these are words that an expression can hold; else the same as ``name``.
        label: What a person calls it.
        unit: 人, 元 …; None for what has none.
        means: What it is, in words.
        value: Of the ledger that was given, with its unit; None without one, or where the ledger does not say.
    """

    name: str
    chinese: str
    label: str
    unit: str | None
    means: str
    value: str | None = None

    def matches(self, words: Iterable[str]) -> bool:
        """Tell whether all words that are searched for stand in it."""
        text = f"{self.name} {self.chinese} {self.label} {self.means}".lower()
        return all(word.lower() in text for word in words)


@attrs.frozen
class KindNames:
    """What a form may write of a kind: figures of all of its rows, and fields of each row in a loop."""

    kind: str
    label: str
    pillar: str | None
    figures: tuple[Name, ...]
    fields: tuple[Name, ...]


@attrs.frozen
class Listing:
    """All that a sector's forms may name."""

    sector: str
    label: str
    unit: tuple[Name, ...]
    kinds: tuple[KindNames, ...]

    def searched(self, words: Iterable[str]) -> "Listing":
        """Return what matches all words; a kind whose label does keeps all of its own."""
        wanted = tuple(words)
        kinds = (_searched(kind, wanted) for kind in self.kinds)
        return attrs.evolve(
            self,
            unit=tuple(name for name in self.unit if name.matches(wanted)),
            kinds=tuple(kind for kind in kinds if kind.figures or kind.fields),
        )

    def near(self, words: Iterable[str]) -> str:
        """Return the label that looks most like what was searched for in vain, in words; or nothing."""
        labels = [name.label for kind in self.kinds for name in kind.figures] + [kind.label for kind in self.kinds]
        return nearest("".join(words), labels)

    def to_json(self) -> dict[str, Any]:
        """Return it for machines."""
        return attrs.asdict(self)


def listing(catalog: Catalog, sector: str, ledger: Ledger | None = None) -> Listing:
    """Return what a sector's forms may name, each with its value in a ledger where one is given."""
    found = catalog.sector(sector)
    names = _names_of_kinds(form_kinds(catalog, found.id))
    kinds = tuple(_of_kind(kind, names[kind], ledger) for kind in catalog.kinds_of(found.id) if kind in names)
    return Listing(found.id, found.label, tuple(_of_unit(ledger)), kinds)


def _names_of_kinds(known: Mapping[str, Kind]) -> dict[Kind, tuple[str, str]]:
    """Return the identifier and the label that each kind is named by; a kind hidden by one of its name has none."""
    found: dict[Kind, tuple[str, str]] = {}
    for kind in dict.fromkeys(known.values()):
        own = [name for name in (kind.id, kind.label) if known.get(name) is kind]
        found[kind] = own[0], own[-1]
    return found


def _of_kind(kind: Kind, names: tuple[str, str], ledger: Ledger | None) -> KindNames:
    measures = [field for field in (*kind.measures, *kind.ratios) if field.unit or field.measure == "ratio"]
    fields = [field for field in kind.fields if not field.sensitive and field.column]
    return KindNames(
        kind=kind.name,
        label=kind.label,
        pillar=kind.pillar.label if kind.pillar else None,
        figures=tuple(_figure(kind, names, field, ledger) for field in measures),
        fields=tuple(_name("row", "row", field, _TYPES[field.type]) for field in fields),
    )


def _figure(kind: Kind, names: tuple[str, str], field: Field, ledger: Ledger | None) -> Name:
    made = _name(*names, field, _MEASURES[field.measure or "flow"])
    if ledger is None:
        return made
    figure = figure_of(ledger.file, kind, ledger.of(kind, descendants=True), field.id)
    return attrs.evolve(made, value=figure.text + figure.unit if figure else None)


def _name(owner: str, chinese: str, field: Field, means: str) -> Name:
    unit = "%" if field.measure == "ratio" else field.unit
    label = field.label if field.label.isidentifier() else field.id
    said = "；".join(filter(None, (field.hint, means)))
    return Name(f"{owner}.{field.id}", f"{chinese}.{label}", field.label, unit, said)


def _of_unit(ledger: Ledger | None) -> Iterable[Name]:
    for label, field in UNIT_LABELS.items():
        value = getattr(ledger.unit, field) if ledger else None
        yield Name(f"unit.{field}", label, label, None, "单位信息里填的", str(value) if value else None)
    for name, means in CONTEXT.items():
        if name != "unit":
            chinese = {"year": "年度", "last": "上年"}.get(name, name)
            value = str(ledger.year) if ledger and name == "year" else None
            yield Name(name, chinese, chinese, None, means, value)


def _searched(kind: KindNames, words: tuple[str, ...]) -> KindNames:
    if all(word in f"{kind.label} {kind.kind}" for word in words):
        return kind
    figures = tuple(name for name in kind.figures if name.matches(words))
    return attrs.evolve(kind, figures=figures, fields=tuple(name for name in kind.fields if name.matches(words)))
