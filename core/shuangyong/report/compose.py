"""Composing: a ledger's year as the one tree that every writer walks."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import PureWindowsPath

import attrs

from ..catalog import Catalog
from ..model.documents import DOCUMENT_LABELS, DocumentKind
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.problems import ProblemsFound, error
from .claims import Claims, Part, claims
from .comparing import refuse_others
from .dating import dated
from .document import Attachment, Block, Document, Figure, FigureRun, Inlines, Table
from .manuscript import Manuscript, clean
from .outline import blocks, ordered
from .planning import planned
from .prose import Material, render
from .statistics import statistics

_COMPOSED: tuple[DocumentKind, ...] = ("summary", "plan", "table")


def compose(
    ledger: Ledger,
    catalog: Catalog,
    kind: DocumentKind,
    last: Ledger | None = None,
    today: datetime.date | None = None,
) -> Document:
    """Return a document of a ledger, every figure with the cells that it comes from.

    Args:
        ledger: The year's.
        catalog: What is installed; the ledger's sector says which sections there are.
        kind: summary, plan or table.
        last: Last year's ledger, for figures beside this year's.
        today: What dates a document that the ledger gives no full date for (see ``dated``); the present day if None.

    Raises:
        ProblemsFound: The document needs cells that are blank, ``last`` is not the unit's ledger of the year before,
            or there is no such kind of document yet.
    """
    if kind not in _COMPOSED:
        raise _not_yet(kind)
    if last is not None:
        refuse_others(ledger, last)
    ledger, last = _by_name(ledger), _by_name(last) if last else None
    tables = statistics(ledger, catalog, last)
    body: tuple[Block, ...] = tables if kind == "table" else _prose(ledger, catalog, kind, last)
    attached = (Attachment(_title(ledger, "table"), tables),) if kind == "summary" and tables else ()
    document = Document(
        kind=kind,
        title=_title(ledger, kind),
        issuer=clean(ledger.unit.name),
        addressee=clean(ledger.unit.addressee or "") or None,
        date=dated(ledger, kind, today)[0],
        blocks=body,
        attachments=attached,
        ledgers=tuple((one.file, one.sha256) for one in (ledger, last) if one is not None),
    )
    return _with_ordinals(document)


def _prose(ledger: Ledger, catalog: Catalog, kind: DocumentKind, last: Ledger | None) -> tuple[Block, ...]:
    sector = catalog.sector(ledger.unit.sector)
    told = claims(catalog, sector.id, kind)
    plan_item = catalog.kind("core.plan_item")
    labels = {one.label: one for one in reversed(catalog.kinds_of(sector.id))}
    items = planned(told, ledger, plan_item, labels)
    _nothing_lost(ledger, told, kind, items, plan_item)
    manuscript = Manuscript()

    def planned_by(part: Part) -> tuple[Row, ...]:
        return tuple(row for row, teller in items if teller is part)

    material = Material(catalog, told, ledger, last, planned_by, manuscript)
    sections = [blocks(render(part, material, sector.we(ledger.unit.name)), manuscript) for part in told.parts]
    if manuscript.needed:
        raise ProblemsFound(manuscript.needed, file=ledger.file)
    return ordered(sections)


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


def _by_name(ledger: Ledger) -> Ledger:
    """Return a ledger whose file has no folders: no document tells where somebody keeps it."""
    # A Windows path splits at both kinds of slash.
    return attrs.evolve(ledger, file=PureWindowsPath(ledger.file).name)


def _title(ledger: Ledger, kind: DocumentKind) -> str:
    return f"{clean(ledger.unit.name)}{ledger.year}年双拥{DOCUMENT_LABELS[kind]}"


def _with_ordinals(document: Document) -> Document:
    """Number the figures in reading order, from 1."""
    ordinals = iter(range(1, 10**9))

    def numbered(found: Sequence[Block]) -> Iterator[Block]:
        for block in found:
            if isinstance(block, Table):
                yield attrs.evolve(block, rows=tuple(tuple(map(inlines, row)) for row in block.rows))
            else:
                yield attrs.evolve(block, content=inlines(block.content))

    def inlines(content: Inlines) -> Inlines:
        return tuple(
            attrs.evolve(run, figure=placed(run.figure)) if isinstance(run, FigureRun) else run for run in content
        )

    def placed(figure: Figure) -> Figure:
        return attrs.evolve(figure, ordinal=next(ordinals))

    body = tuple(numbered(document.blocks))
    attached = tuple(attrs.evolve(one, blocks=tuple(numbered(one.blocks))) for one in document.attachments)
    return attrs.evolve(document, blocks=body, attachments=attached)


def _not_yet(kind: DocumentKind) -> ProblemsFound:
    able = "、".join(f"{DOCUMENT_LABELS[one]}（{one}）" for one in _COMPOSED)
    message = f"现在还不能出{DOCUMENT_LABELS[kind]}（{kind}）。"
    return ProblemsFound([error("not-yet", message, f"现在能出：{able}。", value=kind)])
