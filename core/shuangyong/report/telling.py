"""A document's text: what the sections make of a ledger, each row told once."""

import re

import attrs

from ..catalog import Catalog
from ..model.documents import DocumentKind
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.problems import ProblemsFound
from .briefs.view import Scope
from .claims import Claims, Part, claims
from .document import Block, plain
from .manuscript import Manuscript
from .outline import blocks, ordered
from .planning import planned
from .prose import Material, render
from .tidying import tidied

#: A single # is the headline of a brief; no other document has one.
_HEADLINE = re.compile(r"^# +(.+)$\n?", re.MULTILINE)


@attrs.frozen
class Told:
    """The text of a document, and the headline that its sections give it; an empty text where they give none."""

    blocks: tuple[Block, ...]
    headline: str = ""


def tell(ledger: Ledger, catalog: Catalog, kind: DocumentKind, last: Ledger | None, brief: Scope | None = None) -> Told:
    """Return what the sections of a document make of a ledger.

    Raises:
        ProblemsFound: A section needs cells that are blank.
    """
    sector = catalog.sector(ledger.unit.sector)
    told = claims(catalog, sector.id, kind)
    plan_item = catalog.kind("core.plan_item")
    labels = {one.label: one for one in reversed(catalog.kinds_of(sector.id))}
    items = planned(told, ledger, plan_item, labels)
    _nothing_lost(ledger, told, kind, items, plan_item)
    manuscript = Manuscript()

    def planned_by(part: Part) -> tuple[Row, ...]:
        return tuple(row for row, teller in items if teller is part)

    material = Material(catalog, told, ledger, last, planned_by, manuscript, brief)
    written = [render(part, material, sector.we(ledger.unit.name)) for part in told.parts]
    headlines = [headline for text in written for headline in _HEADLINE.findall(text)] if brief else []
    sections = [blocks(_HEADLINE.sub("", text) if brief else text, manuscript) for text in written]
    if manuscript.needed:
        raise ProblemsFound(manuscript.needed, file=ledger.file)
    headline = plain(tidied((piece, False) for piece in manuscript.split(headlines[0]))) if headlines else ""
    headline = headline.rstrip("。；，、")
    return Told(ordered(sections), headline)


def _nothing_lost(
    ledger: Ledger, told: Claims, report: DocumentKind, items: list[tuple[Row, Part | None]], plan_item: Kind
) -> None:
    """Hold the promise that each row is told by some section; the sections, not the user, are at fault otherwise."""
    if report == "plan":
        lost = {plan_item for _, teller in items if teller is None}
    else:
        lost = set() if told.rest else {*told.untold(ledger.rows)}
    if lost:
        names = ", ".join(sorted(kind.name for kind in lost))
        raise AssertionError(f"no section of the {report} tells {names}")
