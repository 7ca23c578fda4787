"""What a plugin may offer: the frozen records that hooks return, all owned by the core."""

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import attrs

from .model.documents import DocumentKind
from .model.kinds import Kind, Record
from .model.ledgers import Ledger
from .model.problems import Problem, Severity
from .model.units import Unit

#: The parts of a summary or plan, in the order that real documents keep (design/domain i).
Place = Literal[
    "opening", "organisation", "leadership", "education", "speciality", "co_building", "benefits",
    "enlistment", "honours", "problems", "next", "closing",
]  # fmt: skip
PLACES: tuple[Place, ...] = Place.__args__  # type: ignore[attr-defined]


@attrs.frozen(kw_only=True)
class Sector:
    """A sector that units belong to: 医院, 学校 …

    Attributes:
        id: The plugin's entry-point name, which is also the namespace of its kinds.
        label: As it stands in the ledger's 行业.
        units: Which units that means, for people who choose.
        self_name: What such a unit calls itself in a document: 我院.
        self_names: What other such units call themselves, by a word in their name: ``(("街道", "我街道"), ...)``; of
            several words that a name holds, the last one counts.
        aliases: Other words for the sector that a clerk may have typed.
    """

    id: str
    label: str
    units: str
    self_name: str
    self_names: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()

    def we(self, unit: str) -> str:
        """Return what the unit of this name calls itself."""
        last = max(self.self_names, key=lambda pair: unit.rfind(pair[0]), default=None)
        return last[1] if last and last[0] in unit else self.self_name

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it may be asked for by."""
        return self.id, self.label, *self.aliases


@attrs.frozen(kw_only=True)
class Choices:
    """More choices for a choice field of a kind that exists already.

    Attributes:
        kind: The kind's full name, such as ``core.support``; kinds that extend it get them too.
        field: The field's identifier.
        choices: What to add after those that are there.
    """

    kind: str
    field: str
    choices: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Section:
    """A section of a report: a Markdown template in the plugin's folder ``sections``.

    Attributes:
        id: Unique within the plugin: ``recruit_exam``.
        place: In which part of the document it stands.
        rank: Its order within the part, small first; equal ranks are ordered by name.
        reports: The kinds of document that it belongs to.
        template: The template's file name; ``<id>.md`` where none is given.
        replaces: The full name of a core section that it takes the place of, such as ``core.opening``.
        plans: Whose planned activities it tells (in a plan): labels of kinds or pillars, or the sector's id for all
            of its own kinds.
    """

    id: str
    place: Place
    rank: int = 50
    reports: tuple[DocumentKind, ...] = ("summary",)
    template: str = attrs.field(default=attrs.Factory(lambda self: f"{self.id}.md", takes_self=True))
    replaces: str | None = None
    plans: tuple[str, ...] = ()

    @property
    def position(self) -> tuple[int, int]:
        """Where it stands in the document."""
        return PLACES.index(self.place), self.rank


@attrs.frozen(kw_only=True)
class RowCheck:
    """A rule over one row, asked only where every field that it needs is filled.

    Attributes:
        code: Unique among all checks: ``qualified-over-examined``.
        kind: The full name of the kind whose rows it looks at; kinds that extend it too.
        needs: The fields that it reads; rows that lack one are counted as skipped.
        holds: Whether the record is in order.
        message: What is wrong where it is not, in Chinese; ``{field}`` is replaced by the value of a field of the kind.
        fix: How to mend it.
        at: The field whose cell is marked; the first needed one by default, so that it is given where none is needed.
        severity: ``error`` or ``warning``.
    """

    code: str
    kind: str
    needs: tuple[str, ...]
    holds: Callable[[Any], bool]
    message: str
    fix: str
    at: str = attrs.field(default=attrs.Factory(lambda self: next(iter(self.needs), ""), takes_self=True))
    severity: Severity = "error"


@attrs.frozen(kw_only=True)
class LedgerCheck:
    """A rule over a whole ledger.

    Attributes:
        code: Unique among all checks.
        sector: The sector whose ledgers it looks at; None for all.
        find: Yields what is wrong; it takes the ``ledger`` and, where it names them, the ``kinds`` that the ledger's
            sector has sheets for.
    """

    code: str
    find: Callable[..., Iterable[Problem]]
    sector: str | None = None

    def found(self, ledger: Ledger, kinds: Sequence[Kind]) -> Iterable[Problem]:
        """Return what is wrong in a ledger."""
        return self.find(ledger, kinds=kinds) if self._asks_for_kinds else self.find(ledger)

    @functools.cached_property
    def _asks_for_kinds(self) -> bool:
        return "kinds" in named(self.find, {"kinds": ()})


Check = RowCheck | LedgerCheck


@attrs.frozen(kw_only=True)
class SampleLedger:
    """An invented, plausible ledger of a sector, for ``new --sample``, the demo and the contract tests.

    Attributes:
        sector: Whose.
        unit: Makes the unit's data for a year.
        records: Makes the records for a year, in any order.
        absent: Full names of kinds declared 不适用; other kinds without records are 零报告.
        approx: Returns the measures of a record that are approximate (500余元).
    """

    sector: str
    unit: Callable[[int], Unit]
    records: Callable[[int], Sequence[Record]]
    absent: tuple[str, ...] = ()
    approx: Callable[[Record], frozenset[str]] = lambda _: frozenset()


@attrs.frozen(kw_only=True)
class Renderer:
    """A writer of composed documents.

    Attributes:
        format: What it is called, and the suffix of its files: ``docx``.
        label: Its Chinese name.
        render: Returns the file's bytes; it takes the ``document`` and, of the options of ``report`` that concern
            writers, those that it names (``fonts``).
    """

    format: str
    label: str
    render: Callable[..., bytes]

    def write(self, document: Any, **options: Any) -> bytes:
        """Return the bytes of a document's file.

        Raises:
            TypeError: The plugin gave something else.
        """
        written = self.render(document, **named(self.render, options))
        if not isinstance(written, bytes):
            raise TypeError(f"the writer of {self.format} gave {type(written).__name__}, no bytes")
        return written


def named(function: Callable[..., Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return those options that a plugin's function names, so that later ones are no matter to it."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:  # a function written in C
        return {}
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return dict(options)
    names = {parameter.name for parameter in parameters}
    return {name: value for name, value in options.items() if name in names}
