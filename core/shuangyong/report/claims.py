"""Who tells what: each row of a ledger belongs to one section of a report, so that none is told twice or lost."""

from collections.abc import Mapping, Sequence

import attrs

from ..catalog import Catalog, Plugin
from ..model.documents import DocumentKind
from ..model.kinds import CORE, Kind
from ..model.ledgers import Row
from ..offers import Section
from .faults import known_kinds
from .names import telling
from .templates import parsed


@attrs.frozen(eq=False)
class Part:
    """A section of a report with the plugin that it is of, and the kinds that its template may name."""

    plugin: Plugin
    section: Section
    known: Mapping[str, Kind]

    @property
    def module(self) -> str:
        """Where its template lies."""
        return self.plugin.offers.module


@attrs.frozen(eq=False)
class Claims:
    """The parts of a report in order, and which of them tells which kind.

    Attributes:
        parts: The report's sections.
        own: Which part names a kind; a sector's part wins over the core's.
        whole: Which part names a kind with ``.all`` and so tells the kinds that extend it, where none is nearer.
        rest: The part that tells what no part names.
    """

    parts: tuple[Part, ...]
    own: Mapping[Kind, Part]
    whole: Mapping[Kind, Part]
    rest: Part | None

    def teller(self, kind: Kind) -> tuple[Part, Kind] | None:
        """Return the part that tells the rows of a kind, and as rows of which kind; None where no part does."""
        if kind in self.own:
            return self.own[kind], kind
        return next(((self.whole[above], above) for above in kind.lineage[1:] if above in self.whole), None)

    def untold(self, rows: Sequence[Row]) -> dict[Kind, list[Row]]:
        """Return the rows that no part names, by kind."""
        found: dict[Kind, list[Row]] = {}
        for row in rows:
            if self.teller(row.kind) is None:
                found.setdefault(row.kind, []).append(row)
        return found

    def own_rows(self, part: Part, kind: Kind, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Return the rows of exactly this kind, if this part tells them."""
        return tuple(row for row in rows if row.kind is kind) if self.own.get(kind) is part else ()

    def all_rows(self, part: Part, kind: Kind, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Return the rows that this part tells as rows of this kind."""
        if part not in (self.own.get(kind), self.whole.get(kind)):
            return ()
        told = {one for one in {row.kind for row in rows} if self.teller(one) == (part, kind)}
        return tuple(row for row in rows if row.kind in told)


def claims(catalog: Catalog, sector: str, report: DocumentKind) -> Claims:
    """Return who tells what in a sector's report."""
    parts = tuple(
        Part(plugin, section, known_kinds(plugin.name, catalog.kinds))
        for plugin, section in catalog.sections(sector, report)
    )
    own: dict[Kind, Part] = {}
    whole: dict[Kind, Part] = {}
    rest: Part | None = None
    for part in sorted(parts, key=lambda part: part.plugin.name != CORE):  # the core first: a sector's overrides it
        told = telling(parsed(part.module, part.section.template), part.known)
        for kind in told.kinds:
            own[kind] = part
            whole.pop(kind, None)
        whole |= dict.fromkeys(told.whole, part)
        rest = part if told.rest else rest
    return Claims(parts, own, whole, rest)
